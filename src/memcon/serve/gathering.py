"""Routes to come."""

from __future__ import annotations

ROUTES: tuple[object, ...] = ()
