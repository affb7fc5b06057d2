"""Every record of a folder to every format: what fails, is lost, is not valid, or does not come back.

    python tools/export_sweep.py ../shared/gold/pdf ../shared/frus/txt samples

It says nothing of a file with which all is well, and ends with the figures. Text is lost where a letter or a
digit of the body is not in what was made. ``--schema frus.rng`` and ``--tei tei_all.rng`` validate TEI.
"""

from __future__ import annotations

import argparse
import io
import re
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pypdfium2 as pdfium
from lxml import etree
from rapidfuzz.distance import Levenshtein

import memcon
from memcon.exports.body import body, plain
from memcon.exports.tei.rules import problems

TEI = "{http://www.tei-c.org/ns/1.0}"
SUFFIXES = (".pdf", ".txt", ".xml", ".png", ".jpg", ".tif")
NEWER = ("doc-dateTime-min", "doc-dateTime-max")
"""Attributes of today's FRUS that its schema of 2015 has not."""


def main() -> int:
    """Sweep the folders that are named; 1 where anything is wrong."""
    wanted = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    wanted.add_argument("folders", nargs="+", type=Path)
    wanted.add_argument("--schema", type=Path, help="FRUS as RELAX NG, of 2015")
    wanted.add_argument("--tei", type=Path, help="TEI All as RELAX NG")
    asked = wanted.parse_args()
    files = sorted(p for f in asked.folders for p in f.iterdir() if p.suffix.lower() in SUFFIXES)
    sweep = Sweep(grammar(asked.schema), grammar(asked.tei))
    for path, result in memcon.read_many(files):
        if isinstance(result, memcon.MemconError):
            sweep.says(path, f"not read: {result}")
        else:
            sweep.document(path, result)
    sweep.report()
    return 1 if sweep.wrong else 0


def grammar(path: Path | None) -> etree.RelaxNG | None:
    """A schema, where one is named."""
    return etree.RelaxNG(etree.parse(path)) if path else None


class Sweep:
    """Counts, and says what is wrong."""

    def __init__(self, schema: etree.RelaxNG | None, tei: etree.RelaxNG | None) -> None:
        self.schema, self.tei = schema, tei
        self.count: Counter[str] = Counter()
        self.edits: Counter[str] = Counter()
        self.sizes: list[float] = []
        self.wrong = 0

    def says(self, path: Path, what: str) -> None:
        """Print one thing that is wrong."""
        self.wrong += 1
        print(f"{path.name}: {what}", flush=True)

    def document(self, path: Path, document: memcon.Document) -> None:
        """Everything about one file."""
        entries = list(memcon.export_entries(document, path))
        self.count["files"] += 1
        self.count["records"] += len(entries)
        for known in memcon.formats():
            if known.picture and document.source.kind not in ("pdf", "image"):
                continue
            parts = [entries] if known.scope == "document" else [[entry] for entry in entries]
            for part in parts:
                try:
                    made = memcon.export(part, known.name)
                except Exception as error:  # whatever it is, the sweep goes on
                    self.says(path, f"{known.name}: {type(error).__name__}: {error}")
                    continue
                self.count[f"format {known.name}"] += 1
                for what in check(known.name, made, part):
                    self.says(path, f"{known.name}, {part[0].id}: {what}")
                if known.name == "searchable-pdf":
                    self.searchable(path, document, made)
                if known.name == "frus":
                    self.frus(path, made)
                if known.name == "tei":
                    self.diplomatic(path, made)

    def diplomatic(self, path: Path, made: bytes) -> None:
        """It is valid against TEI All."""
        if self.tei is not None and not self.tei.validate(etree.fromstring(made)):
            self.says(path, f"tei: {self.tei.error_log.last_error}")

    def frus(self, path: Path, made: bytes) -> None:
        """It is valid, keeps the rules, and comes back."""
        root = etree.fromstring(made)
        for problem in problems(root):
            if problem.severity == "error":
                self.says(path, f"frus: {problem.rule}: {problem.message}")
        if self.schema is not None and not self.schema.validate(older(root)):
            self.says(path, f"frus: {self.schema.error_log.last_error}")
        with tempfile.TemporaryDirectory() as folder:
            first = Path(folder) / "first.xml"
            first.write_bytes(made)
            again = memcon.export(memcon.read(first), "frus")
        if texts(again) != texts(made):
            self.says(path, "frus: the file made of what was read from it is another")
            self.count["unstable"] += 1

    def searchable(self, path: Path, document: memcon.Document, made: bytes) -> None:
        """Its text is memcon's own, in PDFium and in poppler, and its size that of the scan."""
        self.sizes.append(len(made) / path.stat().st_size if path.suffix == ".pdf" else 1.0)
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "made.pdf"
            file.write_bytes(made)
            opened = pdfium.PdfDocument(file)
            for page in document.pages:
                if not page.words:
                    continue
                own = " ".join(
                    " ".join(line.text for line in document.lines if line.page == page.number).split()
                )
                got = opened[page.number - 1].get_textpage().get_text_bounded()
                got = got.replace("\x02", "-")  # as PDFium gives a hyphen that ends a line
                number = str(page.number)
                asked = ["pdftotext", "-raw", "-f", number, "-l", number, str(file), "-"]
                poppler = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
                self.edits["letters"] += len(own)
                self.edits["pdfium"] += Levenshtein.distance(own, " ".join(got.split()))
                self.edits["poppler"] += Levenshtein.distance(own, " ".join(poppler.split()))

    def report(self) -> None:
        """The figures."""
        print(dict(self.count))
        if self.sizes:
            print(f"searchable PDF: size {max(self.sizes):.2f} times the scan at most, median", end=" ")
            print(f"{sorted(self.sizes)[len(self.sizes) // 2]:.2f}")
            letters = self.edits["letters"]
            for name in ("pdfium", "poppler"):
                share = self.edits[name] / letters
                print(f"  edits against memcon's own text in {name}: {share:.2%} of {letters:,}")
        print(f"{self.wrong} things wrong")


