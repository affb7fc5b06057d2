"""Written scans: the same from the same seed, in two tones, and the truth beside them is true."""

from __future__ import annotations

import io
from random import Random

import numpy as np
import pypdfium2
import pytest
from msgspec import structs
from numpy.typing import NDArray

from memcon.errors import UsageError
from memcon.model import Box, Paragraph, Turn
from memcon.writing import Ageing, Written, as_scan, invent, invented

from .papers import all_words, said

_ALL = Ageing(
    withheld=1.0,
    unboxed=0.0,
    case_line=1.0,
    photocopy=1.0,
    stamped_level=1.0,
    marker=1.0,
    withdrawal=1.0,
    layer=1.0,
    spaced_layer=1.0,
    overlooked=0.0,
    turned=0.0,
)


def _scan(seed: int, style: str = "clinton", settings: Ageing = _ALL) -> Written:
    record, choices = invented(Random(seed), style)
    return as_scan(record, choices, seed, settings)


def _black(pdf: bytes, number: int) -> NDArray[np.bool_]:
    """Where a page's own image is black."""
    page = pypdfium2.PdfDocument(pdf)[number]
    (image,) = page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
    grey = np.asarray(image.get_bitmap().to_pil().convert("L"))
    assert set(np.unique(grey)) <= {0, 255}
    return grey == 0


