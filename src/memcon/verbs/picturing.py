"""A page's picture, from a file or from an archive that knows where the file lies."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from memcon.model import Box

if TYPE_CHECKING:
    from memcon.archive import Archive
    from memcon.pages.showing import Encoding, PageImage

THUMBNAIL = 240
"""Pixels: the width of the pictures that an archive keeps, of some 6 KB each."""


def page_image(
    source: str | os.PathLike[str],
    number: int,
    width: int = 1_000,
    *,
    archive: Archive | None = None,
    encoding: Encoding = "webp",
    box: Box | None = None,
) -> PageImage:
    """The picture of page `number`, counted from 1, upright and straight, `width` pixels wide.

    `source` is a file; with an `archive` it is the id of a record or the SHA-256 of a file there, and the
    picture comes from the file, wherever it lies now. A WebP of up to `THUMBNAIL` pixels is kept in the
    archive at just that width, made when it is first asked for, and given even when the file is gone. `box`,
    in page pixels, takes a part of the page. A box of a page lies on its picture where it is multiplied by
    ``width / page.width``.

    Raises `MissingFile` where the file is no longer there, `UsageError` for a page that is not there and for
    a text, which has no picture, and what `memcon.read` raises.
    """
    from memcon.pages.showing import page_image

    if archive is None:
        return page_image(source, number, width, encoding=encoding, box=box)
    page = archive.page(os.fspath(source), number)
    if width <= THUMBNAIL and encoding == "webp" and box is None:
        return _kept(archive, page.sha256, number, page.turned)
    path = archive.source_path(page.sha256)
    return page_image(path, number, width, encoding=encoding, box=box, turned=page.turned)


def _kept(archive: Archive, sha256: str, number: int, turned: int) -> PageImage:
    """The archive's own picture of a page, made and kept where it has none."""
    from memcon.archive import Thumbnail
    from memcon.pages.showing import PageImage, page_image

    kept = archive.thumbnail(sha256, number)
    if kept:
        return PageImage(kept.data, "webp", kept.width, kept.height)
    made = page_image(archive.source_path(sha256), number, THUMBNAIL, turned=turned)
    archive.keep_thumbnail(sha256, number, Thumbnail(made.data, made.width, made.height))
    return made
