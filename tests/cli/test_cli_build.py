"""`presskit build`: what it says, how it ends."""

from __future__ import annotations

import json
import re
from pathlib import Path

from cli.running import Run

BAD_SPEAKER = """error[PK203]: speaker `alex-exampel` is not in people.toml
 --> {path}:11:14
   |
11 |     speaker: alex-exampel # a key of people.toml
   |              ^^^^^^^^^^^^
   = help: did you mean `alex-example`?
"""


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def without_seconds(text: str) -> str:
    return re.sub(r" +\d+\.\d s$", "", text, flags=re.M)


def test_first_build_says_what_it_made(newsroom: Path, presskit: Run) -> None:
    result = presskit("build", cwd=newsroom)
    read, checked, built = without_seconds(result.stderr).splitlines()
    assert (result.returncode, result.stdout) == (0, "")
    assert (read, checked) == ("read     1 release, 1 edition", "check    no problems")
    assert re.fullmatch(r"build    \d+ made, 0 fresh", built)
    assert (newsroom / "public/index.html").is_file()


def test_seconds_stand_in_the_fiftieth_column(newsroom: Path, presskit: Run) -> None:
    line = presskit("build", cwd=newsroom).stderr.splitlines()[-1]
    assert re.fullmatch(r"build    .{40}\d+\.\d s", line)


def test_second_build_makes_nothing_and_says_the_same_of_the_newsroom(newsroom: Path, presskit: Run) -> None:
    first = without_seconds(presskit("build", cwd=newsroom).stderr).splitlines()
    second = presskit("build", cwd=newsroom)
    made = first[2].removeprefix("build    ").removesuffix(" made, 0 fresh")
    assert second.returncode == 0
    assert without_seconds(second.stderr).splitlines() == [*first[:2], f"build    0 made, {made} fresh"]


def test_build_finds_the_newsroom_from_a_folder_within(newsroom: Path, presskit: Run) -> None:
    assert presskit("build", cwd=newsroom / "releases").returncode == 0
    assert (newsroom / "public/index.html").is_file()


def test_build_of_another_folder_is_asked_for_by_name(newsroom: Path, presskit: Run) -> None:
    assert presskit("build", "--project", str(newsroom), "--workers", "1").returncode == 0
    assert presskit("build", f"--project={newsroom}").stderr.count("0 made") == 1


def test_errors_are_drawn_and_end_with_1(newsroom: Path, release: Path, presskit: Run) -> None:
    replaced(release, "speaker: alex-example", "speaker: alex-exampel")
    result = presskit("build", cwd=newsroom)
    assert result.returncode == 1
    assert BAD_SPEAKER.format(path=release.relative_to(newsroom)) in result.stderr
    assert "\ncheck    1 error\n" in result.stderr


def test_errors_are_drawn_again_when_nothing_changed(newsroom: Path, release: Path, presskit: Run) -> None:
    replaced(release, "speaker: alex-example", "speaker: alex-exampel")
    presskit("build", cwd=newsroom)
    again = presskit("build", cwd=newsroom)
    assert (again.returncode, again.stderr.count("error[PK203]")) == (1, 1)


def test_warnings_are_counted_not_drawn(newsroom: Path, release: Path, presskit: Run) -> None:
    replaced(release, "topics:", "topic:")
    expected = "check    1 warning (`presskit check` shows it)"
    for result in (presskit("build", cwd=newsroom), presskit("build", cwd=newsroom)):
        assert (result.returncode, result.stderr.splitlines()[1]) == (0, expected)


def test_a_layout_that_fails_everywhere_is_shown_once(newsroom: Path, presskit: Run) -> None:
    presskit("new", "Another one", cwd=newsroom)
    for path in (newsroom / "releases").rglob("another-one.md"):
        replaced(path, "status: draft", "status: ready")
    (newsroom / "layouts/page").mkdir(parents=True)
    (newsroom / "layouts/page/release.html").write_text("{{ doc.headlin }}\n")
    result = presskit("build", cwd=newsroom)
    assert (result.returncode, result.stderr.count("error[PK601]")) == (1, 1)
    assert "2 failed" in result.stderr


def test_settings_that_do_not_fit_are_errors_of_the_writer(newsroom: Path, presskit: Run) -> None:
    replaced(newsroom / "presskit.toml", "base_url", "base_uri")
    result = presskit("build", cwd=newsroom)
    assert result.returncode == 1
    assert "did you mean `base_url`?" in result.stderr


def test_json_says_everything_on_stdout(newsroom: Path, release: Path, presskit: Run) -> None:
    replaced(release, "topics:", "topic:")
    data = json.loads(presskit("build", "--format", "json", cwd=newsroom).stdout)
    page = f"{release.parent.name}/welcome/index.html"
    assert (data["releases"], data["editions"], data["errors"], data["warnings"]) == (1, 1, 0, 1)
    assert {"path": page, "output": "page", "reason": "new"} in data["made"]
    assert (data["pruned"], data["failed"], data["problems"][0]["code"]) == ([], [], "PK108")


def test_why_names_origin_and_reason(newsroom: Path, release: Path, presskit: Run) -> None:
    page = f"{release.parent.name}/welcome/index.html"
    origin = release.relative_to(newsroom)
    presskit("build", cwd=newsroom)
    assert presskit("build", "--why", page, cwd=newsroom).stdout == (
        f"{page}: made by page from {origin} because it was new\n"
    )
    replaced(release, "A newsroom opens", "A newsroom has opened")
    assert presskit("build", "--why", f"public/{page}", cwd=newsroom).stdout == (
        f"{page}: made by page from {origin} because its content changed\n"
    )


def test_why_takes_an_address_for_its_page(newsroom: Path, presskit: Run) -> None:
    assert presskit("build", "--why", "/", cwd=newsroom).stdout.startswith("index.html: made by index because")


def test_why_of_nothing_is_a_failure(newsroom: Path, presskit: Run) -> None:
    result = presskit("build", "--why", "indx.html", cwd=newsroom)
    assert result.returncode == 3
    assert result.stderr.endswith("presskit: presskit made no `indx.html`\n  = help: did you mean `index.html`?\n")
