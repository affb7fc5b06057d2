"""A record as it stands on its pages, in TEI P5: every line with its place, in its own words.

``facsimile`` has a ``surface`` for each page and a ``zone`` for each line, stamp, hand and passage withheld;
``text`` has each line once, its ``lb`` pointing to its zone. Speeches are ``sp``, doubtful words ``unclear``,
what a person has corrected ``corr`` beside what the machine read. Elements as the TEI Guidelines P5 have
them; the files are valid against TEI All.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from memcon.exports.body import codes
from memcon.exports.citing import chicago_note
from memcon.exports.entry import ExportEntry
from memcon.exports.facts import title
from memcon.exports.tei.building import as_file, element, identifier
from memcon.exports.tei.names import Element
from memcon.exports.tei.sheets_of_text import write_text
from memcon.model import Box, Page, Record

HAND = "hand"
"""The name of the hands: nobody knows whose they are."""


def diplomatic(entries: Sequence[ExportEntry]) -> bytes:
    """The records as one TEI file: of one record, or a ``teiCorpus`` of several."""
    texts = [_tei(entry) for entry in entries]
    if len(texts) == 1:
        return as_file(texts[0])
    corpus = element("teiCorpus")
    corpus.append(_corpus_header(entries))
    for text in texts:
        corpus.append(text)
    return as_file(corpus)


def _corpus_header(entries: Sequence[ExportEntry]) -> Element:
    header = element("teiHeader")
    file = element("fileDesc", into=header)
    element("title", f"{len(entries)} records", into=element("titleStmt", into=file))
    element("p", "Not published.", into=element("publicationStmt", into=file))
    source = element("sourceDesc", into=file)
    for name in dict.fromkeys(entry.document.source.name for entry in entries):
        element("p", name, into=source)
    return header


def _tei(entry: ExportEntry) -> Element:
    root = element("TEI", id=entry.slug)
    root.append(_header(entry))
    pages = [page for page in entry.pages if page.width and page.height]
    if pages:
        facsimile = element("facsimile", into=root)
        for page in pages:
            _surface(facsimile, entry, page)
    body = element("body", into=element("text", into=root))
    div = element("div", into=body, type=entry.record.form)
    write_text(div, entry)
    _prefixed(root, entry.slug)
    return root


def _prefixed(root: Element, slug: str) -> None:
    """Put the record's name before every name and pointer, so that records can stand in one file."""
    for each in root.iter():
        if not isinstance(each.tag, str) or each is root:
            continue
        for key, value in list(each.attrib.items()):
            name = str(key).rpartition("}")[2]
            if name == "id":
                each.set(key, f"{slug}.{value}")
            elif name in ("facs", "who", "hand", "resp", "corresp") and str(value).startswith("#"):
                each.set(key, f"#{slug}.{str(value)[1:]}")


def _header(entry: ExportEntry) -> Element:
    record, source = entry.record, entry.document.source
    header = element("teiHeader")
    file = element("fileDesc", into=header)
    titles = element("titleStmt", into=file)
    element("title", title(record), into=titles)
    for name in dict.fromkeys(change.author for change in entry.changes):
        statement = element("respStmt", into=titles)
        element("resp", "corrections", into=statement)
        element("name", name, into=statement, id=identifier(f"by-{name}"))
    element("p", "Not published.", into=element("publicationStmt", into=file))
    described = element("sourceDesc", into=file)
    where = f"{source.name}, pages {record.pages[0]} to {record.pages[1]}; SHA-256 {source.sha256}"
    element("bibl", where, into=described)
    element("bibl", chicago_note(entry), into=described)
    encoding = element("encodingDesc", into=header)
    element("p", "Transcribed by memcon, line by line; unclear/@n is the confidence, 0 to 1.", into=encoding)
    _profile(header, record)
    if entry.changes:
        revisions = element("revisionDesc", into=header)
        for change in reversed(entry.changes):
            said = f"{change.path}: {change.old or 'nothing'} → {change.new or 'nothing'}"
            made = element("change", f"{said}. {change.why}".rstrip(". "), into=revisions)
            made.set("who", f"#{identifier(f'by-{change.author}')}")
            if change.at:
                made.set("when", change.at)
    return header


def _profile(header: Element, record: Record) -> None:
    """The day, the people, the hands."""
    profile = element("profileDesc", into=header)
    if record.date:
        creation = element("creation", into=profile)
        element("date", record.date, into=creation, when=record.date)
    speakers = list(dict.fromkeys(turn.speaker for turn in record.turns if turn.speaker))
    if speakers or record.participants:
        people = element("listPerson", into=element("particDesc", into=profile))
        for person in record.participants:
            element("persName", person.printed, into=element("person", into=people))
        for number, speaker in enumerate(speakers):
            element("persName", speaker, into=element("person", into=people, id=f"speaker{number}"))
    hands = element("handNotes", into=profile)
    element("handNote", "Handwriting, of whomever it is.", into=hands, id=HAND)


def _surface(facsimile: Element, entry: ExportEntry, page: Page) -> None:
    source = entry.document.source
    surface = element(
        "surface", into=facsimile, id=f"f{page.number}", n=str(page.number), ulx="0", uly="0",
        lrx=str(page.width), lry=str(page.height),
    )  # fmt: skip
    if source.kind in ("pdf", "image"):
        where = f"#page={page.number}" if source.kind == "pdf" else ""
        graphic = element("graphic", into=surface, url=f"{quote(source.name)}{where}")
        graphic.set("width", f"{page.width}px")
        graphic.set("height", f"{page.height}px")
    for number, seen in enumerate(page.seen):
        if seen.kind in ("stamp", "hand", "covered"):
            made = _zone(surface, f"s{page.number}-{number}", seen.box, seen.kind)
            if seen.angle % 360:
                made.set("rotate", str(seen.angle % 360))
    for number, withheld in enumerate(entry.record.withheld):
        if withheld.box and withheld.page == page.number:
            made = _zone(surface, f"w{number}", withheld.box, "withheld")
            if withheld.exemptions:
                made.set("n", codes(withheld))
    own = {n for run in entry.record.elements for n in run.lines}
    for line in entry.lines.values():
        if line.page == page.number and line.number in own:
            _zone(surface, f"z{line.number}", line.box, "line")


def _zone(surface: Element, name: str, box: Box, kind: str) -> Element:
    return element(
        "zone", into=surface, id=name, type=kind, ulx=str(box.left), uly=str(box.top),
        lrx=str(max(box.right, box.left)), lry=str(max(box.bottom, box.top)),
    )  # fmt: skip
