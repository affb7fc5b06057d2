"""A composite as plain text, and as one page for the browser."""

from __future__ import annotations

import textwrap
from html import escape

from memcon.comparison.composites import Composite, CompositePassage, Part, Witness
from memcon.comparison.results import Gap
from memcon.comparison.showing.style import sheet
from memcon.comparison.showing.wording import counted, gap_said

WIDTH = 96
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def sigla(witnesses: tuple[int, ...], count: int) -> str:
    """What stands for witnesses in a text: ``A``, ``AC``; nothing where all of them have it."""
    if len(witnesses) == count:
        return ""
    return "".join(LETTERS[n] if n < len(LETTERS) else f"[{n + 1}]" for n in witnesses)


def composite_text(composite: Composite) -> str:
    """The composite as plain text. What not all releases show is followed by its witnesses in braces."""
    lines = [_witness(w, n) for n, w in enumerate(composite.witnesses)]
    lines += [_sum(composite), ""]
    for passage in composite.passages:
        said = _passage(passage, len(composite.witnesses))
        lines += [textwrap.fill(said, WIDTH, break_on_hyphens=False, break_long_words=False), ""]
    return "\n".join(lines)


def _witness(witness: Witness, number: int) -> str:
    when = f", released {witness.released}" if witness.released else ""
    alone = f", {witness.alone:,} of them nowhere else" if witness.alone else ""
    return f"{sigla((number,), 0)} = {witness.name}{when}: {counted(witness.words, 'word')}{alone}"


def _sum(composite: Composite) -> str:
    gaps = counted(composite.gaps, "gap")
    unsized = f" and {composite.unsized} of unknown size" if composite.unsized else ""
    hidden = f" of about {counted(round(composite.hidden), 'word')}{unsized}" if composite.gaps else ""
    return f"Together: {counted(composite.words, 'word')}; {gaps}{hidden} that no release shows"


def _passage(passage: CompositePassage, count: int) -> str:
    return " ".join(_part(part, count) for part in passage.parts)


def _part(part: Part, count: int) -> str:
    if part.kind == "gap":
        return f"[{gap_said(part.gap or Gap())}]"
    other = "".join(f" {sigla(v.witnesses, 0)}: {v.text};" for v in part.variants)
    marks = sigla(part.witnesses, count) + ("?" if part.doubtful else "")
    told = f"{marks}{';' if marks and other else ''}{other.rstrip(';')}".strip()
    return f"{part.text} {{{told}}}" if told else part.text


def composite_page(composite: Composite) -> str:
    """The composite as HTML: what one release alone shows is lit, gaps are blocks of their size."""
    names = [w.name for w in composite.witnesses]
    title = f"Composite of {' and '.join(names)}"
    rows = "".join(
        f"<tr><th scope=row>{sigla((n,), 0)}</th><td>{escape(w.name)}</td><td>{w.released or ''}</td>"
        f"<td>{w.words:,}</td><td>{w.alone:,}</td></tr>"
        for n, w in enumerate(composite.witnesses)
    )
    head = "".join(f"<th scope=col>{t}</th>" for t in ("", "release", "released", "words", "nowhere else"))
    table = f'<table class="facts"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    body = "\n".join(_html_passage(p, len(names)) for p in composite.passages)
    return sheet(
        escape(title),
        f'<h1>{escape(title)}</h1><p class="sub">{escape(_sum(composite))}</p>{table}\n{body}',
    )


def _html_passage(passage: CompositePassage, count: int) -> str:
    facts = (passage.speaker or passage.kind.replace("_", " "), f"({passage.mark})" if passage.mark else "")
    who = escape(" · ".join(f for f in facts if f))
    said = " ".join(_html_part(part, count) for part in passage.parts)
    return f"<p><small>{who}</small><br>{said}</p>"


def _html_part(part: Part, count: int) -> str:
    if part.kind == "gap":
        return f'<span class="gap">{escape(gap_said(part.gap or Gap()))}</span>'
    text = escape(part.text)
    marks = sigla(part.witnesses, count)
    if part.variants:
        others = "; ".join(f"{sigla(v.witnesses, 0)}: {v.text}" for v in part.variants)
        text = f'<mark class="unclear" title="{escape(others)}">{text}{"?" if part.doubtful else ""}</mark>'
    elif len(part.witnesses) < count:
        text = f'<mark class="opened">{text}</mark>'
    return f'{text}<sup class="w">{marks}</sup>' if marks else text
