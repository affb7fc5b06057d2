"""A comparison as one page for the browser: two columns, what opened lit, nothing loaded and no script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from memcon.comparison.results import (
    Amount,
    CodeChange,
    Comparison,
    Difference,
    MarkChange,
    Passage,
    Segment,
    Side,
)
from memcon.comparison.showing.style import sheet
from memcon.comparison.showing.wording import OUTCOME_SAID, amount_said, counted, gap_said, years_said

_LISTS = (
    ("opened", "Opened"),
    ("closed", "Closed"),
    ("changed", "Changed"),
    ("missing", "Missing from one copy"),
)
_SHOWN = 160
"""Letters of a passage that a list quotes."""
_QUIET = ("same", "withheld")
"""Outcomes of a passage in which nothing differs."""


def comparison_page(comparison: Comparison) -> str:
    """The comparison as HTML."""
    c = comparison
    title = f"{c.a.name} and {c.b.name}"
    subject = c.b.subject or c.a.subject
    about = [subject, c.a.date or c.b.date, years_said(c.years)]
    parts = [
        f"<h1>{escape(subject or title)}</h1>",
        f'<p class="sub">{escape(", ".join(x for x in (title, *about[1:]) if x))}</p>',
        _facts(c.a, c.b),
        _tally(c),
        *_lists(c),
        *_counted(c),
        *_beside(c),
        "<h2>The two texts</h2>",
        '<fieldset><label><input type="checkbox" id="only"> Only passages that differ</label></fieldset>',
        f'<div class="pair heads"><p>{escape(c.a.name)}</p><p>{escape(c.b.name)}</p></div>',
        *(_pair(number, passage) for number, passage in enumerate(c.passages)),
    ]
    return sheet(escape(title), "\n".join(parts))


def _facts(a: Side, b: Side) -> str:
    rows = (
        ("Released", a.released or "no date", b.released or "no date"),
        ("Case", a.case or "", b.case or ""),
        ("Words shown", f"{a.words:,}", f"{b.words:,}"),
        ("Passages withheld", _gaps(a), _gaps(b)),
        ("Still closed", _share(a), _share(b)),
    )
    body = "".join(f"<tr><th scope=row>{x}</th><td>{y}</td><td>{z}</td></tr>" for x, y, z in rows if y or z)
    names = f"<th scope=col>{escape(a.name)}</th><th scope=col>{escape(b.name)}</th>"
    return f'<table class="facts"><thead><tr><td></td>{names}</tr></thead><tbody>{body}</tbody></table>'


def _gaps(side: Side) -> str:
    unsized = f", {side.unsized} of unknown size" if side.unsized else ""
    return f"{side.gaps}{unsized}"


def _share(side: Side) -> str:
    said = f"{100 * side.closed:.1f} %"
    return f'<span class="bar"><span style="width:{100 * side.closed:.1f}%"></span></span> {said}'


def _tally(c: Comparison) -> str:
    totals: tuple[tuple[str, Amount], ...] = (
        ("opened", c.counts.opened),
        ("closed", c.counts.closed),
        ("changed", c.counts.changed),
        ("missing", c.counts.missing),
    )
    said = [f'<li class="{k}">{OUTCOME_SAID[k]}: {amount_said(n)}</li>' for k, n in totals if n.passages]
    if c.marks:
        said.append(f"<li>{counted(len(c.marks), 'mark')} changed</li>")
    if c.unclear:
        said.append(f"<li>{counted(len(c.unclear), 'place')} where only the reading differs</li>")
    return f'<ul class="tally">{"".join(said) or "<li>No difference</li>"}</ul>'


def _lists(c: Comparison) -> Iterator[str]:
    for name, title in _LISTS:
        found: Sequence[Difference] = getattr(c, name)
        if found:
            items = "".join(f"<li>{_item(d)}</li>" for d in found)
            yield f'<h2>{title}</h2><ol class="list">{items}</ol>'


def _counted(c: Comparison) -> Iterator[str]:
    """Words opened and closed by code, speaker, mark and page."""
    tables = (("code", c.counts.by_code), ("speaker", c.counts.by_speaker), ("mark", c.counts.by_mark),
              ("page", c.counts.by_page))  # fmt: skip
    found = [(title, table) for title, table in tables if len(table) > 1]
    if not found:
        return
    yield '<h2>Words opened and closed</h2><div class="tables">'
    for title, table in found:
        rows = "".join(
            f"<tr><th scope=row>{escape(_heading(title, key))}</th><td>{tally.opened.words:,}</td>"
            f"<td>{tally.closed.words:,}</td></tr>"
            for key, tally in table.items()
        )
        head = f"<th scope=col>by {title}</th><th scope=col>opened</th><th scope=col>closed</th>"
        yield f'<table class="facts"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    yield "</div>"


def _heading(title: str, key: str) -> str:
    return f"no {title}" if key == "none" else f"p. {key}" if title == "page" else key


def _item(d: Difference) -> str:
    text = f"{_cut(d.a)} → {_cut(d.b)}" if d.a and d.b and d.outcome == "changed" else _cut(d.b or d.a)
    pages = " and ".join(
        f"p. {p} of {n}" for p, n in ((d.a_page, "the first"), (d.b_page, "the second")) if p
    )
    facts = [d.speaker, f"({d.mark})" if d.mark else "", ", ".join(d.codes), counted(d.words, "word"), pages]
    said = escape("; ".join(f for f in facts if f))
    return f'<a href="#p{d.passage}">{escape(text)}</a> <small>{said}</small>'


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN].rsplit(" ", 1)[0] + " …"


def _beside(c: Comparison) -> Iterator[str]:
    """Marks, codes and stamps that differ."""
    rows = [_mark(m) for m in c.marks] + [_code(k) for k in c.codes]
    if rows:
        head = "<thead><tr><td></td><th scope=col>first</th><th scope=col>second</th></tr></thead>"
        table = f'<table class="facts">{head}<tbody>{"".join(rows)}</tbody></table>'
        yield f"<h2>Marks, codes and stamps</h2>{table}"


def _mark(m: MarkChange) -> str:
    what = f'<a href="#p{m.passage}">{escape(m.text)} …</a>' if m.passage is not None else escape(m.what)
    doubt = "" if m.sure else " <small>doubtful</small>"
    sides = (
        f"<s>({escape(x)})</s>"
        if x and struck
        else f"({escape(x)})"
        if x and m.what != "banner"
        else escape(x or "none")
        for x, struck in ((m.a, m.a_struck), (m.b, m.b_struck))
    )
    return f"<tr><th scope=row>{what}{doubt}</th>{''.join(f'<td>{s}</td>' for s in sides)}</tr>"


def _code(k: CodeChange) -> str:
    what = escape(k.what.replace("_", " "))
    head = f'<a href="#p{k.passage}">{what}</a>' if k.passage is not None else what
    return f"<tr><th scope=row>{head}</th><td>{escape(k.a or '')}</td><td>{escape(k.b or '')}</td></tr>"


def _pair(number: int, passage: Passage) -> str:
    quiet = " same" if passage.outcome in _QUIET else ""
    empty = "".join(f" empty-{s}" for s, p in (("a", passage.a_page), ("b", passage.b_page)) if p is None)
    facts = [passage.speaker or passage.kind.replace("_", " "), _marks(passage), _pages(passage)]
    who = escape(" · ".join(f for f in facts if f))
    sides = "".join(f"<p>{_side(passage.segments, side)}</p>" for side in ("a", "b"))
    return f'<div class="pair{quiet}{empty}" id="p{number}"><div class="who">{who}</div>{sides}</div>'


def _marks(passage: Passage) -> str:
    found = [f"({m})" for m in dict.fromkeys((passage.a_mark, passage.b_mark)) if m]
    return " / ".join(found)


def _pages(passage: Passage) -> str:
    pages = [f"p. {p}" if p else "–" for p in (passage.a_page, passage.b_page)]
    return pages[0] if pages[0] == pages[1] else " | ".join(pages)


def _side(segments: Sequence[Segment], side: str) -> str:
    """One side of a passage; a gap is a block with its size and codes."""
    out: list[str] = []
    for s in segments:
        text, gap = (s.a, s.a_gap) if side == "a" else (s.b, s.b_gap)
        if text:
            said = escape(text)
            title = OUTCOME_SAID[s.outcome]
            lit = s.outcome not in _QUIET
            out.append(f'<mark class="{s.outcome}" title="{title}">{said}</mark>' if lit else said)
        if gap:
            out.append(f'<span class="gap">{escape(gap_said(gap))}</span>')
    return " ".join(out) or "<small>nothing here</small>"
