"""`presskit approve`: the consent to a quote's wording, written down where the quote stands."""

from __future__ import annotations

import os
import re
import sys
import time
from copy import deepcopy
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from presskit.building.library import CachedLibrary
from presskit.cli import console
from presskit.cli.building import found_project
from presskit.cli.exits import GOOD, WRITERS
from presskit.cli.files import real_file, write_whole
from presskit.config import read_settings
from presskit.model.newsroom import Newsroom
from presskit.model.wording import fingerprint
from presskit.outputs import CHOICES
from presskit.outputs.tools import tools_for
from presskit.outputs.writing.normal_form import scalar
from presskit.planning.documents import document as document_of
from presskit.problems import PresskitError, did_you_mean, printable
from presskit.reading.approvals import keep_wordings
from presskit.reading.edition import read_edition, slugify
from presskit.reading.people import read_people
from presskit.reading.scan import scan
from presskit.reading.shape import one_line
from presskit.reading.splice import CannotSplice, items, page_of, spliced, with_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from presskit.config import Project
    from presskit.model.edition import Edition, Quote
    from presskit.model.newsroom import Settings
    from presskit.model.people import Person
    from presskit.outputs.approval import SheetView
    from presskit.outputs.tools import Tools

RELEASE = re.compile(r"releases/.*\.(?:md|markdown)")
NUMBER = re.compile(r"\d+(?:e\d+)?")  # what other programs that read YAML would take for one
LONGEST = 60


class Consent(NamedTuple):
    """Who agreed, and on which day."""

    by: str
    on: date


def approve(folder: str | None, wanted: str, ids: Sequence[str], *, by: str, on: str, as_json: bool) -> int:
    """Write an approval of quotes of a release into its front matter, list them, and return the exit code."""
    project = found_project(folder)
    settings = settings_of(project)
    if settings is None:
        return WRITERS
    consent = Consent(name_of(by), day_of(on, settings))
    edition = found_edition(project, settings, wanted)
    quotes = chosen(edition, ids)
    if quotes:
        write_approvals(project.root, edition, quotes, consent)
    rows = [approved_data(edition, quote, consent) for quote in quotes]
    if as_json:
        console.put_json(rows)
    else:
        for row in rows:
            console.put("\t".join((row["quote"], row["by"], row["on"], row["wording"], " ".join(row["text"].split()))))
    console.was_approved(edition.source, len(rows))
    return GOOD


def settings_of(project: Project) -> Settings | None:
    """Return the settings of a newsroom; where they cannot be used, draw why."""
    settings, problems = read_settings(project, CHOICES)
    if settings is None:
        console.draw(problems, sys.stderr)
    return settings


def name_of(by: str) -> str:
    """Return who agreed."""
    name = str(one_line(printable(by)))
    if not any(c.isalpha() for c in name):
        raise PresskitError("nobody is named who approved", hint='write `--by "Mia Adler"`')
    if "<!--" in name:
        raise PresskitError("a name has no comment in it", hint='write `--by "Mia Adler"`')
    return name


def day_of(on: str, settings: Settings) -> date:
    """Return the day of an approval, today where none was given; one to come is refused."""
    today = datetime.fromtimestamp(time.time(), settings.time_zone).date()
    try:
        day = date.fromisoformat(on) if on else today
    except ValueError:
        raise PresskitError(f"`{on[:LONGEST]}` is no date", hint="write `--on 2026-01-31`") from None
    if day > today:
        raise PresskitError(f"{day} is yet to come", hint="write the day on which the answer came")
    return day


# --- which release


def release_files(project: Project) -> list[str]:
    """Return the paths of all releases below the project."""
    return sorted(path for path in scan(project.root) if RELEASE.fullmatch(path))


def found_edition(project: Project, settings: Settings, wanted: str) -> Edition:
    """Return the edition that an id, a path or the name of a file means; PresskitError where none or several are."""
    found = list(_meant(project, settings, wanted))
    if len(found) > 1:
        names = ", ".join(edition.source for edition in found)
        hint = "a translated quote has words of its own: name the file that is meant"
        raise PresskitError(f"`{wanted[:LONGEST]}` has {len(found)} editions: {names}", hint=hint)
    if found:
        return found[0]
    paths = release_files(project)
    known = {id_like(path) for path in paths} | {os.path.basename(path) for path in paths}
    raise PresskitError(
        f"there is no release `{wanted[:LONGEST]}`",
        hint=did_you_mean(wanted, known) or "`presskit list` shows them all",
    )


