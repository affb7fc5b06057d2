"""Text as the full-text index has it: small letters without accents, blanks between."""

from __future__ import annotations

import re
import unicodedata


def folded(text: str) -> str:
    """``Mitterrand's Élysée`` as ``mitterrand s elysee``."""
    apart = text.casefold()
    if not apart.isascii():  # which has no accents
        apart = "".join(c for c in unicodedata.normalize("NFKD", apart) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", apart))
