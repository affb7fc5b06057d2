"""A whole volume: read as a stream, a document at a time, so that memory holds the text and no tree."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path

from lxml import etree
from msgspec import structs

from memcon.errors import MissingFile, UnreadableFile
from memcon.exports.tei.document import document
from memcon.exports.tei.flow import Sheets
from memcon.exports.tei.names import ID, TEI, Element, attribute, in_tei, tag, text_of
from memcon.model import Document, Record, Source, Volume, VolumeEntry

_DOCUMENT = ("document", "document-pending")


def read_tei(path: Path, progress: Callable[[int], None] | None = None) -> Document:
    """A volume of TEI as a document of the kind ``tei``: a record for each ``div`` of the type ``document``.

    `progress` is called with the number of documents read. External entities are not followed. Raises
    `MissingFile`, and `UnreadableFile` for what is no XML, no TEI, or has no documents.
    """
    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise MissingFile(f"cannot read {path} ({error.strerror})", "Name a file that is there") from error
    reader = _VolumeReader(path, progress)
    try:
        reader.read()
    except etree.XMLSyntaxError as error:
        line = f"line {error.lineno}: " if error.lineno else ""
        said = (error.msg or "no XML").splitlines()[0]
        raise UnreadableFile(f"{path.name} is broken XML ({line}{said})", "Fetch the file again") from error
    if not reader.records:
        raise UnreadableFile(
            f"{path.name} has no documents", "memcon reads TEI that has div elements of the type document"
        )
    reader.sheets.close()
    name = path.name.encode(errors="replace").decode()
    source = Source(name, digest, "tei", len(reader.sheets.pages))
    return Document(
        source,
        tuple(reader.sheets.pages),
        tuple(reader.sheets.lines),
        tuple(reader.records),
        volume=reader.volume,
    )


class _VolumeReader:
    """Goes through a file and keeps what is behind."""

    def __init__(self, path: Path, progress: Callable[[int], None] | None) -> None:
        self.path = path
        self.sheets = Sheets()
        self.records: list[Record] = []
        self.volume = Volume(path.stem, path.stem)
        self._progress = progress
        self._page: Element | None = None
        self._before: Element | None = None
        self._depth = 0

    def read(self) -> None:
        events = ("start", "end")
        wanted = [in_tei(name) for name in ("TEI", "div", "pb", "teiHeader", "titleStmt")]
        walk = etree.iterparse(
            str(self.path),
            events=events,
            tag=wanted,
            resolve_entities=False,
            no_network=True,
            huge_tree=True,
            recover=True,
        )
        for event, element in walk:
            name = tag(element)
            if event == "start":
                self._begin(name, element)
            elif name == "teiHeader":
                self.volume = header(element, self.volume.id)
            elif name == "div":
                self._end(element)
        for error in walk.error_log:
            if error.type != etree.ErrorTypes.DTD_ID_REDEFINED:  # two of one name: both are read
                raise UnreadableFile(
                    f"{self.path.name} is broken XML (line {error.line}: {error.message})",
                    "Fetch the file again",
                )

    def _begin(self, name: str, element: Element) -> None:
        if name == "TEI" and element.getparent() is None:
            self.volume = structs.replace(self.volume, id=attribute(element, ID) or self.path.stem)
        elif name == "pb":
            self._page = element
        elif name == "div" and attribute(element, "type") in _DOCUMENT:
            if self._depth == 0:
                self._before = self._page
            self._depth += 1

    def _end(self, div: Element) -> None:
        kind = attribute(div, "type")
        if kind in _DOCUMENT:
            self._depth -= 1
            if self._depth:
                return
            made = document(div, self.sheets, self._before, _chapter(div), self.volume.id)
            self.records.append(made)
            if self._progress:
                self._progress(len(self.records))
            _forget(div)
        elif attribute(div, ID) == "persons" or kind == "persons":
            self.volume = structs.replace(self.volume, persons=tuple(entries(div, "persName")))
        elif attribute(div, ID) == "terms":
            self.volume = structs.replace(self.volume, terms=tuple(entries(div, "term")))


def _chapter(div: Element) -> tuple[str, ...]:
    """The headings of what a document stands in, the outermost first."""
    above = [text_of(outer.find(in_tei("head"))) for outer in div.iterancestors(in_tei("div"))]
    return tuple(heading for heading in reversed(above) if heading)


def _forget(div: Element) -> None:
    """Let go of a document that has been read, but not of the text behind it."""
    tail = div.tail
    div.clear()
    div.tail = tail


def header(element: Element, name: str) -> Volume:
    """A volume, from its ``teiHeader``."""
    titles = {
        attribute(title, "type").replace("-", "").lower(): text_of(title)
        for title in element.iterfind(f".//{{{TEI}}}titleStmt/{{{TEI}}}title")
    }
    editors = [
        (attribute(editor, "role"), text_of(editor))
        for editor in element.iterfind(f".//{{{TEI}}}titleStmt/{{{TEI}}}editor")
    ]
    known = text_of(element.find(f".//{{{TEI}}}publicationStmt/{{{TEI}}}idno[@type='frus']"))
    dates = {
        attribute(date, "type"): text_of(date)
        for date in element.iterfind(f".//{{{TEI}}}publicationStmt/{{{TEI}}}date")
    }
    whole = titles.get("complete") or titles.get("") or next(iter(titles.values()), "") or name
    year = re.search(r"\b(?:1[89]|20)\d\d\b", dates.get("publication-date") or dates.get("") or "")
    return Volume(
        known or name,
        whole,
        titles.get("series") or None,
        titles.get("subseries") or None,
        titles.get("volumenumber") or None,
        titles.get("volume") or None,
        tuple(who for role, who in editors if role != "general" and who),
        tuple(who for role, who in editors if role == "general" and who),
        text_of(element.find(f".//{{{TEI}}}publicationStmt/{{{TEI}}}publisher")) or None,
        text_of(element.find(f".//{{{TEI}}}publicationStmt/{{{TEI}}}pubPlace")) or None,
        year[0] if year else None,
    )


def entries(div: Element, name: str) -> list[VolumeEntry]:
    """The persons or terms that a list of the front matter defines, with what it says of them."""
    found: list[VolumeEntry] = []
    for item in div.iter(in_tei("item"), in_tei("p")):
        named = next((e for e in item.iter(in_tei(name)) if attribute(e, ID)), None)
        if named is not None:
            printed = text_of(named)
            whole = text_of(item)
            about = whole[whole.find(printed) + len(printed) :].strip(" ,")
            found.append(VolumeEntry(attribute(named, ID), printed.rstrip(" ,"), about))
    return found
