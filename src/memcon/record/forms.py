"""A file becomes papers: where each record of a packet begins, and which form it has.

A page begins a record by its title, its sender and addressee, its cable heading or its letterhead; a page
number above 1 says that it does not. Sheets that an archive has put in (markers, withdrawal sheets) and
slips are records of their own (domain rules 2.3, 4.2, 8.32).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from rapidfuzz import fuzz

from memcon.model import Form, Line
from memcon.record.ending import is_end_marker
from memcon.record.header import find_title
from memcon.record.labels import DISCUSSION, LETTERHEADS, label_of, title_form

_MARKER = (
    "THIS IS NOT A PRESIDENTIAL RECORD",
    "THIS IS NOT A TEXTUAL RECORD",
    "USED AS AN ADMINISTRATIVE MARKER",
    "ADMINISTRATIVE MARKER",
    "MR MARKER",
    "FOIA MARKER",
)
_WITHDRAWAL = (
    "WITHDRAWAL REDACTION SHEET",
    "WITHDRAWAL SHEET",
    "PRESIDENTIAL LIBRARIES WITHDRAWAL SHEET",
    "DOCUMENT WITHDRAWAL RECORD",
)
_WITHDRAWAL_PARTS = re.compile(
    r"RESTRICTION CODES|DOCUMENT NO\.?\s+(?:AND|SUBJECT)|WITHDRAWAL ID|REASON FOR WITHDRAWAL|"
    r"OA/(?:Box|ID) Number|FORM OF DOCUMENT|Presidential Records Act - \[?44",
    re.I,
)
_SLIP = re.compile(
    r"^\W*(?:ACTION SLIP|ROUTING SLIP|ROUTING AND TRANSMITTAL SLIP|COVER SHEET|TRANSMITTAL (?:SLIP|FORM)|"
    r"NSC(?:/S)? PROFILE|CORRESPONDENCE PROFILE|DISTRIBUTION RECORD)\W*$",
    re.I,
)
_SLIP_BOXES = (
    "PREPARE REPLY", "FOR YOUR INFORMATION", "RECOMMENDATION/REPLY", "REPLY DIRECTLY", "ACTION ASSIGNED",
    "APPROPRIATE ACTION", "DIRECT REPLY", "INFO COPY TO", "FOR SIGNATURE BY",
    "SPECIAL ASSISTANT TO THE SECRETARY",
)  # fmt: skip
"""What the boxes of an action slip say; two of them make one, through OCR damage."""
_CABLE = (
    re.compile(r"^(?:PREC|CLASS|LINE ?[1-4]L?|OSRI|DTG|ORIG|TOR|SSN)\s*:", re.I),
    re.compile(r"^\W*(?:TEXT OF )?(?:OUTGOING |INCOMING )?TELEGRAM\b"),
    re.compile(r"^\W*(?:Cable|CABLE)\W*$"),
    re.compile(r"^\s*[ZOPR]{0,2}\s*\d{6}Z\s*[A-Z]{3}\s*\d{2}"),
    re.compile(r"^\s*FM\s+[A-Z]{3}"),
    re.compile(r"^\s*(?:TO|INFO)\s+(?:RU|SEC|AM|US)[A-Z/]+"),
    re.compile(r"^\W*E\.?\s?[O0]\.?\s*1(?:2356|1652|2065|2958)\s*:"),
    re.compile(r"^\W*TAGS?\s*:"),
    re.compile(r"^\s*PAGE\s+\d{2}\s+[A-Z]+\s+\d{4,6}"),
    re.compile(r"^\s*ACTION\s+[A-Z]{1,4}-\d{2}"),
)
_SECTION = re.compile(r"\b(?:SECTION\s+)?0?(?P<n>\d)\s+OF\s+0?\d\b")
_ADDRESSED = re.compile(r"^\W*MEMORANDUM\s+(?:FOR|TO)\b", re.I)
_MAIL = re.compile(r"\bMS\s?Mail\b|CARBON_COPY|TEXT_BODY|\bSent:\s|\S@\S+\.\S")
"""Signs of electronic mail, which is addressed as a memorandum is and is none."""
_MEMO = re.compile(r"^\W*(?:(?:ACTION|INFORMATION|BRIEFING)\s+)?MEMORANDUM\W*(?:S/S)?\W*$")
_LETTER = re.compile(r"^\s*Dear\s+[A-Z][\w.’' -]{1,40}[,:;.]?\s*$")
_PRESS = re.compile(
    r"^\W*(?:REMARKS|STATEMENT|PRESS CONFERENCE|INTERVIEW|PRESS BRIEFING)\s+(?:OF|BY|WITH)\b|"
    r"Office of the Press Secretary|For Immediate Release",
    re.I,
)
_NUMBER = re.compile(r"\d{1,4}")


_STATUS = ("DRAFT", "COPY", "ORIGINAL", "FINAL DRAFT", "REVISED DRAFT", "FILE COPY", "EYES ONLY", "SENSITIVE")
"""What is typed or stamped at a page's head about the copy, on each page of it, and names no paper."""

