"""What memcon exports: its JSON and schema, and its one call."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import jsonschema
import pytest

import memcon
from memcon import errors

ROOT = Path(__file__).parents[1]
COMMITTED = ROOT / "docs" / "schema" / f"document-{memcon.SCHEMA_VERSION}.json"

TELCON = """\
MEMORANDUM OF TELEPHONE CONVERSATION

SUBJECT:      Telcon with President Orsova of Valdria (C)

PARTICIPANTS: The President
              President Ana Orsova

DATE, TIME    March 3, 1994, 10:05 - 10:20 a.m. EST
AND PLACE:    Oval Office

The President: Good morning. (U)

President Orsova: Good morning. Let us speak of the harbour. (C)

                       -- End of Conversation --
"""


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> memcon.Document:
    path = tmp_path_factory.mktemp("papers") / "telcon.txt"
    path.write_text(TELCON)
    return memcon.read(path)


def test_the_committed_schema_is_the_models() -> None:
    assert json.loads(COMMITTED.read_text()) == memcon.schema(), "renew it: memcon schema > docs/schema/…"


def test_the_json_of_a_document_obeys_the_schema(document: memcon.Document) -> None:
    jsonschema.Draft202012Validator.check_schema(memcon.schema())
    jsonschema.validate(json.loads(memcon.encode(document)), memcon.schema())


def test_a_document_comes_back_from_its_json(document: memcon.Document) -> None:
    assert memcon.decode(memcon.encode(document)) == document
    assert memcon.encode(memcon.decode(memcon.encode(document))) == memcon.encode(document)
    assert b"".join(memcon.encode_parts(document)) == memcon.encode(document)


def test_every_key_is_written_even_where_it_is_empty(document: memcon.Document) -> None:
    record = json.loads(memcon.encode(document))["records"][0]
    assert set(record) == set(memcon.schema()["$defs"]["Record"]["properties"])


def test_a_document_of_a_newer_schema_is_refused(document: memcon.Document) -> None:
    newer = json.loads(memcon.encode(document)) | {"schema_version": memcon.SCHEMA_VERSION + 1}
    with pytest.raises(memcon.UnreadableFile, match="newer memcon"):
        memcon.decode(json.dumps(newer))


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"schema_version": 1}', b'{"schema_version": "1"}'])
def test_what_is_no_document_is_refused(data: bytes) -> None:
    with pytest.raises(memcon.UnreadableFile, match="not the JSON of a document"):
        memcon.decode(data)


def test_a_pages_text_is_its_lines(document: memcon.Document) -> None:
    printed = [" ".join(line.split()) for line in TELCON.splitlines() if line.strip()]
    assert [" ".join(line.split()) for line in document.pages[0].text.splitlines()] == printed
    assert document.pages[0].text == "\n".join(line.text for line in document.lines)


def test_a_record_quotes_the_paper(document: memcon.Document) -> None:
    (record,) = document.records
    assert (record.form, record.date, record.time_start) == ("telcon", "1994-03-03", "10:05")
    for turn in record.turns:
        for paragraph in turn.paragraphs:
            assert document.text_at(paragraph.span) == paragraph.text


@pytest.mark.parametrize("pages", [(0, 1), (3, 2), (-1, 1)])
def test_a_range_of_pages_that_is_none(tmp_path: Path, pages: tuple[int, int]) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TELCON)
    with pytest.raises(memcon.UsageError, match="no such range"):
        memcon.read(path, pages=pages)


def test_pages_are_chosen_and_keep_their_numbers(tmp_path: Path) -> None:
    path = tmp_path / "three.txt"
    path.write_text("one\n\ftwo\n\fthree\n")
    document = memcon.read(path, pages=(2, 3))
    assert [(page.number, page.text) for page in document.pages] == [(2, "two"), (3, "three")]
    assert document.source.pages == 3
    with pytest.raises(memcon.UsageError, match="pages 1 to 3"):
        memcon.read(path, pages=(4, 4))


def test_an_unknown_use_of_ocr_is_refused(tmp_path: Path) -> None:
    with pytest.raises(memcon.UsageError, match="no such use of OCR"):
        memcon.read(tmp_path / "a.txt", ocr="sometimes")  # type: ignore[arg-type]


@pytest.mark.parametrize("jobs", [1, 2])
def test_many_files_in_order_and_the_bad_ones_among_them(tmp_path: Path, jobs: int) -> None:
    names = ["a.txt", "missing.txt", "b.txt", "empty.txt", "c.txt"]
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(TELCON + name)
    (tmp_path / "empty.txt").touch()
    results = list(memcon.read_many([tmp_path / name for name in names], jobs=jobs))
    assert [path.name for path, _ in results] == names
    kinds = [type(result) for _, result in results]
    good, missing, empty = memcon.Document, memcon.MissingFile, memcon.UnreadableFile
    assert kinds == [good, missing, good, empty, good]


def test_a_defect_of_ours_costs_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import memcon.record

    def defective(*_: object) -> None:
        raise ZeroDivisionError("by nought")

    monkeypatch.setattr(memcon.record, "to_records", defective)
    (tmp_path / "a.txt").write_text(TELCON)
    ((_, error),) = memcon.read_many([tmp_path / "a.txt"])
    assert isinstance(error, memcon.MemconError) and "ZeroDivisionError: by nought" in str(error)


@pytest.mark.parametrize("kind", [e for e in vars(errors).values() if isinstance(e, type)])
def test_an_error_passes_whole_between_processes(kind: type[memcon.MemconError]) -> None:
    error = pickle.loads(pickle.dumps(kind("what is wrong", "what to do")))
    assert type(error) is kind
    assert (str(error), error.message, error.hint) == (
        "what is wrong. what to do",
        "what is wrong",
        "what to do",
    )


def test_every_name_that_is_listed_is_there() -> None:
    for name in memcon.__all__:
        assert getattr(memcon, name) is not None
    assert memcon.__version__
    with pytest.raises(AttributeError):
        memcon.no_such_name  # noqa: B018
