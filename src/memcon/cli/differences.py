"""Comparisons, releases and surveys for people in a terminal, and as CSV for programs."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterable, Iterator, Sequence

import click

from memcon import Bucket, Candidate, Comparison, Difference, Release, Side, Step, Survey
from memcon.cli.answers import WIDTH, as_csv, count

COLOURS = {"opened": "green", "closed": "red", "changed": "blue", "missing": "magenta"}
TITLES = {
    "opened": "Opened", "closed": "Closed", "changed": "Changed", "missing": "Missing from one copy",
}  # fmt: skip
QUOTED = 400
"""Letters of a passage that a list quotes."""
FEW = 10
"""Lines of a table of totals."""


def comparison_text(comparison: Comparison, *, colour: bool) -> str:
    """A comparison for the terminal."""
    lines = [*_sides(comparison), ""]
    for name, title in TITLES.items():
        found: Sequence[Difference] = getattr(comparison, name)
        if found:
            head = f"{title}: {_total(found)}"
            lines.append(click.style(head, bold=True, fg=COLOURS[name]) if colour else head)
            for difference in found:
                lines += _difference(difference)
            lines.append("")
    lines += _counted(comparison)
    lines += _besides(comparison)
    if comparison.unclear:
        lines.append(f"{count(len(comparison.unclear), 'place')} where only the reading differs, or may")
    if not any(getattr(comparison, name) for name in TITLES):
        lines.append("No text is opened, closed or changed.")
    return "\n".join(lines) + "\n"


def _sides(comparison: Comparison) -> Iterator[str]:
    for name, side in (("A", comparison.a), ("B", comparison.b)):
        facts = [
            f"released {side.released}" if side.released else "",
            f"case {side.case}" if side.case else "",
            count(side.words, "word"),
            count(side.gaps, "gap") if side.gaps else "nothing withheld",
            f"{100 * side.closed:.1f} % still closed" if side.closed else "",
        ]
        yield f"{name}  {side.name}: {', '.join(f for f in facts if f)}"
    if comparison.years:
        later = "later" if comparison.years > 0 else "earlier"
        yield f"   B was released {abs(comparison.years):g} years {later}"


def _total(found: Sequence[Difference]) -> str:
    words, lines = sum(d.words for d in found), sum(d.lines for d in found)
    return f"{count(words, 'word')} in {count(len(found), 'passage')}, {lines:.1f} lines"


def _difference(d: Difference) -> Iterator[str]:
    pages = [f"A p. {d.a_page}" if d.a_page else "", f"B p. {d.b_page}" if d.b_page else ""]
    facts = [d.speaker or "", f"({d.mark})" if d.mark else "", ", ".join(d.codes), *pages, d.why]
    yield "  " + "; ".join(f for f in facts if f)
    text = f"{_cut(d.a)} -> {_cut(d.b)}" if d.a and d.b and d.outcome == "changed" else _cut(d.b or d.a)
    yield _wrapped(text)


def _cut(text: str) -> str:
    return text if len(text) <= QUOTED else text[:QUOTED].rsplit(" ", 1)[0] + " …"


def _wrapped(text: str) -> str:
    width = min(WIDTH, shutil.get_terminal_size((WIDTH, 40)).columns)
    return textwrap.fill(text, width, initial_indent="    ", subsequent_indent="    ")


def _counted(comparison: Comparison) -> Iterator[str]:
    """Words opened and closed by code, speaker, mark and page, where there is more than one of a sort."""
    counts = comparison.counts
    tables = (("code", counts.by_code), ("speaker", counts.by_speaker), ("mark", counts.by_mark),
              ("page", counts.by_page))  # fmt: skip
    found = [(title, table) for title, table in tables if len(table) > 1]
    if not found:
        return
    yield f"{'Words':<34}{'opened':>8}{'closed':>8}"
    for title, table in found:
        for key, tally in table.items():
            value = f"no {title}" if key == "none" else f"p. {key}" if title == "page" else key
            yield f"  {value:<32}{tally.opened.words:>8,}{tally.closed.words:>8,}"
        yield ""


def _besides(comparison: Comparison) -> Iterator[str]:
    for m in comparison.marks:
        said = f" {m.text} …" if m.text else ""
        doubt = "" if m.sure else ", doubtful"
        struck = _struck(m.a_struck, m.b_struck)
        yield f"{m.what} marked {m.a or 'none'} in A, {m.b or 'none'} in B{struck}{doubt}:{said}"
    for k in comparison.codes:
        yield f"{k.what.replace('_', ' ')}: {k.a or 'none'} in A, {k.b or 'none'} in B"
    if comparison.marks or comparison.codes:
        yield ""


def _struck(a: bool, b: bool) -> str:
    return "" if a == b else ", struck in A alone" if a else ", struck in B alone"


def comparison_csv(comparison: Comparison) -> str:
    """Every difference of a comparison, a line each."""
    columns = ("outcome", "passage", "speaker", "mark", "codes", "words", "lines", "a_page", "b_page", "a",
               "b", "why")  # fmt: skip
    lists = (comparison.opened, comparison.closed, comparison.changed, comparison.missing, comparison.unclear)
    rows: list[tuple[object, ...]] = [
        (d.outcome, d.passage, d.speaker, d.mark, " ".join(d.codes), d.words, d.lines, d.a_page, d.b_page,
         d.a, d.b, d.why)
        for found in lists
        for d in found
    ]  # fmt: skip
    rows += [
        ("mark", m.passage, None, None, None, None, None, m.a_page, m.b_page, m.a, m.b, m.what)
        for m in comparison.marks
    ]
    rows += [
        ("code", k.passage, None, None, None, None, None, k.a_page, k.b_page, k.a, k.b, k.what)
        for k in comparison.codes
    ]
    return as_csv(columns, rows)


def releases_text(found: Sequence[Release]) -> str:
    """Groups of records that are one paper, for the terminal."""
    lines: list[str] = []
    for release in found:
        first = release.members[0]
        lines.append(f"{first.date or 'no date'}  {first.form}  {first.subject or ''}".rstrip())
        for number, side in enumerate(release.members):
            lines.append(f"  {side.name}  {release.files[number]}: {_state(side)}")
            if number:
                lines.append(f"      {_step(release.steps[number - 1])}")
        lines.append("")
    return "\n".join(lines or ["no paper is there twice", ""])


def _state(side: Side) -> str:
    released = f"released {side.released}" if side.released else "no date of release"
    hidden = f"{count(side.gaps, 'gap')}, {100 * side.closed:.1f} % closed" if side.gaps else "whole"
    return f"{released}, {count(side.words, 'word')}, {hidden}"


def _step(step: Step) -> str:
    said = [
        f"{count(amount.words, 'word')} {what}"
        for what, amount in (("opened", step.opened), ("closed", step.closed), ("changed", step.changed),
                             ("missing from one", step.missing))
        if amount.words
    ]  # fmt: skip
    if step.marks:
        said.append(f"{count(step.marks, 'mark')} changed")
    if step.years:
        said.append(f"{abs(step.years):g} years {'later' if step.years > 0 else 'earlier'}")
    return "; ".join(said) or "the same text"


def releases_csv(found: Sequence[Release]) -> str:
    """Records that are one paper, a line each, with what each opened and closed against the one before."""
    columns = ("group", "id", "file", "date", "released", "words", "gaps", "closed", "opened_words",
               "closed_words", "changed_words", "years")  # fmt: skip
    rows: list[tuple[object, ...]] = []
    for number, release in enumerate(found, 1):
        steps = (None, *release.steps)
        for side, file, step in zip(release.members, release.files, steps, strict=True):
            rows.append((number, side.name, file, side.date, side.released, side.words, side.gaps,
                         side.closed, *((step.opened.words, step.closed.words, step.changed.words, step.years)
                           if step else (None,) * 4)))  # fmt: skip
    return as_csv(columns, rows)


def survey_text(survey: Survey) -> str:
    """What an archive withholds, for the terminal."""
    unsized = f", and {count(survey.unsized, 'passage')} of unknown size" if survey.unsized else ""
    lines = [
        f"{count(survey.passages, 'passage')} withheld in {count(survey.records, 'record')}, "
        f"about {count(round(survey.words), 'word')}{unsized}",
        "",
    ]
    for title, buckets in (
        ("By code", survey.by_code),
        ("By year of the paper", survey.by_year),
        ("By who is present", survey.by_person),
        ("By age of the paper", survey.by_age),
    ):
        lines += [title, *_buckets(buckets), ""]
    if survey.candidates:
        lines.append("Withheld here and public there")
        lines += [line for candidate in survey.candidates for line in _candidate(candidate)]
    return "\n".join(lines) + "\n"


def _buckets(buckets: Iterable[Bucket]) -> list[str]:
    found = list(buckets)
    lines = [f"{bucket.passages:7,} {round(bucket.words):8,} words  {bucket.value}" for bucket in found[:FEW]]
    return lines + ([f"        and {len(found) - FEW} more"] if len(found) > FEW else [])


def _candidate(candidate: Candidate) -> Iterator[str]:
    gap = candidate.closed
    page = f" p. {candidate.public_page}" if candidate.public_page else ""
    when = f", released {candidate.released}" if candidate.released else ""
    also = f"; also in {', '.join(candidate.also_in)}" if candidate.also_in else ""
    codes = f" under {', '.join(gap.codes)}" if gap.codes else ""
    day = f", {gap.date}" if gap.date else ""
    yield f"  {gap.id} p. {gap.page} ({gap.file}{day}) withholds {count(candidate.words, 'word')}{codes}"
    yield f"    public already in {candidate.public_in}{page} ({candidate.public_file}{when}){also}"
    yield _wrapped(f"“{_cut(candidate.text)}”")


def survey_csv(survey: Survey) -> str:
    """Passages withheld here and public there, a line each: a list to act on."""
    columns = ("id", "file", "date", "page", "codes", "words", "speaker", "public_in", "public_file",
               "public_page", "released", "also_in", "text")  # fmt: skip
    return as_csv(
        columns,
        [
            (c.closed.id, c.closed.file, c.closed.date, c.closed.page, " ".join(c.closed.codes), c.words,
             c.closed.speaker, c.public_in, c.public_file, c.public_page, c.released, " ".join(c.also_in),
             c.text)
            for c in survey.candidates
        ],
    )  # fmt: skip


__all__ = [
    "comparison_csv",
    "comparison_text",
    "releases_csv",
    "releases_text",
    "survey_csv",
    "survey_text",
]
