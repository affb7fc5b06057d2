"""What the verbs of the archive have in common: their options, opening the archive, JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, TypeVar

import click

if TYPE_CHECKING:
    from memcon import Archive

DEFAULT = "memcon.db"
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


def limit_option(default: int) -> Option[F]:
    """``--limit`` with a default of so many."""
    return click.option(
        "--limit", type=click.IntRange(1, 1000), default=default, show_default=True, help="Entries on a page."
    )


def shapes(*shapes: Shape) -> Option[F]:
    """``--format``, the first of `shapes` by default."""
    return click.option(
        "--format",
        "shape",
        type=click.Choice(shapes),
        default=shapes[0],
        show_default=True,
        help="pretty for people, the others for programs.",
    )


def opened(url: str, *, create: bool = False) -> Archive:
    """The archive that a verb works on."""
    from memcon import Archive

    return Archive(url, create=create)


def say_json(value: object) -> None:
    """Print a value as JSON."""
    from msgspec.json import encode

    click.echo(encode(value))
