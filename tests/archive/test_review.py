"""Doubts, the most doubtful first, and what people say of them; searches that were given a name."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from PIL import Image
from shelf import SAMPLES, invention, renamed

import memcon
from memcon import Archive, Document, Doubt, MissingFile, QueryError, UsageError
from memcon.archive.doubting import paragraphs
from memcon.cli import command, pictures
from memcon.pages.showing import sixels


def doubtful(document: Document, number: int, sure: float, other: str | None) -> Document:
    """The document, its `number`-th word of a paragraph read with less confidence."""
    record = document.records[0]
    spans = [p.span for _, p in paragraphs(record)]
    lines = {line.number: line for line in document.lines}
    line = next(lines[piece.line] for span in spans for piece in span.pieces[1:2])
    page = document.pages[line.page - 1]
    index = line.words[number]
    word = structs.replace(page.words[index], confidence=sure, other=other)
    words = (*page.words[:index], word, *page.words[index + 1 :])
    pages = tuple(structs.replace(p, words=words) if p is page else p for p in document.pages)
    return structs.replace(document, pages=pages)


@pytest.fixture
def archive(url: str) -> Iterator[Archive]:
    with Archive(url) as archive:
        for number, sure in enumerate((0.6, 0.2, 0.9, 0.4)):
            archive.add(
                renamed(doubtful(invention(number), 1, sure, "other" if sure < 0.5 else None), number)
            )
        yield archive


def test_the_most_doubtful_come_first(archive: Archive) -> None:
    found = archive.doubts()
    assert [doubt.confidence for doubt in found] == [0.2, 0.4, 0.6]
    assert archive.doubts(limit=1, skip=1) == found[1:2]
    for doubt in found:
        assert archive.doubts(doubt.record) == [doubt]
        (word,) = doubt.words
        assert doubt.value and doubt.value[word.start :].startswith(word.text)
        assert doubt.box == word.box and doubt.dpi
        if word.other:
            before, after = doubt.value[: word.start], doubt.value[word.start + len(word.text) :]
            assert doubt.candidates == (f"{before}other{after}",)


def test_what_a_person_has_said_is_no_doubt_any_more(archive: Archive) -> None:
    first, second, third = archive.doubts()
    archive.confirm(first.record, first.path, author="Ada")
    archive.correct(second.record, second.path, second.candidates[0], why="the scan")
    assert archive.doubts() == [third]
    made = archive.history(first.record)[0]
    assert (made.old, made.value, made.author) == (first.value, first.value, "Ada")
    assert archive.record(first.record) == structs.replace(
        archive.show(first.record).as_read, evidence=archive.record(first.record).evidence
    )
    archive.undo(made.number)
    assert archive.doubts() == [first, third]
    with pytest.raises(UsageError):
        archive.confirm(first.record, "turns/99/speaker")


def test_doubtful_marks_and_fields_are_doubts(url: str) -> None:
    document = next(
        d for d in (memcon.read(p) for p in sorted(SAMPLES.glob("*.txt"))) if "ferry" in d.source.name
    )
    record = document.records[0]
    turn = record.turns[0]
    paragraph = structs.replace(turn.paragraphs[0], confidence=0.3)
    evidence = tuple(
        structs.replace(e, confidence=0.1, other="1990-08-27") if e.path == "date" else e
        for e in record.evidence
    )
    record = structs.replace(
        record,
        turns=(structs.replace(turn, paragraphs=(paragraph, *turn.paragraphs[1:])), *record.turns[1:]),
        evidence=evidence,
    )
    with Archive(url) as archive:
        (name,) = archive.add(structs.replace(document, records=(record,))).records
        field, mark = archive.doubts()
        assert (field.kind, field.path, field.value) == ("field", "date", "1990-08-21")
        assert field.candidates == ("1990-08-27",) and field.box
        assert (mark.kind, mark.path, mark.value) == ("mark", "turns/0/paragraphs/0/mark", paragraph.mark)
        archive.confirm(name, mark.path)
        archive.correct(name, "date", field.candidates[0], why="seen")
        assert archive.doubts() == []


def run(path: Path, *arguments: str, given: str = "") -> str:
    done = CliRunner().invoke(command, ["review", "--archive", str(path), *arguments], input=given)
    assert done.exit_code == 0, (done.output, done.exception)
    return done.output


@pytest.fixture
def file(path: Path) -> Path:
    with Archive(path) as archive:
        for number, sure in enumerate((0.6, 0.2, 0.4)):
            archive.add(
                renamed(doubtful(invention(number), 1, sure, "other" if sure < 0.5 else None), number)
            )
    return path


def test_review_lists_and_walks(file: Path) -> None:
    listed = run(file, "--list")
    assert listed.count("% sure") == 3 and listed.index("20% sure") < listed.index("60% sure")
    assert len(json.loads(run(file, "--format", "json"))) == 3
    said = run(file, "--author", "Ada", given="1\nnonsense\naccept\ns\n")
    assert "1 of 3" in said and "3 of 3" in said and "'nonsense' is no answer" in said
    assert said.endswith("2 settled\n")
    with Archive(file) as archive:
        assert [c.author for c in archive.history()] == ["Ada", "Ada"]
        (left,) = archive.doubts()
    fixed = run(file, left.record, given="fix\nAn entirely new text.\n")
    assert fixed.endswith("1 settled\n")
    with Archive(file) as archive:
        assert archive.doubts() == []
        assert "An entirely new text." in {p.text for _, p in paragraphs(archive.record(left.record))}


def test_review_sets_one_word_right_and_leaves_the_rest(file: Path) -> None:
    with Archive(file) as archive:
        (doubt, *_) = archive.doubts()
    (word,) = doubt.words
    assert run(file, doubt.record, given="words\nBetterword\n").endswith("1 settled\n")
    text = doubt.value or ""
    mended = f"{text[: word.start]}Betterword{text[word.start + len(word.text) :]}"
    with Archive(file) as archive:
        assert mended in {p.text for _, p in paragraphs(archive.record(doubt.record))}


def test_review_stops_where_it_is_told_or_nobody_answers(file: Path) -> None:
    assert run(file, given="q\n").endswith("0 settled\n")
    assert run(file, given="").endswith("0 settled\n")


@pytest.mark.parametrize(
    ("environment", "how"),
    [
        ({"TERM": "xterm-kitty"}, "kitty"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, "kitty"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, "iterm"),
        ({"TERM": "foot"}, "sixel"),
        ({"TERM": "xterm-256color"}, None),
        ({"TERM": "tmux-256color", "KITTY_WINDOW_ID": "1"}, None),
        ({}, None),
    ],
)
def test_pictures_are_shown_only_where_the_terminal_says_it_can(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], how: str | None
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert pictures.way(environment) == how
    monkeypatch.setattr("sys.stdout.isatty", lambda: False, raising=False)
    assert pictures.way(environment) is None


def test_pictures_arrive_whole_in_the_ways_of_kitty_and_iterm() -> None:
    picture = bytes(range(256)) * 40
    chunks = pictures.drawing(picture, "kitty").split("\x1b\\")[:-1]
    assert all(chunk.startswith("\x1b_G") and len(chunk) < 4200 for chunk in chunks)
    assert [chunk.split(";")[0][-1] for chunk in chunks] == ["1"] * (len(chunks) - 1) + ["0"]
    assert base64.b64decode("".join(chunk.split(";", 1)[1] for chunk in chunks)) == picture
    assert (
        base64.b64decode(pictures.drawing(picture, "iterm").split(":", 1)[1].removesuffix("\x07")) == picture
    )


@settings(max_examples=20)
@given(data=st.data(), width=st.integers(1, 40), height=st.integers(1, 20))
def test_sixels_say_what_the_picture_shows(data: st.DataObject, width: int, height: int) -> None:
    size = width * height
    greys = data.draw(st.lists(st.sampled_from((0, 90, 255)), min_size=size, max_size=size))
    picture = np.array(greys, np.uint8).reshape(height, width)
    drawn = _drawn(sixels(picture).decode(), width, height)
    assert (drawn == picture >> 5).all()


def _drawn(text: str, width: int, height: int) -> np.ndarray:
    """Sixel, drawn as a terminal does it: the greys by their number."""
    import re

    shown = np.full((height + 6, width), 255, np.uint8)
    body = text.removeprefix("\x1bP0;1q").removesuffix("\x1b\\")
    body = re.sub(r'^"[\d;]+', "", body)
    x = y = colour = 0
    for match in re.finditer(r"#(\d+)(;[\d;]+)?|!(\d+)(.)|([$-])|(.)", body):
        if match[1]:
            colour = int(match[1])
        elif match[5]:
            x, y = 0, y + 6 * (match[5] == "-")
        else:
            count, sign = (int(match[3]), match[4]) if match[3] else (1, match[6])
            for bit in range(6):
                if ord(sign) - 63 & 1 << bit:
                    shown[y + bit, x : x + count] = colour
            x += count
    return shown[:height]


def test_the_part_of_the_page_is_shown_in_review(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "memcon.db"
    paper = SAMPLES / "1993-03-26-gauges.pdf"
    with Archive(path) as archive:
        archive.add(doubtful(memcon.read(paper), 1, 0.2, None), paper)
        (doubt,) = archive.doubts(limit=1)
    assert isinstance(doubt, Doubt)
    monkeypatch.setattr("memcon.cli.reviewing.way", lambda environment: "iterm")
    shown = run(path, "--limit", "1", given="s\n")
    data = base64.b64decode(shown.split("\x1b]1337;")[1].split(":", 1)[1].split("\x07")[0])
    assert Image.open(io.BytesIO(data)).width == 900
    assert "1337" not in run(path, "--limit", "1", "--no-picture", given="s\n")


def test_searches_are_saved_by_name(url: str) -> None:
    with Archive(url) as archive:
        archive.add(invention(1))
        archive.save_search("ministers", "minister OR ministers", sort="date", author="Ada")
        archive.save_search("ministers", "minister*", author="Ben")
        (saved,) = archive.saved_searches()
        assert (saved.name, saved.query, saved.sort, saved.author) == (
            "ministers", "minister*", "relevance", "Ben",
        )  # fmt: skip
        assert archive.saved_search("ministers") == saved
        with pytest.raises(QueryError):
            archive.save_search("bad", "(open")
        for name in ("", " ", "a\nb", "x" * 201):
            with pytest.raises(UsageError, match="name"):
                archive.save_search(name, "dam")
        with pytest.raises(MissingFile, match="There are ministers"):
            archive.saved_search("others")
        archive.forget_search("ministers")
        assert archive.saved_searches() == []
        with pytest.raises(MissingFile):
            archive.forget_search("ministers")


def test_saved_searches_in_the_shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    def search(*arguments: str) -> str:
        done = CliRunner().invoke(command, ["search", *arguments])
        assert done.exit_code == 0, (done.output, done.exception)
        return done.output

    with Archive("memcon.db") as archive:
        list(memcon.add([SAMPLES / "1990-08-21-ferry.txt", SAMPLES / "1995-12-14-shots.txt"], archive))
    first = search("--save", "the dam", "ferry OR dam OR meters")
    assert search("--saved", "the dam") == first
    assert "1 record," in search("--saved", "the dam", "date:1990")
    assert "the dam" in search("--list-saved")
    assert json.loads(search("--list-saved", "--format", "json"))[0]["name"] == "the dam"
    search("--forget", "the dam")
    assert search("--list-saved") == ""
    assert isinstance(CliRunner().invoke(command, ["search"]).exception, UsageError)
