"""What an archive's releases say together: groups, what is still withheld, what is public elsewhere."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, structs

from memcon.comparison.gaps import LINE
from memcon.comparison.papers import Paper, key_of, parts
from memcon.comparison.results import Amount, Comparison, Gap, Side


class Step(Struct, frozen=True):
    """From one release of a paper to the next by date of release; places in `Release.members`, from 0."""

    a: int
    b: int
    opened: Amount = Amount()
    closed: Amount = Amount()
    changed: Amount = Amount()
    missing: Amount = Amount()
    unclear: int = 0
    """Places at which only the reading differs."""
    marks: int = 0
    years: float | None = None


class Release(Struct, frozen=True):
    """Records that are one paper: copies and releases, the first released first."""

    members: tuple[Side, ...]
    steps: tuple[Step, ...] = ()
    files: tuple[str, ...] = ()
    """The file of each member, as the archive names it."""


class Closed(Struct, frozen=True):
    """A passage that a record withholds."""

    id: str
    file: str
    date: str | None
    """Of the paper."""
    page: int
    codes: tuple[str, ...] = ()
    words: float | None = None
    """About how many words it hides; None where nothing tells."""
    speaker: str | None = None
    """In whose speech it stands."""
    before: str = ""
    """The words before it."""
    after: str = ""


class Candidate(Struct, frozen=True):
    """A passage withheld in one record that another shows: for a request of mandatory review."""

    closed: Closed
    public_in: str
    """The id of the record that shows it."""
    public_file: str
    public_page: int | None
    released: str | None
    """When that record was released."""
    text: str
    words: int
    also_in: tuple[str, ...] = ()
    """The ids of other records that show it, or a part of it."""


class Bucket(Struct, frozen=True):
    """What is withheld under one heading."""

    value: str
    passages: int = 0
    words: float = 0.0
    """About how many, where the size is known."""
    records: int = 0


class Survey(Struct, frozen=True):
    """What an archive still withholds."""

    records: int
    """Records that withhold something."""
    passages: int
    words: float
    unsized: int
    """Passages of unknown size, which count nothing in `words`."""
    by_code: tuple[Bucket, ...] = ()
    by_year: tuple[Bucket, ...] = ()
    by_person: tuple[Bucket, ...] = ()
    """By who is present; a passage counts for each of them."""
    by_age: tuple[Bucket, ...] = ()
    """By the age of the paper, in tens of years on the day of asking."""
    candidates: tuple[Candidate, ...] = ()


CONTEXT = 8
"""Words before and behind a gap that say where it stands."""


def closed_in(paper: Paper, record: str, file: str) -> list[Closed]:
    """The passages that a paper withholds, in order."""
    found: list[Closed] = []
    for n, token in enumerate(paper.tokens):
        if token.gap is None:
            continue
        before = [t.text for t in paper.tokens[max(0, n - CONTEXT) : n] if not t.gap]
        after = [t.text for t in paper.tokens[n + 1 : n + 1 + CONTEXT] if not t.gap]
        gap = token.gap
        speaker = paper.stretches[token.passage].speaker if paper.stretches else None
        found.append(
            Closed(record, file, paper.record.date, token.page, gap.codes, _size(gap), speaker,
                   " ".join(before), " ".join(after))
        )  # fmt: skip
    return found


def _size(gap: Gap) -> float | None:
    if gap.words is None and gap.extent == "lines":
        return 2 * LINE
    return gap.words


def public_elsewhere(comparison: Comparison, a: tuple[str, str], b: tuple[str, str]) -> list[Candidate]:
    """What either of two records withholds and the other shows; `a` and `b` are their ids and files."""
    found: list[Candidate] = []
    for differences, closed, shown, side in (
        (comparison.opened, a, b, comparison.b),
        (comparison.closed, b, a, comparison.a),
    ):
        for d in differences:
            opened = d.outcome == "opened"
            here, there = (d.a_page, d.b_page) if opened else (d.b_page, d.a_page)
            own = comparison.a if opened else comparison.b
            gap = Closed(*closed, own.date, here or own.pages[0], d.codes, float(d.words), d.speaker)
            text = d.b if opened else d.a
            found.append(Candidate(gap, *shown, there, side.released, text, d.words))
    return found


def once(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Each withheld passage once, from the record that shows most of it; the longest first."""
    kept: list[tuple[str, Candidate]] = []
    for one in sorted(candidates, key=lambda c: (-c.words, c.closed.id, c.closed.page, c.public_in)):
        said = "".join(key_of(part) for word in one.text.split() for part in parts(word))
        for place, (text, longer) in enumerate(kept):
            if longer.closed.id == one.closed.id and longer.closed.page == one.closed.page and said in text:
                also = dict.fromkeys((*longer.also_in, one.public_in))
                also.pop(longer.public_in, None)
                kept[place] = (text, structs.replace(longer, also_in=tuple(also)))
                break
        else:
            kept.append((said, one))
    return [candidate for _, candidate in kept]


def step(comparison: Comparison, a: int, b: int) -> Step:
    """A comparison as a step between releases."""
    counts = comparison.counts
    return Step(
        a, b, counts.opened, counts.closed, counts.changed, counts.missing, len(comparison.unclear),
        len(comparison.marks), comparison.years,
    )  # fmt: skip


def buckets(entries: Iterable[tuple[str, str, float | None]]) -> tuple[Bucket, ...]:
    """Entries of heading, record and words, added up; the most words first."""
    totals: dict[str, tuple[int, float, set[str]]] = {}
    for value, record, words in entries:
        passages, sum_, records = totals.get(value, (0, 0.0, set()))
        totals[value] = (passages + 1, sum_ + (words or 0), records | {record})
    made = [Bucket(v, n, round(w, 1), len(r)) for v, (n, w, r) in totals.items()]
    return tuple(sorted(made, key=lambda b: (-b.words, -b.passages, b.value)))
