"""The verbs that judge a record, for the shell: check, explain.

Heavy imports stand inside functions, so that ``--help`` is quick.
"""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from memcon.cli.files import complaint, expand, progress, status_of
from memcon.errors import MemconError, UsageError

if TYPE_CHECKING:
    from memcon import Diagnostic, Document, Explanation, Legend, Rule

Ocr = Literal["auto", "always", "never"]
Shape = Literal["pretty", "json", "sarif", "csv"]
Checked = tuple[str, tuple["Diagnostic", ...]]
"""A file as named, and what was found in it."""

WIDTH = 100
"""Characters of a line, where the terminal is not narrower."""
_UNDER = " " * 8
_STYLES = {"error": "red", "warning": "yellow", "note": "cyan"}


def _codes(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code.strip().upper() for text in value for code in text.split(",") if code.strip())


@click.command("check")
@click.argument("files", nargs=-1, metavar="FILE...")
@click.option("--archive", "url", metavar="FILE", help="Check every record of an archive, as corrected.")
@click.option(
    "--select",
    multiple=True,
    callback=_codes,
    metavar="CODES",
    help="Only these: D02,M for a code and a family.",
)
@click.option("--ignore", multiple=True, callback=_codes, metavar="CODES", help="All but these.")
@click.option(
    "--format",
    "shape",
    type=click.Choice(["pretty", "json", "sarif", "csv"]),
    default="pretty",
    show_default=True,
    help="pretty for people, the others for programs.",
)
@click.option("--strict", is_flag=True, help="Exit with status 1 where an error is found.")
@click.option(
    "--ocr",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="OCR the pages whose text layer is not good enough, all pages, or none.",
)
def check_command(
    files: tuple[str, ...],
    url: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    shape: Shape,
    strict: bool,
    ocr: Ocr,
) -> None:
    """Say what is wrong or doubtful in the records of each FILE, folder or pattern, or of an archive.

    A file that ends in .json is what read --format json wrote, a document a line. Settings stand in
    memcon.toml or pyproject.toml.
    """
    from memcon import check, check_settings

    if bool(files) == bool(url):
        raise UsageError("give files or an archive to check", "Name files, or --archive FILE")
    settings = check_settings()
    statuses: set[int] = set()
    levels: Counter[str] = Counter()

    def checked() -> Iterator[Checked]:
        for name, document in _documents(files, url, ocr, statuses):
            found = check(document, select=select, ignore=ignore, settings=settings)
            levels.update(d.severity for d in found)
            yield name, found

    _show(checked(), shape, levels)
    if statuses:
        raise SystemExit(status_of(statuses))
    if strict and levels["error"]:
        raise SystemExit(1)


def _documents(
    files: tuple[str, ...], url: str | None, ocr: Ocr, statuses: set[int]
) -> Iterator[tuple[str, Document]]:
    """Every document with the name of its file, one at a time; what cannot be read is said on the way."""
    if url:
        from memcon import Archive

        with Archive(url, create=False) as archive:
            for document in archive.documents():
                yield document.source.name, document
        return
    from memcon import read

    paths = list(expand(files))
    with progress(len(paths), wanted=not sys.stdout.isatty()) as say:
        for path in paths:
            try:
                if path.suffix == ".json":
                    yield from _written(path)
                else:
                    yield str(path), read(path, ocr=ocr)
            except MemconError as error:
                statuses.add(error.exit_status)
                say(complaint(path, error))
            say(None)


def _written(path: Path) -> Iterator[tuple[str, Document]]:
    """The documents that read wrote into a file as JSON, a line each."""
    from memcon import decode
    from memcon.errors import MissingFile

    try:
        with path.open("rb") as file:
            for line in file:
                if line.strip():
                    document = decode(line)
                    yield document.source.name, document
    except OSError as error:
        raise MissingFile(f"cannot open {path} ({error.strerror})", "Check the name") from error


def _show(checked: Iterable[Checked], shape: Shape, levels: Counter[str]) -> None:
    """Print what is found as it is found, so that an archive of any size can be checked."""
    if shape == "pretty":
        _pretty(checked, levels)
    elif shape == "json":
        _stream("[", (encoded for name, found in checked for encoded in _objects(name, found)), "]")
    elif shape == "sarif":
        from memcon.cli.sarif import closing, opening, results

        _stream(opening(), (text for name, found in checked for text in results(name, found)), closing())
    else:
        from memcon.cli.answers import as_csv

        click.echo(as_csv(_COLUMNS, []), nl=False)
        for name, found in checked:
            click.echo(_rows(name, found), nl=False)


def _stream(start: str, items: Iterable[str], end: str) -> None:
    between = ""
    click.echo(start)
    for item in items:
        click.echo(between + item, nl=False)
        between = ",\n"
    click.echo(("\n" if between else "") + end)


def _objects(name: str, found: Iterable[Diagnostic]) -> Iterator[str]:
    from msgspec.json import encode
    from msgspec.structs import asdict

    for diagnostic in found:
        yield encode({"file": name, **asdict(diagnostic)}).decode()


_COLUMNS = (
    "file", "record", "page", "code", "severity", "message", "evidence", "suggestion", "line", "start", "end",
    "left", "top", "right", "bottom",
)  # fmt: skip


