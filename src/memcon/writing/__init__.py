"""Records become memoranda again: text, PDF, scan."""
