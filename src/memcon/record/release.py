"""What the furniture says: banner and captions, the classification block, the stamps of release.

Stamps and blocks by repository: domain rules, section 2. Handwritten lines under a stamp are taken only where
they read cleanly; a guess would be worse than nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct
from rapidfuzz import fuzz, process

from memcon.markings import CAPTIONS, LEVELS, downgraded, nearest_level, parse_banner, stamps
from memcon.model import ClassificationBlock, Declassification, Line, Page
from memcon.record.reading import despaced

_BLOCK: dict[str, re.Pattern[str]] = {
    "classified_by": re.compile(r"\bclass\w*\s+by\s*[:;.]?\s*(?P<v>\S.*?)(?:[,.;]\s*REASONS?\b.*)?$", re.I),
    "derived_from": re.compile(r"\bderived\s+from\s*[:;.]?\s*(?P<v>\S.*)$", re.I),
    "reason": re.compile(
        r"\b(?:reasons?|exemption\s+category)\s*[:;.]?\s*"
        r"(?P<v>5\s*\(?B\)?\s*\(?[1-4](?:\s*,\s*[1-4])*\)?|1\.[345]\s*(?:\(?\s*[a-h]\s*\)?[\s,&and]*)+)",
        re.I,
    ),
    "declassify_on": re.compile(
        r"\b(?:declass\w*|decl)\s*(?:[o0]n)?\s*[:;.]?\s*"
        r"(?P<v>Imp\w*\.?\s+to\s+det\w*\.?|OADR|0ADR|X[1-8](?:\s*,\s*X[1-8])*|25X[1-9](?:-human)?|50X1-HUM|MR|"
        r"\d{1,2}/\d{1,2}/\d{2,4}(?:\s*\(?\s*[xX]\s*[1-8]\s*\)?)?|\d{1,2}\s+\w{3,9}\s+\d{2,4}|"
        r"[A-Z][a-z]{2,8}\s+\d{1,2},?\s+\d{4})",
        re.I,
    ),
}
_WORN_OADR = re.compile(r"\b[DO0]EC[A-Za-z]{1,7}(?:\s+on)?\W+(?P<v>[O0]\w{2,4})\b", re.I)
"""OADR with a letter misread, where nothing but it could stand."""
_OVERPRINTED: dict[str, re.Pattern[str]] = {
    "reason": re.compile(r"\b(?P<v>5\s*\(?B\)?\s*\(?[1-4](?:\s*,\s*[1-4])*\)?)$", re.I),
    "declassify_on": re.compile(r"\b(?P<v>Imp\w*\.?\s+to\s+det\w*\.?)$", re.I),
}
"""The values of an exemption from E.O. 11652's schedule, which nothing else has the shape of: a stamp may lie
on their labels."""
_SCHEDULE = re.compile(r"\b(?P<v>X?GDS)(?:[\s(-]*(?P<n>[1-4]))?\)?")


_DEFENSE = re.compile(r"^[1l]-(?=\d{2,5}/\d{2,6}$)")
"""Defense's ``I-21044/88``, its letter read as a digit."""


class Furniture(Struct):
    """What a record's furniture says."""

    banner: str | None
    captions: tuple[str, ...]
    control_number: str | None
    block: ClassificationBlock | None
    declassification: Declassification | None
    stamps: tuple[str, ...]


def turned_stamps(pages: Iterable[Page]) -> tuple[str, ...]:
    """What the stamps say that stand up a margin or upside down, so that no line holds their words."""
    return tuple(s.text for page in pages for s in page.seen if s.kind == "stamp" and s.angle and s.text)


def read_furniture(lines: Sequence[Line], turned: Sequence[str] = ()) -> Furniture:
    """The values that the furniture among a record's `lines` and its `turned` stamps give."""
    banner, captions = read_banner([line.text for line in lines if line.kind == "banner"])
    first = lines[0].page if lines else 1
    numbers = [_DEFENSE.sub("I-", x.text) for x in lines if x.kind == "control" and x.page == first]
    control = " ".join(numbers[: 2 if numbers and numbers[0].startswith("SYSTEM") else 1]) or None
    stamped = [line for line in lines if line.kind == "stamp"]
    return Furniture(
        banner,
        captions,
        control,
        read_block([line.text for line in lines if line.kind == "block"]),
        read_stamps([*(line.text for line in lines if line.kind in ("stamp", "hand")), *turned]),
        tuple(dict.fromkeys((*_stamp_list(stamped), *turned))),
    )


