"""An archive's URL becomes a connection to its database."""

from __future__ import annotations

from memcon.archive.sqlite import SqliteStore
from memcon.archive.stores import Store
from memcon.errors import MissingExtra, UsageError


def opened(url: str, *, create: bool, patience: float) -> Store:
    """The database that `url` names: a path or ``sqlite:///path``, or ``postgresql://…``.

    Raises `UsageError` for another scheme, `MissingExtra` where psycopg is not installed, and what
    `SqliteStore` and `PostgresStore` raise.
    """
    scheme, separator, _ = url.partition("://")
    if not separator or scheme == "sqlite":
        return SqliteStore(url, create=create, patience=patience)
    if scheme not in ("postgresql", "postgres"):
        raise UsageError(
            f"no archive can be kept at {scheme}://", "Name a file, such as memcon.db, or postgresql://…"
        )
    try:
        from memcon.archive.postgresql import PostgresStore
    except ModuleNotFoundError as error:
        raise MissingExtra(
            "an archive in PostgreSQL needs psycopg", "Install it: pip install 'memcon[postgresql]'"
        ) from error
    return PostgresStore(url, create=create, patience=patience)
