"""Breaks in who says what."""

from __future__ import annotations

import re
from random import Random

from msgspec import structs

from faults.drafts import Draft, Fault, Pair, replaced_turn, spoken_turns
from memcon.model import Paragraph, Turn

_DIALOGUES = ("clinton", "bush", "ford")


def _neighbours(draft: Draft) -> list[int]:
    """The places of turns whose next turn is another speaker's, both without an aside."""
    turns = draft.record.turns
    return [
        n
        for n in range(len(turns) - 1)
        if (one := turns[n].speaker)
        and (other := turns[n + 1].speaker)
        and one != other
        and "(" not in one + other
    ]


def _merged(random: Random, draft: Draft) -> Pair | None:
    turns = draft.record.turns
    places = _neighbours(draft)
    if not places or len({t.speaker for t in turns if t.speaker}) < 2:
        return None
    at = random.choice(places)
    one, other = turns[at], turns[at + 1]
    last, first = one.paragraphs[-1], other.paragraphs[0]
    joined = structs.replace(last, text=f"{last.text} {other.speaker}: {first.text}", mark=first.mark)
    whole = structs.replace(one, paragraphs=(*one.paragraphs[:-1], joined, *other.paragraphs[1:]))
    left = (*turns[:at], whole, *turns[at + 2 :])
    labels = {t.speaker for t in left if t.speaker}
    if other.speaker not in labels or not last.text.endswith((".", "?", "!", '"')):
        return None  # a label that stands nowhere else is not known for one
    broken = draft.having(turns=left)
    begins = re.compile(rf"^\s*{re.escape(other.speaker or '')}:", re.MULTILINE)
    if len(begins.findall(broken.text())) == len(begins.findall(draft.text())):
        return None  # by chance the label begins a line still, and nothing is wrong
    return draft, broken


def _without_colon(random: Random, draft: Draft) -> Pair | None:
    """A label's colon is a semicolon, once."""
    turns = draft.record.turns
    labels = [t.speaker for t in turns if t.speaker]
    places = [n + 1 for n in _neighbours(draft) if labels.count(turns[n + 1].speaker or "") > 1]
    if not places:
        return None
    at = random.choice(places)
    label = turns[at].speaker or ""
    nth = sum(t.speaker == label for t in turns[:at])

    def edit(text: str) -> str:
        parts = text.split(f"{label}:")
        if len(parts) <= nth + 1:
            return text
        return f"{label}:".join(parts[: nth + 1]) + f"{label};" + f"{label}:".join(parts[nth + 1 :])

    return draft, draft.edited(edit)


def _long(random: Random, draft: Draft) -> Pair | None:
    at = random.choice(spoken_turns(draft.record))
    turn = draft.record.turns[at]
    mark = turn.paragraphs[0].mark
    sentence = "The survey must be finished before the snow falls on the passes, and nobody has paid for it. "
    count = random.randint(38, 60)

    def speaking(sentences: int) -> Draft:
        paragraphs = tuple(
            Paragraph(sentence.strip() + " " + sentence.strip(), mark) for _ in range(sentences // 2)
        )
        said = Turn(turn.speaker, 1, paragraphs)
        return structs.replace(draft, record=replaced_turn(draft.record, at, said))

    return speaking(10), speaking(count)


def _unasked(paragraph: Paragraph) -> Paragraph:
    text = paragraph.text
    return structs.replace(paragraph, text=f"{text[:-1]}.") if text.endswith("?") else paragraph


def _own_answer(random: Random, draft: Draft) -> Pair | None:
    """A question and its answer stand under one label; no other paragraph ends in a question."""
    record = draft.record
    turns = tuple(structs.replace(t, paragraphs=tuple(map(_unasked, t.paragraphs))) for t in record.turns)
    sound = draft.having(turns=turns)
    at = random.choice(spoken_turns(record))
    turn = turns[at]
    mark = turn.paragraphs[0].mark
    question = Paragraph("Will the survey be finished before the snow falls?", mark)
    answer = Paragraph(
        random.choice(("Yes, it will.", "No, not this year.", "Of course, if it is paid for.")), mark
    )
    said = structs.replace(turn, paragraphs=(question, answer))
    return sound, structs.replace(sound, record=replaced_turn(sound.record, at, said))


FAULTS = (
    Fault("T01", _DIALOGUES, _merged),
    Fault("T02", _DIALOGUES, _without_colon),
    Fault("T03", _DIALOGUES, _long),
    Fault("T04", _DIALOGUES, _own_answer),
)
