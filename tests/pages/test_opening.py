"""Opening: the kind by content, pages on demand, and what is refused."""

from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path

import numpy as np
import pytest
import typed_paper as paper
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from memcon.errors import EncryptedFile, MissingFile, TooLarge, UnreadableFile, UsageError
from memcon.pages import Settings, open_source
from memcon.pages import settings as limits

TALK = """SECRET

MEMORANDUM OF CONVERSATION

The President:  Good morning.  I am glad that you could come.
"""
SMALL = np.kron(np.random.default_rng(3).integers(0, 2, (12, 20)), np.ones((8, 8))).astype(np.uint8) * 255
UNCACHED = Settings(cache=False)


@pytest.fixture
def typed(tmp_path: Path) -> Path:
    return paper.pdf(tmp_path / "talk.pdf", [paper.typed_lines(TALK)] * 3)


@pytest.fixture
def scan(typed: Path) -> paper.Picture:
    return paper.picture_of(typed)


def words_of(path: Path, settings: Settings = UNCACHED) -> list[str]:
    with open_source(path, settings) as opened:
        return [word.text for page in opened for word in page.words]


def test_a_pdf_is_known_by_its_content(typed: Path, tmp_path: Path) -> None:
    renamed = typed.rename(tmp_path / "talk.txt")
    with open_source(renamed) as opened:
        assert opened.source.kind == "pdf"
        assert opened.source.pages == 3
        assert opened.source.name == "talk.txt"
        assert opened.source.sha256 == hashlib.sha256(renamed.read_bytes()).hexdigest()
        assert [page.number for page in opened] == [1, 2, 3]


@pytest.mark.parametrize("suffix", ["png", "jpg", "tif", "bmp", "webp"])
def test_an_image_of_each_kind_is_read(scan: paper.Picture, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"scan.{suffix}"
    Image.fromarray(scan).save(path, dpi=(300, 300))
    with open_source(path, Settings(cache=False, ocr="never")) as opened:
        page = opened.page(1)
        assert (opened.source.kind, opened.source.pages) == ("image", 1)
        assert (page.width, page.height, page.words) == (2550, 3300, ())


def test_every_page_of_a_tiff_is_read(scan: paper.Picture, tmp_path: Path) -> None:
    path = tmp_path / "scans"
    first, second = Image.fromarray(scan).convert("1"), Image.new("1", (850, 1100), 1)
    first.save(
        path, format="TIFF", save_all=True, append_images=[second], compression="group4", dpi=(300, 300)
    )
    with open_source(path, UNCACHED) as opened:
        assert opened.source.pages == 2
        talk, blank = opened
    assert [w.text for w in talk.words][:4] == ["SECRET", "MEMORANDUM", "OF", "CONVERSATION"]
    assert {w.source for w in talk.words} == {"ocr"}
    assert (blank.words, blank.quality) == ((), 1.0)


def test_a_form_feed_begins_a_page(tmp_path: Path) -> None:
    path = tmp_path / "talk"
    path.write_text("one page\r\n\fanother\r\n\f")
    with open_source(path) as opened:
        assert (opened.source.kind, opened.source.pages) == ("text", 2)
        assert [[w.text for w in page.words] for page in opened] == [["one", "page"], ["another"]]
        assert opened.picture(2).shape == (opened.page(2).height, opened.page(2).width)


def test_the_pages_asked_for_are_gone_through(typed: Path) -> None:
    with open_source(typed, Settings(pages=(2, 9))) as opened:
        assert [page.number for page in opened] == [2, 3]
        assert len(opened) == 2
        assert opened.source.pages == 3
    with (
        open_source(typed, Settings(pages=(4, 5))) as opened,
        pytest.raises(UsageError, match="pages 1 to 3"),
    ):
        list(opened)
    with open_source(typed) as opened, pytest.raises(UsageError, match="no page 4"):
        opened.page(4)


def test_the_picture_fits_the_words(typed: Path) -> None:
    with open_source(typed) as opened:
        page, picture = opened.page(1), opened.picture(1)
    assert picture.shape == (page.height, page.width)
    for word in page.words:
        box = word.box
        assert (picture[box.top : box.bottom, box.left : box.right] < 128).any(), word.text


def test_a_page_of_ten_thousand_is_read_by_itself(tmp_path: Path) -> None:
    path = tmp_path / "packet.pdf"
    path.write_bytes(paper.packet(10_000))
    with open_source(path) as opened:
        assert opened.source.pages == 10_000
        assert [w.text for w in opened.page(9_000).words] == ["Page", "9000"]


def test_missing_files_are_missing(tmp_path: Path) -> None:
    with pytest.raises(MissingFile, match="does not exist"):
        open_source(tmp_path / "nothing.pdf")
    with pytest.raises(MissingFile, match="is a folder"):
        open_source(tmp_path)
    with pytest.raises(MissingFile, match="cannot be read"):
        open_source("a\x00b")


@pytest.mark.skipif(os.name != "posix", reason="permissions as POSIX has them")
def test_a_file_that_may_not_be_read_is_missing(typed: Path) -> None:
    typed.chmod(0)
    ours = os.geteuid()
    if ours == 0:  # root may read everything, so for this moment be nobody
        os.seteuid(65534)
    try:
        with pytest.raises(MissingFile, match="cannot be read"):
            open_source(typed)
    finally:
        os.seteuid(ours)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04" + bytes(100), "ZIP archive"),
        (b"%PDF-1.7\nthis is none", "broken or cut-off PDF"),
        (b"\x89PNG\r\n\x1a\nnot an image", "none that can be opened"),
        (bytes(range(256)) * 64, "no text"),
        (np.random.default_rng(1).bytes(10_000), "no text"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "talk.txt"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=message) as caught:
        open_source(path)
    assert caught.value.hint
    assert "\n" not in str(caught.value)


def test_a_cut_off_pdf_is_refused_or_read_as_far_as_it_goes(typed: Path) -> None:
    whole = typed.read_bytes()
    for length in (200, len(whole) // 2, len(whole) - 40):
        typed.write_bytes(whole[:length])
        try:
            assert all(word in TALK for word in words_of(typed))
        except UnreadableFile as error:
            assert "PDF" in str(error) or "no pages" in str(error)


def test_a_cut_off_image_is_refused(scan: paper.Picture, tmp_path: Path) -> None:
    path = tmp_path / "scan.png"
    Image.fromarray(scan).save(path)
    path.write_bytes(path.read_bytes()[:-2000])
    with open_source(path) as opened, pytest.raises(UnreadableFile, match="broken or cut off"):
        opened.page(1)


@pytest.mark.filterwarnings("error")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), kind=st.sampled_from(["PNG", "JPEG", "TIFF", "BMP", "WEBP", "GIF", "PDF"]))
def test_a_damaged_file_is_read_or_refused(tmp_path: Path, data: st.DataObject, kind: str) -> None:
    whole = io.BytesIO()
    Image.fromarray(SMALL).save(whole, kind)
    broken = bytearray(whole.getvalue())
    for place in data.draw(st.lists(st.integers(0, len(broken) - 1), min_size=1, max_size=20)):
        broken[place] = data.draw(st.integers(0, 255))
    path = tmp_path / "damaged"
    path.write_bytes(bytes(broken[: data.draw(st.integers(1, len(broken)))]))
    try:
        with open_source(path, Settings(ocr="never", cache=False)) as opened:
            for page in opened:
                assert page.width >= 0
    except (UnreadableFile, TooLarge, EncryptedFile) as error:
        assert "\n" not in str(error)


