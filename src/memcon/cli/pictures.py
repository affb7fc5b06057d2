"""Pictures in the terminal, where it is one that shows them; it is asked by the names that it gives itself.

Kitty's own way (also of Ghostty and WezTerm), iTerm2's, and Sixel, which a number of older terminals know.
"""

from __future__ import annotations

import sys
from base64 import b64encode
from collections.abc import Mapping
from typing import Literal

Way = Literal["kitty", "iterm", "sixel"]
_CHUNK = 4096
"""Bytes of a piece, as kitty's protocol has it."""
_SIXEL = ("foot", "mlterm", "contour", "yaft", "sixel")


def way(environment: Mapping[str, str]) -> Way | None:
    """How this terminal shows pictures; None where it does not say that it can, or the output is none.

    Not within tmux or screen, which let only some of them through.
    """
    term, program = environment.get("TERM", ""), environment.get("TERM_PROGRAM", "")
    if not sys.stdout.isatty() or "TMUX" in environment or term.startswith(("screen", "tmux")):
        return None
    if "kitty" in term or "ghostty" in term or "KITTY_WINDOW_ID" in environment:
        return "kitty"
    if program in ("ghostty", "WezTerm"):
        return "kitty"
    if program == "iTerm.app" or environment.get("LC_TERMINAL") == "iTerm2":
        return "iterm"
    return "sixel" if any(name in term for name in _SIXEL) else None


def drawing(picture: bytes, how: Way) -> str:
    """What to print for a picture: a PNG, or for ``sixel`` one that is Sixel already."""
    if how == "sixel":
        return picture.decode("ascii")
    text = b64encode(picture).decode("ascii")
    if how == "iterm":
        return f"\x1b]1337;File=inline=1;size={len(picture)}:{text}\x07"
    pieces = [text[at : at + _CHUNK] for at in range(0, len(text), _CHUNK)]
    parts: list[str] = []
    for number, piece in enumerate(pieces):
        head = "f=100,a=T," if number == 0 else ""
        parts.append(f"\x1b_G{head}m={int(number + 1 < len(pieces))};{piece}\x1b\\")
    return "".join(parts)
