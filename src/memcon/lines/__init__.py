"""Pages become lines: order, kind, joining."""
