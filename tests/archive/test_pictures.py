"""Pages as pictures: from a file, from an archive, from where the file was moved to."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from shutil import copy

import numpy as np
import pytest
from PIL import Image
from shelf import SAMPLES

import memcon
from memcon import Archive, MissingFile, UsageError
from memcon.verbs.picturing import THUMBNAIL

GAUGES = SAMPLES / "1993-03-26-gauges.pdf"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "papers").mkdir()
    return Path(copy(GAUGES, tmp_path / "papers"))


@pytest.fixture
def archive(tmp_path: Path, file: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "memcon.db") as archive:
        list(memcon.add([file], archive))
        yield archive


def opened(image: memcon.PageImage) -> np.ndarray:
    picture = Image.open(io.BytesIO(image.data))
    assert (picture.format or "").lower() == image.encoding == image.media_type.split("/")[1]
    assert picture.size == (image.width, image.height)
    return np.asarray(picture.convert("L"))


def test_boxes_lie_on_the_picture_where_the_words_are(file: Path) -> None:
    page = memcon.read(file).pages[0]
    image = memcon.page_image(file, 1, 800, encoding="png")
    picture = opened(image)
    scale = image.width / page.width
    boxes = [word.box for word in page.words]
    corners = [[int(scale * x) for x in (b.left, b.top, b.right, b.bottom)] for b in boxes]
    ink = [picture[top : bottom + 1, left : right + 1] for left, top, right, bottom in corners]
    dark = [part.min() < 140 for part in ink if part.size]
    assert len(dark) > 50 and sum(dark) >= 0.98 * len(dark)
    assert (picture < 140).mean() < 0.2, "most of the page is paper"


def test_a_part_of_a_page_is_what_its_box_holds(file: Path) -> None:
    page = memcon.read(file).pages[0]
    box = page.words[3].box
    part = memcon.page_image(file, 1, 200, box=box)
    assert abs(part.height - 200 * box.height / box.width) <= 1
    assert opened(part).min() < 140


def test_an_archive_keeps_small_pictures_and_fetches_large_ones(archive: Archive, file: Path) -> None:
    name = archive.records()[0].id
    sha256 = archive.page(name, 1).sha256
    assert archive.thumbnail(sha256, 1) is None
    small = memcon.page_image(name, 1, 100, archive=archive)
    assert small.width == THUMBNAIL and len(small.data) < 15_000
    assert archive.thumbnail(sha256, 1)
    large = memcon.page_image(sha256, 1, 900, archive=archive)
    assert large == memcon.page_image(file, 1, 900)
    file.unlink()
    assert memcon.page_image(name, 1, 100, archive=archive) == small
    with pytest.raises(MissingFile, match="relocate"):
        memcon.page_image(name, 1, 900, archive=archive)
    with pytest.raises(MissingFile, match="no page 9"):
        memcon.page_image(name, 9, archive=archive)


def test_a_moved_file_is_found_by_its_contents(archive: Archive, file: Path, tmp_path: Path) -> None:
    name = archive.records()[0].id
    sha256 = archive.page(name, 1).sha256
    assert archive.lost() == {} and list(archive.relocate([file])) == []
    moved = file.rename(tmp_path / "renamed.pdf")
    other = tmp_path / file.name
    other.write_text("another paper of the same name")
    assert archive.lost() == {sha256: [str(file)]}
    (found,) = archive.relocate([other, tmp_path / "none.pdf", moved])
    assert (found.sha256, found.gone, found.path) == (sha256, (str(file),), str(moved))
    assert archive.source_path(sha256) == moved and archive.lost() == {}
    assert archive.show(name).paths == (str(moved),)


def test_another_file_in_the_old_place_is_not_taken_for_it(archive: Archive, file: Path) -> None:
    name = archive.records()[0].id
    file.write_bytes((SAMPLES / "1994-09-22-visit.pdf").read_bytes())
    with pytest.raises(MissingFile, match="no longer at"):
        memcon.page_image(name, 1, 900, archive=archive)


@pytest.mark.parametrize("width", [0, -5, 100_000])
def test_sizes_that_make_no_sense_are_refused(file: Path, width: int) -> None:
    with pytest.raises(UsageError, match="pixels wide"):
        memcon.page_image(file, 1, width)


def test_a_text_has_no_picture() -> None:
    with pytest.raises(UsageError, match="is text"):
        memcon.page_image(SAMPLES / "1993-03-26-gauges.txt", 1)
