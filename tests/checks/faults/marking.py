"""Breaks in the markings of a paper."""

from __future__ import annotations

from random import Random

from msgspec import structs

from faults.drafts import Draft, Fault, Pair, marked, replaced_turn, spoken_turns
from memcon.markings import LEVELS
from memcon.model import ClassificationBlock

_WHITE_HOUSE = ("clinton", "bush")
_SHORT = {level: short for short, level in LEVELS.items()}
_ABOVE = {"CONFIDENTIAL": ("S", "TS"), "SECRET": ("TS",)}


def _levelled(random: Random, draft: Draft) -> Draft:
    """The paper with a mark on every paragraph, one of them as high as its banner."""
    own = _SHORT[draft.record.banner or ""]
    record = marked(draft.record, own)
    at = spoken_turns(record)
    low = random.sample(at, len(at) // 2)
    turns = tuple(
        structs.replace(t, paragraphs=tuple(structs.replace(p, mark="U") for p in t.paragraphs))
        if n in low and len(low) < len(at)
        else t
        for n, t in enumerate(record.turns)
    )
    return structs.replace(draft, record=structs.replace(record, turns=turns, subject_mark=None))


def _with_mark(random: Random, draft: Draft, mark: str | None) -> Draft:
    record = draft.record
    at = random.choice(spoken_turns(record))
    turn = record.turns[at]
    which = random.randrange(len(turn.paragraphs))
    paragraphs = tuple(
        structs.replace(p, mark=mark) if n == which else p for n, p in enumerate(turn.paragraphs)
    )
    changed = replaced_turn(record, at, structs.replace(turn, paragraphs=paragraphs))
    return structs.replace(draft, record=changed)


def _unmarked(random: Random, draft: Draft) -> Pair | None:
    sound = _levelled(random, draft)
    turns = spoken_turns(sound.record)
    if len(turns) < 4:
        return None
    return sound, _with_mark(random, sound, None)


def _above_banner(random: Random, draft: Draft) -> Pair | None:
    sound = _levelled(random, draft)
    return sound, _with_mark(random, sound, random.choice(_ABOVE[draft.record.banner or ""]))


def _below_banner(random: Random, draft: Draft) -> Pair | None:
    sound = _levelled(random, draft)
    lower = {"CONFIDENTIAL": ("U",), "SECRET": ("U", "C")}[draft.record.banner or ""]
    low = structs.replace(sound, record=marked(sound.record, random.choice(lower)))
    return sound, low


def _no_banner(random: Random, draft: Draft) -> Pair | None:
    sound = _levelled(random, draft)
    return sound, sound.having(banner=None, captions=())


def _subject(random: Random, draft: Draft) -> Pair | None:
    sound = _levelled(random, draft)
    mark = random.choice(_ABOVE[draft.record.banner or ""])
    own = _SHORT[draft.record.banner or ""]
    return sound.having(subject_mark=own), sound.having(subject_mark=mark)


def _restricted(random: Random, draft: Draft) -> Pair | None:
    del random
    return draft.having(captions=()), draft.having(banner="RESTRICTED", captions=())


def _caption(random: Random, draft: Draft) -> Pair | None:
    caption = random.choice(("NODIS", "EXDIS", "LIMDIS"))
    sound = draft.having(captions=(caption,))
    return sound, sound.edited(lambda text: text.replace(f"{draft.record.banner}/{caption}", caption))


def _old_marks(random: Random, draft: Draft) -> Pair | None:
    if (draft.record.date or "") >= "1972-06-01":
        return None
    return draft, structs.replace(draft, record=marked(draft.record, random.choice(("U", "C"))))


def _reason(random: Random, draft: Draft) -> Pair | None:
    if (draft.record.date or "") < "1995-10-14":
        return None
    until = (draft.record.date or "")[2:4]
    date = f"10/11/{(int(until) + 10) % 100:02d}"
    wrong = random.choice(("1.4 (d)", "1.4(b)", "1.5 (h)", "1.3 (a)", "1.4 (c)"))
    return (
        draft.having(
            classification_block=ClassificationBlock(None, random.choice(("1.5 (d)", "1.5(b)")), date)
        ),
        draft.having(classification_block=ClassificationBlock(None, wrong, date)),
    )


def _oadr(random: Random, draft: Draft) -> Pair | None:
    del random
    if (draft.record.date or "") < "1995-10-14":
        return None
    return draft, draft.having(classification_block=ClassificationBlock(declassify_on="OADR"))


def _schedule(random: Random, draft: Draft) -> Pair | None:
    code = random.choice(("X1", "X4", "X6", "GDS", "XGDS-2"))
    return draft, draft.having(classification_block=ClassificationBlock(declassify_on=code))


def _security_information(random: Random, draft: Draft) -> Pair | None:
    del random
    return draft, draft.having(captions=("SECURITY INFORMATION",))


FAULTS = (
    Fault("M01", _WHITE_HOUSE, _unmarked),
    Fault("M02", _WHITE_HOUSE, _above_banner),
    Fault("M03", _WHITE_HOUSE, _below_banner),
    Fault("M04", _WHITE_HOUSE, _no_banner),
    Fault("M05", ("clinton",), _subject),
    Fault("M06", ("state",), _restricted),
    Fault("M07", ("state",), _caption),
    Fault("M08", ("state", "kissinger"), _old_marks),
    Fault("M09", ("clinton",), _reason),
    Fault("M10", ("clinton",), _oadr),
    Fault("M11", ("bush",), _schedule),
    Fault("M12", ("state",), _security_information),
)
