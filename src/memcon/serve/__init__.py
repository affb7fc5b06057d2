"""The reader in the browser: an archive served over HTTP, to people as pages and to programs as JSON.

    >>> from memcon.serve import Access, application
    >>> app = application("memcon.db", Access())                    # doctest: +SKIP

A face: it shows what `memcon` exports, and knows nothing of how that is done.
"""

from __future__ import annotations

from memcon.serve.access import Access, is_loopback
from memcon.serve.application import application
from memcon.serve.connection import server
from memcon.serve.several import can_be_several, serve_in_processes

__all__ = ["Access", "application", "can_be_several", "is_loopback", "serve_in_processes", "server"]
