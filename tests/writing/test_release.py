"""Released copies, of records written anew and of scans with pixels taken out: clean, or not written."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from msgspec import structs

import memcon
from memcon.errors import NotReleased, UsageError
from memcon.model import Box, Record, bare
from memcon.verbs import releasing
from memcon.writing import (
    Ageing,
    Decision,
    Decisions,
    Review,
    as_pdf,
    as_scan,
    as_text,
    invent,
    portions,
    secret,
)
from memcon.writing.inspection import left_over
from memcon.writing.release import Leaf, Row, bound, ink_left, marker, withdrawal_sheet
from memcon.writing.review import WHOLE, Cut, Reviewed

from .planting import LEAKS, planted, with_old_revision

ROOT = Path(__file__).parents[2]
REVIEW = Review(case="2019-0517-M", item="1.07", reviewer="KBH", date="2019-07-16", library="Clinton")
RELEASE = Decision(WHOLE, "release")
TELCON = ROOT.parent / "shared" / "gold" / "txt" / "000_68f457595fa97338.txt"


def short(seed: int) -> Record:
    """An invented paper of one page."""
    record = invent(seed)
    return structs.replace(record, turns=record.turns[:4], withheld=(), holdings=None)


def longest(record: Record, count: int) -> list[Decision]:
    """Decisions that withhold the middle of the record's longest portions."""
    body = sorted((p for p in portions(record) if p.body), key=lambda p: -len(p.words))[:count]
    return [Decision(p.at, "withhold", words=f"4-{min(len(p.words), 30)}", codes=("1.4(d)",)) for p in body]


def test_a_record_written_anew_is_read_back_as_it_was_released(tmp_path: Path) -> None:
    record = invent(5)
    released = memcon.declassify(record, Decisions(REVIEW, (*longest(record, 3), RELEASE)), ocr=False)
    path = tmp_path / "released.pdf"
    path.write_bytes(released.pdf)
    again, sheet = memcon.read(path, ocr="never", cache=False).records
    assert released.anew and sheet.form == "marker"
    assert [w.exemptions for w in again.withheld] == [("1.4(d)",)] * 3
    given = again.declassification
    assert given is not None and given.case == "2019-0517-M (1.07)"
    assert given.release == "DECLASSIFIED IN PART"


def test_a_scan_is_released_without_its_withheld_words_in_pixels_layer_or_bytes(tmp_path: Path) -> None:
    source = ROOT / "samples" / "1996-03-27-water.pdf"
    record = memcon.read(source).records[0]
    cuts = longest(record, 2)
    released = memcon.declassify(source, Decisions(REVIEW, (*cuts, RELEASE)), ocr=False)
    assert not released.anew and memcon.covered(_kept(tmp_path, released.pdf)) == ()
    held = secret(released.reviewed[0].withheld, released.reviewed[0].released)
    assert held.words and left_over(released.pdf, held) == ()
    again = memcon.read(_kept(tmp_path, released.pdf), ocr="always", cache=False)
    seen = " ".join(word.text for page in again.pages for word in page.words)
    assert held.in_text(seen) == 0
    assert "DECLASSIFIED IN PART" in seen
    kept = record.turns[0].paragraphs[0].text.split()[0].rstrip("?,.")
    assert kept in seen
    by_layer = memcon.read(_kept(tmp_path, released.pdf), ocr="never", cache=False).records[0]
    cut = {decision.at for decision in cuts}
    whole = {p.text for p in portions(record) if p.body and p.at not in cut and len(p.words) > 3}
    assert whole <= {p.text for p in portions(by_layer)}
    given = by_layer.declassification
    assert given is not None and given.case == "2019-0517-M (1.07)"


def _kept(folder: Path, pdf: bytes) -> Path:
    path = folder / "released.pdf"
    path.write_bytes(pdf)
    return path


def test_what_stands_in_the_black_around_a_sheet_is_in_no_copy(tmp_path: Path) -> None:
    grey = np.full((1100, 850), 255, np.uint8)
    grey[900:] = 0
    grey[100:110, 100:180:3] = 0
    words = (("Kessel", Box(100, 95, 180, 115)), ("STAMP", Box(100, 1000, 180, 1020)))
    pdf = bound([Leaf(grey, 100, words)])
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    assert "Kessel" in text and "STAMP" not in text
    assert memcon.covered(_kept(tmp_path, pdf)) == ()


