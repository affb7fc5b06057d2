"""The verbs of the archive for the shell: keep, look, search, correct.

Heavy imports stand inside functions, so that ``--help`` is quick.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal, TypeVar

import click

from memcon.cli.files import expand, progress
from memcon.errors import MemconError, UsageError

if TYPE_CHECKING:
    from memcon import Added, Archive, Relocated, Shown

DEFAULT = "memcon.db"
Ocr = Literal["auto", "always", "never"]
Shape = Literal["pretty", "json", "csv"]
F = TypeVar("F", bound=Callable[..., None])
Option = Callable[[F], F]

archive_option = click.option(
    "--archive",
    "url",
    default=DEFAULT,
    show_default=True,
    envvar="MEMCON_ARCHIVE",
    metavar="URL",
    help="A file or postgresql://…; the environment variable MEMCON_ARCHIVE names another default.",
)
author_option = click.option(
    "--author", metavar="NAME", help="Who says so.  Default: MEMCON_AUTHOR, or your user name."
)
page_option = click.option(
    "--page", type=click.IntRange(min=1), default=1, help="Which page of them, from 1."
)


def _limit(default: int) -> Option[F]:
    return click.option(
        "--limit", type=click.IntRange(1, 1000), default=default, show_default=True, help="Entries on a page."
    )


def _shapes(*shapes: Shape) -> Option[F]:
    return click.option(
        "--format",
        "shape",
        type=click.Choice(shapes),
        default=shapes[0],
        show_default=True,
        help="pretty for people, the others for programs.",
    )


def _open(url: str, *, create: bool = False) -> Archive:
    from memcon import Archive

    return Archive(url, create=create)


def _json(value: object) -> None:
    from msgspec.json import encode

    click.echo(encode(value))


@click.command("add")
@click.argument("files", nargs=-1, metavar="FILE...")
@archive_option
@click.option("--jobs", type=click.IntRange(min=1), help="Files read side by side.  Default: one a core.")
@click.option("--retry", is_flag=True, help="Read files that failed before; without FILE, all of these.")
@click.option("--again", is_flag=True, help="Read files that are known, too; corrections stay.")
@click.option(
    "--ocr",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="OCR the pages whose text layer is not good enough, all pages, or none.",
)
@click.option("--engine", default="tesseract", show_default=True, help="The OCR engine.")
@click.option("--no-cache", is_flag=True, help="Neither take OCR results from the cache nor keep them.")
def add_command(
    files: tuple[str, ...], url: str, jobs: int | None, retry: bool, again: bool, ocr: Ocr, engine: str,
    no_cache: bool,
) -> None:  # fmt: skip
    """Read each FILE, folder or pattern into an archive, once.

    What the archive knows is passed over, so that a call that was interrupted is simply made again.
    """
    from memcon import add

    if not files and not retry:
        raise UsageError("there is nothing to add", "Name files or folders, or use --retry")
    began = time.monotonic()
    states: Counter[str] = Counter()
    statuses: set[int] = set()
    with _open(url, create=True) as archive:
        paths = list(expand(files or [failure.path for failure in archive.failures()]))
        jobs = min(jobs or os.cpu_count() or 1, max(len(paths), 1))
        with progress(len(paths), wanted=True) as say:
            for path, result in add(
                paths,
                archive,
                jobs=jobs,
                again=again,
                retry=retry,
                ocr=ocr,
                engine=engine,
                cache=not no_cache,
            ):
                states[_told(path, result, say)] += 1
                if isinstance(result, MemconError):
                    statuses.add(result.exit_status)
                say(None)
    said = ", ".join(f"{number:,} {state}" for state, number in sorted(states.items())) or "nothing to do"
    click.echo(f"{said}; {time.monotonic() - began:.1f} s", err=True)
    if statuses:
        raise SystemExit(statuses.pop() if len(statuses) == 1 else 1)


def _told(path: Path, result: Added | MemconError, say: Callable[[str | None], None]) -> str:
    """Say what a person should know of a file; what became of it, in a word."""
    if isinstance(result, MemconError):
        say(f"memcon: {path}: {result}")
        return "failed"
    if result.adrift:
        say(f"memcon: {path}: {result.adrift} corrections have no place now; memcon status names them")
    return result.state


@click.command("status")
@archive_option
@_shapes("pretty", "json")
def status_command(url: str, shape: Shape) -> None:
    """Say what an archive holds, what failed, and what is doubtful."""
    with _open(url) as archive:
        status = archive.status()
    if shape == "json":
        _json(status)
        return
    from memcon.cli.answers import show_status

    show_status(status)


@click.command("relocate")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@archive_option
@_shapes("pretty", "json")
def relocate_command(files: tuple[str, ...], url: str, shape: Shape) -> None:
    """Find kept files that were moved: look for them by their contents in each FILE, folder or pattern."""
    with _open(url) as archive:
        lost = len(archive.lost())
        paths = list(expand(files)) if lost else []
        with progress(lost, wanted=True) as say:
            found: list[Relocated] = []
            for one in archive.relocate(paths):
                found.append(one)
                say(None)
    if shape == "json":
        _json(found)
        return
    for one in found:
        click.echo(f"{one.sha256[:10]}  {one.path}")
    click.echo(f"{len(found):,} found again, {lost - len(found):,} still lost", err=True)


@click.command("search")
@click.argument("query", nargs=-1, required=True, metavar="QUERY...")
@archive_option
@_shapes("pretty", "json", "csv")
@_limit(20)
@page_option
@click.option(
    "--sort",
    type=click.Choice(["relevance", "date", "record"]),
    default="relevance",
    show_default=True,
    help="The order of the records.",
)
@click.option("--facets", is_flag=True, help="Count years, persons, places, levels and so on instead.")
def search_command(
    query: tuple[str, ...], url: str, shape: Shape, limit: int, page: int,
    sort: Literal["relevance", "date", "record"], facets: bool,
) -> None:  # fmt: skip
    """Find passages: words, "phrases", and fields such as from:NAME and date:1997.

    Put the query in single quotation marks, and -- before one that begins with a minus.
    """
    from memcon.cli import answers

    text = " ".join(query)
    with _open(url) as archive:
        if facets:
            counted = archive.facets(text)
            shown = {"pretty": answers.show_facets, "json": _json}.get(shape)
            shown(counted) if shown else click.echo(answers.facets_csv(counted), nl=False)
            return
        results = archive.search(text, limit=limit, page=page, sort=sort)
    if shape == "json":
        _json(results)
    elif shape == "csv":
        click.echo(answers.results_csv(results), nl=False)
    else:
        answers.show_results(results)


@click.command("list")
@archive_option
@_shapes("pretty", "json", "csv")
@_limit(50)
@page_option
@click.option(
    "--sort",
    type=click.Choice(["date", "added", "file"]),
    default="date",
    show_default=True,
    help="The order of the records.",
)
def list_command(url: str, shape: Shape, limit: int, page: int, sort: str) -> None:
    """List the records of an archive, a line each."""
    from memcon.cli import answers

    with _open(url) as archive:
        records = archive.records(limit=limit, page=page, sort=sort)
    if shape == "json":
        _json(records)
    elif shape == "csv":
        click.echo(answers.listed_csv(records), nl=False)
    else:
        for record in records:
            answers.show_listed(record)


@click.command("people")
@click.argument("name", nargs=-1, metavar="NAME...")
@archive_option
@_shapes("pretty", "json", "csv")
@_limit(50)
def people_command(name: tuple[str, ...], url: str, shape: Shape, limit: int) -> None:
    """Say who is named, in how many records, as what, and when; all, or those whose name has these words."""
    from memcon.cli import answers

    with _open(url) as archive:
        people = archive.people(" ".join(name), limit=limit)
    if shape == "json":
        _json(people)
    elif shape == "csv":
        click.echo(answers.people_csv(people), nl=False)
    else:
        answers.show_people(people)


@click.command("show")
@click.argument("name", metavar="ID")
@archive_option
@_shapes("pretty", "json")
@click.option("--as-read", is_flag=True, help="As memcon read it, without corrections.")
def show_command(name: str, url: str, shape: Shape, as_read: bool) -> None:
    """Show a record, with all that is known of it."""
    with _open(url) as archive:
        shown = archive.show(name)
    record = shown.as_read if as_read else shown.record
    if shape == "json":
        _json(record)
        return
    _show(shown, as_read)


def _show(shown: Shown, as_read: bool) -> None:
    from msgspec import structs
    from rich.console import Console

    from memcon.cli.answers import show_corrections
    from memcon.cli.pretty import show, written

    record = shown.as_read if as_read else shown.record
    document = structs.replace(shown.document, records=(record,), diagnostics=())
    console = Console(highlight=False)
    click.echo(f"{click.style(shown.id, bold=True)}  {', '.join(shown.paths)}")
    for field, value in shown.provenance.items():
        click.echo(f"{field}: {value}")
    for copy in shown.copies:
        click.echo(f"also in {copy.record.file}, {copy.record.id}: {copy.share:.0%} the same")
    if console.is_terminal:
        show(document, console)
    else:
        click.echo(written(document, console.width), nl=False)
    if not as_read:
        show_corrections(shown.corrections)


@click.command("correct")
@click.argument("name", metavar="ID")
@click.argument("path")
@click.argument("value")
@archive_option
@click.option("--why", required=True, metavar="TEXT", help="Why, for those who come after.")
@author_option
def correct_command(name: str, path: str, value: str, url: str, why: str, author: str | None) -> None:
    """Say that VALUE should stand at PATH of a record, such as turns/3/speaker.

    The machine's reading stays beside it. null takes a value away; lists are given as JSON.
    """
    from memcon.cli.answers import show_corrections

    with _open(url) as archive:
        done = archive.correct(name, path, value, why=why, author=author, typed=True)
    show_corrections([done])


@click.command("set")
@click.argument("name", metavar="ID")
@click.argument("field")
@click.argument("value")
@archive_option
@click.option("--why", default="", metavar="TEXT", help="Why, for those who come after.")
@author_option
def set_command(name: str, field: str, value: str, url: str, why: str, author: str | None) -> None:
    """Add to a record what its scan does not show: repository, collection, box, folder, url …

    null takes it away.
    """
    from memcon.cli.answers import show_corrections

    with _open(url) as archive:
        done = archive.set(name, field, None if value == "null" else value, why=why, author=author)
    show_corrections([done])


@click.command("history")
@click.argument("name", required=False, metavar="[ID]")
@archive_option
@_shapes("pretty", "json")
def history_command(name: str | None, url: str, shape: Shape) -> None:
    """Show every correction, or those of one record, undone ones too; as JSON lines for another archive."""
    from memcon.cli.answers import corrections_json, show_corrections

    with _open(url) as archive:
        made = archive.history(name)
    if shape == "json":
        click.echo(corrections_json(made), nl=False)
    else:
        show_corrections(made)


@click.command("undo")
@click.argument("number", type=int)
@archive_option
@author_option
def undo_command(number: int, url: str, author: str | None) -> None:
    """Take back the correction that has NUMBER in history; it stays on record."""
    from memcon.cli.answers import show_corrections

    with _open(url) as archive:
        show_corrections([archive.undo(number, author=author)])


@click.command("accept")
@click.argument("file", type=click.File("rb"))
@archive_option
def accept_command(file: BinaryIO, url: str) -> None:
    """Take in the corrections of another archive: FILE is what history --format json wrote there."""
    with _open(url) as archive:
        new = archive.take_in(file)
    click.echo(f"{new:,} new")


VERBS: tuple[click.Command, ...] = (
    add_command,
    status_command,
    relocate_command,
    search_command,
    show_command,
    list_command,
    people_command,
    correct_command,
    set_command,
    history_command,
    undo_command,
    accept_command,
)
"""In the order in which they are met."""
