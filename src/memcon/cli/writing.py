"""The verbs that write papers: new, write, mark, collate.

Heavy imports stand inside functions, so that ``--help`` is quick.
"""

from __future__ import annotations

import shutil
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from memcon.cli.files import source_of
from memcon.cli.outputs import put
from memcon.errors import UsageError

if TYPE_CHECKING:
    from memcon import Collation, Marked, Record, Refusal

FORMS = ("telcon", "memcon", "summary_of_conclusions", "memorandum", "cable")
"""The forms that can be drafted."""
ENDINGS = {"pdf": ".pdf", "docx": ".docx", "text": ".txt", "html": ".html", "draft": ".draft.txt"}
WIDTH = 100
REFUSED = 1
"""The exit status of ``memcon mark`` where the order does not allow what the draft has."""

_output = click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="The file to write; - for standard output.",
)  # fmt: skip


@click.command("new")
@click.option(
    "--form", type=click.Choice(FORMS), default="telcon", help="The paper's form.  Default: telcon."
)
@_output
def new_command(form: str, output: Path | None) -> None:
    """Print a draft to begin with, an invented paper in the form that is asked for."""
    from memcon import template

    if output and output.is_file():
        raise UsageError(f"{output} is there already and may have work in it", "Name another file")
    put(template(form).encode(), output)


@click.command("write")
@click.argument("source", metavar="DRAFT|FILE|ID")
@_output
@click.option("--style", metavar="STYLE",
              help="clinton, bush, ford, state, kissinger, cable, vp, nsc or memorandum.  "
              "Default: what the draft or the record calls for.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(list(ENDINGS)), default="pdf", show_default=True,
              help="PDF or text as typed; a word processor's document; a web page; a draft.")  # fmt: skip
@click.option("--record", "number", type=click.IntRange(min=1), metavar="N", help="Only record N of FILE.")
@click.option("--as-is", is_flag=True, help="Write it even where its order does not allow its marks.")
@click.option("--archive", metavar="FILE", envvar="MEMCON_ARCHIVE", default="memcon.db",
              help="The archive that an ID stands in.")  # fmt: skip
def write_command(
    source: str,
    output: Path | None,
    style: str | None,
    form: Literal["pdf", "docx", "text", "html", "draft"],
    number: int | None,
    as_is: bool,
    archive: str,
) -> None:
    """Write a draft, the records of any FILE that memcon reads, or the record of ID, as a memorandum."""
    from memcon import is_draft_file, left_out, write

    paper = source_of(source, archive)
    if isinstance(paper, Path) and is_draft_file(paper):
        _look_over(paper, as_is=as_is)
    chosen = _numbered(paper, number) if number and isinstance(paper, Path) else paper
    for named, part in left_out(chosen, style=style) if form in ("pdf", "text") else ():
        click.echo(f"memcon: the style {named} has no place for the {part}, which is left out", err=True)
    data = write(chosen, form, style=style)
    output = output or Path(Path(source).stem.removesuffix(".draft") + ENDINGS[form])
    put(data, output, read=[source])
    if output != Path("-"):
        click.echo(output)


def _look_over(paper: Path, *, as_is: bool) -> None:
    """Say all that is wrong with a draft, and what would be read otherwise than it has it."""
    from memcon import draft, draft_problems, mark

    for problem in draft_problems(paper):
        click.echo(f"{paper}:{problem.line}:{problem.column}: {problem.message}", err=True)
    drafted = draft(paper)
    done = mark(drafted)
    if not (done.allowed or as_is):
        for refusal in done.refusals:
            click.echo(f"memcon: {paper}: {_refused(refusal)}", err=True)
        raise UsageError("its marks are not allowed, so it is not written", "Change them, or use --as-is")
    for name in drafted.read_otherwise:
        click.echo(f"memcon: {paper}: {name} would be read otherwise than the draft has it", err=True)


def _numbered(paper: Path, number: int) -> Record:
    from memcon import read

    records = read(paper).records
    if number > len(records):
        raise UsageError(f"{paper.name} has {len(records)} records", "Name one of them")
    return records[number - 1]


@click.command("mark")
@click.argument("file", metavar="DRAFT|FILE", type=click.Path(path_type=Path))
@click.option("--on", metavar="YYYY-MM-DD", help="The day of the classification.  Default: the paper's date.")
@click.option("--format", "form", type=click.Choice(["pretty", "json"]), default="pretty", show_default=True,
              help="For people; for programs.")  # fmt: skip
@_output
def mark_command(file: Path, on: str | None, form: str, output: Path | None) -> None:
    """Say which banner and block a paper's portions and day call for, and what its order does not allow.

    With --output the draft is written again with them. The exit status is 1 where something is not allowed.
    """
    import msgspec

    from memcon import is_draft_file, mark, records_of, write

    papers = records_of(file)
    if output and len(papers) != 1:
        raise UsageError(f"{file.name} has {len(papers)} records, and a draft is one", "Leave --output out")
    refused = False
    for record, style in papers:
        done = mark(record, on=on)
        refused = refused or not done.allowed
        if form == "json":
            click.echo(msgspec.json.encode(done).decode())
        else:
            _show_marks(done)
        if output:
            put(write(done.record, "draft", style=style), output, read=() if is_draft_file(file) else [file])
    if refused:
        raise SystemExit(REFUSED)


def _show_marks(done: Marked) -> None:
    click.echo(f"banner: {done.record.banner or 'none'}")
    block = done.record.classification_block
    for name, value in ((n, getattr(block, n)) for n in (block.__struct_fields__ if block else ())):
        if value:
            click.echo(f"{name.replace('_', ' ')}: {value}")
    for refusal in done.refusals:
        click.echo(_refused(refusal))


def _refused(refusal: Refusal) -> str:
    source = f" ({refusal.source})" if refusal.source else ""
    return f"{refusal.severity}: {refusal.message}: {refusal.rule}{source}"


@click.command("collate")
@click.argument("notes", nargs=-1, required=True, metavar="NOTES...", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["pretty", "json"]), default="pretty", show_default=True,
              help="For people; for programs.")  # fmt: skip
def collate_command(notes: tuple[Path, ...], form: str) -> None:
    """Lay notes of one talk beside each other: where they agree, differ, or one alone heard it."""
    import msgspec

    from memcon import collate

    speeches = collate(notes)
    if form == "json":
        click.echo(msgspec.json.encode(speeches).decode())
        return
    width = min(WIDTH, shutil.get_terminal_size().columns)
    for speech in speeches:
        _show_speech(speech, [path.name for path in notes], width)
    counts = {kind: sum(s.heard == kind for s in speeches) for kind in ("agree", "differ", "alone")}
    click.echo(", ".join(f"{count} {kind}" for kind, count in counts.items()))


def _show_speech(speech: Collation, names: list[str], width: int) -> None:
    click.echo(click.style(speech.heard, bold=True))
    notes = speech.notes[:1] if speech.heard == "agree" else speech.notes
    for note in notes:
        who = "all" if speech.heard == "agree" else names[note.notes]
        said = f"{who}: {note.speaker + ': ' if note.speaker else ''}{note.text}"
        click.echo(textwrap.fill(said, width, initial_indent="  ", subsequent_indent="    "))
    click.echo()


VERBS: tuple[click.Command, ...] = (new_command, write_command, mark_command, collate_command)
"""What `memcon.cli` puts into the command."""
