"""Text as the full-text index has it: small letters without accents, blanks between."""

from __future__ import annotations

import re
import unicodedata


def folded(text: str) -> str:
    """``Mitterrand's Élysée`` as ``mitterrand s elysee``."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.findall(r"[^\W_]+", "".join(c for c in apart if not unicodedata.combining(c))))
