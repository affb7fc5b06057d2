"""Draws docs/picture.svg: a page of a sample on the left, the record that memcon makes of it on the right.

    .venv/bin/python tools/picture.py

Run it again when the pretty form changes; the picture is looked at before it is committed.
"""

from __future__ import annotations

import base64
import re
from io import BytesIO, StringIO
from pathlib import Path

from PIL import Image
from rich.console import Console
from rich.text import Text

import memcon
from memcon.cli.pretty import show
from memcon.pages import Settings, open_source

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "samples" / "1996-03-27-water.pdf"
COLUMNS, ROWS = 76, 41
PAPER = 820
"""Width of the page in the picture, in its own units (about screen pixels)."""


def main() -> None:
    """Draw the picture."""
    record = recorded(memcon.read(SAMPLE))
    width, height = (float(n) for n in re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', record)[0])
    paper = cropped(SAMPLE, height / PAPER)
    whole = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {PAPER + width + 60:.0f} {height + 40:.0f}">\n'
        f'<rect width="100%" height="100%" rx="12" fill="#d9dde2"/>\n'
        f'<image x="20" y="20" width="{PAPER}" height="{height:.0f}" '
        f'href="data:image/png;base64,{base64.b64encode(paper).decode()}"/>\n'
        f'<svg x="{PAPER + 40}" y="20" width="{width}" height="{height}">{record}</svg>\n</svg>\n'
    )
    (ROOT / "docs" / "picture.svg").write_text(whole)
    print(f"docs/picture.svg, {len(whole) / 1024:.0f} KB")


def recorded(document: memcon.Document) -> str:
    """The first lines of the pretty form as SVG, in whatever fixed-width face the viewer has."""
    file = StringIO()
    terminal = Console(
        file=file, width=COLUMNS, force_terminal=True, color_system="truecolor", highlight=False
    )
    show(document, terminal)
    lines = file.getvalue().splitlines()[:ROWS]
    console = Console(record=True, width=COLUMNS, file=StringIO(), highlight=False)
    console.print(Text.from_ansi("\n".join(lines)))
    svg = console.export_svg(title=f"memcon read {SAMPLE.name}", unique_id="record")
    return re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL).replace("Fira Code", "Menlo, Consolas")


def cropped(path: Path, ratio: float) -> bytes:
    """The upper part of the first page as a PNG of 16 greys, `ratio` times as high as wide."""
    with open_source(path, Settings()) as opened:
        sheet = Image.fromarray(opened.picture(1))
    sheet = sheet.crop((0, 0, sheet.width, min(sheet.height, round(sheet.width * ratio))))
    sheet = sheet.resize((PAPER, round(PAPER * sheet.height / sheet.width)), Image.Resampling.LANCZOS)
    buffer = BytesIO()
    sheet.quantize(16).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


main()
