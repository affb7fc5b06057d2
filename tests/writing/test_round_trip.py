"""The law of writing: what is written is read back as it was, as text and as a born-digital PDF."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import memcon
from memcon.model import Record, bare
from memcon.writing import INVENTED, as_pdf, as_text, invented

_LAW = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def _read_back(path: Path) -> Record:
    """The one record of a written file, without its places."""
    document = memcon.read(path, ocr="never", cache=False)
    assert [record.form for record in document.records] == [document.records[0].form]
    return bare(document.records[0])


@pytest.mark.parametrize("style", INVENTED)
@_LAW
@given(seed=st.integers(0, 10**9))
def test_what_is_written_as_text_is_read_back(tmp_path: Path, style: str, seed: int) -> None:
    record, choices = invented(Random(seed), style)
    path = tmp_path / "paper.txt"
    path.write_text(as_text(record, choices))
    assert _read_back(path) == bare(record)


@pytest.mark.parametrize("style", INVENTED)
@_LAW
@given(seed=st.integers(0, 10**9))
def test_what_is_written_as_pdf_is_read_back(tmp_path: Path, style: str, seed: int) -> None:
    record, choices = invented(Random(seed), style)
    path = tmp_path / "paper.pdf"
    path.write_bytes(as_pdf(record, choices))
    assert _read_back(path) == bare(record)
