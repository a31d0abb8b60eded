"""The command line as Typer sees it: names, options, help. Each command's work is imported when it is asked for."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import Annotated

import typer

from presskit import __version__
from presskit.cli.exits import guarded

app = typer.Typer(
    name="presskit",
    help="Press releases from Markdown to newsroom pages, print PDFs and feeds.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


class Format(StrEnum):
    """How data is written."""

    text = "text"
    json = "json"


class TableFormat(StrEnum):
    """How tables are written."""

    text = "text"
    json = "json"
    csv = "csv"


Folder = Annotated[
    str | None,
    typer.Option("--project", metavar="DIR", help="The newsroom; else the nearest upwards.", show_default=False),
]
How = Annotated[Format, typer.Option("--format", help="How data is written to stdout.")]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"presskit {__version__}")
        raise typer.Exit


@app.callback()
def presskit(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Press releases from Markdown to newsroom pages, print PDFs and feeds."""


@app.command()
def init(
    folder: Annotated[str, typer.Argument(metavar="DIR", help="A new folder.")],
    name: Annotated[str, typer.Option(help="The newsroom's name; else the folder's.", show_default=False)] = "",
    language: Annotated[str, typer.Option(help="The language of its releases: de or en.")] = "de",
) -> None:
    """Begin a newsroom, ready to build, with one example release."""
    from presskit.cli import writing

    raise typer.Exit(guarded(writing.init, folder, name=name, language=language))


@app.command()
def new(
    headline: Annotated[str, typer.Argument(help="What there is to say.")],
    language: Annotated[str, typer.Option(help="Another language of the newsroom.", show_default=False)] = "",
    project: Folder = None,
) -> None:
    """Write the draft of a release and print its path."""
    from presskit.cli import writing

    raise typer.Exit(guarded(writing.new, project, headline, language))


@app.command()
def check(project: Folder = None, how: How = Format.text) -> None:
    """Show everything that is wrong with the releases."""
    from presskit.cli import looking

    raise typer.Exit(guarded(looking.check, project, as_json=how is Format.json))


@app.command()
def build(
    workers: Annotated[
        int | None, typer.Option(min=1, help="Worker processes; else one for each processor.", show_default=False)
    ] = None,
    why: Annotated[str, typer.Option(metavar="PATH", help="Also say why this artifact was last made.")] = "",
    project: Folder = None,
    how: How = Format.text,
) -> None:
    """Build releases/ into public/: what is fresh is skipped."""
    from presskit.cli import building

    raise typer.Exit(guarded(building.build, project, workers, as_json=how is Format.json, why=why))


@app.command()
def serve(
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port on 127.0.0.1; 0 takes a free one.")] = 8000,
    project: Folder = None,
) -> None:
    """Preview the newsroom on this machine, drafts included; it follows every change."""
    from presskit.cli import previewing

    raise typer.Exit(guarded(previewing.serve, project, port))


@app.command("list")
def list_(project: Folder = None, how: How = Format.text) -> None:
    """List the releases: state, date, id, language, headline, path."""
    from presskit.cli import looking

    raise typer.Exit(guarded(looking.list_releases, project, as_json=how is Format.json))


@app.command()
def approve(  # noqa: PLR0913  each is an option that a user types
    release: Annotated[
        str, typer.Argument(metavar="RELEASE", help="An id, or the path or name of a file.", show_default=False)
    ] = "",
    quotes: Annotated[
        list[str] | None, typer.Argument(metavar="[QUOTE]...", help="Ids; else all that are open.", show_default=False)
    ] = None,
    by: Annotated[str, typer.Option(metavar="NAME", help="Who agreed to the words.")] = "",
    on: Annotated[str, typer.Option(metavar="DATE", help="On which day; else today.", show_default=False)] = "",
    sheet: Annotated[
        str, typer.Option(metavar="SPEAKER", help="Write a page to sign instead, and a mail, with their open quotes.")
    ] = "",
    into: Annotated[
        str, typer.Option(metavar="DIR", help="Where to; else .presskit/outbox/.", show_default=False)
    ] = "",
    project: Folder = None,
    how: How = Format.text,
) -> None:
    """Write down that quotes were approved, in these very words; or ask for that with --sheet."""
    from presskit.cli import approving

    if sheet:
        raise typer.Exit(guarded(approving.ask, project, sheet, release, into))
    if not release:
        raise typer.BadParameter("name a release, or --sheet with a speaker")
    work = partial(approving.approve, project, release, quotes or (), by=by, on=on, as_json=how is Format.json)
    raise typer.Exit(guarded(work))


