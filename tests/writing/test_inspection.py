"""What a PDF hides is found, however it is hidden; a clean one is called clean; and no finding has a word."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from msgspec import structs

import memcon
from memcon.errors import EncryptedFile, UnreadableFile
from memcon.writing import Ageing, as_pdf, as_scan, hidden, invent, left_over, packet, secret
from memcon.writing.inspection import Glimpse
from memcon.writing.inspection.shown import words_of
from memcon.writing.inspection.traces import Place

from .planting import LEAKS, SECRET, planted, with_bar_on_picture, with_old_revision

PAPER = structs.replace(invent(1), turns=invent(1).turns[:4])
CLEAN = as_pdf(PAPER)
HELD = secret([SECRET], ["hello there"])


@pytest.mark.parametrize("kind", LEAKS)
def test_a_planted_leak_is_found_by_anybody_and_by_the_last_look(kind: str) -> None:
    change, how = LEAKS[kind]
    leaky = planted(CLEAN, change)
    findings = hidden(leaky)
    assert how in {finding.how for finding in findings}
    assert "falconry" not in repr(findings)
    leaks = left_over(leaky, HELD)
    assert leaks and "falconry" not in repr(leaks)


def test_an_earlier_revision_is_found_with_its_page_and_place() -> None:
    leaky = with_old_revision(CLEAN)
    found = [finding for finding in hidden(leaky) if finding.how == "revision"]
    assert [(finding.page, finding.box is not None) for finding in found] == [(1, True)]
    assert {"earlier revision", "hidden text"} <= {leak.where for leak in left_over(leaky, HELD)}


def test_a_bar_drawn_over_a_scan_is_found() -> None:
    scan = as_scan(PAPER, seed=1, settings=Ageing.none()).pdf
    (finding,) = [f for f in hidden(with_bar_on_picture(scan)) if f.how == "picture"]
    assert finding.page == 1 and finding.box is not None
    assert finding.box == pytest.approx((72, 152, 372, 312), abs=2)


def test_bytes_behind_the_end_are_found() -> None:
    assert [f.how for f in hidden(CLEAN + SECRET.encode())] == ["trailing"]
    assert left_over(CLEAN + SECRET.encode(), HELD)


@pytest.mark.parametrize("style", ["clinton", "bush", "ford", "state", "kissinger", "cable", "vp", "nsc"])
def test_what_memcon_writes_hides_nothing(style: str) -> None:
    pdf = as_pdf(invent(3, style), style)
    assert hidden(pdf) == () and left_over(pdf, HELD) == ()


@pytest.mark.parametrize("seed", range(2))
def test_a_scan_with_its_own_layer_hides_nothing(seed: int) -> None:
    scan = as_scan(invent(seed), seed=seed, settings=Ageing(layer=1.0, withheld=1.0)).pdf
    assert [f for f in hidden(scan) if f.how != "blank"] == []


def test_words_that_the_paper_has_elsewhere_are_no_secret_but_their_order_is() -> None:
    held = secret(["the lower gauge stood at forty"], ["the gauge stood lower at forty"])
    assert not held.words and held.runs
    assert left_over(packet([invent(1)]), held) == ()
    assert held.in_text("They say the lower gauge stood at forty-one.") > 0
    assert held.in_text("the gauge stood lower at forty") == 0


def test_a_long_word_is_found_where_its_letters_are_set_apart_or_its_bytes_are_wide() -> None:
    assert HELD.in_text("f a l c o n r y") == 1
    for data in (b"..FALCONRY..", "falconry".encode("utf-16-be"), b"<66616c636f6e7279>"):
        assert HELD.in_bytes(data) == 1
    assert HELD.in_bytes(b"fal conry") == 0


def test_a_word_of_the_file_format_is_no_leak_and_a_typeface_so_named_is_one() -> None:
    held = secret(["content filter"], [])
    clean = packet([invent(1)])
    assert left_over(clean, held) == ()
    assert left_over(clean.replace(b"/Courier", b"/Content"), held)


def test_of_what_ocr_only_guesses_a_long_word_counts_and_a_short_one_does_not() -> None:
    held = secret(["no falconry"], [])
    clean = packet([invent(1)])

    def left(word: str, sure: float, box: Place = (1.0, 1.0, 20.0, 10.0)) -> bool:
        seen = [Glimpse(1, word, sure, box)]
        return any(leak.where == "OCR" for leak in left_over(clean, held, lambda _: seen))

    stays = words_of(pypdfium2.PdfDocument(clean)[0])[0].box
    assert left("NO", 0.9) and left("falconry", 0.1) and left("falconry", 0.9, stays)
    assert not left("NO", 0.3) and not left("NO", 0.9, stays)


def test_a_secret_does_not_show_its_words() -> None:
    assert "falconry" not in repr(HELD)


def test_a_file_that_cannot_be_taken_apart_is_not_clean() -> None:
    assert [leak.where for leak in left_over(b"%PDF-1.7 broken", HELD)] == [
        "a file that cannot be taken apart"
    ]
    with pytest.raises(UnreadableFile):
        hidden(b"%PDF-1.7 broken")


def test_a_file_with_a_password_is_refused(tmp_path: Path) -> None:
    import pikepdf

    path = tmp_path / "locked.pdf"
    plain = tmp_path / "plain.pdf"
    plain.write_bytes(CLEAN)
    with pikepdf.open(plain) as document:
        document.save(path, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(EncryptedFile):
        hidden(path.read_bytes())
    with pytest.raises(EncryptedFile):
        memcon.covered(path)


def test_covered_names_a_place_once_and_takes_pdfs_alone(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(planted(CLEAN, LEAKS["text under a box"][0]))
    findings = memcon.covered(path)
    assert {f.how for f in findings} == {"cover"} and {f.page for f in findings} == {1}
    assert all(f.box and 370 < f.box[1] < 400 for f in findings)
    text = tmp_path / "paper.txt"
    text.write_text("MEMORANDUM OF CONVERSATION")
    with pytest.raises(UnreadableFile, match="is no PDF"):
        memcon.covered(text)