def id_like(path: str) -> str:
    """Return what is likely to be the id of a release, by its path."""
    folder, name = os.path.split(path)
    stem = name.split(".")[0]
    return os.path.basename(folder) if stem == "index" else stem


def _meant(project: Project, settings: Settings, wanted: str) -> Iterator[Edition]:
    paths = release_files(project)
    here = os.path.relpath(os.path.realpath(wanted), project.root).replace(os.sep, "/")
    exact = [path for path in paths if path in (here, wanted)]
    named = [path for path in paths if os.path.basename(path) == wanted]
    for path in exact or named or _mentioning(project, paths, wanted):
        reading = read_edition(project.root, path, settings)
        if reading.edition is None and (exact or named):
            raise PresskitError(f"{path} cannot be read as a release", hint="`presskit check` says why")
        if reading.edition and (exact or named or reading.edition.id == wanted):
            yield reading.edition


def _mentioning(project: Project, paths: Iterable[str], wanted: str) -> Iterator[str]:
    """Yield the files that may have an id, without reading each as a release."""
    for path in paths:
        try:
            with open(os.path.join(project.root, path), "rb") as file:
                if id_like(path) == wanted or wanted.encode() in file.read(1_000_000):
                    yield path
        except OSError:
            continue


# --- which quotes


def chosen(edition: Edition, ids: Sequence[str]) -> list[Quote]:
    """Return the quotes with the ids, or all that are open; PresskitError for what cannot be approved."""
    known = {quote.id: quote for quote in edition.quotes}
    for quote_id in ids:
        if quote_id not in known:
            hint = did_you_mean(quote_id, known) or f"it has {', '.join(f'`{name}`' for name in known) or 'none'}"
            raise PresskitError(f"{edition.source} has no quote `{quote_id[:LONGEST]}`", hint=hint)
    quotes = [known[quote_id] for quote_id in dict.fromkeys(ids)] or [q for q in edition.quotes if not q.is_approved]
    for quote in quotes:
        if not any(c.isalnum() for c in quote.text):
            raise PresskitError(f"quote `{quote.id}` has no words", hint="write the exact words that were said")
        if sum(other.id == quote.id for other in edition.quotes) > 1:
            raise PresskitError(f"quote id `{quote.id}` is given twice", hint="give each quote its own id")
    return quotes


# --- the sheet to sign


def ask(folder: str | None, speaker: str, wanted: str, into: str) -> int:
    """Write the sheet and the mail that ask a person for their open quotes, and return the exit code."""
    from presskit.outputs import approval

    project = found_project(folder)
    settings = settings_of(project)
    if settings is None:
        return WRITERS
    people, _ = read_people(project)
    tools = tools_for(project, Newsroom(settings, ()), CachedLibrary(project.cache), lambda path: None)
    editions = [found_edition(project, settings, wanted)] if wanted else list(all_editions(project, settings))
    quotes = [pair for edition in editions for pair in open_quotes(edition, speaker, settings, is_named=bool(wanted))]
    if not quotes:
        raise nothing_to_ask(speaker, people, editions)
    quotes.sort(key=lambda pair: (pair[0].language != settings.language, pair[0].published))
    asked, name = [], ""
    for edition, quote in quotes:
        document = document_of(edition, settings, people)
        view = next(view for view in document.quotes if view.id == quote.id)
        asked.append(approval.asked(document, view, tools))
        name = view.name
    today = datetime.fromtimestamp(time.time(), settings.time_zone).date().isoformat()
    sheet = approval.SheetView(name, settings.language, today, tuple(asked))
    write_sheet(sheet, tools, into or os.path.join(project.state, "outbox"), f"{today}-{slugify(name) or 'approval'}")
    return GOOD


def all_editions(project: Project, settings: Settings) -> Iterator[Edition]:
    """Yield every edition that can be read, drafts too: a quote is asked for before it goes out."""
    for path in release_files(project):
        edition = read_edition(project.root, path, settings).edition
        if edition:
            yield edition