def older(root: etree._Element) -> etree._Element:
    """A volume as the schema of 2015 has it: without what FRUS has taken in since."""
    for each in list(root.iter(f"{TEI}notesStmt")):
        each.getparent().remove(each)
    for each in root.iter():
        if isinstance(each.tag, str):
            for name in [key for key in each.attrib if etree.QName(key).localname in NEWER]:
                del each.attrib[name]
            if each.tag == f"{TEI}list" and each.get("type") == "from":
                each.set("type", "to")
    return root


def texts(made: bytes) -> bytes:
    """The documents of a volume, without its header, in which the source's name stands."""
    return made[made.index(b"<text>") :]


FULL = {"text", "markdown", "jsonl", "frus", "frus-div", "tei", "docx", "csv-turns", "pdf"}
"""Formats in which the whole body of a record must be."""


def check(name: str, made: bytes, part: list[memcon.ExportEntry]) -> Iterator[str]:
    """What is lost: letters and digits of the body that do not stand in what was made, in their order."""
    if name not in FULL:
        return
    bare = words if name == "pdf" else letters  # whose lines are numbered
    whole = bare(shown(name, made))
    for entry in part:
        if name == "tei":  # line by line, in the order of the page
            for number in (n for element in entry.record.elements for n in element.lines):
                if bare(entry.lines[number].text) not in whole:
                    yield f"lost: {entry.lines[number].text[:60]!r}"
            continue
        for block in body(entry):
            for run in block.runs:
                text = bare(run) if isinstance(run, str) else ""
                if text and text not in whole and not runs_through(text, whole):
                    yield f"lost: {plain(block)[:60]!r}"
                    break


FURNITURE = 200
"""Letters of a page's foot and the next page's head, at most, that may stand within a text."""


def runs_through(text: str, whole: str) -> bool:
    """Whether a text is there but for page heads that stand within it."""
    start = whole.find(text[:20])
    while start >= 0:
        at, place = 0, start
        while at < len(text):
            if text[at] == whole[place : place + 1]:
                at, place = at + 1, place + 1
                continue
            step = whole.find(text[at : at + 20], place, place + FURNITURE + 20)
            if step < 0:
                break
            place = step
        if at == len(text):
            return True
        start = whole.find(text[:20], start + 1)
    return False


def letters(text: str) -> str:
    """Letters and digits alone."""
    return re.sub(r"[\W_]+", "", text)


def words(text: str) -> str:
    """Letters alone."""
    return re.sub(r"[\W\d_]+", "", text)


def shown(name: str, made: bytes) -> str:
    """The text of what was made."""
    if name == "pdf":
        opened = pdfium.PdfDocument(made)
        return " ".join(page.get_textpage().get_text_bounded() for page in opened)
    if name == "docx":
        xml = zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml").decode()
        return unescape(re.sub(r"<[^>]+>", "", xml))
    text = made.decode("utf-8-sig")
    if name in ("frus", "frus-div", "tei"):
        root = etree.fromstring(made)
        for second in root.findall(f".//{TEI}choice/*[2]"):  # the other reading of a doubtful word
            second.getparent().remove(second)
        text = "".join(str(piece) for piece in root.itertext())
    if name == "jsonl":
        text = text.encode().decode("unicode_escape", "replace") if "\\u" in text else text
    return text


if __name__ == "__main__":
    sys.exit(main())
