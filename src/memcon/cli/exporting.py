"""The verbs that give records out, for the shell: export, cite, formats.

Heavy imports stand inside functions, so that ``--help`` is quick.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

import click

from memcon.cli.archive import archive_option
from memcon.cli.files import complaint, expand, progress, status_of
from memcon.cli.outputs import made, put
from memcon.errors import MemconError, MissingFile, UsageError

if TYPE_CHECKING:
    from memcon import Archive, ExportEntry

_ID = re.compile(r"[0-9a-f]{4,64}(:\d+(-\d+)?(:\d+)?)?", re.IGNORECASE)
Found: TypeAlias = "list[ExportEntry]"
Ocr = Literal["auto", "always", "never"]
ocr_option = click.option(
    "--ocr",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="For files: OCR the pages whose text layer is not good enough, all pages, or none.",
)


@click.command("export")
@click.argument("what", nargs=-1, required=True, metavar="FILE...|ID...|QUERY")
@click.option(
    "--format", "form", required=True, metavar="NAME", help="What to make; memcon formats lists them."
)
@click.option(
    "-o",
    "--output",
    "to",
    metavar="PATH",
    help="The file to write; a folder, for a file for each document or record.  Default: standard output.",
)
@click.option(
    "--into",
    "volume",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="VOLUME",
    help="For frus: put them behind the last document of this volume of TEI, with the next numbers.",
)
@click.option(
    "--base",
    metavar="URL",
    help="For iiif: where the manifest and the pictures of its pages will be published.",
)
@archive_option
@ocr_option
def export_command(
    what: tuple[str, ...],
    form: str,
    to: str | None,
    volume: Path | None,
    base: str | None,
    url: str,
    ocr: Ocr,
) -> None:
    """Write records in another format: those of files, records of the archive, or what a query finds.

    Files are read; ids and queries ask the archive, and their records come as corrected.
    """
    from memcon import append_to_volume, export, formats

    chosen = next((known for known in formats() if known.name == form), None)
    if chosen is None:
        raise UsageError(f"there is no format {form!r}", "memcon formats lists them")
    if volume and form != "frus":
        raise UsageError(f"a {form} file has no volume to go into", "Use --format frus")
    entries, failed = _entries(what, url, ocr)
    output = Path(to) if to else None
    read = [path for path in expand(what) if path.exists()]
    if volume:
        _put(append_to_volume(volume.read_bytes(), entries), output, read)
    elif output and (output.is_dir() or (to or "").endswith(("/", os.sep))):
        for name, part in _parts(entries, chosen.scope):
            path = output / f"{name}{chosen.suffix}"
            _put(export(part, form, base=base), path, read)
            click.echo(path, err=True)
    elif entries:
        _put(export(entries, form, base=base), output, read)
    if failed:
        raise SystemExit(failed)


def _parts(entries: Found, scope: str) -> Iterator[tuple[str, Found]]:
    """The files of a folder: one for each record or document, named after it."""
    if scope == "document":
        kept: dict[str, Found] = {}
        for entry in entries:
            kept.setdefault(entry.document.source.sha256, []).append(entry)
        for sha256, part in kept.items():
            yield f"{Path(part[0].document.source.name).stem}-{sha256[:6]}", part
        return
    for entry in entries:
        yield f"{Path(entry.document.source.name).stem}-{entry.slug}", [entry]


def _put(data: bytes, output: Path | None, read: Iterable[Path]) -> None:
    """Into a file whose folder is made where it is not there, or onto standard output."""
    if output:
        made(output.parent)
    put(data, output, read=read)


def _entries(what: Sequence[str], url: str, ocr: Ocr) -> tuple[Found, int]:
    """The records that the arguments name, each once, and the exit status of what could not be read."""
    files = [name for name in what if _is_file(name)]
    asked = [name for name in what if not _is_file(name)]
    found, failed = _of_files(files, ocr)
    if asked:
        found += _of_archive(asked, url)
    once = list({entry.id: entry for entry in found}.values())
    if not once and not failed:
        raise MissingFile(f"nothing is found for {' '.join(what)}", "memcon list shows what there is")
    return once, failed


def _is_file(name: str) -> bool:
    return any(path.exists() for path in expand([name]))


def _of_files(names: Sequence[str], ocr: Ocr) -> tuple[Found, int]:
    from memcon import export_entries, read_many

    found: Found = []
    statuses: set[int] = set()
    paths = list(expand(names))
    jobs = min(os.cpu_count() or 1, max(len(paths), 1))
    with progress(len(paths), wanted=True) as say:
        for path, result in read_many(paths, jobs=jobs, ocr=ocr):
            if isinstance(result, MemconError):
                statuses.add(result.exit_status)
                say(complaint(path, result))
            else:
                found += export_entries(result, path)
            say(None)
    return found, status_of(statuses)


def _of_archive(names: Sequence[str], url: str) -> Found:
    from memcon import Archive, export_entries

    try:
        archive = Archive(url, create=False)
    except MissingFile as error:
        raise MissingFile(
            f"{names[0]} is no file, and {error.message}", "Name a file, or --archive"
        ) from error
    with archive:
        ids = list(names) if all(_ID.fullmatch(name) for name in names) else _found(archive, " ".join(names))
        return [entry for name in ids for entry in export_entries(archive.show(name))]


def _found(archive: Archive, query: str) -> list[str]:
    """The ids of every record that a query finds, in the order of their dates."""
    ids: list[str] = []
    page = 1
    while True:
        results = archive.search(query, limit=500, page=page, sort="date")
        ids += [found.record.id for found in results.found]
        if not results.more:
            return ids
        page += 1


@click.command("cite")
@click.argument("what", nargs=-1, required=True, metavar="FILE...|ID...|QUERY")
@click.option(
    "--style",
    default="frus",
    show_default=True,
    type=click.Choice(
        ["frus", "chicago-note", "chicago-short", "chicago-bibliography", "nara", "nsarchive", "library"]
    ),
    help="Whose custom it follows.",
)
@click.option(
    "--format",
    "shape",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="A citation a paragraph, or a list for programs.",
)
@archive_option
@ocr_option
def cite_command(what: tuple[str, ...], style: str, shape: str, url: str, ocr: Ocr) -> None:
    """Print a citation of each record. What is not known stands open: [box not given].

    memcon set ID box VALUE and its like fill the gaps.
    """
    from msgspec.json import encode

    from memcon import cite

    entries, failed = _entries(what, url, ocr)
    cited = cite(entries, style)
    if shape == "json":
        click.echo(encode([{"id": e.id, "citation": c} for e, c in zip(entries, cited, strict=True)]))
    else:
        click.echo("\n\n".join(cited))
    if failed:
        raise SystemExit(failed)


@click.command("formats")
@click.option(
    "--format",
    "shape",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="A table, or a list for programs.",
)
def formats_command(shape: str) -> None:
    """List what export makes and the styles that cite knows."""
    from msgspec.json import encode

    from memcon import formats, styles

    if shape == "json":
        click.echo(encode({"formats": formats(), "styles": styles()}))
        return
    for known in formats():
        click.echo(f"{known.name:<18}{known.suffix:<10}{known.what}")
    click.echo("\nStyles of memcon cite:")
    for name, what in styles().items():
        click.echo(f"{name:<28}{what}")


VERBS: tuple[click.Command, ...] = (export_command, cite_command, formats_command)
"""What `memcon.cli` puts into the command."""
