"""The verbs that say something against the machine's reading, take it back, and carry it over.

Heavy imports stand inside functions, so that ``--help`` is quick.
"""

from __future__ import annotations

from typing import BinaryIO

import click

from memcon.cli.options import Shape, archive_option, author_option, opened, shapes


@click.command("correct")
@click.argument("name", metavar="ID")
@click.argument("path")
@click.argument("value")
@archive_option
@click.option("--for", "word", metavar="WORD", help="Only in place of this word of the text at PATH.")
@click.option("--why", required=True, metavar="TEXT", help="Why, for those who come after.")
@author_option
def correct_command(
    name: str, path: str, value: str, url: str, word: str | None, why: str, author: str | None
) -> None:
    """Say that VALUE should stand at PATH of a record, such as turns/3/speaker.

    The machine's reading stays beside it. null takes a value away; lists are given as JSON. A path may end in
    split or join: VALUE is then the words, or for a paper the page, with which another begins, or previous or
    next.
    """
    from memcon.cli.answers import show_corrections, show_listed

    with opened(url) as archive:
        done = archive.correct(name, path, value, why=why, author=author, typed=True, instead_of=word)
        papers = archive.papers(done.source) if path in ("split", "join") else []
    show_corrections([done])
    for paper in papers:
        show_listed(paper)


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

    with opened(url) as archive:
        done = archive.set(name, field, None if value == "null" else value, why=why, author=author)
    show_corrections([done])


@click.command("history")
@click.argument("name", required=False, metavar="[ID]")
@archive_option
@shapes("pretty", "json")
def history_command(name: str | None, url: str, shape: Shape) -> None:
    """Show every correction, or those of one record, undone ones too; as JSON lines for another archive."""
    from memcon.cli.answers import corrections_json, show_corrections

    with opened(url) as archive:
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

    with opened(url) as archive:
        show_corrections([archive.undo(number, author=author)])


@click.command("accept")
@click.argument("file", type=click.File("rb"))
@archive_option
def accept_command(file: BinaryIO, url: str) -> None:
    """Take in the corrections of another archive: FILE is what history --format json wrote there."""
    with opened(url) as archive:
        new = archive.take_in(file)
    click.echo(f"{new:,} new")


VERBS: tuple[click.Command, ...] = (
    correct_command,
    set_command,
    history_command,
    undo_command,
    accept_command,
)
"""In the order in which they are met."""
