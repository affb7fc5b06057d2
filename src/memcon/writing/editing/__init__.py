"""A record for editors: a page of HTML, a document for a word processor."""

from __future__ import annotations

from memcon.writing.editing.flow import Block, Stretch, flow
from memcon.writing.editing.page import as_html
from memcon.writing.editing.wordprocessor import as_docx

__all__ = ["Block", "Stretch", "as_docx", "as_html", "flow"]
