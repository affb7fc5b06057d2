"""What an archive answers, for people in a terminal, and as JSON or CSV for programs."""

from __future__ import annotations

import csv
import io
import re
import shutil
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import cast

import click

from memcon import (
    Correction,
    Facet,
    Found,
    FoundPassage,
    Listed,
    Results,
    Somebody,
    Status,
    correction_line,
)

WIDTH = 100
"""Characters of a line, where the terminal is not narrower."""


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table as CSV, a line of names first; what is not there is empty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([["" if cell is None else cell for cell in row] for row in rows])
    return text.getvalue()


def minute(at: str) -> str:
    """A time of the archive, to the minute: ``2026-01-31 12:05 UTC``."""
    return f"{at[:10]} {at[11:16]} UTC"


def count(number: int, noun: str) -> str:
    """``1 file``, ``2,000 files``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def show_results(results: Results) -> None:
    """Print records with their passages, and how many there are."""
    for found in results.found:
        _show_found(found)
    for note in results.notes:
        click.echo(f"{note}.")
    if results.records is None or results.passages is None:
        said = f"page {results.page}"
    else:
        said = f"{count(results.records, 'record')}, {count(results.passages, 'passage')}"
        said += f"; page {results.page}" if results.page > 1 or results.more else ""
    click.echo(said + (f"; --page {results.page + 1} has more" if results.more else ""))


def _show_found(found: Found) -> None:
    show_listed(found.record)
    for passage in found.passages:
        click.echo(_styled(_wrapped(f"{_opening(passage)} {passage.snippet}", "    ")))
    left = found.matching - len(found.passages)
    if left > 0:
        click.echo(f"    and {count(left, 'passage')} more")
    click.echo()


def _opening(passage: FoundPassage) -> str:
    mark = f" ({passage.mark}{', struck' if passage.struck else ''})" if passage.mark else ""
    who = passage.speaker or ("" if passage.kind == "paragraph" else f"[{passage.kind}]")
    return f"p. {passage.page}{mark}{f' {who}' if who else ''}:"


def _styled(snippet: str) -> str:
    """The found words, which stand between these characters, bold; click takes styles out for a file."""
    return re.sub("\x02(.*?)\x03", lambda found: click.style(found[1], bold=True), snippet, flags=re.DOTALL)


def _wrapped(text: str, indent: str) -> str:
    width = min(WIDTH, shutil.get_terminal_size().columns)
    return textwrap.fill(text, width, initial_indent=indent, subsequent_indent=indent + "  ")


def show_listed(record: Listed) -> None:
    """Print a record in a line."""
    what = record.subject or _people(record.known or record.participants) or record.title or record.file
    when = " ".join(filter(None, (record.date or "no date", record.time_start)))
    level = f"  {record.level}" if record.level else ""
    click.echo(f"{click.style(record.id, bold=True)}  {when}  {record.form}{level}  {what}")


def _people(names: Sequence[str]) -> str:
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return "; ".join(names[:3]) + more


def results_csv(results: Results) -> str:
    """Found passages, a line each."""
    columns = ("id", "file", "date", "form", "level", "subject", "kind", "speaker", "mark", "page", "left",
               "top", "right", "bottom", "dpi", "text")  # fmt: skip
    return as_csv(
        columns,
        [
            (r.id, r.file, r.date, r.form, r.level, r.subject, p.kind, p.speaker, p.mark, p.page,
             *((p.box.left, p.box.top, p.box.right, p.box.bottom) if p.box else (None,) * 4), p.dpi, p.text)
            for r, passages in ((found.record, found.passages) for found in results.found)
            for p in passages
        ],
    )  # fmt: skip


def listed_csv(records: Sequence[Listed]) -> str:
    """Records, a line each."""
    columns = ("id", "file", "first_page", "last_page", "form", "title", "subject", "date", "time_start",
               "place", "level", "participants")  # fmt: skip
    return as_csv(
        columns,
        [
            (r.id, r.file, *r.pages, r.form, r.title, r.subject, r.date, r.time_start, r.place, r.level,
             "; ".join(r.participants))
            for r in records
        ],
    )  # fmt: skip


def show_facets(found: Mapping[str, Sequence[Facet]]) -> None:
    """Print each facet with its values and how many records have them."""
    if not any(found.values()):
        click.echo("0 records")
    for name, facets in found.items():
        if facets:
            click.secho(name, bold=True)
        for facet in facets:
            click.echo(f"{facet.count:7,}  {facet.value}")


def facets_csv(found: Mapping[str, Sequence[Facet]]) -> str:
    """Facets, a line for each value."""
    rows = [(name, facet.value, facet.count) for name, facets in found.items() for facet in facets]
    return as_csv(("facet", "value", "count"), rows)


def show_people(people: Sequence[Somebody]) -> None:
    """Print who is named, in how many records, as what, and when."""
    for who in people:
        others = [name for name in who.printed if name != who.name]
        when = "" if not who.first else who.first if who.first == who.last else f"{who.first} to {who.last}"
        click.echo(
            f"{click.style(who.name, bold=True)}  {count(who.records, 'record')}"
            f"  {', '.join(who.roles)}{f'  {when}' if when else ''}"
        )
        for office in who.offices[:3]:
            click.echo(f"    {office}")
        if others:
            more = f" and {len(others) - 4} more" if len(others) > 4 else ""
            click.echo(_wrapped(f"as {'; '.join(others[:4])}{more}", "    "))


def people_csv(people: Sequence[Somebody]) -> str:
    """Names, a line each."""
    columns = ("name", "records", "roles", "offices", "first", "last", "person", "printed")
    return as_csv(
        columns,
        [
            (p.name, p.records, "; ".join(p.roles), "; ".join(p.offices), p.first, p.last, p.person,
             "; ".join(p.printed))
            for p in people
        ],
    )  # fmt: skip


def show_status(status: Status) -> None:
    """Print what the archive holds, what failed, what is doubtful."""
    click.echo(f"{status.archive}: {status.size / 2**20:,.1f} MiB")
    forms = ", ".join(f"{number:,} {form}" for form, number in status.forms.items())
    click.echo(
        f"{count(status.files, 'file')}, {count(status.pages, 'page')}, {count(status.people, 'name')}"
    )
    click.echo(count(status.records, "record") + (f": {forms}" if forms else ""))
    review = " (memcon review goes through them)" if status.doubtful else ""
    doubtful = f"{status.doubtful:,} with a doubtful word or mark{review}"
    click.echo(f"{count(status.passages, 'passage')}, {doubtful}")
    click.echo(f"{count(status.unread, 'part')} of papers not understood")
    for code, number in status.diagnostics.items():
        click.echo(f"diagnostic {code}: {number:,}")
    if status.corrections:
        click.echo(count(status.corrections, "correction"))
    for correction in status.adrift:
        click.echo(f"correction {correction.number} has no place: {correction.adrift}")
    for failure in status.failures:
        click.echo(f"failed {minute(failure.at)}: {failure.reason}  ({failure.path})")
    if status.failures:
        click.echo("memcon add --retry reads these again")


def show_corrections(corrections: Sequence[Correction]) -> None:
    """Print who said what, when and why."""
    for c in corrections:
        first, last = c.pages
        pages = f"{first}" if first == last else f"{first}-{last}"
        where = f"{c.source[:10]}:{pages}  {click.style(c.path, bold=True)}"
        click.echo(f"{c.number:4}  {minute(c.at)}  {c.author}  {where}")
        click.echo(_wrapped(_deed(c) or f"{_said(c.old)} -> {_said(c.value)}", "      "))
        if c.why:
            click.echo(_wrapped(c.why, "      "))
        if c.undone_at:
            click.echo(f"      undone {minute(c.undone_at)} by {c.undone_by}")
        elif c.adrift:
            click.echo(f"      has no place: {c.adrift}")


def _deed(correction: Correction) -> str | None:
    """What a correction does that divides, joins or links, in words; None for one that says what stands."""
    first, last, value = (
        correction.path.partition("/")[0],
        correction.path.rpartition("/")[2],
        correction.value,
    )
    if first == "link":
        return _said(value)
    if last == "join":
        return f"is one with the {value} one"
    if last == "split":
        begins = f"on page {value}" if isinstance(value, int) else f"with “{value}”"
        return f"another begins {begins}"
    return None


def _said(value: object) -> str:
    """A value of a correction, for people."""
    if isinstance(value, str) or value is None:
        return value or "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    plain = repr(value)
    if isinstance(value, dict) and "printed" in value:
        said = cast("dict[str, str]", value)
        denied = " not" if said["action"] == "reject" else ""
        return f"{said['printed']} is{denied} {said.get('to') or 'anybody that is known'}"
    return plain


def corrections_json(corrections: Sequence[Correction]) -> bytes:
    """Corrections as JSON lines, as another archive takes them in."""
    return b"".join(correction_line(correction) + b"\n" for correction in corrections)