def open_quotes(
    edition: Edition, speaker: str, settings: Settings, *, is_named: bool
) -> Iterator[tuple[Edition, Quote]]:
    """Yield the quotes of a person that nobody agreed to; of older releases only when they are named."""
    since = settings.approval_since
    if not is_named and since is not None and edition.day < since:
        return
    for quote in edition.quotes:
        name = quote.attribution.name if quote.attribution else ""
        if speaker in (quote.speaker, name) and not quote.is_approved:
            yield edition, quote


def nothing_to_ask(speaker: str, people: Mapping[str, Person], editions: Iterable[Edition]) -> PresskitError:
    """Return why there is no sheet: nobody of that name, or nothing open."""
    named = {q.speaker or (q.attribution.name if q.attribution else "") for e in editions for q in e.quotes}
    if speaker in people or speaker in named:
        return PresskitError(f"no quote of `{speaker[:LONGEST]}` is open")
    hint = did_you_mean(speaker, [*people, *named]) or "write a key of people.toml, or the name as the quote has it"
    return PresskitError(f"nobody is quoted as `{speaker[:LONGEST]}`", hint=hint)


def write_sheet(sheet: SheetView, tools: Tools, folder: str, stem: str) -> None:
    """Write the sheet as PDF, its mail as text and as a draft, and print their paths."""
    from presskit.outputs import approval

    os.makedirs(folder, exist_ok=True)
    pdf = approval.render(sheet, tools)
    text = f"{approval.title_of(sheet)}\n\n{approval.mail_text(sheet, tools.routes.site.name)}"
    files = {".pdf": pdf, ".txt": text.encode(), ".eml": approval.mail(sheet, tools, pdf, f"{stem}.pdf")}
    for ending, data in files.items():
        path = os.path.join(folder, stem + ending)
        write_whole(path, data)
        console.put(os.path.relpath(path))


# --- writing


def write_approvals(root: str, edition: Edition, quotes: Sequence[Quote], consent: Consent) -> None:
    """Keep the words that were approved, then write the approvals; every other byte of the file stays."""
    full = real_file(root, edition.source)
    with open(full, "rb") as file:
        raw = file.read()
    try:
        changed = with_approvals(edition.source, raw, quotes, consent)
    except CannotSplice as error:
        value = as_yaml(approval_of(quotes[0], consent))
        message = f"{edition.source} cannot be changed: {error}"
        raise PresskitError(message, hint=f"write it below quote `{quotes[0].id}`: `approved: {value}`") from error
    keep_wordings(root, (approved_data(edition, quote, consent) for quote in quotes))
    write_whole(full, changed)


def with_approvals(path: str, raw: bytes, quotes: Sequence[Quote], consent: Consent) -> bytes:
    """Return a file with approvals of quotes written into it."""
    page = page_of(path, raw)
    expected, edits, wanted = deepcopy(page.tree.value), [], {quote.id: quote for quote in quotes}
    for number, item in items(page.tree.value.get("quotes")):
        quote = wanted.get(str(one_line(item.get("id"))))
        if quote:
            approval = approval_of(quote, consent)
            written = {name: as_scalar(value) for name, value in approval.items()}
            edits += with_key(page, ("quotes", number), "approved", as_yaml(approval), written)
            expected["quotes"][number]["approved"] = approval
    return spliced(path, raw, edits, expected)


def approval_of(quote: Quote, consent: Consent) -> dict[str, str]:
    """Return an approval as front matter has it."""
    return {"by": consent.by, "on": consent.on.isoformat(), "wording": fingerprint(quote.text)}


def as_yaml(approval: dict[str, str]) -> str:
    """Return an approval as a flow mapping."""
    return "{" + ", ".join(f"{name}: {as_scalar(value)}" for name, value in approval.items()) + "}"


def as_scalar(value: str) -> str:
    """Return a value as YAML; a day is written plainly, as dates are in front matter."""
    is_day = re.fullmatch(r"\d{4}-\d{2}-\d{2}", value)
    is_number = NUMBER.fullmatch(value)
    return value if is_day else f'"{value}"' if is_number else scalar(value, in_list=True)


def approved_data(edition: Edition, quote: Quote, consent: Consent) -> dict[str, Any]:
    """Return an approval as the record keeps it."""
    where = {"release": edition.id, "language": edition.language, "quote": quote.id}
    speaker = quote.speaker or (quote.attribution.name if quote.attribution else "")
    return {**where, "speaker": speaker, **approval_of(quote, consent), "text": quote.text}
