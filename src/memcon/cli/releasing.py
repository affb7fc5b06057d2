"""The verbs of review and release: declassify, covered.

Heavy imports stand inside functions, so that ``--help`` is quick.
"""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from memcon.cli.asking import ask
from memcon.cli.files import complaint, expand, progress, source_of
from memcon.cli.outputs import put, spare
from memcon.errors import MemconError, UsageError

if TYPE_CHECKING:
    from memcon import Decisions, Finding, Record, Released, Review

FOUND = 1
"""The exit status of ``memcon covered`` where a file hides something, as grep has it the other way round."""

ENDINGS = {"pdf": ".pdf", "text": ".txt", "json": ".json"}

SAID = {
    "cover": "text under a bar or paint",
    "blank": "text where the scan is white",
    "invisible": "text in no ink, or in the colour of the paper",
    "outside": "text beyond the page's edge",
    "picture": "a picture's own ink under a bar",
    "annotation": "an annotation",
    "field": "a form field",
    "layer": "a layer that is switched off",
    "undrawn": "an object that no page draws",
    "tag": "text beside the text, as for screen readers",
    "bookmark": "a bookmark",
    "metadata": "the file's properties",
    "attachment": "a file within the file",
    "revision": "an earlier state of the page",
    "thumbnail": "a small picture of the page",
    "script": "a program",
    "font": "letters of a typeface that no page uses",
    "trailing": "bytes behind the file's end",
}
"""Each kind of hidden matter in words."""


@click.command("covered")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--format", "form", type=click.Choice(["pretty", "json"]), default="pretty", show_default=True,
    help="A line for each find, for people; a JSON object for each file, on a line.",
)  # fmt: skip
def covered_command(files: tuple[str, ...], form: str) -> None:
    """Say what each PDF carries that its pages do not show: where and how, and never what it says.

    The exit status is 0 where nothing was found, 1 where something was, and that of the error where a file
    could not be looked through.
    """
    from memcon import covered

    statuses: set[int] = set()
    paths = list(expand(files))
    with progress(len(paths), wanted=not sys.stdout.isatty()) as say:
        for path in paths:
            try:
                findings = covered(path)
            except MemconError as error:
                statuses.add(error.exit_status)
                say(complaint(path, error))
            else:
                statuses |= {FOUND} if findings else set()
                _show(path, findings, form)
            say(None)
    failed = statuses - {FOUND}
    if statuses:
        raise SystemExit(failed.pop() if len(failed) == 1 else FOUND)


def _show(path: Path, findings: Sequence[Finding], form: str) -> None:
    if form == "json":
        import msgspec

        found = [msgspec.to_builtins(finding) for finding in findings]
        click.echo(json.dumps({"file": str(path), "findings": found}, ensure_ascii=False))
        return
    if not findings:
        click.echo(f"{path}: nothing hidden was found")
    for finding in findings:
        click.echo(f"{path}: {_line(finding)}")


def _line(finding: Finding) -> str:
    """``page 2, 1.4 by 3.2 inches from the top left: text under a bar or paint (5 words)``."""
    where = f"page {finding.page}" if finding.page else "the file"
    if finding.box:
        left, top, right, bottom = (side / 72 for side in finding.box)
        where += f", {left:.1f} to {right:.1f} inches from the left, {top:.1f} to {bottom:.1f} from the top"
    count = f" ({finding.words} word{'s' if finding.words > 1 else ''})" if finding.words else ""
    return f"{where}: {SAID[finding.how]}{count}"


