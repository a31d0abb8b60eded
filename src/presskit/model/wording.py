"""The wording that an approval holds for: its normal form, the fingerprint of that, and what was changed since.

Normal form: Unicode NFC without soft hyphens and zero-width spaces; without quotation marks of any kind, but for a
single one between two letters or digits, which is an apostrophe and counts as one; white space is one space between
two letters or digits and nothing elsewhere. All else counts: letters, digits, every comma, dash and dot.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from hashlib import sha256
from unicodedata import normalize

# Half of SHA-256's first 128 bits: whoever wants other words with the same fingerprint must try 2 to the power of 64.
DIGITS = 16
FEWEST_DIGITS = 8
UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
APOSTROPHE = re.compile(r"(?<=[^\W_])['‘’‛ʼ´`′](?=[^\W_])")
GLYPHS = re.compile("[\"“”„‟«»‹›‘’‚‛'`´′″「」『』＂＇〝〞〟]")
SPACE = re.compile(r"\s+")
BESIDE_SIGNS = re.compile(r" (?![^\W_])|(?<![^\W_]) ")
SHOWN_CHANGES = 5
KEPT = "\ue000"  # stands for an apostrophe while marks are taken away


def normal_wording(text: str) -> str:
    """Return the words in the form that fingerprints are taken of."""
    text = UNSEEN.sub("", normalize("NFC", text))
    text = GLYPHS.sub("", APOSTROPHE.sub(KEPT, text)).replace(KEPT, "'")
    return BESIDE_SIGNS.sub("", SPACE.sub(" ", text).strip())


def fingerprint(text: str) -> str:
    """Return the first hexadecimal digits of the SHA-256 of the words' normal form in UTF-8."""
    return sha256(normal_wording(text).encode()).hexdigest()[:DIGITS]


def is_wording(text: str, written: str) -> bool:
    """Tell whether a fingerprint as it was written, in eight digits or more, is that of the words."""
    whole = sha256(normal_wording(text).encode()).hexdigest()
    return len(written) >= FEWEST_DIGITS and whole.startswith(written.lower())


def difference(before: str, after: str) -> str:
    """Return word by word what was changed: what is now something else, what is gone, what is new."""
    old, new = _words(before), _words(after)
    steps = SequenceMatcher(None, [w for w, _ in old], [w for w, _ in new], autojunk=False).get_opcodes()
    changes = [_change(_shown(old[a:b]), _shown(new[c:d])) for kind, a, b, c, d in steps if kind != "equal"]
    more = [f"and {len(changes) - SHOWN_CHANGES} more"] if len(changes) > SHOWN_CHANGES else []
    return ", ".join(changes[:SHOWN_CHANGES] + more)


def _words(text: str) -> list[tuple[str, str]]:
    """Return each word in normal form and as it was written; what is a mark and nothing else is no word."""
    pairs = ((normal_wording(word), word) for word in text.split())
    return [(normal, word) for normal, word in pairs if normal]


def _shown(words: list[tuple[str, str]]) -> str:
    return " ".join(word for _, word in words)


def _change(old: str, new: str) -> str:
    if not new:
        return f"`{old}` is gone"
    return f"`{old}` is now `{new}`" if old else f"`{new}` is new"