def test_a_broken_page_stops_no_other(scan: paper.Picture, tmp_path: Path) -> None:
    path = tmp_path / "scans.tif"
    Image.fromarray(scan).save(path, save_all=True, append_images=[Image.fromarray(scan[:, ::-1])])
    data = path.read_bytes()
    path.write_bytes(data[: len(data) - scan.size // 2])  # the second page's pixels or its directory are gone
    try:
        with open_source(path, Settings(ocr="never", cache=False)) as opened:
            pages = list(opened)
    except UnreadableFile:
        pytest.fail("the first page is whole")
    assert (pages[0].width, pages[0].quality) == (2550, 1.0)
    assert all((page.width, page.words, page.quality) == (0, (), 0.0) for page in pages[1:])


def test_an_encrypted_pdf_asks_for_a_copy(tmp_path: Path) -> None:
    path = tmp_path / "locked.pdf"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>",
        b"<</Filter/Standard/V 1/R 2/P -4/O<" + b"11" * 32 + b">/U<" + b"22" * 32 + b">>>",
    ]
    path.write_bytes(paper.bare_pdf(objects, b"/Encrypt 4 0 R/ID[<00><00>]"))
    with pytest.raises(EncryptedFile, match="password"):
        open_source(path)


def test_a_bomb_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "bomb.png"
    Image.new("1", (20_000, 20_000)).save(path)
    assert path.stat().st_size < 100_000
    with pytest.raises(TooLarge, match="million pixels"):
        open_source(path)
    text = tmp_path / "long.txt"
    text.write_bytes(b"word " * 1000)
    monkeypatch.setattr("memcon.pages.opening.MAX_TEXT", 4000)
    with pytest.raises(TooLarge, match="of text"):
        open_source(text)


def test_a_bomb_within_a_pdf_is_too_large(tmp_path: Path) -> None:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>",
        b"<</Length 32>>stream\nq 612 0 0 792 0 0 cm /I Do Q    \nendstream",
        b"<</Type/XObject/Subtype/Image/Width 60000/Height 60000/BitsPerComponent 1/ColorSpace/DeviceGray"
        b"/Length 1>>stream\n0\nendstream",
    ]
    path = tmp_path / "bomb.pdf"
    path.write_bytes(paper.bare_pdf(objects))
    with open_source(path, UNCACHED) as opened, pytest.raises(TooLarge, match="million pixels"):
        opened.page(1)


def test_always_reads_what_was_never_on_paper(tmp_path: Path) -> None:
    path = paper.pdf(tmp_path / "talk.pdf", [paper.typed_lines(TALK)])
    with open_source(path, Settings(ocr="always", cache=False)) as opened:
        page = opened.page(1)
    assert page.reader == "both"
    assert [w.text for w in page.words] == TALK.split()
    assert {w.source for w in page.words} == {"both"}


def test_a_page_of_absurd_size_is_read_more_coarsely(tmp_path: Path) -> None:
    import pypdfium2 as pdfium

    document = pdfium.PdfDocument.new()
    document.new_page(14_400, 14_400).gen_content()
    path = tmp_path / "poster.pdf"
    document.save(path)
    with open_source(path, Settings(ocr="never")) as opened:
        page = opened.page(1)
    assert 0 < page.width * page.height <= limits.MAX_PIXELS
    assert page.dpi < limits.DPI


def test_a_file_name_that_is_no_unicode_is_still_text(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"telcon-\xe9.txt")
    path.write_text("Hello.\n")
    with open_source(path) as opened:
        assert opened.source.name.encode() == b"telcon-?.txt"
