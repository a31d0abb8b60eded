"""Every word, colour and bar the user sees: data on stdout, talk on stderr.

Rich is imported only where there is a terminal to draw on, so that a build in a pipe does not pay for it.
"""

from __future__ import annotations

import sys
import time

TYPE_CHECKING = False  # typing itself costs 10 ms
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any, TextIO

    from rich.console import Console
    from rich.progress import Progress, TaskID
    from rich.text import Text

    from presskit.problems import Problem

SUMMARY_COLUMNS = 40
REDRAW_S = 0.1
STAGES = {
    "read": "reading",
    "assets": "assets",
    "media": "pictures",
    "print_pdf": "print PDFs",
    "text": "texts",
    "markdown": "sources",
    "data": "data",
    "kit": "press kits",
    "card": "preview pictures",
    "page": "pages",
    "index": "lists",
    "feed_archives": "archives",
    "feeds": "feeds",
}
STATES = {"released": "green", "scheduled": "cyan", "embargoed": "yellow", "draft": "magenta"}
STATES |= {"new": "green", "changed": "yellow", "gone": "red"}
STATES |= {"approved": "green", "open": "yellow", "void": "red"}
SHORTENED = ("headline", "text")  # columns of a table that end in … where there is no room
REST = "text"  # the column that has what room the others leave
REASONS = {
    "new": "it was new",
    "content": "its content changed",
    "layout": "its layout or the output changed",
    "settings": "the newsroom's settings changed",
    "altered outside presskit": "the file was altered outside presskit",
    "": "it is noted, but was never finished",
}


# --- plain writing


def say(text: str) -> None:
    """Write a line of talk."""
    sys.stderr.write(f"{text}\n")


def put(text: str) -> None:
    """Write a line of data."""
    sys.stdout.write(f"{text}\n")


def put_bytes(data: bytes) -> None:
    """Write data as it is, after what was written before."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)


def put_json(value: object) -> None:
    """Write data as JSON, with letters as they are where the terminal can show them."""
    import json

    wide = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    put(json.dumps(value, ensure_ascii=not wide, indent=2))


def failed(message: str, hint: str) -> None:
    """Say that the world failed: one line, and the hint."""
    say(f"presskit: {message}")
    help_with(hint)


def help_with(hint: str) -> None:
    """Say what may help, where something does."""
    if hint:
        say(f"  = help: {hint}")


def bug(error: Exception) -> None:
    """Say that presskit itself failed, with everything that helps to mend it."""
    import traceback

    from presskit import __version__

    traceback.print_exception(error, file=sys.stderr)
    say(f"this is a bug in presskit {__version__}: keep the lines above, and report them with what you did")


# --- counts and summaries


def count(number: int, noun: str) -> str:
    """Return `1 release` or `1,846 releases`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def was_read(releases: int, editions: int) -> None:
    """Say what the newsroom has."""
    say(f"read     {count(releases, 'release')}, {count(editions, 'edition')}")


def was_checked(errors: int, warnings: int, *, shown: bool) -> None:
    """Say how many problems there are; `shown` tells whether warnings stand above."""
    found = [count(n, noun) for n, noun in ((errors, "error"), (warnings, "warning")) if n]
    hint = "" if shown or not warnings else f" (`presskit check` shows {'it' if warnings == 1 else 'them'})"
    say(f"check    {', '.join(found) or 'no problems'}{hint}")


def was_built(made: int, fresh: int, pruned: int, failures: int, seconds: float) -> None:
    """Say what a build came to."""
    parts = [f"{made:,} made", f"{fresh:,} fresh"]
    parts += [f"{n:,} {word}" for n, word in ((pruned, "pruned"), (failures, "failed")) if n]
    say(f"build    {', '.join(parts):<{SUMMARY_COLUMNS}}{seconds:.1f} s")


# --- colour


def _console(stream: TextIO) -> Console:
    from rich.console import Console

    from presskit.config import wants_colour

    return Console(file=stream, color_system="auto" if wants_colour() else None, highlight=False, soft_wrap=True)


def draw(problems: Iterable[Problem], stream: TextIO) -> None:
    """Draw problems with an empty line between them, in colour on a terminal."""
    from presskit.problems import show

    console = _console(stream) if stream.isatty() else None
    for number, problem in enumerate(problems):
        stream.write("\n" if number else "")
        if console:
            console.print(_coloured(show(problem), problem.is_error), end="")
        else:
            stream.write(show(problem))


