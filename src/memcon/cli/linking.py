"""The verb ``link``: whom the names of a record mean, and what a person says of it.

Heavy imports stand inside functions, so that ``--help`` is quick.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from memcon.cli.options import Shape, archive_option, author_option, opened, say_json, shapes
from memcon.errors import UsageError

if TYPE_CHECKING:
    from memcon import Link


@click.command("link")
@click.argument("name", metavar="ID")
@click.argument("printed", required=False, metavar="[NAME]")
@click.argument("to", required=False, metavar="[WHO]")
@archive_option
@shapes("pretty", "json")
@click.option("--at", metavar="PATH", help="Only there, such as turns/4/speaker; else in all of the record.")
@click.option("--reject", is_flag=True, help="NAME does not mean WHO; without WHO, nobody that is known.")
@click.option("--why", default="", metavar="TEXT", help="Why, for those who come after.")
@author_option
def link_command(
    name: str, printed: str | None, to: str | None, url: str, shape: Shape, at: str | None, reject: bool,
    why: str, author: str | None,
) -> None:  # fmt: skip
    """Show whom the names of a record mean, or say that NAME, as printed, means WHO.

    WHO is an id that memcon who shows, or paper/NAME for somebody whom only the paper names.
    """
    if printed is None:
        _show(name, url, shape)
        return
    if to is None and not reject:
        raise UsageError(
            f"nothing says whom {printed!r} means", "Give an id that memcon who shows, or --reject"
        )
    if not why:
        raise UsageError("there is no reason", "Give one for those who come after: --why TEXT")
    from memcon.cli.answers import show_corrections

    with opened(url) as archive:
        show_corrections([archive.link(name, printed, to, at=at, reject=reject, why=why, author=author)])


def _show(name: str, url: str, shape: Shape) -> None:
    with opened(url) as archive:
        links = archive.links(name)
    if shape == "json":
        say_json(links)
        return
    parts = {"listed": links.participants, "speaking": links.speakers, "in the text": links.mentions}
    for title, each in parts.items():
        if each:
            click.secho(title, bold=True)
        for line in _lines(each):
            click.echo(f"  {line}")


def _lines(links: tuple[Link, ...]) -> list[str]:
    """A line for each name and what it means, however often it stands there."""
    found: dict[tuple[str, str], int] = {}
    for link in links:
        key = (link.printed, _meaning(link))
        found[key] = found.get(key, 0) + 1
    width = min(36, max((len(printed) for printed, _ in found), default=0))
    return [
        f"{printed:{width}}  {meaning}" + (f"  ({times} times)" if times > 1 else "")
        for (printed, meaning), times in found.items()
    ]


def _meaning(link: Link) -> str:
    if link.chosen:
        said = f"  said by {link.said_by.removeprefix('person:')}" if link.status == "confirmed" else ""
        return f"{link.chosen.name}  [{link.chosen.id}]{said}"
    if link.status == "rejected":
        return f"nobody that is known  said by {link.said_by.removeprefix('person:')}"
    may = ", ".join(f"{meaning.name} [{meaning.id}]" for meaning in link.meanings[:3])
    return f"? {may}" if may else "?"


VERBS: tuple[click.Command, ...] = (link_command,)
"""What `memcon.cli` puts into the command."""
