"""An approval is written into a file as a hand would: every other byte stays."""

from __future__ import annotations

from datetime import date

import pytest

from presskit.cli.approving import Consent, with_approvals
from presskit.model.edition import Quote
from presskit.reading.splice import CannotSplice

HEAD = "---\nid: a # für immer\nheadline: 'A' \ndate: 2024-05-02\n"
CONSENT = Consent("Eva Weber", date(2024, 5, 1))
LINE = "approved: {by: Eva Weber, on: 2024-05-01, wording: 918c02e9102ce389}"


def approved(front: str, quote: str = "a") -> str:
    """Return the front matter with the words `Ja.` of a quote approved."""
    raw = f"{HEAD}{front}---\nEin Satz.\n".encode()
    return with_approvals("releases/a.md", raw, [Quote(quote, "Ja.")], CONSENT).decode()[
        len(HEAD) : -len("---\nEin Satz.\n")
    ]


CASES = {
    "in a block": (
        "quotes:\n  # oben\n  - id: a # eins\n    text:  'Ja.'   # zwei\n    # drei\n\n# vier\nplace: X\n",
        "    text:  'Ja.'   # zwei\n",
        f"    text:  'Ja.'   # zwei\n    {LINE}\n",
    ),
    "after a folded scalar": (
        "quotes:\n- id: a\n  text: >-\n    Ja.\n\n  # Notiz\n- id: b\n  text: x\n",
        "    Ja.\n",
        f"    Ja.\n  {LINE}\n",
    ),
    "after a literal scalar at the end": (
        "quotes:\n- id: a\n  text: |+\n    Ja.\n\n",
        "    Ja.\n",
        f"    Ja.\n  {LINE}\n",
    ),
    "after a text of several lines": ("quotes:\n- id: a\n  text: Ja\n    .\n", "    .\n", f"    .\n  {LINE}\n"),
    "after a block mapping": (
        "quotes:\n- text: Ja.\n  id: a\n  speaker:\n    name: X # hier\n# da\n",
        "    name: X # hier\n",
        f"    name: X # hier\n  {LINE}\n",
    ),
    "in braces": ("quotes:\n- {id: a, text: Ja. }\n", "Ja. }", f"Ja., {LINE} }}"),
    "in braces after a comma": ("quotes:\n- {id: a, text: Ja.,}\n", "Ja.,}", f"Ja., {LINE}}}"),
    "in braces over lines": (
        "quotes: [{id: a, # eins\n\ttext: Ja. # zwei\n}]\n",
        "# zwei\n}",
        f"# zwei\n, {LINE}}}",
    ),
    "in the place of nothing": ("quotes:\n- id: a\n  approved:\n  text: Ja.\n", "approved:\n", f"{LINE}\n"),
    "in the place of an older one": (
        "quotes:\n- id: a\n  approved: {by: 'X', on: 2020-01-01, wording: 12345678} # Mail\n  text: Ja.\n",
        "{by: 'X', on: 2020-01-01, wording: 12345678}",
        LINE.removeprefix("approved: "),
    ),
    "in the place of something else": (
        "quotes:\n- id: a\n  approved: yes # Mail\n  text: Ja.\n",
        "approved: yes",
        LINE,
    ),
    "beside an anchor": (
        "quotes:\n- id: a\n  text: &t Ja.\n- id: b\n  text: *t\n",
        "&t Ja.\n",
        f"&t Ja.\n  {LINE}\n",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_approval_is_written(name: str) -> None:
    front, old, new = CASES[name]
    assert front.count(old) == 1
    assert approved(front) == front.replace(old, new)


def test_approval_in_a_block_is_changed_part_by_part() -> None:
    older = "  approved:\n    by: X # am Telefon\n    on: 2020-01-01\n    wording: '12345678'\n"
    front = f"quotes:\n- id: a\n{older}  text: Ja.\n"
    assert approved(front) == (
        "quotes:\n- id: a\n  approved:\n    by: Eva Weber # am Telefon\n    on: 2024-05-01\n"
        "    wording: 918c02e9102ce389\n  text: Ja.\n"
    )


def test_text_that_is_an_alias_gets_its_line_where_the_alias_is() -> None:
    front = "quotes:\n- id: b\n  text: &t Ja.\n- id: a\n  text: *t\n"
    assert approved(front) == front + f"  {LINE}\n"


@pytest.mark.parametrize(
    "front",
    ["quotes:\n- &q {id: a, text: Ja.}\n- *q\n", "all: &q [{id: a, text: Ja.}]\nquotes: *q\n"],
)
def test_quote_that_stands_elsewhere_is_not_touched(front: str) -> None:
    with pytest.raises(CannotSplice):
        approved(front)


def test_byte_order_mark_and_windows_line_ends_stay() -> None:
    front = "quotes:\n- id: a\n  text: >\n    Jä\n    .\n\n#\tEnde\n"
    raw = f"\ufeff{HEAD}{front}---\nEin Satz.\nUnd\rzwei\n".replace("\n", "\r\n").encode()
    changed = with_approvals("releases/a.md", raw, [Quote("a", "Ja.")], CONSENT)
    assert changed == raw.replace(b"    .\r\n", f"    .\r\n  {LINE}\r\n".encode())


def test_fingerprint_that_looks_like_a_number_is_put_between_marks() -> None:
    from presskit.cli.approving import as_scalar

    assert [as_scalar(v) for v in ("1234567890123456", "123456789012e456", "a234567890123456")] == [
        '"1234567890123456"',
        '"123456789012e456"',
        "a234567890123456",
    ]