def _coloured(drawing: str, is_error: bool) -> Text:
    from rich.text import Text

    accent = "bold red" if is_error else "bold yellow"
    text = Text(drawing)
    text.highlight_regex(r"\A\w+\[PK\d+\]", accent)
    text.highlight_regex(r"(?m)^ --> |^ *\d* \|(?= |$)|^   = ", "bold blue")
    text.highlight_regex(r"(?m)(?<=\| ) *\^+$", accent)
    text.highlight_regex(r"(?m)(?<=^   = )help:.*$", "cyan")
    return text


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write rows as data: with tabs between in a pipe, as a table on a terminal; the first column is a state."""
    if not sys.stdout.isatty():
        for row in rows:
            put("\t".join(cell.replace("\t", " ") for cell in row))
        return
    _draw_table(headings, rows)


def _draw_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=None, pad_edge=False, header_style="bold", expand=REST in headings)
    for heading in headings:
        is_short = heading in SHORTENED
        drawn.add_column(
            heading,
            overflow="ellipsis" if is_short else "fold",
            no_wrap=is_short,
            ratio=1 if heading == REST else None,
        )
    for state, *rest in rows:
        drawn.add_row(Text(state, STATES.get(state, "")), *map(Text, rest))
    console = _console(sys.stdout)
    console.soft_wrap = False
    console.print(drawn)


# --- bars


class Bars:
    """One bar for the stage under way, on a terminal only; it is gone when the stage is.

    It is redrawn by events, not by a thread: worker processes are forked beside it.
    """

    def __init__(self) -> None:
        self.wanted = sys.stderr.isatty()
        self.stage = ""
        self.bar: Progress | None = None
        self.task: TaskID | None = None
        self.drawn_at = 0.0

    def move(self, stage: str, done: int, total: int) -> None:
        """Show how far a stage is."""
        if not self.wanted or stage not in STAGES:
            return
        if stage != self.stage:
            self.clear()
            if done >= total:
                return
            self._begin(stage, total)
        assert self.bar is not None and self.task is not None
        self.bar.update(self.task, completed=done, total=total)
        if time.perf_counter() - self.drawn_at > REDRAW_S:
            self.bar.refresh()
            self.drawn_at = time.perf_counter()

    def _begin(self, stage: str, total: int) -> None:
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        columns: list[Any] = [TextColumn("{task.description:<11}"), BarColumn(), MofNCompleteColumn()]
        self.bar = Progress(*columns, console=_console(sys.stderr), transient=True, auto_refresh=False)
        self.bar.start()
        self.stage, self.task = stage, self.bar.add_task(STAGES[stage], total=total)

    def clear(self) -> None:
        """Take the bar away: what is said next stands in its place."""
        if self.bar:
            self.bar.stop()
        self.stage, self.bar, self.task = "", None, None


# --- single commands


def unlisted(number: int) -> None:
    """Say that files are missing from a list."""
    say(f"{count(number, 'file')} under releases/ cannot be read as a release: `presskit check` says why")


def was_begun(folder: str, paths: Sequence[str]) -> None:
    """Write what `init` wrote, and say what to type next."""
    for path in paths:
        put(path)
    say(f"a new newsroom is in {folder}: `presskit build` there makes its public/, `presskit serve` shows it")


def was_cleaned(removed: int, *, left: bool) -> None:
    """Say what `clean` took away."""
    say(f"clean    {count(removed, 'file')} removed from public/, and .presskit/")
    if left:
        say("         what else is in public/ stays: presskit did not make it, or no longer knows that it did")


def nothing_to_clean() -> None:
    """Say that there was nothing of ours."""
    say("clean    nothing here that presskit made")


def was_approved(path: str, quotes: int) -> None:
    """Say how many approvals were written, and where."""
    say(f"approve  {count(quotes, 'quote')} of {path}" if quotes else f"approve  no quote of {path} is open")


def was_renamed(old: str, new: str, files: int, *, dry_run: bool) -> None:
    """Say how many files name a person by another key now, or would."""
    say(f"rename   {old} {'would be' if dry_run else 'is now'} {new} in {count(files, 'file')}")


def was_quoted(quotes: int, unapproved: int) -> None:
    """Say how many quotes stand above, and how many of them nobody agreed to."""
    say(f"quotes   {count(quotes, 'quote')}{f', {unapproved:,} not approved' if unapproved else ''}")


def was_left(where: str, text: str, why: str) -> None:
    """Say which quotation stays in the text, and why."""
    say(f"left     {where}: {text}…: {why}")


def marks_change(quotations: int, marks: str) -> None:
    """Say that the page will have other quotation marks than the text has now."""
    say(f"marks    {count(quotations, 'quotation')} of these will stand in {marks}, the marks of the language")


def was_lifted(path: str, quotations: int, *, written: bool) -> None:
    """Say how many quotations became quotes, or would, and what is to be done then."""
    if not quotations:
        say(f"lift     nothing in {path}")
    elif written:
        say(f"lift     {count(quotations, 'quotation')} of {path}; nobody approved them yet: `presskit approve`")
    else:
        say(f"lift     {count(quotations, 'quotation')} of {path} can be quotes: `--write` makes them so")


def was_extracted(folder: str, states: Sequence[str]) -> None:
    """Say how many files were written where, and how many were there already."""
    same = sum(state == "same" for state in states)
    already = f", {count(same, 'file')} there already" if same else ""
    say(f"extract  {count(len(states) - same, 'file')} written to {folder}{already}")


def is_missing(path: str, url: str, size_bytes: int, sha256: str) -> None:
    """Say which picture a PDF does not carry, and where it is to be had."""
    say(f"missing  {path} ({size_bytes / 1e6:.1f} MB): fetch it from {url}")
    say(f"         its SHA-256 is {sha256}")


def was_compared(feeds: int, new: int, changed: int, gone: int, against: str) -> None:
    """Say how many items subscribers would see otherwise; each counts once, in however many feeds it is."""
    parts = [f"{n:,} {word}" for n, word in ((new, "new"), (changed, "changed"), (gone, "gone")) if n]
    what = ", ".join(parts) or "nothing that subscribers would notice"
    say(f"diff     {count(feeds, 'feed')} against {against}: {what}")


def drifts(before: str, after: str, why: str, headline: str) -> None:
    """Say that a release would lose its identity."""
    fate = f"would come back as `{after}`" if after else "would be gone"
    say(f"error: `{before}` {fate}, and {why}: {headline}")


def refused_to_drift() -> None:
    """Say what to do about ids that drift."""
    say(
        "   = help: subscribers would see these releases twice, or lose them: give each its old `id` and language again"
    )


def preview_is_on(url: str) -> None:
    """Say where the preview is."""
    say(f"preview  {url}  (Ctrl-C ends it)")
    sys.stderr.flush()
