"""Charts as numbers for SVG that the server draws: they need no script, and every mark of them is a link."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from memcon.serve import wording


class Bar(Struct, frozen=True):
    """One year of a histogram."""

    year: int
    count: int
    x: float
    """In hundredths of the chart's width, as `width` is."""
    y: float
    """In pixels, as `height` is."""
    width: float
    height: float
    share: float = 0.0
    """Of the height, what a second count takes, 0 to 1."""


WIDEST = 8.0
"""Hundredths of the width that a year takes at most: three years are three bars, and no three walls."""


class Histogram(Struct, frozen=True):
    """Counts by year, each year from the first to the last."""

    height: int
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, int, bool], ...]
    """Where a year is written below, in hundredths, and whether also where there is little room."""
    most: int


def histogram(
    counts: Mapping[str, int], within: Mapping[str, int] | None = None, *, height: int = 84
) -> Histogram | None:
    """Counts by year as bars; None where fewer than two years have any. `within` are parts of the counts."""
    years = {int(year): count for year, count in counts.items() if year.isdecimal() and len(year) == 4}
    if len(years) < 2:
        return None
    first, last, most = min(years), max(years), max(years.values())
    step = min(100 / (last - first + 1), WIDEST)
    bars = [
        _bar(year, years.get(year, 0), (year - first) * step, step, height, most, within or {})
        for year in range(first, last + 1)
    ]
    return Histogram(height, tuple(bars), _ticks(first, last, step), most)


def _bar(
    year: int, count: int, x: float, step: float, height: int, most: int, within: Mapping[str, int]
) -> Bar:
    tall = (
        height * math.sqrt(count / most) if count else 0.0
    )  # the root shows a year of 3 beside one of 3,000
    part = within.get(str(year), 0) / count if count else 0.0
    gap = min(0.3, step / 5)
    return Bar(
        year, count, round(x, 2), round(height - tall, 2), round(step - gap, 2), round(tall, 2), min(part, 1)
    )


class Dot(Struct, frozen=True):
    """A year in which something happened."""

    year: int
    count: int
    x: float
    """In hundredths of the width."""
    radius: float
    """In pixels; the area is the count's."""


class Row(Struct, frozen=True):
    """One of the things that a timeline lays above each other."""

    name: str
    total: int
    dots: tuple[Dot, ...]


class Timeline(Struct, frozen=True):
    """Counts by year of several things, one above the other on the same years."""

    height: int
    """Of a row, in pixels."""
    rows: tuple[Row, ...]
    ticks: tuple[tuple[float, int, bool], ...]
    """As those of a `Histogram`."""


def timeline(
    things: Sequence[tuple[str, Mapping[str, int]]], span: Iterable[str] = (), *, height: int = 22
) -> Timeline | None:
    """Counts by year of each thing, in the order given; None where there is but one year, or none.

    `span` are other years among those shown, so that several charts have the same.
    """
    counts = [
        (name, {int(y): n for y, n in years.items() if y.isdecimal() and len(y) == 4})
        for name, years in things
    ]
    known = {year for _, years in counts for year in years}
    known.update(int(year) for year in span if known and year.isdecimal() and len(year) == 4)
    if len(known) < 2:
        return None
    first, last = min(known), max(known)
    step = 100 / (last - first + 1)
    most = max(n for _, years in counts for n in years.values())

    def dot(year: int, count: int) -> Dot:
        radius = 1.5 + (height / 2 - 2.5) * math.sqrt(count / most)
        return Dot(year, count, round((year - first + 0.5) * step, 2), round(radius, 2))

    rows = tuple(
        Row(name, sum(years.values()), tuple(dot(y, n) for y, n in sorted(years.items())))
        for name, years in counts
    )
    return Timeline(height, rows, _ticks(first, last, step, room=12))  # half a page wide at most


def _ticks(first: int, last: int, step: float, room: float = 6) -> tuple[tuple[float, int, bool], ...]:
    """The years that are written below a chart; each has `room` hundredths of the width, and none touch."""
    every = next((n for n in (1, 2, 5, 10, 20, 50, 100) if n * step >= room), 200)
    return tuple(
        (round((year - first + 0.5) * step, 2), year, year % (3 * every) == 0)
        for year in range(first, last + 1)
        if year % every == 0
    )


class Column(Struct, frozen=True):
    """A release of a paper: how many of its words it shows, and how many it withholds."""

    name: str
    sign: str
    """A letter for it: A for the first."""
    released: str | None
    x: float
    """The middle, in hundredths of the width."""
    shown: float
    hidden: float
    """Heights in pixels."""
    words: int
    withheld: int


class Opening(Struct, frozen=True):
    """The releases of a paper over time, each as long a column as the paper has words."""

    height: int
    columns: tuple[Column, ...]