_SHEET = 60
"""Lines of a marker, its handwriting and stamps included, at most."""
_LOOSE: tuple[Form, ...] = ("paper", "other", "memorandum")
"""The forms that a page headed by a mere title may follow; a conversation goes on until it ends."""


class Face(Struct):
    """What a page shows of the record that it belongs to."""

    closed: bool
    """An end marker stands on it."""
    telegram: str | None
    """The telegram number that heads it, in letters and digits alone."""
    attaches: bool
    """It names attachments or its drafter near its end: the paper is complete."""

    number: int
    form: Form | None
    """The form that it begins, None where it begins none by itself."""
    page_number: int | None
    letterhead: bool
    headed: bool
    """A title stands alone at its head, though it names no form."""
    ends: bool
    """Its last line closes a record or a paragraph."""
    alone: bool
    """It is a sheet of its own: nothing of it runs on."""


class Extent(Struct, frozen=True):
    """The pages of one record."""

    first: int
    last: int
    form: Form


def to_extents(faces: Sequence[Face]) -> list[Extent]:
    """The records that pages with these `faces` make, every page in exactly one."""
    extents: list[Extent] = []
    for place, face in enumerate(faces):
        before = faces[place - 1] if place else None
        if before is None or not extents or _begins(face, before, extents[-1]):
            attached = before is not None and before.attaches
            form = face.form or ("paper" if face.headed or attached else "other")
            extents.append(Extent(face.number, face.number, form))
        else:
            last = extents[-1]
            extents[-1] = Extent(last.first, face.number, last.form)
    return extents


def _begins(face: Face, before: Face, extent: Extent) -> bool:
    if face.alone:
        return True
    if face.telegram and before.telegram and extent.form == "cable":
        return not _same_telegram(face.telegram, before.telegram)
    if before.alone and extent.form in ("marker", "withdrawal_sheet", "cover_sheet"):
        return not (face.page_number or 0) > 1 or face.form is not None
    expected = face.number - extent.first + 1
    number = face.page_number
    if number is not None and number > 1 and number in (expected, (before.page_number or 0) + 1):
        return False
    if face.form is not None:
        return True
    if face.letterhead:
        return True
    if before.attaches and extent.form == "memorandum":
        return True
    return (
        (extent.form in _LOOSE or before.closed) and face.headed and (before.ends or extent.form == "paper")
    )


def _same_telegram(a: str, b: str) -> bool:
    """Whether two pages are headed by one number: a worn post's name does not count against its digits."""
    numbers = [re.sub(r"\D", "", printed)[-5:] for printed in (a, b)]
    return fuzz.ratio(a, b) >= 80 or (numbers[0] == numbers[1] and len(numbers[0]) == 5)


