"""memcon reads memoranda of conversation, scans and all, into records."""
