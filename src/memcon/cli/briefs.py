"""A record set in its time, for the terminal: one screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from memcon import Brief, Mentioned, Present, Whereabouts

_SEVERITY = {"error": "red", "warning": "yellow", "note": "cyan"}
_KINDS = {"person": "people", "thing": "agreements, events, organisations", "place": "places"}
_MOST = 20
"""Lines of a part, before it says how many more there are."""


def show_brief(brief: Brief, width: int) -> None:
    """Print a brief, `width` characters wide; styles only where the output takes them."""
    console = Console(width=width, highlight=False)
    console.print(Text(brief.subject or brief.title or brief.form.replace("_", " "), "bold"))
    console.print(_about(brief))
    _part(console, "clocks", (Text(line) for line in _clocks(brief)))
    _seats(console, brief)
    seated = {p.id for p in (*brief.present, *brief.speakers)}
    others = [f"{h.name}, {h.title}" for h in brief.offices if h.id not in seated]
    _part(console, "also in office that day", [Text(" · ".join(others))])
    _week(console, brief)
    for kind, title in _KINDS.items():
        named = [m for m in brief.mentioned if m.kind == kind and m.id not in seated]
        if kind == "place":
            _part(console, title, [Text(", ".join(_counted(m) for m in named))] if named else [])
        else:
            _table(console, title, [_named(m) for m in named], short=True)
    gone = [(Text(f"{g.passages} × {g.code}"), Text(g.meaning)) for g in brief.withheld]
    _table(console, "withheld", gone)
    _part(console, "withheld", [] if gone else [Text("nothing")])
    _table(console, "check", _found(brief))


def _seats(console: Console, brief: Brief) -> None:
    """Who sat there or spoke; in one line those whom only the paper names, and in one the unnamed."""
    everybody = (*brief.present, *brief.speakers)
    alone = [p for p in everybody if (p.id or "").startswith("paper/")]
    nobody = [p for p in everybody if p.name is None and not p.others]
    rows = [_row(p) for p in everybody if p not in alone and p not in nobody and not _again(p, everybody)]
    for said, people in (("this paper alone names", alone), ("without a known name", nobody)):
        if people:
            rows.append((Text(said, "dim"), Text(", ".join(dict.fromkeys(map(_role_of, people))))))
    _table(console, "at the table", rows)


def _again(person: Present, everybody: tuple[Present, ...]) -> bool:
    """Whether a speaker's label is but the entry of the list, which has said whom it may mean."""
    return person.role == "speaker" and any(
        p.printed == person.printed and p.others == person.others for p in everybody if p.role != "speaker"
    )


def _about(brief: Brief) -> Text:
    when = brief.date
    if brief.date and brief.weekday:
        day = date.fromisoformat(brief.date)
        when = f"{brief.weekday}, {day.day} {day:%B %Y}"
    level = brief.level or (f"no banner; by its portions {brief.portions}" if brief.portions else None)
    parts = (brief.form.replace("_", " "), when, brief.place, level)
    where = f"{brief.file}, record {brief.record}"
    return Text(" · ".join(filter(None, parts)) + f"\n{where}", "dim")


def _clocks(brief: Brief) -> Iterator[str]:
    for clock in brief.clocks:
        end = f"–{clock.end[11:]}" if clock.end else ""
        day = "" if clock.start[:10] == brief.date else f" on {clock.start[:10]}"
        if_so = ", if its hours are Washington's" if clock.assumed else ""
        zone = f" ({clock.short})" if clock.short != clock.place else ""
        yield f"{clock.start[11:]}{end}  {clock.place}{zone}{day}{if_so}"


def _role_of(person: Present) -> str:
    name = person.name or person.printed.partition(",")[0]
    role = person.role if person.role and person.role not in name.lower() else None
    return f"{name} ({role})" if role and role != "speaker" else name


def _row(person: Present) -> tuple[Text, Text]:
    printed = Text(person.printed.partition(",")[0])
    if person.role and person.role != "speaker" and person.role not in person.printed.lower():
        printed.append(f", {person.role}", "dim")
    if person.name is None:
        several = len(person.others) > 1
        said = f"{'one of ' if several else 'perhaps '}{', '.join(person.others)}"
        return printed, Text(said, "yellow")
    name = Text(person.name, "bold")
    what = "; ".join(office.rpartition(", ")[0] for office in person.offices) or _bare(person.reason)
    return printed, name.append(f", {what}", "not bold") if what else name