def test_a_scans_mark_is_struck_and_its_banner(tmp_path: Path) -> None:
    clean = as_scan(short(8), seed=8, settings=Ageing.none())
    source = tmp_path / "scan.pdf"
    source.write_bytes(clean.pdf)
    released = memcon.declassify(source, Decisions(REVIEW, (RELEASE,)), ocr=False, marker=False)
    before, after = (_ink(pdf) for pdf in (clean.pdf, released.pdf))
    assert any(mark.mark != "U" for mark in clean.truth.marks)
    for mark in (m for m in clean.truth.marks if m.page == 1):
        box = (slice(mark.box.top, mark.box.bottom), slice(mark.box.left, mark.box.right))
        more = int(after[box].sum()) - int(before[box].sum())
        assert (more > 20) == (mark.mark != "U"), mark


def _ink(pdf: bytes) -> np.ndarray:
    page = pypdfium2.PdfDocument(pdf)[0]
    grey = page.render(scale=300 / 72, grayscale=True).to_numpy()
    return np.asarray(grey).reshape(grey.shape[0], grey.shape[1], -1)[:, :, 0] < 128


def lower(record: Record) -> list[Decision]:
    """Decisions that downgrade every (S) to (C)."""
    return [Decision(p.at, "downgrade", to="C") for p in portions(record) if p.mark == "S"]


@pytest.mark.parametrize("style", ["clinton", "nsc"])
def test_a_downgraded_copy_has_its_new_level_beside_the_struck_one(style: str, tmp_path: Path) -> None:
    record = next(r for r in (invent(n, style) for n in range(40)) if any(p.mark == "S" for p in portions(r)))
    decisions = Decisions(REVIEW, (*lower(record), RELEASE))
    released = memcon.declassify(record, decisions, style=style, ocr=False, marker=False)
    assert released.reviewed[0].lowered == "CONFIDENTIAL"
    (again,) = memcon.read(_kept(tmp_path, released.pdf), ocr="never", cache=False).records
    assert again.banner == record.banner == "SECRET"
    given = again.declassification
    assert given is not None and given.release == "DOWNGRADED TO CONFIDENTIAL"
    assert [p.mark for p in portions(again)] == [p.mark for p in portions(released.reviewed[0].record)]
    for sheet in released.text.split("\f"):
        assert sum("SECRET  CONFIDENTIAL" in line for line in sheet.splitlines()) == 2


def test_a_downgraded_scan_has_its_new_level_beside_the_struck_one(tmp_path: Path) -> None:
    record = next(r for r in map(short, range(40)) if any(p.mark == "S" for p in portions(r)))
    source = tmp_path / "scan.pdf"
    source.write_bytes(as_scan(record, seed=3, settings=Ageing.none()).pdf)
    read = memcon.read(source).records[0]
    decisions = Decisions(REVIEW, (*lower(read), RELEASE))
    released = memcon.declassify(source, decisions, ocr=False, marker=False)
    again = memcon.read(_kept(tmp_path, released.pdf), ocr="always", cache=False)
    banners = [line.text for line in again.lines if line.page == 1 and line.kind == "banner"]
    assert len(banners) == 2 and all(text.endswith("CONFIDENTIAL") for text in banners)
    assert again.records[0].banner == "SECRET"


def test_a_cables_subject_is_taken_out_wherever_it_is_printed(tmp_path: Path) -> None:
    record = structs.replace(invent(3, "cable"), withheld=(), paragraphs=invent(3, "cable").paragraphs[:4])
    source = tmp_path / "cable.pdf"
    source.write_bytes(as_scan(record, "cable", seed=3, settings=Ageing.none()).pdf)
    read = memcon.read(source)
    assert read.records[0].subject == record.subject
    printed = sum((record.subject or "!") in line.text for line in read.lines)
    subject = Decision("subject", "withhold", codes=("1.4(b)",))
    released = memcon.declassify(source, Decisions(REVIEW, (subject, RELEASE)), ocr=False, marker=False)
    again = memcon.read(_kept(tmp_path, released.pdf), ocr="always", cache=False)
    assert printed == 2 and not any((record.subject or "!") in line.text for line in again.lines)


