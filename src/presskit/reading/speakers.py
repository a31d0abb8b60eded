"""Who is said to have said a literal quotation, as far as the text itself says so: nothing is invented."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from presskit.model.people import Person
    from presskit.reading.quotations import Quotation

LETTER = r"[\w\u0300-\u036f]"  # with the marks of letters that are written in two characters
CAPITALISED = rf"[A-ZÄÖÜÀ-ÖØ-Þ](?:(?:{LETTER}|[’'-])*{LETTER})?(?!{LETTER})"
TITLE = r"(?:Prof|Dr|Dipl|Mag|Ing|Hon|h|c|med|phil|rer|nat)\.(?:-\w+\.)*"
INITIAL = r"[A-ZÄÖÜ]\."
PARTICLE = r"(?:von|van|de|der|den|zu|di|da|la|le|al|bin|ten|ter)"
# One or more words that may be a name, with functions before it, which German and English capitalise too.
SEQUENCE = re.compile(
    rf"(?<![\w-])(?:(?:{TITLE}|{CAPITALISED})\s+)(?:(?:{TITLE}|{INITIAL}|{PARTICLE}(?=\s+{CAPITALISED})|{CAPITALISED})\s+)*"
    rf"{CAPITALISED}|(?<![\w-]){CAPITALISED}"
)
FUNCTION = re.compile(
    r"leiter|direkt|vorsitz|vorst[aä]nd|geschäftsführ|sprecher|präsiden|minister|referent|professor|gründer|intendant"
    r"|dezernent|bürgermeister|senator|koordinator|mitglied|beauftragt|chef|manager|rektor|dekan|kurator|sekretär"
    r"|abgeordnet|anwält|anwalt|experte|redakteur|bildhauer|künstler|projektleit|vertreter"
    r"|secretary|chair|officer|head|founder|spokes|mayor|director|president|member|executive|counsel|commissioner"
    r"|representative|administrator|treasurer|ceo\b|chief|fellow|governor|attorney",
    re.IGNORECASE,
)
NO_PERSON = re.compile(
    r"\b(?:GmbH|AG|Deutschland|Foundation|Institut\w*|\w*[Mm]inisterium|\w*[Vv]erband|Amt|Verein|Initiative|Bündnis\w*"
    r"|University|Universität|Council|Department|Agency|Office|Board|Committee|Ministry|Treasury|Stadt|Land|Bund|Senat"
    r"|Board|Bank|Group|Team|Partei|Fraktion|Kommission|Commission|House|Congress)\b"
)
NOBODY = re.compile(r"\b(?:heißt|hieß) es\b")
ARTICLE = re.compile(
    r"\b(?:der|die|das|dem|den|ein|eine|einer|the|a|an|seine?|ihre?|unsere?|our|its)\s+(?:[a-zäöüß-]+\s+)?\Z"
)
ADDRESSED = re.compile(r"\b(?:Herrn?|Frau|Mr|Mrs|Ms|Mx)\b\.?\s+")
# `Name, Funktion bei Haus`, up to the comma, the end of the sentence or the rest of the verb.
BESIDE = re.compile(r"\s*[,(]\s*([^,;:()„“”»«\"\n]{3,100}?)\s*(?=[,;:)(„“”»«\"\n]|\.(?:\s|\Z)|\Z)")
# `Name vom Haus`, and not `bei der Eröffnung`: a house has capital letters, numbers and the forms of clubs.
OF = re.compile(
    r"\s+(?:vom|von der|von|of the|of)\s+"
    rf"({CAPITALISED}(?:[ ](?:{CAPITALISED}|&|\d[\d.]*\d))*(?:[ ]e\.[ ]?V\.)?)"
)
AWAY = re.compile(
    r"\s*(?:,|\()|\s+(?:vom|von|bei|beim|aus|des|der|of|from|at|in|im|am|zum|zur|für|for|on|to|and|und|nach|zu)\b"
)
ABBREVIATED = re.compile(r"(?:^|[ .-])(?:Prof|Dr|Dipl|Mag|Ing|Hon|h|c|med|phil|rer|nat|[A-ZÄÖÜ])\Z")
MORE = re.compile(r"\.[^.,;:!?„“»«\"]*")
UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
AT = re.compile(rf"\s+(?:bei der|bei dem|bei|beim|at the|at)\s+(?={CAPITALISED})")
ENDS = re.compile(r"\s+(?:fest|klar|vor|hinzu|an|aus|zu|ab)\Z")
NO_NAME = re.compile(
    r"(?:Ich|Wir|Sie|Er|Es|So|Dazu|Auch|Und|In|Als|Wenn|I|We|He|She|They|It|When|As|If|This|That|And|But)\b"
)


class Speaker(NamedTuple):
    """A key of people.toml, or a name with role and organisation as they stand in the text."""

    key: str = ""
    name: str = ""
    role: str = ""
    organisation: str = ""


def speaker_of(quotation: Quotation, body: str, people: Mapping[str, Person]) -> Speaker | None:
    """Return who said it: of people.toml, or written out as the text has it; None where nobody can be told."""
    phrase = _phrase(quotation, body)
    if not phrase or NOBODY.search(phrase):
        return None
    known = [key for key, person in people.items() if person.name.strip() and _stands(person.name, phrase)]
    if known:
        return Speaker(key=known[0]) if len(known) == 1 else None
    name, role = _named(phrase)
    if not name or name.endswith(("’s", "'s")):
        return None
    if " " not in name:
        return _named_before(name, body[: quotation.start], people)
    return _written_out(name, role, body)


def _stands(name: str, text: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(name)}s?(?![\w-])", " ".join(text.split())) is not None


def _named(phrase: str) -> tuple[str, str]:
    """Return the one name in a phrase and the function before it; nothing where that is not clear."""
    bare = ADDRESSED.sub("", phrase)
    found = [(match, part) for match in SEQUENCE.finditer(bare) if (part := _name_in(match, bare))[0]]
    if not found or (len(found) > 1 and not AWAY.match(bare, found[0][0].end())):
        return "", ""
    return found[0][1]


def _name_in(match: re.Match[str], phrase: str) -> tuple[str, str]:
    words = match[0].split()
    last = max((n for n, word in enumerate(words) if FUNCTION.search(word)), default=-1)
    has_article = ARTICLE.search(phrase[: match.start()]) is not None
    name = words[last + 1 :]
    counted = [word for word in name if not re.fullmatch(rf"{TITLE}|{INITIAL}|{PARTICLE}", word)]
    is_name = 0 < len(counted) <= 2 and not NO_NAME.match(match[0]) and not NO_PERSON.search(" ".join(name))
    if not is_name or (has_article and last < 0) or (len(counted) == 1 and last >= 0):
        return "", ""
    return " ".join(name), "" if has_article else " ".join(words[: last + 1])


def _phrase(quotation: Quotation, body: str) -> str:
    """Return the phrase that names who said it; where it ends in a title or an initial, with what comes after."""
    phrase, after = quotation.attribution, " ".join(body[quotation.end : quotation.end + 300].split())
    at = after.find(phrase)
    while at >= 0 and ABBREVIATED.search(phrase) and after.startswith(".", at + len(phrase)):
        more = MORE.match(after, at + len(phrase))
        phrase += more[0] if more else "."
    return phrase


def _named_before(surname: str, before: str, people: Mapping[str, Person]) -> Speaker | None:
    """Return who was named in full before the quotation, and is called by the last name there."""
    known = [key for key, p in people.items() if p.name.split()[-1:] == [surname] and _stands(p.name, before)]
    if known:
        return Speaker(key=known[0]) if len(known) == 1 else None
    ways = (_name_in(match, before) for match in SEQUENCE.finditer(before))
    names = {name: role for name, role in reversed(list(ways)) if " " in name and name.split()[-1] == surname}
    if len(names) != 1:
        return None
    ((name, role),) = names.items()
    return _written_out(name, role, before)


def _written_out(name: str, role: str, text: str) -> Speaker:
    """Return a speaker with the function that stands beside the first mention of the name, if one does."""
    first = re.search(r"\s+".join(map(re.escape, name.split())), text)
    house = OF.match(text, first.end()) if first else None
    if role or house:
        return Speaker("", name, role, " ".join(house[1].split()) if house else "")
    beside = BESIDE.match(UNSEEN.sub("", text[first.end() : first.end() + 200])) if first else None
    said = ENDS.sub("", " ".join(beside[1].split())) if beside else ""
    said += "." if said.endswith("e.V") else ""
    if not FUNCTION.search(said) or re.match(r"(?:der|die|das|who|and|und|the)\b", said) or "*" in said or "[" in said:
        return Speaker(name=name)
    role, _, organisation = (AT.sub("\n", said, count=1)).partition("\n")
    return Speaker(name=name, role=role, organisation=organisation)
