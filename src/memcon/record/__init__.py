"""Lines become records."""
