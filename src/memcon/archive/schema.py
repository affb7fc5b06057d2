"""The tables of an archive, and how an older archive is brought up to date.

Each entry of `MIGRATIONS` takes the file from the version of its index to the next, in one transaction. An
entry that has been released is never changed. The tables hold the records as corrected; what the machine read
is `sources.document`, which nothing but a new reading replaces. `memcon.archive.postgresql_schema` has the
same tables from these statements, and its own for the indexes of words.
"""

from __future__ import annotations

import sqlite3

from memcon.errors import UnreadableFile

APPLICATION_ID = 0x6D656D63
"""``memc``: what tells an archive from any other SQLite file."""

FIRST = (
    """CREATE TABLE sources (
        id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, name TEXT NOT NULL, kind TEXT NOT NULL,
        pages INTEGER NOT NULL, added TEXT NOT NULL, read_at TEXT NOT NULL, document BLOB NOT NULL)""",
    """CREATE TABLE paths (path TEXT PRIMARY KEY, sha256 TEXT NOT NULL, seen TEXT NOT NULL) WITHOUT ROWID""",
    "CREATE INDEX paths_sha256 ON paths (sha256)",
    """CREATE TABLE failures (
        path TEXT PRIMARY KEY, sha256 TEXT, code TEXT NOT NULL, reason TEXT NOT NULL, hint TEXT NOT NULL,
        at TEXT NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE pages (
        source INTEGER NOT NULL REFERENCES sources, number INTEGER NOT NULL, width INTEGER, height INTEGER,
        dpi INTEGER, reader TEXT, turned INTEGER, quality REAL,
        PRIMARY KEY (source, number)) WITHOUT ROWID""",
    """CREATE TABLE records (
        id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, short TEXT NOT NULL,
        source INTEGER NOT NULL REFERENCES sources, number INTEGER NOT NULL, first_page INTEGER NOT NULL,
        last_page INTEGER NOT NULL, form TEXT NOT NULL, style TEXT, title TEXT, control_number TEXT,
        level TEXT, level_mark TEXT, level_rank INTEGER, captions TEXT NOT NULL, subject TEXT,
        subject_mark TEXT, addressees TEXT NOT NULL, from_line TEXT, date TEXT, time_start TEXT,
        time_end TEXT, tz TEXT, weekday TEXT, place TEXT, drafting TEXT, authority TEXT, case_number TEXT,
        case_key TEXT, release TEXT, released TEXT, doc_number TEXT, holder TEXT, holding TEXT)""",
    "CREATE INDEX records_source ON records (source, number)",
    "CREATE INDEX records_short ON records (short)",
    "CREATE INDEX records_date ON records (date)",
    "CREATE INDEX records_case ON records (case_key)",
    """CREATE TABLE people (
        record INTEGER NOT NULL REFERENCES records, position INTEGER NOT NULL, role TEXT NOT NULL,
        name TEXT NOT NULL, office TEXT, side TEXT, printed TEXT NOT NULL,
        PRIMARY KEY (record, position)) WITHOUT ROWID""",
    "CREATE INDEX people_name ON people (name COLLATE NOCASE)",
    """CREATE TABLE passages (
        id INTEGER PRIMARY KEY, record INTEGER NOT NULL REFERENCES records, position INTEGER NOT NULL,
        kind TEXT NOT NULL, turn INTEGER, speaker TEXT, text TEXT NOT NULL, mark TEXT, mark_level TEXT,
        struck INTEGER NOT NULL, page INTEGER NOT NULL, "left" INTEGER, top INTEGER, "right" INTEGER,
        bottom INTEGER, confidence REAL NOT NULL)""",
    "CREATE UNIQUE INDEX passages_record ON passages (record, position)",
    """CREATE TABLE withheld (
        record INTEGER NOT NULL REFERENCES records, position INTEGER NOT NULL, page INTEGER NOT NULL,
        exemptions TEXT NOT NULL, extent TEXT NOT NULL, amount REAL, "left" INTEGER, top INTEGER,
        "right" INTEGER, bottom INTEGER, PRIMARY KEY (record, position)) WITHOUT ROWID""",
    """CREATE TABLE exemptions (
        record INTEGER NOT NULL REFERENCES records, code TEXT NOT NULL, as_printed TEXT NOT NULL,
        PRIMARY KEY (record, code)) WITHOUT ROWID""",
    "CREATE INDEX exemptions_code ON exemptions (code)",
    """CREATE TABLE stamps (
        record INTEGER NOT NULL REFERENCES records, position INTEGER NOT NULL, text TEXT NOT NULL,
        PRIMARY KEY (record, position)) WITHOUT ROWID""",
    """CREATE TABLE elements (
        record INTEGER NOT NULL REFERENCES records, position INTEGER NOT NULL, kind TEXT NOT NULL,
        page INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (record, position)) WITHOUT ROWID""",
    """CREATE TABLE diagnostics (
        source INTEGER NOT NULL REFERENCES sources, position INTEGER NOT NULL, code TEXT NOT NULL,
        severity TEXT NOT NULL, message TEXT NOT NULL, page INTEGER, evidence TEXT, suggestion TEXT,
        PRIMARY KEY (source, position)) WITHOUT ROWID""",
    """CREATE TABLE provenance (
        record INTEGER NOT NULL REFERENCES records, field TEXT NOT NULL, value TEXT NOT NULL,
        PRIMARY KEY (record, field)) WITHOUT ROWID""",
    """CREATE TABLE sketches (
        record INTEGER NOT NULL REFERENCES records, band INTEGER NOT NULL, value INTEGER NOT NULL,
        PRIMARY KEY (record, band)) WITHOUT ROWID""",
    "CREATE INDEX sketches_value ON sketches (value, band)",
    "CREATE INDEX provenance_field ON provenance (field, value COLLATE NOCASE)",
    """CREATE TABLE corrections (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL, key TEXT NOT NULL,
        path TEXT NOT NULL, old TEXT NOT NULL, value TEXT NOT NULL, anchors TEXT NOT NULL,
        why TEXT NOT NULL, author TEXT NOT NULL, at TEXT NOT NULL, undone_at TEXT, undone_by TEXT,
        adrift TEXT)""",
    "CREATE INDEX corrections_sha256 ON corrections (sha256)",
    """CREATE VIEW passage_texts AS SELECT p.id, COALESCE(p.speaker, r.from_line) AS speaker,
        CASE WHEN p.kind = 'turn' THEN p.text END AS said,
        CASE WHEN p.kind <> 'turn' THEN p.text END AS text
        FROM passages p JOIN records r ON r.id = p.record""",
    """CREATE VIRTUAL TABLE passage_words USING fts5 (speaker, said, text, content='passage_texts',
        content_rowid='id', tokenize="unicode61 remove_diacritics 2")""",
    "CREATE VIRTUAL TABLE passage_terms USING fts5vocab (passage_words, 'row')",
    """CREATE TABLE record_texts (
        id INTEGER PRIMARY KEY REFERENCES records, subject TEXT, place TEXT, addressees TEXT, present TEXT,
        interpreters TEXT, notetakers TEXT)""",
    """CREATE VIRTUAL TABLE record_words USING fts5 (subject, place, addressees, present, interpreters,
        notetakers, content='record_texts', content_rowid='id', tokenize="unicode61 remove_diacritics 2")""",
    """CREATE VIEW papers AS SELECT r.short AS id, s.name AS file, r.first_page, r.last_page, r.form,
        r.title, r.subject, r.date, r.time_start, r.time_end, r.place, r.level,
        (SELECT group_concat(name, '; ') FROM people WHERE record = r.id AND role = 'participant')
        AS participants, r.case_number, r.release FROM records r JOIN sources s ON s.id = r.source""",
    """CREATE VIEW said AS SELECT r.short AS id, r.date, p.speaker, p.text, p.mark, p.page, r.subject
        FROM passages p JOIN records r ON r.id = p.record WHERE p.kind = 'turn'""",
    """CREATE VIEW present AS SELECT r.short AS id, r.date, e.name, e.role, e.office, e.side, e.printed,
        r.subject FROM people e JOIN records r ON r.id = e.record""",
    """CREATE VIEW not_shown AS SELECT r.short AS id, r.date, w.page, w.exemptions, w.extent, w.amount,
        r.subject FROM withheld w JOIN records r ON r.id = w.record""",
    """CREATE VIEW not_understood AS SELECT r.short AS id, s.name AS file, e.page, e.text FROM elements e
        JOIN records r ON r.id = e.record JOIN sources s ON s.id = r.source WHERE e.kind = 'unread'""",
)