def read_banner(texts: Iterable[str]) -> tuple[str | None, tuple[str, ...]]:
    """The overall level that most of the banners give (the higher where they are even), and all captions."""
    levels: Counter[str] = Counter()
    captions: dict[str, None] = {}
    for text in texts:
        spaced = despaced(text)
        spaced = downgraded(spaced) or spaced
        whole = parse_banner(spaced)
        if whole is not None:
            levels[whole.level] += 2
            captions.update(dict.fromkeys(whole.captions))
            continue
        level = nearest_level(spaced)
        if level is not None:
            levels[level] += 1
        elif (caption := _caption(spaced)) is not None:
            captions[caption] = None
    if not levels:
        return None, tuple(captions)
    order = list(LEVELS.values())
    level = max(levels, key=lambda name: (levels[name], order.index(name)))
    return level, tuple(captions)


def _caption(text: str) -> str | None:
    """The caption that a banner without a level is, through OCR damage; None where none is near."""
    printed = text.strip().strip("/-–—; ")
    plain = re.sub(r"[^A-Z ]", "", printed.upper()).strip()
    near = process.extractOne(plain, CAPTIONS, scorer=fuzz.ratio, score_cutoff=80) if len(plain) > 3 else None
    return printed if near or plain in CAPTIONS else None


def read_block(texts: Sequence[str]) -> ClassificationBlock | None:
    """The classification block in its lines; None where nothing of it reads."""
    found: dict[str, str] = {}
    for text in texts:
        for name, pattern in _BLOCK.items():
            match = pattern.search(text)
            if match and name not in found:
                found[name] = re.sub(r"\s+", " ", match["v"]).strip(" ,;")
        if match := _SCHEDULE.search(text):
            found.setdefault("declassify_on", match.group().strip(" ()"))
    for name, pattern in _OVERPRINTED.items():
        value = next((m["v"] for text in texts if (m := pattern.search(text.strip()))), None)
        if value and any("11652" in text or "GENERAL DECLASS" in text for text in texts):
            found.setdefault(name, re.sub(r"\s+", " ", value))
    if found.get("classified_by", "").upper() in LEVELS.values():
        del found["classified_by"]  # a form's banner beside a line left empty
    worn = next((m for text in texts if (m := _WORN_OADR.search(text))), None)
    if "declassify_on" not in found and worn and fuzz.ratio(worn["v"].upper(), "OADR") >= 70:
        found["declassify_on"] = "OADR"
    if found.get("declassify_on", "").upper() == "0ADR":
        found["declassify_on"] = "OADR"
    return ClassificationBlock(**found) if found else None


def read_stamps(texts: Sequence[str]) -> Declassification | None:
    """Authority, case, date and reviewer that release stamps give; None where there is none of these."""
    whole = " \n".join(texts)
    date, reviewer = stamps.signed(whole)
    found = {
        "authority": stamps.authority(whole),
        "case": stamps.case(whole),
        "date": date,
        "reviewer": reviewer,
        "release": stamps.release_words(whole),
        "doc_number": stamps.doc_number(whole),
    }
    return Declassification(**found) if any(found.values()) else None


def _stamp_list(stamped: Sequence[Line]) -> tuple[str, ...]:
    """The stamps as printed, each once: lines that stand under one another are one stamp."""
    joined: list[tuple[Line, str]] = []
    for line in stamped:
        if stamps.case(line.text) or stamps.is_signature(line.text):
            continue
        if joined and _below(joined[-1][0], line):
            joined[-1] = (line, f"{joined[-1][1]} {line.text}")
        else:
            joined.append((line, line.text))
    return tuple(dict.fromkeys(text for _, text in joined))


def _below(above: Line, line: Line) -> bool:
    if line.page != above.page or not 0 < line.box.middle - above.box.middle < 3 * above.box.height:
        return False
    return line.box.left < above.box.right and above.box.left < line.box.right