@click.command("declassify")
@click.argument("source", metavar="FILE|ID")
@click.option("--decisions", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="The decisions, TOML or JSON; with --ask, where the answers are kept.")  # fmt: skip
@click.option("--worksheet", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Write a worksheet of all portions to be decided about, and stop.")  # fmt: skip
@click.option("--ask", "asking", is_flag=True, help="Ask for each portion in the terminal.")
@click.option("--sign", metavar="NAME", help="Sign the decisions in their file, then carry them out.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="The released copy.  Default: named after FILE, with -released.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(["pdf", "text", "json"]), default="pdf",
              show_default=True, help="A PDF; plain text; the released records as JSON.")  # fmt: skip
@click.option("--anew", is_flag=True, help="Write the copy anew, even where the file has pages to copy.")
@click.option("--style", metavar="STYLE", help="The style to write it in, as for memcon write.")
@click.option("--no-ocr", is_flag=True, help="Do not read the finished pages to check them.")
@click.option("--no-marker", is_flag=True, help="Put no marker page behind the papers.")
@click.option("--log", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="The audit log.  Default: the copy's name with .log.jsonl.")  # fmt: skip
@click.option("--authority", default="E.O. 13526", show_default=True, help="The order it is reviewed under.")
@click.option("--case", metavar="NUMBER", help="The case that the stamp names.")
@click.option("--item", metavar="NUMBER", help="The paper's tab in the case.")
@click.option("--reviewer", metavar="INITIALS", help="Who reviews, as under the stamp.")
@click.option("--date", metavar="YYYY-MM-DD", help="The day of the review.  Default: today.")
@click.option("--library", metavar="NAME", help="Whose photocopy stamp goes on each page.")
@click.option("--archive", metavar="FILE", envvar="MEMCON_ARCHIVE", default="memcon.db",
              help="The archive that an ID stands in.")  # fmt: skip
def declassify_command(
    source: str,
    decisions: Path | None,
    worksheet: Path | None,
    asking: bool,
    sign: str | None,
    output: Path | None,
    form: str,
    anew: bool,
    style: str | None,
    no_ocr: bool,
    no_marker: bool,
    log: Path | None,
    archive: str,
    **about: str | None,
) -> None:
    """Carry out a reviewer's decisions on FILE, or on the record of ID, and write the released copy.

    For public, released or invented papers: memcon is no authorised system for classified information. The
    copy is looked through before it is written; where one withheld word is left in it, nothing is written.
    """
    from memcon import Log, declassify

    paper, review = source_of(source, archive), _review(about)
    if worksheet:
        _worksheet(paper, review, worksheet)
        return
    chosen = _decided(paper, decisions, review, asking=asking)
    if sign and decisions:
        chosen = _signed(chosen, decisions, sign)
    output = output or Path(Path(source).stem + f"-released{ENDINGS[form]}")
    spare(output, [source])
    kept = Log(log or Path(f"{output}.log.jsonl"), sign or about["reviewer"] or getpass.getuser())
    how = "anew" if anew or form != "pdf" else "auto"
    checked, marked = not no_ocr, not no_marker
    released = declassify(paper, chosen, how=how, style=style, ocr=checked, marker=marked, log=kept)
    _write(released, output, form)
    for place in released.elsewhere:
        click.echo(f"memcon: {place} still has a name or figure that is withheld elsewhere", err=True)
    click.echo(output)


def _review(about: dict[str, str | None]) -> Review:
    """The review that the options tell of, of today where they name no day."""
    from msgspec import structs

    from memcon import Review

    try:
        date.fromisoformat(about["date"] or f"{date.today()}")
    except ValueError as error:
        raise UsageError(f"{about['date']} is no day", "Give it as YYYY-MM-DD") from error
    return structs.replace(Review(date=f"{date.today()}"), **{k: v for k, v in about.items() if v})


def _records(paper: Path | Record) -> tuple[Record, ...]:
    from memcon import read

    return read(paper).records if isinstance(paper, Path) else (paper,)


def _worksheet(paper: Path | Record, review: Review, file: Path) -> None:
    from memcon import worksheet

    if file.exists():
        raise UsageError(f"{file} is there already and may hold decisions", "Name another file")
    put(worksheet(_records(paper), review).encode(), file)
    click.echo(file)


def _decided(paper: Path | Record, file: Path | None, review: Review, *, asking: bool) -> Decisions:
    from memcon import read_decisions

    if asking:
        if file is None:
            raise UsageError("--ask keeps the answers in a file", "Name it with --decisions")
        return ask(_records(paper), review, file)
    if file is None:
        raise UsageError("there are no decisions", "Use --decisions FILE, --ask, or --worksheet to begin")
    return read_decisions(file)


def _signed(decisions: Decisions, file: Path, by: str) -> Decisions:
    from memcon import decisions_as_toml, sign_decisions

    signed = sign_decisions(decisions, by, f"{date.today()}")
    put(decisions_as_toml(signed).encode(), file)
    return signed


def _write(released: Released, output: Path, form: str) -> None:
    import msgspec

    if form == "pdf":
        data = released.pdf
    elif form == "text":
        data = released.text.encode()
    else:
        data = b"\n".join(msgspec.json.encode(r.record) for r in released.reviewed) + b"\n"
    put(data, output)


VERBS: tuple[click.Command, ...] = (declassify_command, covered_command)
"""What `memcon.cli` puts into the command."""