def face_of(number: int, lines: Sequence[Line]) -> Face:
    """The face of page `number` whose `lines` are given."""
    body = [line for line in lines if line.kind == "body"]
    alone = _alone(lines)
    page_number = next((_digits(x.text) for x in lines if x.kind == "page_number"), None)
    form = alone or _form(body, lines)
    return Face(
        any(is_end_marker(x.text) for x in body),
        _telegram(lines),
        any(_ATTACHES.match(x.text) for x in body[len(body) // 2 :]),
        number,
        form,
        None if form == "cable" else page_number,
        any(LETTERHEADS.match(x.text) for x in body[:5]),
        _headed(body),
        _ends(body),
        alone is not None,
    )


_ATTACHES = re.compile(r"^\W*(?:Attachments?|Enclosures?|Tabs?\s+[A-Z1-9]\b|Drafted)\b", re.I)
_TELEGRAM = re.compile(r"^\W*TEXT OF TELEGRAM\s+(?P<number>[A-Z0-9 ]{6,24})", re.I)


def _telegram(lines: Sequence[Line]) -> str | None:
    found = next((m for x in lines[:8] if (m := _TELEGRAM.match(x.text))), None)
    return re.sub(r"\W", "", found["number"])[:14] if found else None


def _digits(text: str) -> int | None:
    match = _NUMBER.search(text)
    return int(match.group()) if match else None


def _alone(lines: Sequence[Line]) -> Form | None:
    texts = [line.text for line in lines]
    upper = [re.sub(r"[^A-Z ]", " ", text.upper()) for text in texts]
    if len(texts) <= _SHEET and _marks(upper):
        return "marker"
    sheet = any(fuzz.ratio(w, " ".join(text.split())) > 84 for w in _WITHDRAWAL for text in upper[:8])
    parts = sum(bool(_WITHDRAWAL_PARTS.search(text)) for text in texts)
    if (sheet and parts) or parts >= 2:
        return "withdrawal_sheet"
    boxes = sum(any(_is_box(text, box) for text in upper if len(text) <= 48) for box in _SLIP_BOXES)
    if _telegram(lines):
        return None
    if boxes and find_title([line for line in lines if line.kind == "body"])[2] is not None:
        boxes = 0
    slip = any(_SLIP.match(t) or (len(t) <= 24 and _like_slip(t)) for t in texts[:24])
    if slip or boxes >= 2:
        return "cover_sheet"
    return None


def _marks(upper: Sequence[str]) -> bool:
    """Whether lines of capitals say what a marker says: its sentence, which may run over lines, or its title,
    which is all of a line."""
    lines = [" ".join(text.split()) for text in upper]
    whole = " ".join(lines)
    for words in _MARKER:
        if len(words) >= 24:
            if len(whole) >= len(words) and fuzz.partial_ratio(words, whole) > 88:
                return True
        elif any(fuzz.ratio(line, words) > 88 for line in lines):
            return True
    return False


def _is_box(text: str, box: str) -> bool:
    plain = " ".join(text.split())
    return len(plain) >= len(box) - 3 and fuzz.partial_ratio(re.sub(r"[^A-Z ]", " ", box), plain) >= 82


def _like_slip(text: str) -> bool:
    plain = re.sub(r"[^A-Z ]", "", text.upper()).strip()
    return max(fuzz.ratio(plain, name) for name in ("ACTION SLIP", "ROUTING SLIP", "COVER SHEET")) >= 80


def _form(body: Sequence[Line], lines: Sequence[Line]) -> Form | None:
    signs = {n for line in lines for n, pattern in enumerate(_CABLE) if pattern.match(line.text)}
    if len(signs) >= 2 or (signs and signs & {1, 2} and len(body) > 3):
        return "cable" if not _later_section(lines) else None
    start, stop, form = find_title(body)
    if form == "memcon" and _concludes(body, " ".join(x.text for x in body[start:stop])):
        return "summary_of_conclusions"
    if form == "memcon" and body[start].text.upper().startswith("CONVERSATION") and _by_telephone(body):
        return "telcon"
    if form is not None:
        return form
    head = body[:36]
    if _discusses(head):
        return "memcon"
    if any(_ADDRESSED.match(x.text) or (_MEMO.match(x.text) and x.text.isupper()) for x in head):
        labels = {label.field for x in head if (label := label_of(x))}
        if "to" in labels or "from" in labels or "subject" in labels or _addressed(head):
            return "memorandum"
    labels = {label.field for x in head if (label := label_of(x)) and label.loud}
    if {"to", "from", "subject"} <= labels:
        return "paper" if any(_MAIL.search(x.text) for x in head) else "memorandum"
    if any(_LETTER.match(x.text) or _PRESS.search(x.text) for x in head):
        return "other"
    return "memorandum" if "subject" in labels else None


def _discusses(head: Sequence[Line]) -> bool:
    """Whether the subject is a discussion at a council's meeting, as Eisenhower's staff wrote it."""
    labels = ((label_of(x), x.text) for x in head[:16])
    return any(x and x.field == "subject" and DISCUSSION.match(text[x.end :]) for x, text in labels)


def _by_telephone(body: Sequence[Line]) -> bool:
    """Whether a recorded conversation's place is a telephone."""
    labels = ((label_of(x), x.text) for x in body[:12])
    return any(x and x.field == "place" and "elephone" in text for x, text in labels)


def _concludes(body: Sequence[Line], title: str) -> bool:
    """Whether a paper titled as a committee's meeting gives what it decided: a heading says so."""
    if not re.search(r"\bMEETING\b", title):
        return False
    return any(title_form(x.text) == "summary_of_conclusions" for x in body[:48] if len(x.text) < 40)


def _addressed(head: Sequence[Line]) -> bool:
    return any(_ADDRESSED.match(x.text) for x in head)


def _later_section(lines: Sequence[Line]) -> bool:
    """Whether this is a cable's second or later page or section, headed anew."""
    texts = [x.text for x in lines[:16]]
    if any((m := _SECTION.search(t)) and int(m["n"]) > 1 for t in texts):
        return True
    page = re.compile(r"^\s*PAGE\s+0?(?P<n>\d+)\b")
    numbers = [int(m["n"]) for t in texts[:6] if (m := page.match(t))]
    return bool(numbers) and min(numbers) > 1


def _headed(body: Sequence[Line]) -> bool:
    """Whether a title stands alone near the page's head: a short line in capitals or initials, white above
    and below."""
    for place, line in enumerate(body[:8]):
        text = re.sub(r"[\s:•]+$", "", line.text.strip())
        if _LATER_ITEM.match(text):
            return False
        words = re.findall(r"[A-Za-z]{2,}", text)
        if LETTERHEADS.match(text) or max(map(len, words), default=0) < 4 or is_status(text):
            continue
        following = body[place + 1] if place + 1 < len(body) else None
        apart = following is None or following.page != line.page or following.gap >= 1.5
        capital = all(w[0].isupper() or len(w) < 4 for w in words)
        if apart and capital and len(text) <= 90 and not re.search(r"[.,;]$", text):
            return text.isupper() or line.indent > 6 or len(words) <= 4
        if len(text) > 30:
            return False
    return False


_LATER_ITEM = re.compile(r"(?:[2-9]|[1-9]\d|I[IVX]|VI{0,3}|IX|X[IVX]*|[B-Z])\.\s+\S")
"""The heading of a second or later part: the paper whose first part stands before it goes on."""


def is_status(text: str) -> bool:
    """Whether a line says of what kind the copy is (``DRAFT``), through one damaged letter."""
    plain = re.sub(r"[^A-Z/ ]", "", text.upper()).strip()
    return text.isupper() and any(
        abs(len(plain) - len(word)) <= 1 and fuzz.ratio(plain, word) >= 80 for word in _STATUS
    )


def _ends(body: Sequence[Line]) -> bool:
    if not body:
        return True
    text = body[-1].text.strip()
    return bool(re.search(r"[.?!)\"”\]]$", text)) or len(text) < 45 or title_form(text) is not None
