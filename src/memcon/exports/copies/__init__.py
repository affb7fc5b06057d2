"""Reading copies: a record set anew, as PDF and as a document for word processors."""

from __future__ import annotations
