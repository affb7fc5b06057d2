"""What a release stamp's lines look like and say: who released a paper, by which order, when and as what.

Every library and department has its own stamp (domain rules, section 2.1): three or four lines under
``DECLASSIFIED``, a line across the page's head, or a form with boxes to cross. Handwritten parts are taken
only where they read cleanly; a guess would be worse than nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from memcon.markings.orders import ORDERS

_AUTHORITY = re.compile(
    r"(?:(?:\bE|\bPERE|[,.]E)[ ]?[.,]?[ ]*[O0QD]{1,2}[ ]?[.,]?[ ]*[,.]?|"
    r"\bPER(?:[ ]\S{1,4})?|\bAuthority:?)[ ]*"
    r"(?P<number>1[\dOSIBGlo]{3,4}|1\d{2}[ ]?\d{2}|1\d{3}[ ]\d)\b(?![ ]*:)"
)
_PROJECT = re.compile(r"\b(?P<case>(?:NND|NW)[ ]*\d{5,6})\b")
"""A declassification project of the National Archives: many papers were opened together."""
_CITED = tuple(re.sub(r"\D", "", order.name) for order in ORDERS if order.name.startswith("E.O."))

_PRESIDENTIAL = re.compile(
    r"\b(?P<case>(?:19|20)\d{2}-\d{4}-(?:[MFS]R?)(?:[-.]\d+)?)(?![\w-])(?:\s*\(\s*(?P<tab>\d{1,2}[.,]\d{2,3})\s*\))?"
)
_STATE_CASE = re.compile(r"\bCase\s+(?:No\.?|Number:?)\s*(?P<case>[A-Z]{1,3}-\d{4}-\d{4,6})")
_LIBRARY_CASE = re.compile(
    r"\b(?P<case>NL[A-Z]{1,2}[ -]{0,2}(?:MR[ -]?|[A-Z][ -]?)?\d{1,4}"
    r"(?:(?:-[0-9A-Za-z]{1,5}){1,6}(?:/\d+)?(?:\s*#\s*\d+)?|/\d+|\s*#\s*\d+)|"
    r"\d{2}-M-\d{3,4}|[FM]\d{2}-\d{3}(?:/\d+)?\s*#\s*\d+|MR\s*#?\s*\d{2}\s*[-.]\s*\d+(?:\s*[;,]?\s*#\s*\d+)?)"
)
"""Carter's NLC, Reagan's NLR, NLRR and NLS, Nixon's NLN, Johnson's NLJ, Kennedy's NLK; Ford's MR."""
_DOC = re.compile(
    r"\bDoc(?:ument)?\s+(?:No|Number)\.?:?\s*(?P<doc>C\d{8})|\bCIA-RDP\d{2}[A-Z0-9-]{5,25}|"
    r"(?<=\d\d[ ])C0\d{7}\b"
)

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBERS = r"(?P<m>\d{1,2})(?P<s>[/.-])(?P<d>\d{1,2})(?P=s)(?P<y>(?:19|20)?\d{2})(?!\d)"
_TURNED = r"(?P<y>(?:19|20)\d{2})/(?P<m>\d{2})/(?P<d>\d{2})"
_WORDS = r"(?P<month>[A-Z][a-z]{2,8})\.?[ ]+(?P<d>\d{1,2}),?[ ]+(?P<y>(?:19|20)\d{2})"
_WORDS_TURNED = r"(?P<d>\d{1,2})[ ]+(?P<month>[A-Z][a-z]{2,8})\.?[ ]+(?P<y>(?:19|20)\d{2})"
_DATED = tuple(
    re.compile(lead + when, re.I if "month" not in when else 0)
    for lead, when in (
        (r"\bDATE:?[ _]*", _NUMBERS),
        (r"\bDate:?[ _]*", _WORDS),
        (r"\bDATE:?[ _]*", _WORDS),
        (r"\b(?:Rel[a-z]*|Declassification)[ ]*:?[ ]*", _TURNED),
        (r"\bSystematic[ ]+Review[ ]+", _WORDS_TURNED),
        (r"\b(?:BY|PER|NAR[AS])\b[ _,]*(?:[A-Z/]{2,8}[ _,]+)?", _NUMBERS),
        (r"^\W*", _WORDS),
    )
)
"""Where a stamp's date stands, the surest first. The date of the White House's guidelines is the rule's own,
so their line is passed over."""

_INITIALS = r"(?!(?:PER|BY|NARA|NARS|DATE|MR|NL[A-Z]{1,2})\b)[A-Z][A-Z0-9]{1,3}"
_SIGNED = (
    re.compile(rf"\b(?P<who>{_INITIALS})[ ]+{_NUMBERS}"),
    re.compile(rf"\b{_NUMBERS}[ ]+(?P<who>{_INITIALS})\b"),
)
"""A Clinton stamp's last line: initials and date, or date and initials, by hand."""
_REVIEWER = (
    re.compile(
        r"\bBy:?[ _]*(?P<who>(?!NAR|Date)[A-Za-z]{2,4}(?:/[A-Za-z]{2,4})?)[ _,.]*(?:NAR[AS]\b|Date\b)", re.I
    ),
    re.compile(r"\bReviewed[ ]+by:?[ _]*(?P<who>[A-Z][\w. ]{1,24}?)[ _,]*(?:\bDate\b|$)", re.I | re.M),
    re.compile(r"\bArchivist:?[ _]*(?P<who>[A-Za-z]{2,4}(?:/[A-Za-z]{2,4})?)\b"),
    re.compile(r"^\W*(?P<who>[A-Z][\w.]*(?:[ ][A-Z][\w.]*){1,3})[ ]+Declassified/Released\b", re.M),
)
_RELEASED = re.compile(
    r"\b(?P<how>RELEASED?\s+IN\s+(?:FULL|PART)|DECLASSIFIED\s+IN\s+PART|DECLASSIFIED\s+w/\s*portions\s+exempted|"
    r"(?i:SANITI[SZ]ED(?:\s+COPY)?(?:\s+APPROVED\s+FOR\s+RELEASE)?)|(?i:APPROVED\s+FOR\s+RELEASE)|"
    r"(?i:NO\s+OBJECTION\s+TO\s+DECLASSIFICATION)|(?i:DECLASSIFIED/RELEASED)|"
    r"DOWNGRADED\s+TO\s+(?:SECRET|CONFIDENTIAL|RESTRICTED))\b"
)
_CROSSED = re.compile(
    r"[(\[]\s*[Xx]\s*[)\]]\s*(?P<how>RELEASE|EXCISE|DENY|DECLASSIFY(?:\s+in\s+PART)?)", re.I
)
"""A box of State's older form that is crossed."""

