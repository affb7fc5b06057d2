"""A record as one page of HTML that needs nothing else: for reading, printing and copying from."""

from __future__ import annotations

from html import escape
from itertools import groupby

from memcon.model import Record
from memcon.writing.editing.flow import Block, Stretch, flow

_LOOKS = """
body { max-width: 44em; margin: 2em auto; padding: 0 1em; font: 1rem/1.45 "Courier New", Courier, monospace; }
header { text-align: center; font-family: Helvetica, Arial, sans-serif; }
h1 { font-size: 1.1rem; } h2 { font-size: 1rem; text-align: center; text-decoration: underline; }
table { border-collapse: collapse; margin: 1em 0; } th { text-align: left; font-weight: normal; }
th, td { vertical-align: top; padding: 0 2em .6em 0; }
.banner { text-decoration: underline; font-weight: bold; }
.stamp { text-align: right; margin: 0; font-weight: bold; } .label { text-decoration: underline; }
.end { text-align: center; } .block { margin: 0; }
@media print { body { max-width: none; } }
"""


def as_html(record: Record) -> str:
    """The record as HTML 5, in one file without scripts or anything fetched from elsewhere."""
    title = escape(record.subject or record.title or "Memorandum of conversation")
    body = "\n".join(
        _fields(list(blocks)) if kind == "field" else "\n".join(map(_block, blocks))
        for kind, blocks in groupby(flow(record), key=lambda block: block.kind)
    )
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f"<style>{_LOOKS}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _fields(blocks: list[Block]) -> str:
    rows = "\n".join(
        f'<tr><th scope="row">{escape(b.label)}</th><td>{"<br>".join(map(escape, b.values))}</td></tr>'
        for b in blocks
    )
    return f"<table>\n{rows}\n</table>"


def _block(block: Block) -> str:
    text = " ".join(_stretch(stretch) for stretch in block.stretches)
    tags = {"title": "h1", "heading": "h2", "letterhead": "header"}
    tag = tags.get(block.kind, "p")
    return f'<{tag} class="{block.kind}">{text}</{tag}>'


def _stretch(stretch: Stretch) -> str:
    text = escape(stretch.text)
    if stretch.kind == "label":
        text = f'<span class="label">{text}</span>'
    return f"<s>{text}</s>" if stretch.struck else text