def opening(releases: Sequence[tuple[str, str | None, int, float]], *, height: int = 120) -> Opening:
    """Releases by name, ISO date of release, words shown and words withheld, in the order of their release.

    Those with dates stand where they fall between the first and the last; columns never cover each other.
    """
    days = [_day(released) for _, released, _, _ in releases]
    dated = [day for day in days if day is not None]
    first, last = min(dated, default=0), max(dated, default=0)
    most = max((words + hidden for _, _, words, hidden in releases), default=1) or 1
    apart = min(88 / max(len(releases), 1), 13)
    columns: list[Column] = []
    x = 6.0
    for n, (name, released, words, hidden) in enumerate(releases):
        day = days[n]
        wanted = 6 + 88 * (day - first) / (last - first) if day is not None and last > first else x
        room = 94 - (len(releases) - 1 - n) * apart
        x = min(max(wanted, x if not columns else columns[-1].x + apart), room)
        tall = height * words / most, height * hidden / most
        columns.append(
            Column(
                name,
                wording.sign(n),
                released,
                round(x, 2),
                round(tall[0], 2),
                round(tall[1], 2),
                words,
                round(hidden),
            )
        )
    return Opening(height, tuple(columns))


def _day(released: str | None) -> int | None:
    """A date of release as a day's number; a year or month alone as its first."""
    parts = [int(part) for part in (released or "").split("-") if part.isdecimal()]
    if not parts:
        return None
    year, month, day = (*parts, 1, 1)[:3]
    try:
        return date(year, month, day).toordinal()
    except ValueError:
        return None


class Stripe(Struct, frozen=True):
    """What one passage takes of the strip."""

    x: float
    width: float
    colour: int | None
    """Of its speaker; None where nobody speaks."""
    level: str
    anchor: str
    label: str
    withheld: bool = False


def strip(
    entries: Sequence[tuple[str, int | None, str, str, int, bool]], width: int = 1_000
) -> tuple[Stripe, ...]:
    """A record at a glance, in reading order.

    Each entry is an anchor, a speaker's colour, a level's style, a label, a weight in words, and whether it
    is withheld.
    """
    total = sum(max(weight, 4) for *_, weight, _ in entries) or 1
    found: list[Stripe] = []
    x = 0.0
    for anchor, colour, level, label, weight, withheld in entries:
        wide = max(weight, 4) * width / total
        found.append(
            Stripe(round(x, 2), round(max(wide - 0.8, 0.8), 2), colour, level, anchor, label, withheld)
        )
        x += wide
    return tuple(found)


class Node(Struct, frozen=True):
    """A person in the network."""

    name: str
    count: int
    x: float
    y: float
    radius: float
    angle: float
    """Degrees by which the name is turned."""
    left: bool
    """Whether the name ends at the point."""


class Edge(Struct, frozen=True):
    """Two persons who were in the same talks."""

    one: int
    other: int
    count: int
    path: str
    weight: float


class Network(Struct, frozen=True):
    """People around a circle, those who talk together side by side, and a line for each pair."""

    size: int
    type: float
    """The size of the names, such that each has its line on the circle."""
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


RING = 330
"""The radius of the circle, in a square of 1,000."""


def network(
    people: Sequence[tuple[str, int]], pairs: Mapping[tuple[str, str], int], size: int = 1_000
) -> Network:
    """`people` with their counts, and how often each pair met; all names can be read at 200 people."""
    order = _beside(people, pairs)
    counts = dict(people)
    most = max(counts.values(), default=1)
    places: dict[str, int] = {name: n for n, name in enumerate(order)}
    nodes: list[Node] = []
    for n, name in enumerate(order):
        turn = 2 * math.pi * n / max(len(order), 1)
        x, y = size / 2 + RING * math.cos(turn), size / 2 + RING * math.sin(turn)
        left = math.cos(turn) < 0
        angle = math.degrees(turn) + (180 if left else 0)
        radius = 2 + 6 * math.sqrt(counts[name] / most)
        nodes.append(
            Node(name, counts[name], round(x, 1), round(y, 1), round(radius, 1), round(angle, 1), left)
        )
    strongest = max(pairs.values(), default=1)
    edges = [
        _edge(places[a], places[b], nodes, count, strongest, size)
        for (a, b), count in sorted(pairs.items(), key=lambda item: item[1])
        if a in places and b in places
    ]
    room = 2 * math.pi * RING / max(len(order), 1)
    return Network(size, round(min(max(room * 0.95, 6.0), 19.0), 1), tuple(nodes), tuple(edges))


def _edge(one: int, other: int, nodes: Sequence[Node], count: int, strongest: int, size: int) -> Edge:
    a, b = nodes[one], nodes[other]
    middle = size / 2
    path = f"M{a.x} {a.y}Q{middle:g} {middle:g} {b.x} {b.y}"
    return Edge(one, other, count, path, round(0.6 + 4 * math.sqrt(count / strongest), 2))


def _beside(people: Sequence[tuple[str, int]], pairs: Mapping[tuple[str, str], int]) -> list[str]:
    """The people in an order in which each stands next to the one, of those left, whom they met most."""
    met: dict[str, dict[str, int]] = {name: {} for name, _ in people}
    for (a, b), count in pairs.items():
        if a in met and b in met:
            met[a][b] = met[b][a] = count
    left = [name for name, _ in people]
    order: list[str] = []
    while left:
        best = max(left, key=lambda name: (met[order[-1]].get(name, 0) if order else 0, -left.index(name)))
        left.remove(best)
        order.append(best)
    return order