_FORM = re.compile(
    r"A/CDC/MR|\bREVIEWED\s+BY\b.*\bDATE\b|^\W*(?:[Xx]\W+)?(?:RELEASE|EXCISE|DENY|DECLASSIFY)\b(?:\s+in\s+PART)?"
    r"(?:\W+(?:[Xx]\W+)?(?:RELEASE|EXCISE|DENY|DECLASSIFY)\b(?:\s+in\s+PART)?|\W+Non-?responsive(?:\s+info\w*)?)*\W*$|"
    r"\bFOI,?\s+EO\s+or\s+PA\s+exemp|\bTS\s+authority\s+to|"
    r"\bCLASSIFY\s+as\b.*(?:OADR|\(\s*\)|$)|\bDOWNGRADE\s+TS\s+to"
)
"""The lines of the form that State's reviewers stamped and filled in until about 1990; nothing but a form
shouts so."""
_LINE = re.compile(
    "|".join((
        r"\bE\.?\s*[O0]\.?\s*[,.]?\s*1[0-9S]{4}\b",
        r"\bWhite\s+House\s+Guidelines\b",
        r"\bNAR[AS]\b.*\bDate\b",
        r"^\W*By\b.*\bNAR[AS]\b",
        r"^\W*By:?[ _]+[A-Za-z/]{2,8}[ _,]+Date\b[ :_]*[\d_]",
        r"^\W*Archivist:?\s+\w{2,4}\b.*\bDate\b",
        r"\bMR\s*#?\s*\d{2}\s*[-.]\s*\d+",
        r"\b(?:19|20)\d{2}-\d{4}-[MFS]R?\b",
        r"\bNL[A-Z]{1,2}[ -]{0,2}(?:MR[ -]?|[A-Z][ -]?)?\d{1,4}(?:[-/]\d+|\s*#\s*\d)",
        r"^\W*\d{2}-M-\d{3,4}\W*$",
        r"^\W*[FM]\d{2}-\d{3}(?:/\d+)?\s*#\s*\d+",
        r"^\W*Authority:?\s+(?:NND|NW|E\.?\s?O|1\d{4})",
        r"\bPA/HO\b.*\bState\b",
        r"\bNSC\s+Review(?:\(s\))?\s+Completed",
        r"\bDeclassification/Release\s+Instructions\b",
        r"\bRELEASE\s+INSTRUCTIONS\s+APPLY\b",
        r"\bNO\s+OBJECTION\s+TO\s+DECLASSIFICATION\b",
        r"\bMORI/CDF\b",
        r"^\W*REPRODUCED\s+AT\s+THE\s+NATIONAL\b",
    )),
    re.I,
)  # fmt: skip
_LONG_LINE = re.compile(
    r"UNCLASSIFIED\s+U\.?\s?S\.?\s+Department\s+of\s+State|\bRELEASED?\s+IN\s+(?:FULL|PART)\b|"
    r"\b(?:[Aa]pproved|APPROVED)\s+(?:[Ff]or|FOR)\s+(?:[Rr]el|REL)[A-Za-z]*\W+(?:\d{4}/|:|\d{1,2}/)|"
    r"\bCase\s+No\.?\s*[A-Z]{1,2}-\d{4}-\d+|\bSystematic\s+Review\b|\bDeclassified/Released\b|APPEALS\s+REVIEW\s+PANEL"
)
_TYPED = re.compile(r"DEC[LTh]\W|OA[DO]R|TAGS|Section\s+1\.4", re.I)
"""What a cable or a block types beside an order's number: no stamp."""


