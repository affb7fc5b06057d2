"""The verbs of the archive for the shell: keep, look, search, correct.

Heavy imports stand inside functions, so that ``--help`` is quick.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from memcon.cli.files import complaint, expand, progress, status_of
from memcon.cli.options import (
    Shape,
    archive_option,
    limit_option,
    opened,
    page_option,
    say_json,
    shapes,
)
from memcon.errors import MemconError, UsageError

if TYPE_CHECKING:
    from memcon import Added, Archive, Relocated, Shown

Ocr = Literal["auto", "always", "never"]


@click.command("add")
@click.argument("files", nargs=-1, metavar="FILE...")
@archive_option
@click.option("--jobs", type=click.IntRange(min=1), help="Files read side by side.  Default: one a core.")
@click.option("--cluster", metavar="URL", help="Let the workers of a Dask scheduler read: tcp://HOST:8786.")
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
    files: tuple[str, ...], url: str, jobs: int | None, cluster: str | None, retry: bool, again: bool,
    ocr: Ocr, engine: str, no_cache: bool,
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
    with opened(url, create=True) as archive:
        paths = list(expand(files or [failure.path for failure in archive.failures()]))
        jobs = min(jobs or os.cpu_count() or 1, max(len(paths), 1))
        with progress(len(paths), wanted=True) as say:
            for path, result in add(
                paths,
                archive,
                jobs=jobs,
                cluster=cluster,
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
        raise SystemExit(status_of(statuses))


def _told(path: Path, result: Added | MemconError, say: Callable[[str | None], None]) -> str:
    """Say what a person should know of a file; what became of it, in a word."""
    if isinstance(result, MemconError):
        say(complaint(path, result))
        return "failed"
    if result.adrift:
        say(f"memcon: {path}: {result.adrift} corrections have no place now; memcon status names them")
    return result.state


@click.command("status")
@archive_option
@shapes("pretty", "json")
def status_command(url: str, shape: Shape) -> None:
    """Say what an archive holds, what failed, and what is doubtful."""
    with opened(url) as archive:
        status = archive.status()
    if shape == "json":
        say_json(status)
        return
    from memcon.cli.answers import show_status

    show_status(status)


@click.command("relocate")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@archive_option
@shapes("pretty", "json")
def relocate_command(files: tuple[str, ...], url: str, shape: Shape) -> None:
    """Find kept files that were moved: look for them by their contents in each FILE, folder or pattern."""
    with opened(url) as archive:
        lost = len(archive.lost())
        paths = list(expand(files)) if lost else []
        with progress(lost, wanted=True) as say:
            found: list[Relocated] = []
            for one in archive.relocate(paths):
                found.append(one)
                say(None)
    if shape == "json":
        say_json(found)
        return
    for one in found:
        click.echo(f"{one.sha256[:10]}  {one.path}")
    click.echo(f"{len(found):,} found again, {lost - len(found):,} still lost", err=True)


@click.command("search")
@click.argument("query", nargs=-1, metavar="QUERY...")
@archive_option
@shapes("pretty", "json", "csv")
@limit_option(20)
@page_option
@click.option(
    "--sort",
    type=click.Choice(["relevance", "date", "record"]),
    default="relevance",
    show_default=True,
    help="The order of the records.",
)
@click.option("--facets", is_flag=True, help="Count years, persons, places, levels and so on instead.")
@click.option("--save", metavar="NAME", help="Keep the query in the archive by this name.")
@click.option("--saved", metavar="NAME", help="Ask the query that was saved by this name; QUERY narrows it.")
@click.option("--forget", metavar="NAME", help="Keep the query of this name no longer.")
@click.option("--list-saved", is_flag=True, help="List the queries that were saved.")
def search_command(
    query: tuple[str, ...], url: str, shape: Shape, limit: int, page: int,
    sort: Literal["relevance", "date", "record"], facets: bool, save: str | None, saved: str | None,
    forget: str | None, list_saved: bool,
) -> None:  # fmt: skip
    """Find passages: words, "phrases", and fields such as from:NAME and date:1997.

    Put the query in single quotation marks, and -- before one that begins with a minus.
    """
    from memcon.cli import answers

    text = " ".join(query)
    with opened(url) as archive:
        if forget or list_saved:
            _shelf(archive, forget, shape)
            return
        if saved:
            kept = archive.saved_search(saved).query
            text = f"({kept}) {text}" if text else kept
        if not text:
            raise UsageError("there is no query", "Give one, or --saved NAME")
        if save:
            archive.save_search(save, text, sort=sort)
        if facets:
            counted = archive.facets(text)
            shown = {"pretty": answers.show_facets, "json": say_json}.get(shape)
            shown(counted) if shown else click.echo(answers.facets_csv(counted), nl=False)
            return
        results = archive.search(text, limit=limit, page=page, sort=sort)
    if shape == "json":
        say_json(results)
    elif shape == "csv":
        click.echo(answers.results_csv(results), nl=False)
    else:
        answers.show_results(results)


def _shelf(archive: Archive, forget: str | None, shape: Shape) -> None:
    """The saved searches, or one less of them."""
    if forget:
        archive.forget_search(forget)
        return
    from memcon.cli import answers

    searches = archive.saved_searches()
    if shape == "json":
        say_json(searches)
        return
    for search in searches:
        when = answers.minute(search.at)
        click.echo(f"{click.style(search.name, bold=True)}  {search.query}  ({search.author}, {when})")


@click.command("list")
@archive_option
@shapes("pretty", "json", "csv")
@limit_option(50)
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

    with opened(url) as archive:
        records = archive.records(limit=limit, page=page, sort=sort)
    if shape == "json":
        say_json(records)
    elif shape == "csv":
        click.echo(answers.listed_csv(records), nl=False)
    else:
        for record in records:
            answers.show_listed(record)


@click.command("people")
@click.argument("name", nargs=-1, metavar="NAME...")
@archive_option
@shapes("pretty", "json", "csv")
@limit_option(50)
def people_command(name: tuple[str, ...], url: str, shape: Shape, limit: int) -> None:
    """Say who is named, in how many records, as what, and when; all, or those whose name has these words."""
    from memcon.cli import answers

    with opened(url) as archive:
        people = archive.people(" ".join(name), limit=limit)
    if shape == "json":
        say_json(people)
    elif shape == "csv":
        click.echo(answers.people_csv(people), nl=False)
    elif people:
        answers.show_people(people)
    else:
        asked = f" whose name has {' '.join(name)!r}" if name else ""
        click.echo(f"There is nobody{asked} in this archive.", err=True)


@click.command("show")
@click.argument("name", metavar="ID")
@archive_option
@shapes("pretty", "json")
@click.option("--as-read", is_flag=True, help="As memcon read it, without corrections.")
def show_command(name: str, url: str, shape: Shape, as_read: bool) -> None:
    """Show a record, with all that is known of it."""
    with opened(url) as archive:
        shown = archive.show(name)
    record = shown.as_read if as_read else shown.record
    if shape == "json":
        say_json(record)
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


VERBS: tuple[click.Command, ...] = (
    add_command,
    status_command,
    relocate_command,
    search_command,
    show_command,
    list_command,
    people_command,
)
"""In the order in which they are met."""
