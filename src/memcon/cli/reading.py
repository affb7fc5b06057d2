"""The verbs that read files, for the shell: read, schema, cache.

Heavy imports stand inside functions, so that ``--help`` is quick.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from memcon.cli.files import complaint, expand, progress, status_of
from memcon.cli.outputs import made, replacing
from memcon.errors import MemconError, UsageError

if TYPE_CHECKING:
    from memcon import Document

FORMATS = {"pretty": ".txt", "json": ".json", "text": ".txt"}
"""Each form of output and the ending of its files."""

PAPER = 100
"""Characters to the line of a pretty record in a file."""


def _page_range(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[int, int] | None:
    """``5``, ``3-7`` or ``3-`` as the first and the last page, counted from 1."""
    if value is None:
        return None
    first, dash, last = value.partition("-")
    if not (first.isdecimal() and (not last or last.isdecimal())):
        raise click.BadParameter(f"{value!r} is not a range of pages such as 3-7")
    end = int(last) if last else (sys.maxsize if dash else int(first))
    if not 1 <= int(first) <= end:
        raise click.BadParameter(f"{value!r}: pages count from 1, the first before the last")
    return int(first), end


@click.command("read")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    help="pretty for people, json (one line a file) for programs, text for the clean text. "
    "Default: pretty for one file, json for several.",
)
@click.option(
    "--ocr",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="OCR the pages whose text layer is not good enough, all pages, or none.",
)
@click.option("--engine", default="tesseract", show_default=True, help="The OCR engine.")
@click.option("--pages", callback=_page_range, metavar="FIRST-LAST", help="Only these pages: 5, 3-7, 3-.")
@click.option(
    "--jobs", type=click.IntRange(min=1), help="Files read side by side.  Default: one for each core."
)
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write a file for each input into DIR instead of printing.",
)
@click.option("--no-cache", is_flag=True, help="Neither take OCR results from the cache nor keep them.")
@click.option("--show-covered", is_flag=True, help="Give the text that a PDF still carries under a bar.")
def read_command(
    files: tuple[str, ...],
    form: str | None,
    jobs: int | None,
    output: Path | None,
    no_cache: bool,
    show_covered: bool,
    ocr: Literal["auto", "always", "never"],
    engine: str,
    pages: tuple[int, int] | None,
) -> None:
    """Read each FILE (PDF, image or plain text), folder or pattern into records.

    A file that cannot be read costs one line on standard error; the others are still read. The exit status is
    then that of the error, or 1 where there are several kinds.
    """
    from memcon import read_many

    paths = list(expand(files))
    form = form or ("pretty" if len(paths) == 1 else "json")
    jobs = min(jobs or os.cpu_count() or 1, len(paths))
    sink = _into(output, form) if output else _onto_screen(form)
    statuses: set[int] = set()
    with progress(len(paths), wanted=bool(output) or not sys.stdout.isatty()) as say:
        for path, result in read_many(
            paths, jobs=jobs, ocr=ocr, pages=pages, engine=engine, cache=not no_cache, covered=show_covered
        ):
            if isinstance(result, MemconError):
                statuses.add(result.exit_status)
                say(complaint(path, result))
            else:
                sink(path, result)
                if form == "text":  # which has no place for them
                    for remark in result.diagnostics:
                        say(f"memcon: {path}: page {remark.page}: {remark.message}")
            say(None)
    if statuses:
        raise SystemExit(status_of(statuses))


Sink = Callable[[Path, "Document"], None]


def _onto_screen(form: str) -> Sink:
    if form == "pretty":
        from rich.console import Console

        from memcon.cli.pretty import show, written

        console = Console(highlight=False)
        between = iter(("",))

        def pretty(path: Path, document: Document) -> None:
            click.echo(next(between, "\n" + "━" * console.width + "\n"), nl=False)
            if console.is_terminal:
                show(document, console)
            else:
                click.echo(written(document, console.width), nl=False)

        return pretty
    stream = sys.stdout.buffer

    def write(path: Path, document: Document) -> None:
        stream.writelines(_encoded(document, form))
        stream.write(b"\n" if form == "json" else b"")
        stream.flush()

    return write


def _into(folder: Path, form: str) -> Sink:
    """Each document as a file of its own, named after its source, the second of one name with a number."""
    taken: Counter[str] = Counter()
    made(folder)

    def write(path: Path, document: Document) -> None:
        taken[path.name] += 1
        number = f"-{taken[path.name]}" if taken[path.name] > 1 else ""
        output = folder / f"{path.name}{number}{FORMATS[form]}"
        try:
            with replacing(output) as file:
                file.writelines(_encoded(document, form))
        except OSError as error:
            raise UsageError(f"cannot write {output} ({error.strerror})", "Name another folder") from error

    return write


def _encoded(document: Document, form: str) -> Iterator[bytes]:
    if form == "json":
        from memcon import encode_parts

        yield from encode_parts(document)
    elif form == "text":
        yield "\f".join(page.text + "\n" for page in document.pages).encode()
    else:
        from memcon.cli.pretty import written

        yield written(document, PAPER).encode()


@click.command("schema")
def schema_command() -> None:
    """Print the JSON Schema of what read --format json gives."""
    import json

    from memcon import schema

    click.echo(json.dumps(schema(), indent=2))


@click.command("cache")
@click.option("--clear", is_flag=True, help="Delete everything in it.")
def cache_command(clear: bool) -> None:
    """Show where OCR results are kept and how much room they take."""
    from memcon import cache_report, clear_cache

    report = clear_cache() if clear else cache_report()
    results = "result" if report.entries == 1 else "results"
    held = f"{report.entries:,} {results}, {report.size / 2**20:,.1f} MiB"
    click.echo(f"{'deleted ' if clear else ''}{held}{' from' if clear else ' in'} {report.folder}")


VERBS: tuple[click.Command, ...] = (read_command, schema_command, cache_command)
"""What `memcon.cli` puts into the command."""
