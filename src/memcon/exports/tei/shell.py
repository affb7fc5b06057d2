"""A whole file around the documents: a volume of one's own, or the next document of one that there is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from xml.parsers import expat

from lxml import etree

from memcon.errors import UnreadableFile
from memcon.exports.entry import ExportEntry
from memcon.exports.tei.building import as_file, element, identifier, indented
from memcon.exports.tei.frus import document_div, number_of
from memcon.exports.tei.names import Element, attribute, in_tei
from memcon.exports.tei.stamps_of_time import whole_days


def frus(entries: Sequence[ExportEntry]) -> bytes:
    """The records as a volume: documents numbered through, in their order, in one compilation.

    Records that were all read from one volume keep its numbers, which need not be consecutive.
    """
    published = len({e.document.source.sha256 for e in entries if e.record.publication}) == 1
    kept = published and all(entry.record.publication for entry in entries)
    name = _name(entries, kept)
    root = element("TEI", id=name)
    root.append(_header(entries, name))
    body = element("body", into=element("text", into=root))
    compilation = element("div", into=body, type="compilation", id="comp1")
    element("head", "Conversations", into=compilation)
    for at, entry in enumerate(entries, 1):
        compilation.append(document_div(entry, number_of(entry, at) if kept else at))
    return as_file(root)


def _name(entries: Sequence[ExportEntry], kept: bool) -> str:
    first = entries[0]
    if kept and first.record.publication:
        return identifier(first.record.publication.volume)
    return identifier(f"memcon-{first.slug}" if len(entries) == 1 else f"memcon-{first.slug}-{len(entries)}")


def _header(entries: Sequence[ExportEntry], name: str) -> Element:
    header = element("teiHeader")
    file = element("fileDesc", into=header)
    volume = entries[0].document.volume
    titles = element("titleStmt", into=file)
    named = (
        ("complete", volume.title if volume else _complete(entries)),
        ("series", (volume and volume.series) or "Records read by memcon"),
        ("sub-series", (volume and volume.period) or _years(entries)),
        ("volume-number", (volume and volume.number) or "1"),
        ("volume", (volume and volume.name) or _complete(entries)),
    )
    for kind, text in named:
        element("title", text, into=titles, type=kind)
    imprint = element("publicationStmt", into=file)
    element("publisher", (volume and volume.publisher) or "[publisher not given]", into=imprint)
    element("pubPlace", (volume and volume.place) or "[place not given]", into=imprint)
    year = (volume and volume.year) or str(datetime.now(UTC).year)
    element("date", year, into=imprint, type="publication-date")
    _content_date(imprint, entries)
    element("idno", name, into=imprint, type="frus")
    notes = element("notesStmt", into=file)
    element("note", "Made by memcon from the files named in sourceDesc; not a published volume.", into=notes)
    source = element("sourceDesc", into=file)
    files = (entry.document.source for entry in entries)
    for text in dict.fromkeys(f"{file.name}, SHA-256 {file.sha256}" for file in files):
        element("p", text, into=source)
    tags = element("tagsDecl", into=element("encodingDesc", into=header))
    element("rendition", "text-align: right", into=tags, id="right", scheme="css")
    return header


def _complete(entries: Sequence[ExportEntry]) -> str:
    return "One document" if len(entries) == 1 else f"{len(entries)} documents"


def _years(entries: Sequence[ExportEntry]) -> str:
    years = sorted({entry.record.date[:4] for entry in entries if entry.record.date})
    return "[years not given]" if not years else years[0] if len(years) == 1 else f"{years[0]}–{years[-1]}"


def _content_date(imprint: Element, entries: Sequence[ExportEntry]) -> None:
    """From when to when the documents are."""
    moments = [moment for entry in entries if (moment := whole_days(entry.record))]
    date = element("date", _years(entries), into=imprint, type="content-date")
    if moments:
        date.set("notBefore", min(first for first, _ in moments))
        date.set("notAfter", max(last for _, last in moments))


def appended(volume: bytes, entries: Sequence[ExportEntry]) -> bytes:
    """A volume with the records behind its last document, with the next numbers; nothing else is changed.

    Raises `UnreadableFile` where the volume is no well-formed TEI, or has no numbered document.
    """
    end, number, indent = _last_document(volume)
    made = bytearray()
    defined = b'xml:id="right"' in volume
    for at, entry in enumerate(entries, number + 1):
        div = document_div(entry, at)
        if not defined:  # a pointer must lead somewhere
            for dateline in div.iter(in_tei("dateline")):
                del dateline.attrib["rendition"]
        indented(div)
        text = etree.tostring(div, encoding="unicode")
        made += ("\n" + text).replace("\n", f"\n{indent}").encode()
    return volume[:end] + bytes(made) + volume[end:]


def _last_document(volume: bytes) -> tuple[int, int, str]:
    """Where the last document of a volume ends, in bytes; its number; and how far it is indented."""
    try:
        root = etree.fromstring(
            volume, etree.XMLParser(resolve_entities=False, no_network=True, collect_ids=False)
        )
    except etree.XMLSyntaxError as error:
        raise UnreadableFile(f"the volume is broken XML ({error.msg})", "Mend it first") from error
    divs = [d for d in root.iter(in_tei("div")) if attribute(d, "type") == "document"]
    numbers = [int(attribute(d, "n")) for d in divs if attribute(d, "n").isdecimal()]
    if not numbers:
        raise UnreadableFile("the volume has no numbered document", "Give a volume of FRUS as TEI")
    found: list[tuple[int, int]] = []
    open_at: list[tuple[int, bool]] = []
    parser = expat.ParserCreate(namespace_separator=" ")

    def start(name: str, attributes: dict[str, str]) -> None:
        document = name.endswith(" div") and attributes.get("type") == "document"
        open_at.append((parser.CurrentByteIndex, document))

    def end(name: str) -> None:
        begun, document = open_at.pop()
        if document:
            found.append((begun, volume.index(b">", parser.CurrentByteIndex) + 1))

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.Parse(volume, True)
    begun, ended = found[-1]
    line = volume[volume.rfind(b"\n", 0, begun) + 1 : begun]
    return ended, max(numbers), line.decode() if not line.strip() else ""
