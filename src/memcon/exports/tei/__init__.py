"""TEI, both ways: volumes of Foreign Relations of the United States in, records out as they print them.

``volume`` and ``document`` read; ``frus`` writes what the Office of the Historian prints, ``diplomatic``
what stands on the page, with its place; ``rules`` checks what a schema cannot say.
"""

from __future__ import annotations
