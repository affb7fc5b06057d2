"""Lines become records.

`to_records` is the stage. Its laws: every page of the file lies in one record, every line in exactly one
element of it; what is not understood is ``unread``, never dropped; it never raises.
"""

from __future__ import annotations

from collections.abc import Sequence

from memcon.model import Form, Line, Page, Record
from memcon.record.forms import Extent, face_of, to_extents
from memcon.record.paper import read_paper
from memcon.record.reading import Reading


def to_records(pages: Sequence[Page], lines: Sequence[Line]) -> list[Record]:
    """The records that `pages` hold, in page order; `lines` are theirs, as `memcon.lines` gives them."""
    by_page: dict[int, list[Line]] = {page.number: [] for page in pages}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
    reading = Reading(pages, lines)
    faces = [face_of(number, by_page[number]) for number in by_page]
    records: list[Record] = []
    for extent in to_extents(faces):
        own = [line for n in range(extent.first, extent.last + 1) for line in by_page.get(n, ())]
        records.append(read_paper(reading, extent, own))
    return records


def to_paper(
    pages: Sequence[Page],
    lines: Sequence[Line],
    bounds: tuple[int, int],
    own: Sequence[Line],
    form: Form | None = None,
) -> Record:
    """The one record that the lines `own` make, on the pages from the first to the last of `bounds`.

    For where a person says that a paper begins and ends; `pages` and `lines` are those of the whole file.
    Without `form` its first page tells it.
    """
    first = [line for line in own if line.page == bounds[0]]
    face = face_of(bounds[0], first)
    form = form or face.form or ("paper" if face.headed else "other")
    return read_paper(Reading(pages, lines), Extent(*bounds, form), own)
