"""`presskit people rename`: all files that name a person, or none, whenever it is killed."""

from __future__ import annotations

import json
import tomllib
from contextlib import suppress
from pathlib import Path

import pytest

from cli.running import Run
from presskit.cli.files import finish, write_all
from presskit.reading.renaming import renamed_people, renamed_release, renamed_settings
from presskit.reading.splice import CannotSplice


def test_person_is_renamed_everywhere_and_comments_stay(newsroom: Path, release: Path, presskit: Run) -> None:
    before = {path: path.read_text(encoding="utf-8") for path in (newsroom / "people.toml", release)}
    result = presskit("people", "rename", "alex-example", "alex", cwd=newsroom)
    assert (result.returncode, result.stdout) == (0, f"people.toml\n{release.relative_to(newsroom)}\n")
    for path, text in before.items():
        assert path.read_text(encoding="utf-8") == text.replace("alex-example", "alex")
    assert presskit("check", cwd=newsroom).returncode == 0


def test_contact_of_all_releases_is_renamed(newsroom: Path, presskit: Run) -> None:
    presskit("people", "rename", "press-office", "press", cwd=newsroom)
    assert tomllib.loads((newsroom / "presskit.toml").read_text())["defaults"]["contacts"] == ["press"]
    assert presskit("check", cwd=newsroom).returncode == 0


def test_dry_run_shows_and_changes_nothing(newsroom: Path, release: Path, presskit: Run) -> None:
    before = release.read_bytes()
    result = presskit("people", "rename", "alex-example", "alex", "--dry-run", cwd=newsroom)
    assert "-    speaker: alex-example" in result.stdout
    assert "+    speaker: alex" in result.stdout
    assert release.read_bytes() == before


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("alex-exampel", "alex", "did you mean `alex-example`?"),
        ("alex-example", "press-office", "is in people.toml already"),
        ("alex-example", "alex example", "cannot be a key"),
    ],
)
def test_what_cannot_be_is_refused(old: str, new: str, said: str, newsroom: Path, presskit: Run) -> None:
    result = presskit("people", "rename", old, new, cwd=newsroom)
    assert (result.returncode, said in result.stderr) == (3, True)


def test_one_release_that_cannot_be_changed_keeps_all_as_they_are(newsroom: Path, release: Path, presskit: Run) -> None:
    bad = release.with_name("bad.md")
    bad.write_text("---\nheadline: [\nquotes: alex-example\n---\n")
    before = (newsroom / "people.toml").read_bytes()
    result = presskit("people", "rename", "alex-example", "alex", cwd=newsroom)
    assert (result.returncode, "bad.md names `alex-example`" in result.stderr) == (3, True)
    assert (newsroom / "people.toml").read_bytes() == before


class Killed(BaseException):
    """Raised where a process would be gone."""


def test_kill_at_any_moment_changes_all_or_none(tmp_path: Path) -> None:
    for moment in range(8):
        folder = tmp_path / str(moment)
        folder.mkdir()
        files = {str(folder / name): b"new" for name in "abc"}
        for path in files:
            Path(path).write_bytes(b"old")
        left = moment

        def dies(path: str) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise Killed

        state = str(folder / ".presskit")
        with suppress(Killed):
            write_all(state, files, before=dies)
        finish(state)
        found = {Path(path).read_bytes() for path in files}
        assert found == ({b"old"} if moment <= 3 else {b"new"})
        assert sorted(path.name for path in folder.rglob("*")) == [".presskit", "a", "b", "c"]


def test_next_command_finishes_what_was_decided(newsroom: Path, release: Path, presskit: Run) -> None:
    release.with_name(f".{release.name}.presskit").write_text("not yet\n")
    steps = {str(release.with_name(f".{release.name}.presskit")): str(release)}
    (newsroom / ".presskit" / "changing.json").write_text(json.dumps({"stage": "decided", "steps": steps}))
    presskit("list", cwd=newsroom)
    assert release.read_text() == "not yet\n"
    assert not (newsroom / ".presskit" / "changing.json").exists()


# --- the files themselves

PEOPLE = (
    b'\xef\xbb\xbf"eva" = {name = "Eva"} # eva\r\n\r\n[ weber ] # weber\r\n'
    b'name = "weber"\r\n[[weber.roles]]\r\nrole = "weber"\r\n'
)


def test_people_keep_every_other_byte() -> None:
    assert renamed_people(PEOPLE, "weber", "w") == PEOPLE.replace(b"[ weber ]", b"[ w ]").replace(b"[[weber.", b"[[w.")
    assert renamed_people(PEOPLE, "eva", "e") == PEOPLE.replace(b'"eva" =', b"e =")


def test_text_of_several_lines_that_looks_like_a_table_is_not_touched() -> None:
    with pytest.raises(CannotSplice):
        renamed_people(b'[weber]\nname = """\n[weber]\n"""\n', "weber", "w")


def test_defaults_keep_every_other_byte() -> None:
    raw = b'[newsroom]\nname = "weber"\n[defaults]\ncontacts = [ # wer\n  "presse",\n  \'weber\', # weber\n]\n'
    assert renamed_settings(raw, "weber", "w") == raw.replace(b"'weber'", b"'w'")
    assert renamed_settings(b'[newsroom]\nname = "weber"\n', "weber", "w") == b'[newsroom]\nname = "weber"\n'


@pytest.mark.parametrize(
    ("front", "renamed"),
    [
        ("contacts: [presse, weber] # weber\n", "contacts: [presse, w] # weber\n"),
        ("contacts: presse, weber\n", "contacts: presse, w\n"),
        ("quotes:\n- {id: weber, speaker: 'weber', text: ''}\n", "quotes:\n- {id: weber, speaker: 'w', text: ''}\n"),
        ("quotes:\n- speaker: {key: weber}\n", "quotes:\n- speaker: {key: w}\n"),
        ("quotes:\n- speaker: {name: weber}\n", "quotes:\n- speaker: {name: weber}\n"),
        ("quotes:\n- speaker: &s weber\n- speaker: *s\n", "quotes:\n- speaker: &s w\n- speaker: *s\n"),
        ("quotes:\n- speaker: webers\n- speaker: eva-weber\n", "quotes:\n- speaker: webers\n- speaker: eva-weber\n"),
    ],
)  # fmt: skip
def test_release_keeps_every_other_byte(front: str, renamed: str) -> None:
    raw = f"---\nid: weber\n{front}---\nweber\n".replace("\n", "\r\n")
    expected = f"---\nid: weber\n{renamed}---\nweber\n".replace("\n", "\r\n")
    assert renamed_release("releases/a.md", raw.encode(), "weber", "w").decode() == expected
