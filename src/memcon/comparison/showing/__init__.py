"""A comparison and a composite for people: a page for the browser, plain text, tables."""

from __future__ import annotations

from memcon.comparison.showing.composite import composite_page, composite_text, sigla
from memcon.comparison.showing.page import comparison_page
from memcon.comparison.showing.wording import amount_said, gap_said

__all__ = ["amount_said", "comparison_page", "composite_page", "composite_text", "gap_said", "sigla"]
