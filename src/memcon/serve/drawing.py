"""The bars of a histogram as SVG, put together at once: a template takes long over a hundred small parts."""

from __future__ import annotations

from markupsafe import Markup, escape

from memcon.serve import wording
from memcon.serve.charts import Histogram


def bars(chart: Histogram, before: str, after: str) -> Markup:
    """A link for each year that has records, with its bar, and what may be brushed for each that has none.

    `before` and `after` stand around the year in the address; all else is numbers and words of ours.
    """
    start, end = str(escape(before)), str(escape(after))
    parts: list[str] = []
    for bar in chart.bars:
        reach = (
            f'<rect class="reach" x="{bar.x}%" y="0" width="{bar.width}%" height="{chart.height}"'
            f' data-year="{bar.year}"/>'
        )
        if not bar.count:
            parts.append(reach)
            continue
        told = f"{bar.year}: {wording.count(bar.count, 'record')}"
        parts.append(
            f'<a href="{start}{bar.year}{end}" aria-label="{told}"><title>{told}</title>{reach}'
            f'<rect class="bar" x="{bar.x}%" y="{bar.y}" width="{bar.width}%" height="{bar.height}"/></a>'
        )
    return Markup("\n".join(parts))
