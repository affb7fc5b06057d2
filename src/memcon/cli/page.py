"""The verb ``page``: one page with what was seen on it, to be looked at.

Heavy imports stand inside functions, so that ``--help`` is quick.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from memcon.cli.outputs import put
from memcon.errors import UsageError


def _names(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[str, ...]:
    """``marks,words`` as its parts; none where nothing is named, which is all."""
    return tuple(name for part in (value or "").split(",") if (name := part.strip()))


@click.command("page")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("number", type=click.IntRange(min=1), metavar="N")
@click.option(
    "--draw",
    "what",
    callback=_names,
    metavar="WHAT,...",
    help="What to draw: words, marks, doubts, lines, stamps, hand, withheld, covered.  Default: all of them.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="The picture's file.  Default: named after FILE and N, in the folder where you are.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["png", "json"]),
    default="png",
    show_default=True,
    help="A picture, or the page's words and what else was seen, with their boxes.",
)
@click.option(
    "--ocr",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="OCR the page where its text layer is not good enough, always, or never.",
)
def page_command(
    file: Path,
    number: int,
    what: tuple[str, ...],
    output: Path | None,
    form: Literal["png", "json"],
    ocr: Literal["auto", "always", "never"],
) -> None:
    """Draw what was seen on page N of FILE over the page's picture.

    A struck mark, a stamp or a withheld passage that memcon has wrong is seen at one look.
    """
    if form == "json":
        put(_json(file, number, what, ocr), output, read=[file])
        return
    from memcon import page_picture

    picture = page_picture(file, number, what, ocr=ocr)
    output = output or Path(f"{file.stem}-{number}.png")
    put(picture, output, read=[file])
    if output != Path("-"):
        click.echo(output)


def _json(file: Path, number: int, what: tuple[str, ...], ocr: Literal["auto", "always", "never"]) -> bytes:
    """The page on one line of JSON, as it stands in the document."""
    import msgspec

    from memcon import read

    if what:
        raise UsageError("--draw picks what a picture shows, and JSON has all of it", "Leave one of them out")
    (page,) = read(file, pages=(number, number), ocr=ocr).pages
    return msgspec.json.encode(page) + b"\n"


VERBS: tuple[click.Command, ...] = (page_command,)
"""What `memcon.cli` puts into the command."""
