"""Words and sight brought together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from memcon.model import Box, Seen, Word
from memcon.pages.marks import Sight, StruckMark, dress
from memcon.pages.marks.banner import level_words, nearest

DPI, TALL = 300, 31.0


def word(text: str, left: int, top: int = 1000, wide: int | None = None, confidence: float = 0.95) -> Word:
    return Word(text, Box(left, top, left + (wide or 30 * len(text)), top + 32), confidence, "ocr")


def mark(
    left: int, top: int = 1000, text: str = "(C)", *, struck: bool = True, sure: float = 0.97
) -> StruckMark:
    core = Box(left, top, left + 84, top + 36)
    return StruckMark(Box(left - 20, top - 4, left + 110, top + 40), text, sure, struck, top + 16.0, core)


def sight(**parts: tuple[Seen, ...] | tuple[StruckMark, ...] | tuple[Box, ...]) -> Sight:
    return Sight(tall=TALL, pitch=50, **parts)  # type: ignore[arg-type]


def test_a_struck_mark_becomes_a_word_behind_its_line() -> None:
    words = (word("are", 300), word("good.", 420), word("Next", 300, 1100), word("line", 450, 1100))
    out, _ = dress(sight(marks=(mark(620),)), words, DPI)
    assert [w.text for w in out] == ["are", "good.", "(C)", "Next", "line"]
    assert out[2].struck
    assert out[2].source == "image"
    assert out[2].confidence == 0.97


def test_what_ocr_made_of_the_mark_goes_and_is_remembered() -> None:
    words = (word("good.", 420), word("-(6)-", 610, wide=95), word("Next", 300, 1100))
    out, _ = dress(sight(marks=(mark(620),)), words, DPI)
    assert [w.text for w in out] == ["good.", "(C)", "Next"]
    assert out[1].other == "-(6)-"


def test_a_mark_glued_to_a_word_is_cut_off_it() -> None:
    words = (word("themselves.(6)", 420, wide=280),)
    out, _ = dress(sight(marks=(mark(630),)), words, DPI)
    assert [w.text for w in out][-1] == "(C)"
    assert "themselves.".startswith(out[0].text)
    assert out[0].other == "themselves.(6)"


def test_a_mark_alone_on_its_line_stands_between_the_lines() -> None:
    words = (word("above", 300, 950), word("below", 300, 1100))
    out, _ = dress(sight(marks=(mark(300, 1020),)), words, DPI)
    assert [w.text for w in out] == ["above", "(C)", "below"]


def test_a_long_word_is_not_lost_to_a_mark_that_grazes_it() -> None:
    words = (word("governments", 560, wide=330),)
    out, _ = dress(sight(marks=(mark(640),)), words, DPI)
    assert "governments" in " ".join(f"{w.text} {w.other}" for w in out)


def test_an_unstruck_mark_that_ocr_reads_alike_is_surer_and_stays_ocrs() -> None:
    words = (word("good.", 420), word("(U)", 620, confidence=0.7))
    out, _ = dress(sight(marks=(mark(620, text="(U)", struck=False),)), words, DPI)
    assert [(w.text, w.source, w.struck) for w in out] == [("good.", "ocr", False), ("(U)", "ocr", False)]
    assert out[1].confidence == 0.97


def test_an_unstruck_mark_never_outweighs_a_well_read_word() -> None:
    words = (word("(NATO)", 600, wide=130),)
    out, _ = dress(sight(marks=(mark(620, text="(FOUO)", struck=False),)), words, DPI)
    assert [w.text for w in out] == ["(NATO)"]


def test_a_doubtful_struck_mark_gives_way_to_a_well_read_word() -> None:
    words = (word("SAMs,", 560), word("anti-", 620, wide=150))
    out, _ = dress(sight(marks=(mark(630, text="(S/NF)", sure=0.7),)), words, DPI)
    assert [w.text for w in out] == ["SAMs,", "anti-"]
    out, _ = dress(sight(marks=(mark(630, sure=0.7),)), (word("-(e)-", 620, wide=100),), DPI)
    assert [w.text for w in out] == ["(C)"]


def test_two_readings_of_an_unstruck_mark_make_it_doubtful() -> None:
    out, _ = dress(sight(marks=(mark(620, text="(C)", struck=False),)), (word("(S)", 620),), DPI)
    assert (out[0].text, out[0].other) == ("(S)", "(C)")
    assert out[0].confidence < 0.75


def test_words_on_a_line_are_underlined_and_words_with_a_line_through_are_struck() -> None:
    label, text, gone = word("President:", 300), word("Hello.", 700), word("deleted", 1000)
    under = Seen("underline", Box(298, 1036, 600, 1040))
    through = Seen("rule", Box(990, 1014, 1220, 1020), text="struck")
    out, seen = dress(sight(underlines=(under,), rules=(through,)), (label, text, gone), DPI)
    assert [(w.underlined, w.struck) for w in out] == [(True, False), (False, False), (False, True)]
    assert {s.kind for s in seen} == {"underline", "rule"}


def test_stamps_need_a_stamps_words() -> None:
    words = (word("DECLASSIFIED", 1900, 3000), word("Withdrawal", 300, 300), word("Sheet", 650, 300))
    stamp = Seen("stamp", Box(1890, 2994, 2290, 3038), confidence=0.7)
    title = Seen("stamp", Box(290, 290, 830, 340), confidence=0.7)
    printed = (stamp.box, title.box)
    out, seen = dress(sight(stamps=(stamp, title), print=printed), words, DPI)
    assert [w.ink for w in out] == ["stamp", "typed", "typed"]
    assert [s.text for s in seen if s.kind == "stamp"] == ["DECLASSIFIED"]


def test_damaged_banners_are_spelt_right_and_the_printed_reading_kept() -> None:
    for printed, level in (
        ("CeNriDCN'MAL", "CONFIDENTIAL"),
        ("CECRET", "SECRET"),
        ("SSEECCRREETT", "SECRET"),
        ("GOHFIDDNTIAL", "CONFIDENTIAL"),
        ("UNGLASSIFIED", "UNCLASSIFIED"),
    ):
        wide = 30 * len(level)
        out = level_words(
            (Word(printed, Box(300, 120, 300 + wide, 152), 0.4, "ocr", struck=True),), 3300, TALL
        )
        assert [w.text for w in out] == [level]
        assert out[0].other == printed


def test_letter_spaced_and_two_word_levels() -> None:
    spaced = [word(c, 300 + 60 * k, 120, wide=28) for k, c in enumerate("SEGRET")]
    for words in ([word("S E G R E T", 300, 120, wide=330)], spaced):
        assert [w.text for w in level_words(words, 3300, TALL)] == ["SECRET"]
    out = level_words(
        (word("T0P", 300, 120, confidence=0.5), word("SECREI", 420, 120, confidence=0.6)), 3300, TALL
    )
    assert [w.text for w in out] == ["TOP", "SECRET"]


def test_words_that_are_like_levels_and_are_none_stay() -> None:
    for printed in ("DECLASSIFIED", "Declassify", "SECRETARY", "LIBRARY", "SECRET/NODIS", "20209"):
        kept = level_words((word(printed, 300, 3200),), 3300, TALL)
        assert [w.text for w in kept] == [printed]
    body = level_words((word("secret", 300, 1500), word("CONFIDENCE", 600, 1500)), 3300, TALL)
    assert [w.text for w in body] == ["secret", "CONFIDENCE"]


def test_banners_with_captions_are_spelt_right_as_one_word() -> None:
    for printed, whole in (
        ("SECRELASENSITIVELSGDS.", "SECRET/SENSITIVE/XGDS"),
        ("SEGRET/N0DI3/XGD5", "SECRET/NODIS/XGDS"),
        ("CONFIDFNTIAI/LIMDI3", "CONFIDENTIAL/LIMDIS"),
        ("T0PSECREI/SENSIIIVE", "TOP SECRET/SENSITIVE"),
    ):
        box = Box(300, 520, 300 + 30 * len(whole), 552)
        out = level_words((Word(printed, box, 0.3, "ocr"),), 3300, TALL)
        assert " ".join(w.text for w in out) == whole
        assert out[0].other == printed


def test_a_struck_banner_that_says_nothing_is_what_the_other_one_says() -> None:
    top = Word("SWD'EW", Box(300, 120, 490, 152), 0.5, "ocr", struck=True)
    foot = Word("CECRET", Box(300, 3100, 485, 3132), 0.9, "ocr", struck=True)
    out = level_words((top, word("Text", 300, 1500), foot), 3300, TALL)
    assert [w.text for w in out] == ["SECRET", "Text", "SECRET"]
    assert out[0].confidence < 0.75 and out[0].other == "SWD'EW"
    alone = level_words((top, word("Text", 300, 1500)), 3300, TALL)
    assert [w.text for w in alone] == ["SWD'EW", "Text"]


def test_a_banner_parted_by_its_stroke_is_one() -> None:
    parts = (
        Word("CONFIDENTI", Box(300, 120, 590, 152), 0.4, "ocr", struck=True),
        Word("4L", Box(600, 120, 660, 152), 0.3, "ocr", struck=True),
    )
    (out,) = level_words(parts, 3300, TALL)
    assert (out.text, out.box.right) == ("CONFIDENTIAL", 660)


def test_words_in_the_head_that_are_no_banner_with_captions_stay() -> None:
    for printed in ("SECRETARY/DEFENSE", "SECRET/NODIS", "MEMORANDUM/CONVERSATION", "SECRETARIAT/STAFF"):
        words = (structs.replace(word(printed, 300, 520, confidence=0.5), underlined=True),)
        assert [w.text for w in level_words(words, 3300, TALL)] == [printed]


def test_well_read_words_in_the_head_stay_and_a_banner_that_ocr_lost_is_put_back() -> None:
    head = tuple(word(t, x, 240) for t, x in (("NATIONAL", 900), ("SECURITY", 1200), ("COUNCIL", 1500)))
    top = structs.replace(word("SECRET", 300, 120), struck=True)
    body = word("Text", 300, 1500)
    gone = Seen("rule", Box(296, 3100, 480, 3106), text="struck")
    out, _ = dress(sight(rules=(gone,)), (top, *head, body), DPI)
    assert [w.text for w in out] == ["SECRET", "NATIONAL", "SECURITY", "COUNCIL", "Text", "SECRET"]
    assert (out[-1].source, out[-1].struck, out[-1].confidence < 0.75) == ("image", True, True)
    out, _ = dress(sight(rules=(gone,)), (*head, body), DPI)
    assert [w.text for w in out][-1] == "Text"


def test_nearest_knows_no_level_in_noise() -> None:
    assert nearest("").likeness == 0
    assert nearest("12").likeness == 0
    assert nearest("XQWZKJPV").likeness < 0.4


BOXES = st.builds(
    lambda x, y, w: Box(x, y, x + w, y + 32),
    st.integers(0, 2400),
    st.integers(400, 2800),
    st.integers(1, 400),
)
WORDS = st.lists(st.builds(Word, st.text("abcXYZ(6)-.", min_size=1, max_size=14), BOXES), max_size=12)
MARKS = st.lists(
    st.builds(
        mark, st.integers(20, 2300), st.integers(400, 2800), st.sampled_from(["(C)", "(S)", "(TS)"]),
        struck=st.booleans(), sure=st.floats(0.5, 1),
    ),
    max_size=4,
)  # fmt: skip


@given(WORDS, MARKS)
def test_no_word_is_lost_but_those_on_a_mark(words: list[Word], marks: list[StruckMark]) -> None:
    out, _ = dress(sight(marks=tuple(marks)), words, DPI)
    for one in words:
        clear = all(
            one.box.right <= m.box.left or one.box.left >= m.box.right
            or one.box.bottom <= m.box.top or one.box.top >= m.box.bottom
            for m in marks
        )  # fmt: skip
        if clear:
            assert any(w.text == one.text and w.box == one.box for w in out)
    assert sum(w.source == "image" for w in out) >= sum(m.struck and m.confidence >= 0.9 for m in marks)


@given(WORDS)
def test_without_a_sight_words_stay_as_they_are(words: list[Word]) -> None:
    kept, seen = dress(Sight(), words, DPI)
    assert kept == tuple(words)
    assert all(s.kind == "withheld" and s.codes for s in seen)  # a code alone stands for a passage