def _rows(name: str, found: Iterable[Diagnostic]) -> str:
    from memcon.cli.answers import as_csv

    rows: list[tuple[object, ...]] = []
    for d in found:
        piece = d.span.pieces[0] if d.span.pieces else None
        box = (d.box.left, d.box.top, d.box.right, d.box.bottom) if d.box else (None,) * 4
        at = (piece.line, piece.start, piece.end) if piece else (None,) * 3
        said = (d.code, d.severity, d.message, d.evidence, d.suggestion)
        rows.append((name, d.record, d.page, *said, *at, *box))
    return as_csv(_COLUMNS, rows).partition("\n")[2]


def _pretty(checked: Iterable[Checked], levels: Counter[str]) -> None:
    """What is wrong first, each with its evidence and a suggestion; then the notes in two lines each."""
    from memcon.cli.answers import count

    files = 0
    for name, found in checked:
        files += 1
        if found:
            click.echo(click.style(name, bold=True))
            for diagnostic in sorted(found, key=lambda d: list(_STYLES).index(d.severity)):
                _line(diagnostic)
            click.echo()
    said = ", ".join(count(levels[level], level) for level in _STYLES if levels[level])
    click.echo(f"{count(files, 'file')}: {said or 'nothing found'}")


def _line(d: Diagnostic) -> None:
    record = f", record {d.record}" if d.record and d.record > 1 else ""
    level = click.style(f"{d.severity:7}", fg=_STYLES[d.severity])
    click.echo(wrapped(f"p. {d.page or 1}{record} {level} {d.code} {d.message}", "  ", _UNDER))
    if d.evidence and d.severity == "note":
        click.echo(click.style(_UNDER + _in_a_line(d.evidence), dim=True))
    elif d.evidence:
        click.echo(click.style(wrapped(_short(d.evidence), _UNDER), dim=True))
    if d.suggestion and d.severity != "note":
        click.echo(click.style(wrapped(d.suggestion, _UNDER), dim=True))


def wrapped(text: str, indent: str = "", hang: str = "") -> str:
    """A paragraph for a terminal, or for a file of `WIDTH` columns."""
    width = min(WIDTH, shutil.get_terminal_size().columns)
    return textwrap.fill(text, width, initial_indent=indent, subsequent_indent=hang or indent)


def _in_a_line(text: str) -> str:
    """As much of a text as one line of the terminal holds beside the indent."""
    plain = " ".join(text.split())
    room = min(WIDTH, shutil.get_terminal_size().columns) - len(_UNDER)
    return plain if len(plain) <= room else plain[: room - 1] + "…"


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 240 else plain[:239] + "…"


@click.command("explain")
@click.argument("code", nargs=-1, required=True, metavar="CODE")
@click.option(
    "--format",
    "shape",
    type=click.Choice(["pretty", "json"]),
    default="pretty",
    show_default=True,
    help="pretty for people, json for programs.",
)
def explain_command(code: tuple[str, ...], shape: Literal["pretty", "json"]) -> None:
    """Say what a CODE of check means, or a marking, exemption, schedule or order: D02, "1.4(b)", OADR."""
    from memcon import explain

    found = explain(" ".join(code))
    if shape == "json":
        from msgspec.json import encode

        click.echo(encode(found))
    else:
        _explained(found)


def _explained(found: Explanation) -> None:
    blocks = [_rule(found.rule)] if found.rule else []
    blocks += [_legend(legend) for legend in found.legends]
    if len(found.legends) > len({legend.code for legend in found.legends}):
        blocks.append("Several things go by this name; the paper's date and library tell which is meant.")
    click.echo("\n\n".join(blocks))


def _rule(rule: Rule) -> str:
    head = click.style(f"{rule.code} {rule.name}", bold=True)
    parts = [f"{head}  {rule.severity}, {rule.family}", wrapped(rule.says), wrapped(rule.why)]
    parts += [
        f"Bad:\n{_indented(rule.bad)}",
        f"Good:\n{_indented(rule.good)}",
        wrapped(f"Source: {rule.source}."),
    ]
    if not rule.certain:
        parts.append(wrapped("It rests in part on general knowledge, and is never an error."))
    return "\n\n".join(parts)


def _indented(text: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in text.strip("\n").splitlines()) or "    (nothing)"


def _legend(legend: Legend) -> str:
    head = click.style(legend.code, bold=True) + f"  {legend.scheme}"
    head += f", {legend.library}" if legend.library else ""
    parts = [head, wrapped(legend.meaning)]
    when = " ".join(
        filter(None, (legend.since and f"from {legend.since}", legend.until and f"until {legend.until}"))
    )
    if legend.order:
        parts.append(wrapped(f"{legend.order}{f', in use {when}' if when else ''}."))
    elif when:
        parts.append(f"In use {when}.")
    doubt = "" if legend.certain or "not confirmed" in legend.source else " (not confirmed)"
    parts.append(wrapped(f"Source: {legend.source}{doubt}."))
    return "\n".join(parts)


VERBS: tuple[click.Command, ...] = (check_command, explain_command)
"""What `memcon.cli` puts into the command."""