@pytest.mark.parametrize("kind", ["text under a box", "white text", "an annotation", "an attachment"])
def test_a_copy_with_a_leak_is_not_written(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _leaking(monkeypatch, lambda pdf: planted(pdf, LEAKS[kind][0]))
    with pytest.raises(NotReleased, match="nothing was written") as raised:
        memcon.declassify(invent(5), Decisions(REVIEW, (RELEASE,)), ocr=False)
    assert "falconry" not in str(raised.value)


def test_a_copy_with_an_old_revision_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    _leaking(monkeypatch, with_old_revision)
    with pytest.raises(NotReleased, match="earlier revision"):
        memcon.declassify(invent(5), Decisions(REVIEW, (RELEASE,)), ocr=False)


def _leaking(monkeypatch: pytest.MonkeyPatch, leak: object) -> None:
    """The copy as it would be if what writes it were broken."""
    written = releasing._written_anew

    def leaky(*given: object) -> tuple[bytes, str, list[Leaf]]:
        pdf, text, leaves = written(*given)  # type: ignore[arg-type]
        return leak(pdf), text, leaves  # type: ignore[operator]

    monkeypatch.setattr(releasing, "_written_anew", leaky)


def test_withheld_words_in_the_picture_are_seen_by_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    record = short(5)
    scan = as_scan(record, seed=1, settings=Ageing.none()).pdf
    monkeypatch.setattr(releasing, "_written_anew", lambda *given: (scan, "", []))
    with pytest.raises(NotReleased, match="OCR of page"):
        memcon.declassify(record, Decisions(REVIEW, (*longest(record, 3), RELEASE)))


def test_a_passage_that_is_taken_out_in_the_wrong_place_is_not_released(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from memcon.writing.release import pages, rows

    source = tmp_path / "scan.pdf"
    source.write_bytes(as_scan(short(5), seed=5, settings=Ageing.none()).pdf)
    record = memcon.read(source).records[0]
    *_, first, second = sorted((p for p in portions(record) if p.body), key=lambda p: len(p.words))
    cut = Decision(first.at, "withhold", codes=("1.4(d)",))

    def elsewhere(document: memcon.Document, cut: Cut) -> list[Row]:
        return rows(document, structs.replace(cut, portion=second, start=0, end=2))

    monkeypatch.setattr(pages, "rows", elsewhere)
    with pytest.raises(NotReleased, match="text of page 1"):
        memcon.declassify(source, Decisions(REVIEW, (cut, RELEASE)), ocr=False)


def test_ink_that_is_left_in_a_blanked_place_is_seen() -> None:
    from memcon.model import Box
    from memcon.writing.release.binding import Blanked

    page = np.full((3300, 2550), 255, np.uint8)
    place = Blanked(Box(300, 300, 900, 360), 0)
    assert ink_left(bound([Leaf(page, 300, (), (place,))]), [Leaf(page, 300, (), (place,))]) == []
    page[310:350, 400:420] = 0
    assert ink_left(bound([Leaf(page, 300, (), (place,))]), [Leaf(page, 300, (), (place,))]) == [1]


def test_lines_are_withheld_by_their_number_on_the_page(tmp_path: Path) -> None:
    source = tmp_path / "paper.txt"
    source.write_text(as_text(invent(5)))
    record = memcon.read(source).records[0]
    (at,) = [p.at for p in portions(record) if p.body and len(p.span.pieces) == 4][:1]
    decisions = Decisions(REVIEW, (Decision(at, "withhold", lines="2-3", codes=("1.4(b)",)), RELEASE))
    (cut,) = memcon.declassify(source, decisions, ocr=False).reviewed[0].cuts
    lines = {line.number: line.text for line in memcon.read(source).lines}
    pieces = next(p for p in portions(record) if p.at == at).span.pieces
    assert cut.text.split() == " ".join(lines[p.line][p.start : p.end] for p in pieces[1:3]).split()


def test_the_same_decisions_give_the_same_bytes() -> None:
    record = invent(6)
    decisions = Decisions(REVIEW, (*longest(record, 2), RELEASE))
    one, two = (memcon.declassify(record, decisions, ocr=False).pdf for _ in range(2))
    assert one == two


def test_a_record_withheld_whole_is_on_the_withdrawal_sheet_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from memcon.writing import packet

    source = tmp_path / "packet.pdf"
    source.write_bytes(packet([invent(1), invent(2, "ford")]))
    secret_one = invent(2, "ford").turns[0].paragraphs[0].text
    decisions = Decisions(REVIEW, (RELEASE, Decision(WHOLE, "withhold", codes=("1.4(c)",), record=2)))
    released = memcon.declassify(source, decisions, how="anew", ocr=False)
    again = memcon.read(_kept(tmp_path, released.pdf), ocr="never", cache=False)
    assert [record.form for record in again.records][-2:] == ["withdrawal_sheet", "marker"]
    (row,) = again.records[-2].withdrawals
    assert "withheld in full" in (row.title or "") and (row.number, row.restriction) == ("002", "1.4(c)")
    assert "1.4(c)" in released.text
    assert secret_one[:30] not in released.text
    monkeypatch.setattr(releasing, "_written_anew", lambda *given: (source.read_bytes(), "", []))
    with pytest.raises(NotReleased):
        memcon.declassify(source, decisions, how="anew", ocr=False)


def test_sheets_count_what_was_released() -> None:
    full, whole = Reviewed(invent(1)), Reviewed(invent(2), whole=("P1",))
    assert "released in full and not at all" in marker([full, whole]).paragraphs[1].text
    assert withdrawal_sheet([full], REVIEW) is None
    sheet = withdrawal_sheet([full, whole], REVIEW)
    assert sheet is not None and [row.number for row in sheet.withdrawals] == ["002"]


def test_text_has_no_pages_to_copy(tmp_path: Path) -> None:
    source = tmp_path / "paper.txt"
    source.write_text(as_text(invent(1)))
    with pytest.raises(memcon.UnreadableFile, match="no pages to copy"):
        memcon.declassify(source, Decisions(REVIEW, (RELEASE,)), how="copy")
    with pytest.raises(UsageError, match="not decided about"):
        memcon.declassify(source, Decisions(REVIEW))


@pytest.mark.skipif(not TELCON.exists(), reason="the labelled telcon of 27 March 2000 is missing")
def test_the_telcon_of_march_2000_is_written_read_and_released(tmp_path: Path) -> None:
    (record,) = memcon.read(TELCON).records
    path = tmp_path / "telcon.pdf"
    path.write_bytes(as_pdf(record, "clinton"))
    (again,) = memcon.read(path, ocr="never", cache=False).records
    assert bare(again) == bare(record)
    cuts = longest(record, 2)
    released = memcon.declassify(record, Decisions(REVIEW, (*cuts, RELEASE)), ocr=False, marker=False)
    (open_copy,) = memcon.read(_kept(tmp_path, released.pdf), ocr="never", cache=False).records
    changed = [
        f"turns/{n}/paragraphs/{m}"
        for n, (was, turn) in enumerate(zip(record.turns, open_copy.turns, strict=True))
        for m, (before, after) in enumerate(zip(was.paragraphs, turn.paragraphs, strict=True))
        if before.text != after.text
    ]
    assert sorted(changed) == sorted(cut.at for cut in cuts)
    assert _opened(tmp_path, released.pdf, path) == sorted(released.reviewed[0].withheld)


def _opened(folder: Path, pdf: bytes, full: Path) -> list[str]:
    """What a comparison says was withheld in a copy and is not in the full paper; nothing else may differ."""
    comparison = memcon.compare(_kept(folder, pdf), full)
    assert comparison.closed == comparison.changed == comparison.missing == comparison.unclear == ()
    return sorted(difference.b for difference in comparison.opened)


@pytest.mark.parametrize("style", ["clinton", "bush", "vp", "state", "ford", "kissinger", "nsc", "cable"])
def test_a_copy_compares_to_exactly_the_decisions(style: str, tmp_path: Path) -> None:
    record = invent(9, style)
    decisions = Decisions(REVIEW, (*longest(record, 3), RELEASE))
    released = memcon.declassify(record, decisions, style=style, ocr=False, marker=False)
    full = tmp_path / "full.pdf"
    full.write_bytes(as_pdf(record, style))
    assert _opened(tmp_path, released.pdf, full) == sorted(released.reviewed[0].withheld)