def release_line(text: str) -> bool:
    """Whether a line is one that only a release stamp has; `DECLASSIFIED` alone is told by its letters."""
    if _LONG_LINE.search(text):
        return True
    return len(text) <= 70 and bool(_FORM.search(text) or (_LINE.search(text) and not _TYPED.search(text)))


def authority(text: str) -> str | None:
    """The order that a stamp cites, ``E.O. 13526``."""
    match = _AUTHORITY.search(re.sub(r"(?<=\d) (?=\d)", "", text))
    return "E.O. " + _order(match["number"]) if match else None


def case(text: str) -> str | None:
    """The review's case, with its item: ``2017-0222-M (1.21)``, ``NLRR F06-099/7 #5512``."""
    if match := _PRESIDENTIAL.search(text):
        return match["case"] + (f" ({match['tab'].replace(',', '.')})" if match["tab"] else "")
    match = _STATE_CASE.search(text) or _LIBRARY_CASE.search(text) or _PROJECT.search(text)
    return re.sub(r"\s+", " ", match["case"]) if match else None


def doc_number(text: str) -> str | None:
    """State's or CIA's number of the paper: ``C05779634``, ``CIA-RDP94B01041R000300010001-5``."""
    match = _DOC.search(text)
    return (match["doc"] or match.group()) if match else None


def signed(text: str) -> tuple[str | None, str | None]:
    """The day of the release (ISO) and who signed it, as far as the stamp says."""
    for pattern in _SIGNED:
        if (match := pattern.search(text)) and (day := _iso(match)):
            return day, match["who"]
    days = (_iso(match) for pattern in _DATED for match in _each(pattern, text))
    whose = (match["who"].strip() for pattern in _REVIEWER if (match := pattern.search(text)))
    return next((day for day in days if day), None), next(whose, None)


def is_signature(text: str) -> bool:
    """Whether a line is the sign-off of a stamp and nothing else: initials and date, by hand."""
    return any(match and len(match.group()) + 4 > len(text) for match in (p.search(text) for p in _SIGNED))


def release_words(text: str) -> str | None:
    """The words that say how much was released, as printed: ``RELEASE IN PART``."""
    match = _RELEASED.search(text) or _CROSSED.search(text)
    return re.sub(r"\s+", " ", match["how"]) if match else None


def _each(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    for line in text.split("\n"):
        if "Guidelines" not in line:
            yield from pattern.finditer(line)


def _iso(match: re.Match[str]) -> str | None:
    found = match.groupdict()
    month = _month(found["month"]) if found.get("month") else int(found["m"])
    day, year = int(found["d"]), int(found["y"])
    if year < 100:
        year += 1900 if year > 59 else 2000
    return f"{year:04d}-{month:02d}-{day:02d}" if 1 <= month <= 12 and 1 <= day <= 31 else None


def _month(name: str) -> int:
    short = name.lower()[:3]
    return _MONTHS.index(short) + 1 if short in _MONTHS else 0


def _order(printed: str) -> str:
    """The order's number, through a letter read for a digit; as printed where no known order is near."""
    digits = re.sub(r"\s", "", printed).translate(str.maketrans("OoSIlBGQD", "005118600"))
    near = max(_CITED, key=lambda order: sum(a == b for a, b in zip(order, digits, strict=False)))
    alike = sum(a == b for a, b in zip(near, digits, strict=False))
    return near if len(digits) == 5 and alike >= 4 else digits
