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
    console.print(Text(brief.subject or brief.form, "bold"))
    console.print(_about(brief))
    _part(console, "clocks", (Text(line) for line in _clocks(brief)))
    alone = [p for p in brief.present if (p.id or "").startswith("paper/")]
    rows = [_row(p) for p in brief.present if p not in alone]
    rows += [(Text("this paper alone names", "dim"), Text(", ".join(map(_role_of, alone))))] if alone else []
    _table(console, "at the table", rows)
    _table(console, "in office that day", [(Text(h.name), Text(h.title)) for h in brief.offices])
    _week(console, brief)
    for kind, title in _KINDS.items():
        seated = {p.id for p in brief.present}
        named = [m for m in brief.mentioned if m.kind == kind and m.id not in seated]
        if kind == "place":
            _part(console, title, [Text(", ".join(_counted(m) for m in named))] if named else [])
        else:
            _table(console, title, [_named(m) for m in named])
    gone = [(Text(f"{g.passages} × {g.code}"), Text(g.meaning)) for g in brief.withheld]
    _table(console, "withheld", gone)
    if not gone:
        _part(console, "withheld", [Text("nothing")])
    _table(console, "check", _found(brief))


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
        yield f"{clock.start[11:]}{end}  {clock.place} ({clock.short}){day}"


def _role_of(person: Present) -> str:
    return f"{person.name} ({person.role})" if person.role else f"{person.name}"


def _row(person: Present) -> tuple[Text, Text]:
    printed = Text(person.printed.partition(",")[0])
    if person.role and person.role not in person.printed.lower():
        printed.append(f", {person.role}", "dim")
    if person.name is None:
        said = f"{'one of ' + ', '.join(person.others) if person.others else 'nobody known'}"
        return printed, Text(said, "yellow")
    name = Text(person.name, "bold")
    what = "; ".join(office.rpartition(", ")[0] for office in person.offices) or person.reason
    return printed, name.append(f", {what}", "not bold")


def _week(console: Console, brief: Brief) -> None:
    """Journeys of those at the table, and visits of their side or of that day; of other visits the number."""
    names = {p.name for p in brief.present}
    sides = {p.name.split()[-1] for p in brief.present if p.name}
    near = [
        w
        for w in brief.week
        if w.source != "visits" or w.that_day or w.who in names or any(side in w.who for side in sides)
    ]
    _table(console, "the week before and after", [_stop(w) for w in sorted(near, key=_when)])
    if not near:
        _part(console, "the week before and after", [Text("no journey or visit is known")])
    others = len(brief.week) - len(near)
    more = f"; {others} other visits are in --format json" if others else ""
    if brief.date:
        console.print(Text(f"  from {brief.known}{more}", "dim"))


def _when(stop: Whereabouts) -> tuple[str, str]:
    return stop.start, stop.who


def _stop(stop: Whereabouts) -> tuple[Text, Text]:
    first, last = date.fromisoformat(stop.start), date.fromisoformat(stop.end)
    days = f"{first.day} {first:%b}" + (f" – {last.day} {last:%b}" if last != first else "")
    place = stop.place if stop.country in (None, stop.place) else f"{stop.place}, {stop.country}"
    text = Text(f"{stop.who}: {place}")
    if stop.remarks:
        text.append(f"  {stop.remarks}", "dim")
    return Text(days, "bold" if stop.that_day else ""), text


def _counted(mentioned: Mentioned) -> str:
    return f"{mentioned.name} {mentioned.times}×" if mentioned.times > 1 else mentioned.name


def _named(mentioned: Mentioned) -> tuple[Text, Text]:
    name = Text(_counted(mentioned))
    if not mentioned.sure:
        name.append(" ?", "yellow")
    forms = [f for f in mentioned.printed if f != mentioned.name]
    called = f"“{'”, “'.join(forms[:3])}”; " if forms else ""
    return name, Text(f"{called}{mentioned.about}")


def _found(brief: Brief) -> list[tuple[Text, Text]]:
    """What the checks found, errors first, each message once."""
    times = Counter((d.severity, d.code, d.message) for d in brief.diagnostics)
    return [
        (
            Text(f"{severity} {code}", _SEVERITY[severity]),
            Text(f"{message} ({count} times)" if count > 1 else message),
        )
        for (severity, code, message), count in sorted(
            times.items(), key=lambda i: list(_SEVERITY).index(i[0][0])
        )
    ]


def _part(console: Console, title: str, lines: Iterator[Text] | list[Text]) -> None:
    told = list(lines)
    if told:
        console.print(Text(f"\n{title}", "bold underline" if console.is_terminal else ""))
    for line in told:
        console.print(Padding(line, (0, 0, 0, 2), expand=False))


def _table(console: Console, title: str, rows: list[tuple[Text, Text]]) -> None:
    if not rows:
        return
    console.print(Text(f"\n{title}", "bold underline" if console.is_terminal else ""))
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column(max_width=console.width // 3)
    table.add_column()
    for row in rows[:_MOST]:
        table.add_row(*row)
    console.print(Padding(table, (0, 0, 0, 2), expand=False))
    if len(rows) > _MOST:
        console.print(Text(f"  and {len(rows) - _MOST} more, in --format json", "dim"))