def _upright(bits: NDArray[np.bool_], turned: int) -> NDArray[np.bool_]:
    return np.rot90(bits, -turned // 90)


def _inside(bits: NDArray[np.bool_], box: Box) -> int:
    return int(bits[max(box.top, 0) : box.bottom, max(box.left, 0) : box.right].sum())


def _layer(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(document[n].get_textpage().get_text_range() for n in range(len(document)))


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others() -> None:
    record = structs.replace(invent(3), turns=invent(3).turns[:4])
    assert as_scan(record, seed=1) == as_scan(record, seed=1)
    assert as_scan(record, seed=1).pdf != as_scan(record, seed=2).pdf


@pytest.mark.parametrize("style", ["clinton", "bush", "ford", "state", "kissinger", "cable", "vp", "nsc"])
def test_every_word_of_the_truth_lies_on_ink(style: str) -> None:
    written = _scan(11, style)
    for page in written.truth.pages:
        bits = _black(written.pdf, page.number - 1)
        assert bits.shape == (page.height, page.width)
        for word in page.words:
            assert _inside(bits, word.box) > 0, word


@pytest.mark.parametrize("style", ["clinton", "state", "nsc"])
def test_the_truth_has_every_word_of_the_records_in_order(style: str) -> None:
    written = _scan(12, style)
    typed = [word.text for page in written.truth.pages for word in page.words if word.ink == "typed"]
    there = iter(all_words(typed))
    missing = next((word for word in said(written.truth.records[0]) if word not in there), None)
    assert missing is None


def test_a_struck_mark_is_crossed_by_a_stroke_that_is_on_the_page() -> None:
    written = _scan(13)
    struck = [mark for mark in written.truth.marks if mark.struck]
    assert struck
    for mark in struck:
        assert mark.mark != "U"
        assert mark.stroke is not None
        across = min(mark.stroke.right, mark.box.right) - max(mark.stroke.left, mark.box.left)
        down = min(mark.stroke.bottom, mark.box.bottom) - max(mark.stroke.top, mark.box.top)
        assert across > 0.4 * mark.box.width
        assert down > 0
        bits = _black(written.pdf, mark.page - 1)
        assert _inside(bits, mark.stroke) > 0.05 * mark.stroke.width * mark.stroke.height


def test_the_marks_of_the_truth_are_those_of_its_records() -> None:
    written = _scan(14, "nsc")
    record = written.truth.records[0]
    wanted = [(record.subject_mark, record.subject_struck), *((p.mark, p.struck) for p in record.paragraphs)]
    assert [(m.mark, m.struck) for m in written.truth.marks] == [w for w in wanted if w[0]]


@pytest.mark.parametrize("seed", range(4))
def test_what_is_withheld_is_nowhere_in_the_file(seed: int) -> None:
    words = [f"falcon{letter}ry" for letter in "abcdefghijklmnopqrstuvwxyz"]
    spoken = Turn("The President", 1, (Paragraph(" ".join(words), "C"),))
    record = structs.replace(invent(4), turns=(spoken,), withheld=())
    written = as_scan(record, seed=seed, settings=_ALL)
    (turn,) = written.truth.records[0].turns
    lost = [word for word in words if word not in turn.paragraphs[0].text]
    assert lost
    layer = "".join(_layer(written.pdf).split())
    seen = {word.text for page in written.truth.pages for word in page.words}
    for word in lost:
        assert word not in layer
        assert word not in seen
        assert word.encode() not in written.pdf
    assert len(lost) == len(words) or "falconary" in layer


def test_a_withheld_passage_is_a_box_with_nothing_but_its_code_inside() -> None:
    quiet = Ageing(withheld=1.0, unboxed=0.0, noise=0.0, skew=0.0, shadow=0.0, turned=0.0, photocopy=0.0)
    boxes = 0
    for seed in range(4):
        written = _scan(seed, settings=quiet)
        places = [(p.number, s) for p in written.truth.pages for s in p.seen if s.kind == "withheld"]
        assert [s.codes for _, s in places] == [w.exemptions for w in written.truth.records[0].withheld]
        for number, seen in places:
            bits = _black(written.pdf, number - 1)
            side = (seen.box.width - 18) // 4
            top, bottom = seen.box.top + 9, seen.box.bottom - 9
            assert _inside(bits, Box(seen.box.left + 9, top, seen.box.left + 9 + side, bottom)) == 0
            assert _inside(bits, Box(seen.box.right - 9 - side, top, seen.box.right - 9, bottom)) == 0
            assert _inside(bits, seen.box) > seen.box.width
            boxes += 1
    assert boxes >= 4


def test_stamps_and_sheets_are_in_the_truth() -> None:
    written = _scan(15)
    record = written.truth.records[0]
    assert [r.form for r in written.truth.records][1:] == ["withdrawal_sheet", "marker"]
    first = written.truth.pages[0]
    stamps = {seen.text for seen in first.seen if seen.kind == "stamp"}
    assert stamps == set(record.stamps)
    assert record.declassification is not None
    hand = [seen.text for seen in first.seen if seen.kind == "hand"]
    assert hand[0] == record.declassification.case
    last = written.truth.records[-1].pages[1]
    assert last == len(written.truth.pages) == len(pypdfium2.PdfDocument(written.pdf))


def test_a_turned_page_is_the_upright_one_turned() -> None:
    upright = Ageing.none()
    for seed in range(5):
        record = invent(seed)
        turned = as_scan(record, seed=seed, settings=Ageing(**{**_fields(upright), "turned": 1.0}))
        for page in turned.truth.pages:
            bits = _upright(_black(turned.pdf, page.number - 1), page.turned)
            assert page.turned in (90, 180, 270)
            assert bits.shape == (page.height, page.width)
            assert all(_inside(bits, word.box) for word in page.words)


def _fields(settings: Ageing) -> dict[str, float]:
    return {name: getattr(settings, name) for name in settings.__struct_fields__}


def test_a_letter_spaced_layer_has_blanks_within_its_words() -> None:
    spaced = _layer(_scan(16).pdf)
    plain = _layer(_scan(16, settings=Ageing(spaced_layer=0.0, layer=1.0, turned=0.0)).pdf)
    short = [sum(len(word) < 3 for word in text.split()) / len(text.split()) for text in (spaced, plain)]
    assert short[0] > 2 * short[1]


def test_a_clean_copy_has_no_layer_and_no_strokes() -> None:
    written = as_scan(invent(2), seed=1, settings=Ageing.none())
    assert not _layer(written.pdf).strip()
    assert not any(mark.struck for mark in written.truth.marks)
    assert written.truth.records[0].stamps == invent(2).stamps


def test_a_page_is_small_enough_to_keep() -> None:
    written = _scan(17)
    assert len(written.pdf) / len(written.truth.pages) < 120_000


def test_records_and_styles_must_match() -> None:
    with pytest.raises(UsageError):
        as_scan([])
    with pytest.raises(UsageError, match="1 records and 2 styles"):
        as_scan([invent(1)], ["clinton", "bush"])


def test_a_packet_keeps_its_records_in_order() -> None:
    written = as_scan([invent(1), invent(2, "ford")], seed=3, settings=Ageing.none())
    assert [r.form for r in written.truth.records] == [invent(1).form, "memcon"]
    first, second = (r.pages for r in written.truth.records)
    assert first[0] == 1
    assert second[0] == first[1] + 1
    assert (
        pypdfium2.PdfDocument(io.BytesIO(written.pdf)).get_metadata_dict()["CreationDate"]
        == "D:20000101000000Z"
    )
