"""The verb ``review``: one doubt after the other, to be settled or passed over.

Heavy imports stand inside functions, so that ``--help`` is quick.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from memcon.cli.options import Shape, archive_option, author_option, limit_option, opened, say_json, shapes
from memcon.cli.pictures import drawing, way
from memcon.errors import MemconError, UsageError

if TYPE_CHECKING:
    from memcon import Archive, Doubt

WIDTH = 900
"""Pixels of a part of a page in the terminal."""
ROUND = 0.15
"""Of an inch, that is shown of the page around what is doubtful."""


@click.command("review")
@click.argument("name", required=False, metavar="[ID]")
@archive_option
@shapes("pretty", "json")
@limit_option(100)
@click.option("--list", "listed", is_flag=True, help="List the doubts, and ask nothing.")
@click.option("--no-picture", is_flag=True, help="Do not show the part of the page.")
@author_option
def review_command(
    name: str | None, url: str, shape: Shape, limit: int, listed: bool, no_picture: bool, author: str | None
) -> None:
    """Go through the doubts, the most doubtful first: of one record, or of all.

    Each is accepted as it stands, set right, or passed over; what is said is a correction like others.
    """
    with opened(url) as archive:
        doubts = archive.doubts(name, limit=limit)
        if shape == "json":
            say_json(doubts)
        elif listed:
            for doubt in doubts:
                click.echo(_said(doubt))
        else:
            _walk(archive, doubts, author, pictures=not no_picture)


def _walk(archive: Archive, doubts: list[Doubt], author: str | None, *, pictures: bool) -> None:
    settled = 0
    for number, doubt in enumerate(doubts, 1):
        click.echo(f"{number} of {len(doubts)}")
        click.echo(_said(doubt))
        if pictures:
            _picture(archive, doubt)
        for place, candidate in enumerate(doubt.candidates, 1):
            click.echo(f"  {place}  {candidate}")
        answer = _answer(archive, doubt, author)
        if answer is None:
            break
        settled += answer
        click.echo()
    click.echo(f"{settled:,} settled")


def _answer(archive: Archive, doubt: Doubt, author: str | None) -> bool | None:
    """Whether the doubt was settled; None where no more are wanted. Asks again where an answer will not
    do."""
    words = "words, " if doubt.words else ""
    choices = f"accept, {words}fix, skip, quit" + (", or a number" if doubt.candidates else "")
    while True:
        try:
            said = click.prompt(choices)
        except click.Abort:  # the end of what was piped in, or an interruption
            click.echo()
            return None
        said = str(said).strip()
        if said in ("q", "quit"):
            return None
        if said in ("s", "skip"):
            return False
        try:
            _settle(archive, doubt, said, author)
        except MemconError as error:
            click.echo(f"memcon: {error}", err=True)
            continue
        return True


def _settle(archive: Archive, doubt: Doubt, said: str, author: str | None) -> None:
    if said in ("a", "accept"):
        archive.confirm(doubt.record, doubt.path, why="reviewed", author=author)
        return
    if said in ("w", "words") and doubt.words:
        value = _word_by_word(doubt)
    elif said in ("f", "fix"):
        value = click.prompt("What should stand there (null for nothing)", default=doubt.value or "")
    elif said.isdecimal() and 1 <= int(said) <= len(doubt.candidates):
        value = doubt.candidates[int(said) - 1]
    else:
        raise UsageError(f"{said!r} is no answer", "Type one of the words asked for, or its first letter")
    if value == doubt.value:
        archive.confirm(doubt.record, doubt.path, why="reviewed", author=author)
    else:
        archive.correct(doubt.record, doubt.path, value, why="reviewed", author=author, typed=True)


def _word_by_word(doubt: Doubt) -> str:
    """The text with each of its doubtful words as it is typed anew, or as it stands."""
    text, after = "", 0
    value = doubt.value or ""
    for word in doubt.words:
        text += value[after : word.start] + str(click.prompt(f"  {word.text}", default=word.text))
        after = word.start + len(word.text)
    return text + value[after:]


def _said(doubt: Doubt) -> str:
    """A doubt in two lines or three: where it is, what stands there, what is doubtful bold."""
    where = f"{click.style(doubt.record, bold=True)}  {doubt.file}, p. {doubt.page}  {doubt.path}"
    sure = f"{doubt.confidence:.0%} sure"
    if doubt.kind == "mark":
        mark = f"({doubt.value})" if doubt.value else "no mark"
        return f"{where}  {sure}\n    {click.style(mark, bold=True)} {doubt.context or ''}"
    text, after = "", 0
    value = doubt.value or "nothing"
    for word in doubt.words:
        text += value[after : word.start] + click.style(f"[{word.text}]", bold=True)
        after = word.start + len(word.text)
    return f"{where}  {sure}\n    {text}{value[after:]}"


def _picture(archive: Archive, doubt: Doubt) -> None:
    """The part of the page, where the terminal shows pictures and the file is there."""
    how = way(os.environ)
    if how is None or doubt.box is None or doubt.dpi is None:
        return
    from memcon import Box, page_image

    rim = round(ROUND * doubt.dpi)
    box = doubt.box
    around = Box(max(0, box.left - 8 * rim), max(0, box.top - rim), box.right + 8 * rim, box.bottom + rim)
    encoding = "sixel" if how == "sixel" else "png"
    try:
        image = page_image(doubt.record, doubt.page, WIDTH, archive=archive, encoding=encoding, box=around)
    except MemconError:  # a text has no picture, and a moved file is no reason to stop
        return
    click.echo(drawing(image.data, how))


VERBS: tuple[click.Command, ...] = (review_command,)
"""What `memcon.cli` puts into the command."""