def _bare(reason: str) -> str:
    """A reason for the screen: what is not known goes without saying."""
    told = reason.rpartition("”: ")[2] if reason.startswith("listed as") else reason
    return "" if told.startswith("known by name") else told


def _week(console: Console, brief: Brief) -> None:
    """A line for each traveller; of visits those of that day or of a side at the table, else the number."""
    names = {p.name for p in (*brief.present, *brief.speakers)}
    sides = {name.split()[-1] for name in names if name}
    near = [
        w
        for w in brief.week
        if w.source != "visits" or w.that_day or w.who in names or any(side in w.who for side in sides)
    ]
    travellers = dict.fromkeys(w.who for w in sorted(near, key=_when))
    rows = [(Text(who), _stops([w for w in near if w.who == who])) for who in travellers]
    _table(console, "the week before and after", rows)
    if brief.weekday and not near:
        _part(console, "the week before and after", [Text("no journey or visit is known")])
    others = len(brief.week) - len(near)
    more = f"; {others} other visit{'s' if others > 1 else ''} in --format json" if others else ""
    if brief.weekday:
        console.print(Text(f"  from {brief.known}{more}", "dim"))


def _when(stop: Whereabouts) -> tuple[str, str]:
    return stop.start, stop.who


def _stops(stops: list[Whereabouts]) -> Text:
    """The stops of one traveller in a line; that of the paper's own day stands out, with what it was for."""
    text = Text()
    for n, stop in enumerate(sorted(stops, key=_when)):
        place = stop.place if stop.country in (None, stop.place) else f"{stop.place}, {stop.country}"
        days = _days(date.fromisoformat(stop.start), date.fromisoformat(stop.end))
        text.append("; " if n else "").append(f"{days} {place}", "bold" if stop.that_day else "")
        if stop.remarks and stop.that_day:
            text.append(f" ({stop.remarks.rstrip('.')})", "dim")
    return text


def _days(first: date, last: date) -> str:
    if first == last:
        return f"{first.day} {first:%b}"
    return f"{first.day}{f' {first:%b}' if first.month != last.month else ''}–{last.day} {last:%b}"


def _counted(mentioned: Mentioned) -> str:
    return f"{mentioned.name} {mentioned.times}×" if mentioned.times > 1 else mentioned.name


def _named(mentioned: Mentioned) -> tuple[Text, Text]:
    name = Text(_counted(mentioned))
    if not mentioned.sure:
        name.append(" ?", "yellow")
    forms = [f for f in mentioned.printed if f != mentioned.name]
    called = f"“{'”, “'.join(forms[:3])}”; " if forms else ""
    return name, Text(f"{called}{_bare(mentioned.about)}".removesuffix("; "))


def _found(brief: Brief) -> list[tuple[Text, Text]]:
    """What the checks found, errors first, each message once; the days that are spoken of in one line."""
    times = Counter((d.severity, d.code, d.message) for d in brief.diagnostics if d.code != "D10")
    rows = [
        (
            Text(f"{severity} {code}", _SEVERITY[severity]),
            Text(f"{message} ({count} times)" if count > 1 else message),
        )
        for (severity, code, message), count in sorted(
            times.items(), key=lambda i: list(_SEVERITY).index(i[0][0])
        )
    ]
    days = dict.fromkeys(d.message.lower() for d in brief.diagnostics if d.code == "D10")
    spoken = {d.message.lower(): d.message for d in reversed(brief.diagnostics) if d.code == "D10"}
    told = "; ".join(spoken[day] for day in days)
    return [*rows, (Text("note D10", _SEVERITY["note"]), Text(told))] if told else rows


def _part(console: Console, title: str, lines: Iterator[Text] | list[Text]) -> None:
    told = [line for line in lines if line.plain]
    if told:
        console.print(Text(f"\n{title}", "bold underline" if console.is_terminal else ""))
    for line in told:
        console.print(Padding(line, (0, 0, 0, 2), expand=False))


def _table(console: Console, title: str, rows: list[tuple[Text, Text]], *, short: bool = False) -> None:
    if not rows:
        return
    console.print(Text(f"\n{title}", "bold underline" if console.is_terminal else ""))
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    first = min(max(len(name) for name, _ in rows), console.width // 3)
    table.add_column(max_width=first)
    table.add_column()
    for name, said in rows[:_MOST]:
        if short:
            said.truncate(console.width - first - 4, overflow="ellipsis")
        table.add_row(name, said)
    console.print(Padding(table, (0, 0, 0, 2), expand=False))
    if len(rows) > _MOST:
        console.print(Text(f"  and {len(rows) - _MOST} more, in --format json", "dim"))
