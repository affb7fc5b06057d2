"""Whatever the file holds: either a `MemconError`, or a document that keeps every line in one place."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import memcon
from test_bad_input import partition

ROOT = Path(__file__).parents[1]
PDFS = sorted((ROOT / "samples").glob("*.pdf"))

SNIPPETS = (
    """
MEMORANDUM OF CONVERSATION|MEMORANDUM OF TELEPHONE CONVERSATION|SUMMARY OF CONCLUSIONS|THE WHITE HOUSE
WASHINGTON|MEMORANDUM FOR|FROM:|THROUGH:|SUBJECT:|PARTICIPANTS:|PARTICIPANTS|NOTETAKER:|Interpreter:|DATE:
DATE, TIME|AND PLACE:|TIME:|PLACE:|March 3, 1994, 10:05 - 10:20 a.m. EST|31 February 1995|25:61|The President:
K:|Mr. Ardel:|Ana Orsova|Valdria|President|said|that|the|harbour.|(C)|(S/NF)|(c)|(U|SECRET|TOP SECRET
CONFIDENTIAL/NODIS|UNCLASSIFIED|-- End of Conversation --|DECLASSIFIED|PER E.O. 13526|Classified by:
Declassify on: OADR|Reason: 1.5 (d)|[2 lines not declassified]|WITHDRAWAL SHEET|RESTRICTION|P1/(b)(1)
FM AMEMBASSY|TO SECSTATE|1.|(a)|--|-|•|:|Page 2 of 9|- 2 -|2|\u00a0|\u202e|…
""".strip()
    .replace("\n", "|")
    .split("|")
)

word = st.one_of(st.sampled_from(SNIPPETS), st.text(st.characters(codec="utf-8"), min_size=1, max_size=12))
gap = st.sampled_from([" ", "  ", "\t", " " * 12, "\n", "\n\n", "\f", "\r\n", "", ": "])
papers = st.lists(st.tuples(word, gap), min_size=1, max_size=120).map(
    lambda pairs: "".join(part for pair in pairs for part in pair)
)


def read(data: bytes, name: str, **how: object) -> memcon.Document | None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        try:
            return memcon.read(path, **how)  # type: ignore[arg-type]
        except memcon.MemconError as error:
            assert error.message and "\n" not in str(error)
            return None


def check(document: memcon.Document) -> None:
    partition(document)
    assert memcon.decode(memcon.encode(document)) == document
    for page in document.pages:
        width, height = page.width, page.height
        assert all(0 <= w.box.left <= w.box.right <= width for w in page.words)
        assert all(0 <= w.box.top <= w.box.bottom <= height for w in page.words)
    for record in document.records:
        for evidence in record.evidence:
            document.text_at(evidence.span)
        for paragraph in (*record.paragraphs, *(p for t in record.turns for p in t.paragraphs)):
            assert document.text_at(paragraph.span) == paragraph.text


@given(papers)
@settings(max_examples=200, deadline=None)
def test_any_text(text: str) -> None:
    document = read(text.encode("utf-8", "surrogatepass"), "paper.txt")
    if document:
        check(document)


@given(st.binary(max_size=2_000))
@settings(max_examples=150, deadline=None)
def test_any_bytes(data: bytes) -> None:
    document = read(data, "paper.txt", ocr="never")
    if document:
        check(document)


@pytest.mark.skipif(not PDFS, reason="samples/ has no PDF to damage")
@given(st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.data_too_large])
def test_any_damaged_pdf(data: st.DataObject) -> None:
    whole = bytearray(data.draw(st.sampled_from(PDFS)).read_bytes())
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(0, len(whole) - 1))
        piece = data.draw(st.binary(min_size=1, max_size=24))
        if data.draw(st.booleans()):
            whole[at : at + len(piece)] = piece
        else:
            del whole[at : at + data.draw(st.integers(1, 4_000))]
        if not whole:
            break
    document = read(bytes(whole), "paper.pdf", ocr="never")
    if document:
        check(document)


@pytest.mark.skipif(sys.platform != "linux", reason="atheris has wheels for Linux alone")
@pytest.mark.parametrize(("kind", "runs"), [("text", 150), ("pdf", 40)])
def test_what_the_covered_code_leads_to(kind: str, runs: int, tmp_path: Path) -> None:
    """Inputs grown from those that reached new code, a few; ``make fuzz`` looks for longer."""
    command = [sys.executable, ROOT / "tools" / "fuzz.py", kind, f"-runs={runs}", "-seed=1", tmp_path]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    assert f"Done {runs} runs" in done.stderr
