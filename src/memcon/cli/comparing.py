"""The verbs that compare releases, for the shell: compare, composite, releases, redacted.

Heavy imports stand inside functions, so that ``--help`` is quick.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from memcon.cli.options import DEFAULT, Shape, archive_option, limit_option, opened, page_option, shapes
from memcon.cli.outputs import put
from memcon.errors import UsageError

if TYPE_CHECKING:
    from memcon import Archive

Ocr = Literal["auto", "always", "never"]

ids_option = click.option(
    "--archive",
    "url",
    envvar="MEMCON_ARCHIVE",
    metavar="URL",
    help=f"Where ids are looked up.  Default: MEMCON_ARCHIVE, or {DEFAULT} where it is there.",
)
output_option = click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write into FILE instead of onto the screen.",
)
ocr_option = click.option(
    "--ocr",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="OCR the pages whose text layer is not good enough, all pages, or none.",
)


def _file(name: str) -> str:
    """The file of ``FILE#3``, or of a name without a number."""
    return name.rpartition("#")[0] or name


def _looked_up(stack: ExitStack, url: str | None, names: tuple[str, ...]) -> Archive | None:
    """The archive, where one is named or needed for a name that is no file."""
    needed = any(not Path(_file(name)).exists() for name in names)
    if url is None and not (needed and Path(DEFAULT).exists()):
        return None
    return stack.enter_context(opened(url or DEFAULT)) if needed else None


@click.command("compare")
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@ids_option
@click.option(
    "--format",
    "shape",
    type=click.Choice(["pretty", "json", "html", "csv"]),
    default="pretty",
    show_default=True,
    help="pretty for the terminal, html for a page with both texts side by side, the others for programs.",
)
@ocr_option
@output_option
def compare_command(
    a: str, b: str, url: str | None, shape: Literal["pretty", "json", "html", "csv"], ocr: Ocr,
    output: Path | None,
) -> None:  # fmt: skip
    """Say what release B of a paper opened and closed against release A, and what else is different.

    A and B are files, or ids of records in an archive; FILE#3 is the third record of a file.
    """
    from memcon import compare

    with ExitStack() as stack:
        made = compare(a, b, archive=_looked_up(stack, url, (a, b)), ocr=ocr)
    if shape == "json":
        from msgspec.json import encode

        data = encode(made) + b"\n"
    elif shape == "html":
        from memcon import comparison_page

        data = comparison_page(made).encode()
    elif shape == "csv":
        from memcon.cli.differences import comparison_csv

        data = comparison_csv(made).encode()
    else:
        from memcon.cli.differences import comparison_text

        data = comparison_text(made, colour=output is None and sys.stdout.isatty()).encode()
    put(data, output, read=map(_file, (a, b)))


@click.command("composite")
@click.argument("releases", nargs=-1, required=True, metavar="RELEASE...")
@ids_option
@click.option(
    "--format",
    "shape",
    metavar="NAME",
    default="witnesses",
    show_default=True,
    help="witnesses: text with who shows each passage in braces; html: with gaps as blocks; json, for "
    "programs; or what memcon formats lists, such as docx and tei.",
)
@ocr_option
@output_option
def composite_command(
    releases: tuple[str, ...], url: str | None, shape: str, ocr: Ocr, output: Path | None
) -> None:  # fmt: skip
    """Put the releases of one paper together into its most complete text, each passage with its witnesses.

    Each RELEASE is a file or the id of a record in an archive. What none of them shows stays a gap.
    """
    from memcon import formats

    known = [one.name for one in formats()]
    if shape not in ("witnesses", "json", "html", *known):
        raise UsageError(f"there is no format {shape!r}", f"Choose witnesses, json, html, {', '.join(known)}")
    with ExitStack() as stack:
        archive = _looked_up(stack, url, releases)
        made = _composite(releases, archive, shape, ocr)
    put(made if isinstance(made, bytes) else made.encode(), output, read=map(_file, releases))


def _composite(releases: tuple[str, ...], archive: Archive | None, shape: str, ocr: Ocr) -> str | bytes:
    """The composite in one of its own formats, or in one of those of a record."""
    from memcon import composite, composite_document, composite_page, composite_text, export

    if shape not in ("witnesses", "json", "html"):
        return export(composite_document(*releases, archive=archive, ocr=ocr), shape)
    made = composite(*releases, archive=archive, ocr=ocr)
    if shape == "json":
        from msgspec.json import encode

        return encode(made) + b"\n"
    return composite_page(made) if shape == "html" else composite_text(made)


@click.command("releases")
@archive_option
@shapes("pretty", "json", "csv")
@limit_option(20)
@page_option
def releases_command(url: str, shape: Shape, limit: int, page: int) -> None:
    """List the papers that an archive has more than once, and what each release opened and closed."""
    from memcon import releases
    from memcon.cli.differences import releases_csv, releases_text

    with opened(url) as archive:
        found = releases(archive, limit=limit, page=page)
    _said(found, shape, {"pretty": releases_text, "csv": releases_csv})


@click.command("redacted")
@archive_option
@shapes("pretty", "json", "csv")
@limit_option(100)
def redacted_command(url: str, shape: Shape, limit: int) -> None:
    """Say what an archive still withholds, and which of it another record shows: what to ask for anew."""
    from memcon import redacted
    from memcon.cli.differences import survey_csv, survey_text

    with opened(url) as archive:
        found = redacted(archive, limit=limit)
    _said(found, shape, {"pretty": survey_text, "csv": survey_csv})


def _said(found: object, shape: Shape, shown: dict[str, Callable[..., str]]) -> None:
    if shape == "json":
        from msgspec.json import encode

        click.echo(encode(found))
    else:
        click.echo(shown[shape](found), nl=False)


VERBS: tuple[click.Command, ...] = (compare_command, composite_command, releases_command, redacted_command)
"""What `memcon.cli` puts into the command."""
