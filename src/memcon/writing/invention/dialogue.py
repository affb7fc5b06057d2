"""Invented bodies: dialogues, narratives and lists, with their portion marks."""

from __future__ import annotations

from random import Random

from memcon.model import Paragraph, Turn
from memcon.writing.invention.sentences import Talk

MARKS = {"CONFIDENTIAL": ("U", "C", "C", "C"), "SECRET": ("U", "C", "S", "S"), "TOP SECRET": ("S", "TS")}


def level(random: Random) -> str:
    """The level of a paper, CONFIDENTIAL oftener than not."""
    return random.choice(("CONFIDENTIAL", "CONFIDENTIAL", "SECRET"))


def marked(random: Random, text: str, level: str | None, item: str | None = None) -> Paragraph:
    """A paragraph with a mark that its paper's level allows; one in twenty has lost it."""
    mark = random.choice(MARKS[level]) if level and random.random() < 0.95 else None
    return Paragraph(text, mark, item=item)


def turns(
    random: Random, talk: Talk, labels: list[str], level: str | None, brackets: str, most: int = 14
) -> tuple[Turn, ...]:
    """A conversation between the people of `labels`, the first two doing most of it.

    Between speeches stand stage directions in `brackets`; a stage direction is always followed by a label,
    since an unlabelled paragraph behind it would belong to nobody.
    """
    said: list[Turn] = [
        _turn(random, labels[n % 2], [talk.hello()], level) for n in range(random.randint(0, 2))
    ]
    speaker = random.randrange(2)
    for _ in range(random.randint(2, most)):
        if said and said[-1].speaker and random.random() < 0.1:
            said.append(_turn(random, None, [talk.stage(brackets)], level if random.random() < 0.5 else None))
        speaker = _next(random, speaker, len(labels))
        label = labels[speaker]
        if random.random() < 0.04:
            label = f"{label} ({talk.aside()})"
        speeches = [talk.speech() for _ in range(random.choice((1, 1, 1, 2, 3)))]
        said.append(_turn(random, label, speeches, level))
    if random.random() < 0.7:
        said += [_turn(random, label, [talk.goodbye()], level) for label in labels[:2]]
    return tuple(said)


def _next(random: Random, speaker: int, people: int) -> int:
    """Who speaks now: as a rule the other principal."""
    if people > 2 and random.random() < 0.2:
        return random.randrange(2, people)
    return 1 - speaker if speaker < 2 else random.randrange(2)


def _turn(random: Random, speaker: str | None, texts: list[str], level: str | None) -> Turn:
    return Turn(speaker, 1, tuple(marked(random, text, level) for text in texts))


def narrative(random: Random, talk: Talk, level: str | None, most: int = 10) -> tuple[Paragraph, ...]:
    """Paragraphs that tell of a talk."""
    return tuple(marked(random, talk.narrative(), level) for _ in range(random.randint(2, most)))


def points(random: Random, talk: Talk, level: str | None) -> tuple[Paragraph, ...]:
    """Decisions, dashed or numbered, behind a paragraph that leads up to them or behind nothing."""
    dashed = random.random() < 0.5
    lead = () if dashed or random.random() < 0.5 else (marked(random, talk.point(), level),)
    count = random.randint(2, 8)
    items = ["--" if dashed else f"{n}." for n in range(1, count + 1)]
    return (*lead, *(marked(random, talk.point(), level, item) for item in items))
