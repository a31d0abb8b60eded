"""Literal quotations in running text: where they are, their words, and who is said to have said them.

Works on characters, not on Markdown: code, comments and addresses are blanked first. Offsets are those of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

FEWEST_WORDS = 6
SHORTEST = 2 * FEWEST_WORDS  # characters that as many words need
MARKS = ("„", "“", "»", "«", '"')
# Within a paragraph; a mark that begins a quotation says which one ends it.
QUOTATIONS = {
    "„": re.compile(r"„((?:[^„“”\n]|\n(?![ \t]*\n))+)[“”]"),
    "“": re.compile(r"(?<![^\W_])“((?:[^„“”\n]|\n(?![ \t]*\n))+)”"),
    "»": re.compile(r"(?<![^\W_])»((?:[^»«\n]|\n(?![ \t]*\n))+)«(?![^\W_])"),
    "«": re.compile(r"(?<![^\W_])«((?:[^»«\n]|\n(?![ \t]*\n))+)»(?![^\W_])"),
    '"': re.compile(r'(?<![^\W_])(?<!")"(?=\S)((?:[^"\n]|\n(?![ \t]*\n))+)(?<=\S)"(?![^\W_])(?!")'),
}
NO_PROSE = re.compile(
    r"^[ ]{0,3}(`{3,}|~{3,}).*?(?:^[ ]{0,3}\1[`~]*[ \t]*$|\Z)|`+[^`]+`+|<!--.*?(?:-->|\Z)"
    r"|\]\([^()\s]*(?:\s+\"[^\"\n]*\")?\)|^[ ]{0,3}\[[^\]\n]+\]:[^\n]*$|<[^<>\n]*>",
    re.DOTALL | re.MULTILINE,
)
BLANKED = ("`", "~~~", "<", "](", "]:")
WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
SAYING = (
    "sag(?:t|te|en|ten)|so|erklär(?:t|te|en|ten)|beton(?:t|te|en|ten)|mein(?:t|te|en|ten)|ergänz(?:t|te|en|ten)"
    "|kommentier(?:t|te|en|ten)|freu(?:t|te|en|ten) sich|kritisier(?:t|te|en|ten)|forder(?:t|te|n|ten)|fügt|fügte"
    "|erläuter(?:t|te|n|ten)|berichte(?:t|te|n|ten)|bericht(?:et|ete|en|eten)|heißt es|hieß es|unterstreich(?:t|en)"
    "|unterstrich(?:en)?|resümier(?:t|te)|bilanzier(?:t|te)|warn(?:t|te|en|ten)|führt|führte|stellt|stellte"
    "|sa(?:id|ys?)|explain(?:s|ed)|add(?:s|ed)|comment(?:s|ed)|stat(?:es|ed)|not(?:es|ed)|according to|told|ask(?:s|ed)"
)
AFTER = re.compile(
    rf"[,.;]?\s*[–—-]?\s*((?:{SAYING})\b[^.,;:!?\n„“»«\"]{{0,80}}|[^.,;:!?\n„“»«\"]{{2,60}}?\b(?:{SAYING})\b)"
)
BEFORE = re.compile(r"([^.!?:\n„“”»«\"]{2,140}):\s*[_*]*\Z")
SPOKEN = re.compile(r"\b(?:wir|ich|uns|unser\w*|mein\w*|mir|we|I|our|us|my|me)\b", re.IGNORECASE)
SENTENCE = re.compile(r"[.!?…,;:]|\s[–—-]\s")


@dataclass(frozen=True, slots=True)
class Quotation:
    """One literal quotation: its place with its marks, its text without, and the phrase that names who said it.

    `words` counts what is read, without addresses of links; of the shortest it is 0, as their attribution is empty.
    """

    start: int
    end: int
    text: str
    attribution: str = ""
    words: int = 0

    @property
    def is_speech(self) -> bool:
        """Whether somebody speaks: long enough, and named, or with the signs of a sentence; titles of works are not."""
        if self.words < FEWEST_WORDS:
            return False
        return bool(self.attribution or SPOKEN.search(self.text) or SENTENCE.search(self.text))


def quotations(text: str) -> list[Quotation]:
    """Return all literal quotations in a body, however short."""
    if not any(map(text.__contains__, MARKS)):
        return []
    prose = _blanked(text)
    return [_quotation(text, prose, start, end) for start, end in _places(prose)]


def _places(prose: str) -> list[tuple[int, int]]:
    """Return where quotations are, with their marks."""
    found, end = [], 0
    for at in _openings(prose):
        match = QUOTATIONS[prose[at]].match(prose, at) if at >= end else None
        if match:
            found.append(match.span())
            end = match.end()
    return found


def _openings(prose: str) -> list[int]:
    """Return where marks stand that may begin a quotation; each kind is looked for alone, which is fast."""
    found = []
    for mark in QUOTATIONS:
        at = prose.find(mark)
        while at >= 0:
            found.append(at)
            at = prose.find(mark, at + 1)
    return sorted(found)


def _quotation(text: str, prose: str, start: int, end: int) -> Quotation:
    is_long = end - start > SHORTEST
    words = len(WORD.findall(prose, start, end)) if is_long else 0
    attribution = _attribution(prose, start, end) if words >= FEWEST_WORDS else ""
    return Quotation(start, end, text[start + 1 : end - 1], attribution, words)


def speeches(text: str) -> list[Quotation]:
    """Return the literal quotations in a body that belong under `quotes:`."""
    if not any(map(text.__contains__, MARKS)) or not any(_may_be_long(text, *place) for place in _places(text)):
        return []  # as for most bodies
    return [quotation for quotation in quotations(text) if quotation.is_speech]


def _may_be_long(text: str, start: int, end: int) -> bool:
    return text.count(" ", start, end) + text.count("\n", start, end) >= FEWEST_WORDS - 1


def _blanked(text: str) -> str:
    """Return the text with spaces where there is no prose."""
    if not any(map(text.__contains__, BLANKED)):
        return text
    return NO_PROSE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def _attribution(prose: str, start: int, end: int) -> str:
    """Return the phrase beside a quotation that names who said it, or nothing."""
    after = AFTER.match(prose[end : end + 160])
    if after:
        return " ".join(after[1].split())
    before = BEFORE.search(prose[max(0, start - 160) : start])
    return " ".join(before[1].split()) if before else ""