SECOND = (
    """CREATE TABLE thumbnails (
        source INTEGER NOT NULL REFERENCES sources, page INTEGER NOT NULL, width INTEGER NOT NULL,
        height INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (source, page))""",
    """CREATE TABLE saved_searches (
        name TEXT PRIMARY KEY, query TEXT NOT NULL, sort TEXT NOT NULL, author TEXT NOT NULL,
        at TEXT NOT NULL) WITHOUT ROWID""",
)

THIRD = (
    # The id of a passage tells its record from now on: see `memcon.archive.stores.STRIDE`. First below
    # nought, so that no new id is another's old one.
    "UPDATE passages SET id = -id",
    "UPDATE passages SET id = (record << 20) + position",
    "INSERT INTO passage_words (passage_words) VALUES ('rebuild')",
)

FOURTH = (
    # Of what is least sure in a record, so that the most doubtful are found first.
    "ALTER TABLE records ADD COLUMN confidence REAL NOT NULL DEFAULT 1.0",
    "UPDATE records SET confidence = COALESCE((SELECT min(confidence) FROM passages"
    " WHERE record = records.id AND kind NOT IN ('unread', 'heading')), 1.0)",
    "CREATE INDEX records_confidence ON records (confidence)",
)

FIFTH = (
    # A file's papers, where people have divided it otherwise than memcon read it.
    "CREATE TABLE divisions (source INTEGER PRIMARY KEY REFERENCES sources, records BLOB NOT NULL)",
    # Whom a name means: the id in the table of people, and the usual name.
    "ALTER TABLE people ADD COLUMN person TEXT",
    "ALTER TABLE people ADD COLUMN known TEXT",
    "CREATE INDEX people_person ON people (person)",
    "ALTER TABLE passages ADD COLUMN known TEXT",
    "DROP VIEW passage_texts",
    """CREATE VIEW passage_texts AS SELECT p.id,
        CASE WHEN p.known IS NULL THEN COALESCE(p.speaker, r.from_line)
        ELSE COALESCE(p.speaker, r.from_line) || ' \ue000 ' || p.known END AS speaker,
        CASE WHEN p.kind = 'turn' THEN p.text END AS said,
        CASE WHEN p.kind <> 'turn' THEN p.text END AS text
        FROM passages p JOIN records r ON r.id = p.record""",
    *(f"DROP VIEW {name}" for name in ("papers", "said", "present", "not_shown", "not_understood")),
    """CREATE VIEW papers AS SELECT r.short AS id, s.name AS file, r.first_page, r.last_page, r.form,
        r.title, r.subject, r.date, r.time_start, r.time_end, r.place, r.level, r.captions,
        (SELECT group_concat(name, '; ') FROM people WHERE record = r.id AND role = 'participant')
        AS participants, r.control_number, r.case_number, r.release, r.released, r.holder, r.confidence
        FROM records r JOIN sources s ON s.id = r.source""",
    """CREATE VIEW said AS SELECT r.short AS id, r.date, p.speaker, p.known AS person, p.text, p.mark, p.page,
        r.subject FROM passages p JOIN records r ON r.id = p.record WHERE p.kind = 'turn'""",
    """CREATE VIEW written AS SELECT r.short AS id, r.date, p.kind, p.text, p.mark, p.page, r.subject
        FROM passages p JOIN records r ON r.id = p.record WHERE p.kind IN ('paragraph', 'direction')""",
    """CREATE VIEW present AS SELECT r.short AS id, r.date, e.name, e.known AS person, e.role, e.office,
        e.side, e.printed, r.subject FROM people e JOIN records r ON r.id = e.record""",
    """CREATE VIEW not_shown AS SELECT r.short AS id, r.date, w.page, w.exemptions, w.extent, w.amount,
        r.subject FROM withheld w JOIN records r ON r.id = w.record""",
    """CREATE VIEW not_understood AS SELECT r.short AS id, s.name AS file, e.page, e.text FROM elements e
        JOIN records r ON r.id = e.record JOIN sources s ON s.id = r.source WHERE e.kind = 'unread'""",
    """CREATE VIEW doubtful AS SELECT r.short AS id, s.name AS file, p.page, p.kind, p.speaker, p.text,
        p.mark, p.confidence FROM passages p JOIN records r ON r.id = p.record
        JOIN sources s ON s.id = r.source WHERE p.confidence < 0.75""",
    """CREATE VIEW stamped AS SELECT r.short AS id, s.name AS file, t.text, r.case_number, r.authority,
        r.release, r.released FROM stamps t JOIN records r ON r.id = t.record
        JOIN sources s ON s.id = r.source""",
    """CREATE VIEW lies_in AS SELECT r.short AS id, r.date, r.subject, v.field, v.value FROM provenance v
        JOIN records r ON r.id = v.record""",
    """CREATE VIEW corrected AS SELECT c.id AS number, c.at, c.author, substr(c.key, 1, 10)
        || substr(c.key, 65) AS paper, c.path, c.old AS was, c.value AS "is", c.why, c.undone_at, c.undone_by,
        c.adrift AS has_no_place FROM corrections c""",
    """CREATE VIEW files AS SELECT s.name AS file, s.kind, s.pages,
        (SELECT count(*) FROM records WHERE source = s.id) AS papers, s.added, s.read_at, s.sha256,
        (SELECT min(path) FROM paths WHERE sha256 = s.sha256) AS path FROM sources s""",
    """CREATE VIEW failed AS SELECT path, reason, hint, at FROM failures""",
    """CREATE VIEW remarks AS SELECT s.name AS file, d.page, d.severity, d.code, d.message, d.suggestion
        FROM diagnostics d JOIN sources s ON s.id = d.source""",
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (FIRST, SECOND, THIRD, FOURTH, FIFTH)

VIEWS = (
    "papers", "said", "written", "present", "not_shown", "not_understood", "doubtful", "stamped", "lies_in",
    "corrected", "files", "failed", "remarks",
)  # fmt: skip
"""What is made for reading, in Datasette and the like."""


def bring_up_to_date(connection: sqlite3.Connection, name: str) -> None:
    """Make the tables, or those that a newer memcon has added; all or nothing.

    Raises `UnreadableFile` for an archive of a newer memcon, and for a database that is no archive.
    """
    if _version(connection, name) == len(MIGRATIONS):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another process may have been quicker: the version is read again now that the file is ours.
        for migration in MIGRATIONS[_version(connection, name) :]:
            for statement in migration:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _version(connection: sqlite3.Connection, name: str) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    application: int = connection.execute("PRAGMA application_id").fetchone()[0]
    held: int = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if application != APPLICATION_ID and held:
        raise UnreadableFile(f"{name} is a database, and no archive of memcon", "Name another file")
    if version > len(MIGRATIONS):
        known = f"archive version {version}; this one knows {len(MIGRATIONS)}"
        raise UnreadableFile(f"{name} was made by a newer memcon ({known})", "Install a newer memcon")
    return version
