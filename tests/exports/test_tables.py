"""Tables: what a spreadsheet shows, and what it must never run."""

from __future__ import annotations

import csv
import io

import pyarrow.parquet as pq
import pytest
from export_papers import entry, everywhere, sample, texts
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

import memcon
from memcon import ExportEntry, MissingExtra
from memcon.exports.tables import TABLES, safe


def table(made: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(made.decode("utf-8-sig"), newline="")))


@given(st.text())
def test_no_cell_is_taken_for_a_formula(text: str) -> None:
    shown = safe(text)
    assert isinstance(shown, str) and shown[:1] not in ("=", "+", "-", "@", "\t", "\r", "\n")
    assert shown.removeprefix("'") == text.removeprefix("'") or shown == text


def test_a_subject_that_is_a_formula_stays_text_and_comes_back() -> None:
    found = entry("1975-10-14-grain.txt")
    evil = structs.replace(found.record, subject='=HYPERLINK("http://x","y")')
    (row,) = table(memcon.export(ExportEntry(evil, found.document, found.id, {}, (), None), "csv"))
    assert row["subject"] == '\'=HYPERLINK("http://x","y")'


def test_each_table_has_a_row_for_each_of_its_things() -> None:
    found = everywhere()
    records = table(memcon.export(found, "csv"))
    assert [row["id"] for row in records] == [e.id for e in found]
    assert (
        sum(int(row["withheld"]) for row in records) == len(table(memcon.export(found, "csv-withheld"))) > 0
    )
    turns = table(memcon.export(texts(), "csv-turns"))
    spoken = [row for row in turns if row["kind"] == "speech"]
    assert len(spoken) == sum(len(t.paragraphs) for e in texts() for t in e.record.turns if t.speaker)
    people = table(memcon.export(sample("1994-09-22-visit.txt"), "csv-people"))
    (notetaker,) = [row for row in people if row["role"] == "notetaker"]
    assert notetaker["name"] == "Martin Van Orstrand" and notetaker["side"] == "U.S."


def test_a_table_without_rows_has_its_columns() -> None:
    made = memcon.export(entry("1967-05-12-ambassador.txt"), "csv-withheld").decode("utf-8-sig")
    assert made.strip() == ",".join(TABLES["withheld"][1])


@pytest.mark.parametrize("name", TABLES)
def test_parquet_says_what_csv_says_with_types(name: str) -> None:
    end = "" if name == "records" else f"-{name}"
    found = everywhere()
    rows = pq.read_table(io.BytesIO(memcon.export(found, f"parquet{end}"))).to_pylist()
    flat = table(memcon.export(found, f"csv{end}"))
    assert len(rows) == len(flat)
    for row, told in zip(rows, flat, strict=True):
        for column, value in row.items():
            if isinstance(value, float):
                assert float(told[column]) == value
            else:
                assert told[column] == ("" if value is None else str(safe(value)))
    if name == "turns":
        assert isinstance(rows[0]["position"], int) and isinstance(rows[0]["struck"], bool)


def test_without_pyarrow_one_line_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def no(name: str, *_: object) -> object:
        raise ImportError(name)

    monkeypatch.setattr("memcon.exports.tables.import_module", no)
    with pytest.raises(MissingExtra, match="memcon\\[exports\\]"):
        memcon.export(texts()[0], "parquet")
