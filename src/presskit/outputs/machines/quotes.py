"""quotes.json and quotes.csv: every quote of the newsroom as data, by year; what is internal no QuoteSheet has.

Made of QuoteSheets alone, so an edit of a text that touches no quote touches no file here.
"""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from presskit.outputs.pages.navigation import has_pages
from presskit.planning.documents import speaker_key
from presskit.planning.plan import Artifact
from presskit.planning.years import MOST, parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from presskit.model.newsroom import Newsroom
    from presskit.outputs.tools import Tools
    from presskit.planning.routes import Routes
    from presskit.planning.views import QuoteSheet, QuoteView

VERSION = 1
SHOWS = "all"
LAYOUTS: tuple[str, ...] = ()
FORMAT, NAME = "presskit-quotes", "quotes"
TYPES = {"json": "application/json", "csv": "text/csv"}
PATHS = tuple(f"{NAME}.{form}" for form in TYPES)
COLUMNS = (
    *("id", "text", "language", "speaker", "name", "role", "organisation", "date", "release", "headline"),
    *("original_language", "original", "permalink"),
)
MARK = "\ufeff"  # without it Excel takes UTF-8 for the code page of its country


class File(NamedTuple):
    """The files of one year, or of a part of it, without their endings."""

    stem: str
    year: str
    editions: int


class QuotesView(NamedTuple):
    """What a file holds: the digests of QuoteSheets, the newest first; `files` has the one of the whole newsroom."""

    form: Literal["json", "csv"]
    sheets: tuple[str, ...]
    files: tuple[File, ...] | None = None
    is_whole: bool = True
    has_pages: bool = True


def plan(newsroom: Newsroom, routes: Routes) -> Iterator[Artifact]:
    """Want the quotes of each year, and the newest of all years, as JSON and as CSV."""
    quoting, pages, files = [entry for entry in newsroom.entries if entry.quotes], has_pages(newsroom.settings), []
    for part in parts(quoting):
        files.append(File(f"{part.year}/{NAME}{part.suffix}", part.year, len(part.entries)))
        sheets = tuple(entry.quotes for entry in reversed(part.entries))
        yield from _both(files[-1].stem, QuotesView("json", sheets, has_pages=pages))
    newest = tuple(entry.quotes for entry in quoting[:MOST])
    yield from _both(NAME, QuotesView("json", newest, tuple(reversed(files)), len(quoting) <= MOST, pages))


def _both(stem: str, view: QuotesView) -> Iterator[Artifact]:
    yield Artifact(f"{stem}.json", "quotes", view)
    yield Artifact(f"{stem}.csv", "quotes", view._replace(form="csv", files=None, is_whole=True))


def render(view: QuotesView, tools: Tools) -> bytes:
    """Return the quotes as JSON, indented for people, or as CSV (RFC 4180) that spreadsheets take for UTF-8."""
    said = list(_said(view, tools))
    return as_csv(said, COLUMNS) if view.form == "csv" else _as_json(said, view, tools)


def _said(view: QuotesView, tools: Tools) -> Iterator[dict[str, Any]]:
    """Yield the quotes, those of one release in its order."""
    for digest in view.sheets:
        sheet = tools.library.quote_sheet(digest)
        url = tools.routes.absolute(sheet.route) if view.has_pages else ""
        for quote in sheet.quotes:
            yield {**quote_data(quote, sheet), "permalink": f"{url}#quote-{quote.id}" if url else ""}


def quote_data(quote: QuoteView, sheet: QuoteSheet) -> dict[str, Any]:
    """Return a quote as plain data: its words, who said them, and the release that has it."""
    key = speaker_key(quote) if quote.name else ""
    by = {"speaker": key, "name": quote.name, "role": quote.role, "organisation": quote.organisation}
    where = {"date": sheet.date, "release": sheet.id, "headline": sheet.headline}
    original = {"original_language": quote.original_language, "original": quote.original}
    return {"id": quote.id, "text": quote.text, "language": quote.language, **by, **where, **original}


def _as_json(said: list[dict[str, Any]], view: QuotesView, tools: Tools) -> bytes:
    data: dict[str, Any] = {"format": FORMAT, "version": VERSION}
    if view.files is not None:
        place = tools.routes.absolute
        data["newsroom"] = {"name": tools.routes.site.name, "url": place("/")}
        data["is_whole"] = view.is_whole
        data["files"] = [
            {"year": int(year), "editions": editions, **{form: place(f"{stem}.{form}") for form in TYPES}}
            for stem, year, editions in view.files
        ]
    data["quotes"] = said
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def as_csv(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> bytes:
    """Return a table; every value stands in quotation marks and is otherwise what it is, also where it begins with `=`.

    A sign put before such a value would change the words of somebody.
    """
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return (MARK + text.getvalue()).encode()