people = typer.Typer(help="Change who is in people.toml.", no_args_is_help=True)
app.add_typer(people, name="people")


@people.command("rename")
def rename_person(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A key of people.toml.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Another key, that nobody has.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change, and change nothing.")] = False,
    project: Folder = None,
) -> None:
    """Give a person another key: in people.toml, presskit.toml and all releases, or nowhere."""
    from presskit.cli import renaming

    raise typer.Exit(guarded(renaming.rename, project, old, new, dry_run=dry_run))


quotes_app = typer.Typer(
    help="List quotes with their approvals, or lift them out of the text.", invoke_without_command=True
)
app.add_typer(quotes_app, name="quotes")


@quotes_app.callback()
def quotes(  # noqa: PLR0913  Typer makes each option of an argument
    context: typer.Context,
    speaker: Annotated[str, typer.Option(metavar="KEY", help="Of people.toml, or as the speaker's page has it.")] = "",
    year: Annotated[str, typer.Option(metavar="YEAR", help="Of the release.")] = "",
    topic: Annotated[str, typer.Option(metavar="TOPIC", help="Of the release.")] = "",
    release: Annotated[str, typer.Option(metavar="ID", help="The release that has them.")] = "",
    language: Annotated[str, typer.Option(metavar="CODE", help="Of the edition.")] = "",
    is_open: Annotated[bool, typer.Option("--open", help="Those that nobody agreed to, in these words.")] = False,
    project: Folder = None,
    how: Annotated[TableFormat, typer.Option("--format", help="How data is written to stdout.")] = TableFormat.text,
) -> None:
    """List quotes with their approvals; `lift` moves quotations out of the text."""
    if context.invoked_subcommand:
        return
    from presskit.cli import quoting

    wanted = quoting.Wanted(speaker, year, topic, release, language, is_open)
    raise typer.Exit(guarded(quoting.list_quotes, project, wanted, how.value))


@quotes_app.command()
def lift(
    release: Annotated[str, typer.Argument(metavar="FILE", help="An id, or the path or name of a file.")],
    write: Annotated[bool, typer.Option("--write", help="Change the file; else it is only shown.")] = False,
    project: Folder = None,
) -> None:
    """Move literal quotations of a text under `quotes:`; the page reads as before."""
    from presskit.cli import lifting

    raise typer.Exit(guarded(lifting.lift, project, release, write=write))


@app.command()
def extract(
    pdf: Annotated[str, typer.Argument(metavar="FILE.pdf", help="A print PDF that presskit made.")],
    into: Annotated[
        str, typer.Option(metavar="DIR", help="Where to write; else a folder named after the PDF.", show_default=False)
    ] = "",
    force: Annotated[bool, typer.Option("--force", help="Overwrite files that are there.")] = False,
    how: How = Format.text,
) -> None:
    """Give back the release that a print PDF carries: source, data and pictures."""
    from presskit.cli import extracting

    raise typer.Exit(guarded(extracting.extract, pdf, into, force=force, as_json=how is Format.json))


@app.command()
def diff(
    against: Annotated[str, typer.Option(metavar="URL-OR-FOLDER", help="The newsroom that subscribers see now.")],
    project: Folder = None,
    how: How = Format.text,
) -> None:
    """Show what subscribers would notice if public/ were deployed; refuse it where ids would drift."""
    from presskit.cli import comparing

    raise typer.Exit(guarded(comparing.diff, project, against, as_json=how is Format.json))


@app.command()
def explain(
    code: Annotated[str, typer.Argument(metavar="[PKnnn]", help="A code; without one, all are listed.")] = "",
    how: How = Format.text,
) -> None:
    """Say what a problem means and what to do about it."""
    from presskit.cli import explaining

    raise typer.Exit(guarded(explaining.explain, code, as_json=how is Format.json))


@app.command()
def schema() -> None:
    """Print the JSON Schema of the front matter, for editors."""
    from presskit.cli import explaining

    raise typer.Exit(guarded(explaining.schema))


@app.command()
def clean(project: Folder = None) -> None:
    """Remove what presskit made: its files in public/, and .presskit/."""
    from presskit.cli import cleaning

    raise typer.Exit(guarded(cleaning.clean, project))
