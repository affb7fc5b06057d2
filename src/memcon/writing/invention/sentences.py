"""Plausible talk about invented matters: speech, narrative, decisions, cable prose.

The sentences hold what readers stumble over: colons and quotations inside a speech, dashes and hyphens,
figures, list letters, questions, brackets, sentences of two words and of forty.
"""

from __future__ import annotations

from random import Random

from memcon.writing.invention.names import Country

_SHORT = (
    "Yes.", "No, not yet.", "I agree.", "That is right.", "Go ahead.", "Of course.", "Thank you.",
    "We shall see.", "When?", "How many?", "What do you hear from {capital}?", "I am listening.",
    "That would be fine.", "You are very kind.",
)  # fmt: skip
_SPEECH = (
    "I wanted to call you before I leave for {capital}.",
    "Our people have been talking to yours about the {thing}, and I think we are close to an agreement.",
    "The question is not whether we move, but when, and who moves first.",
    "We cannot go to the parliament with a figure like {number:,} and expect it to pass.",
    "I told the press this morning that we were consulting, which is true, and that there was no deadline, "
    "which is also true.",
    "The {adjective} side has asked for {count} more weeks.",
    "My ministers tell me: do not sign until the survey is finished.",
    "There are three things we need -- a fixed line, a joint commission, and somebody to pay for it.",
    "Frankly, your letter of {date} helped me a great deal with the cabinet.",
    "He said to me, \"If you close the {thing}, I will close the border,\" and I believe he meant it.",
    "What worries me is the half-finished work on the {thing}; we have {number:,} men there and no road.",
    "I would put it this way: we are for the talks, we are for the observers, and we are against surprises.",
    "You may (a) leave things as they are, (b) go back to the old line, or (c) let the commission decide.",
    "It cost us ${number:,} million last year alone, and it will cost {percent} percent more in {year}.",
    "The election is on {date}, so anything I say before then will be taken as a promise.",
    "We had a good talk in {capital}, although it went on until after 2:00 in the morning.",
    "I don't want to overstate this, but the long-range plan that the two navies drew up last spring, with "
    "its own timetable and its own money, is now the only thing that keeps the fishermen from each other's "
    "throats.",
    "Nobody in {country} wants a quarrel about {number:,} square miles of mud.",
    "Can you hold the conference a week later -- say, the {day}th?",
    "The harvest failed in the north; in the south it was better than in {year}.",
    "I have asked {person} to come and see you about it.",
    "Let me be blunt: the answer will be no.",
    "My own view, for what it is worth, is that they will accept a self-governing zone if we do not call it "
    "that.",
    "Is it true that {person} has resigned?",
    "We owe you an answer on the {thing}, and you will have it by {date}.",
    "That was in paragraph {count} of the note (I have it before me), and it was quite clear.",
    "The so-called neutral strip is neither neutral nor a strip.",
    "They say it is a matter of principle; in my experience that means it is a matter of money.",
)  # fmt: skip
_NARRATIVE = (
    "{them} opened by thanking the {us} for receiving him at such short notice.",
    "{them} said that the situation on the {thing} had grown worse since {date}.",
    "The {us} replied that the United States would not take a position before the survey was finished.",
    "{them} wondered whether {country} might not be invited as an observer; {number:,} of its citizens "
    "worked there.",
    "The {us} asked what would happen if the talks were put off to {year}.",
    "{them} answered that \"nothing good\" would come of a delay.",
    "He added that his government had spent ${number:,} million on the {thing} and could spend no more.",
    "In reply to a question, {them} explained the three steps: first the cease-fire, then the exchange of "
    "lists, and last the opening of the road.",
    "The {us} remarked that this was the first he had heard of a time-limit.",
    "There followed a brief discussion of fishing rights in the {adjective} zone.",
    "{person} said the note of {date} had been misread -- it was a proposal and not a demand.",
    "It was agreed that the two sides would meet again in {capital} before {date}.",
    "{them} observed that public opinion in {country} was running ahead of the cabinet on this point, and "
    "that he could hold it back for {count} weeks at most, whatever the outcome of the vote.",
    "The {us} doubted it.",
)  # fmt: skip
_POINTS = (
    "{agency} will prepare an options paper on the {thing} by {date}.",
    "Principals agreed that no decision on the {thing} should be taken before the {adjective} election.",
    "{agency} will instruct Embassy {capital} to raise the {thing} at the highest level.",
    "The Committee noted that {number:,} observers would be needed, at a cost of ${count} million a month.",
    "Work on the follow-on force will go forward; {agency} will report on the lift that it needs.",
    "We will (a) support the survey, (b) oppose a time-limit, and (c) say nothing in public.",
    "Deputies will review the draft resolution -- in particular its second half -- at their next meeting.",
    "{agency} will consult allies on a joint approach to {country}, i.e., on the text and on its timing.",
)  # fmt: skip
_HELLO = (
    "Hello?", "Hello, how are you?", "Good morning. It's good to hear your voice.",
    "Thank you for taking my call.", "I'm calling from {capital}. Can you hear me?",
)  # fmt: skip
_GOODBYE = (
    "Good-bye.", "Thank you. Good night.", "We will talk again on {weekday}.", "Goodbye, my friend.",
)  # fmt: skip
_STAGE = (
    "There was a pause for translation", "The two Presidents looked at the map", "Coffee was served",
    "At this point {person} joined the meeting", "The line was interrupted for about two minutes",
    "Discussion of the travel plans for the spring",
)  # fmt: skip
_ASIDES = ("laughing", "interrupting", "pointing to the map", "in English")
_THINGS = (
    "pipeline", "Kessel dam", "northern border crossing", "fisheries line", "grain credit", "airfield",
    "ceasefire line", "coal-and-steel plan", "Lisem Strait", "customs union",
)  # fmt: skip
_AGENCIES = ("State", "DOD", "Treasury", "CIA", "JCS", "NSC", "OMB")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


class Talk:
    """Sentences for one conversation: its country, its people, its year."""

    def __init__(self, random: Random, country: Country, people: list[str], them: str, year: int) -> None:
        self._random = random
        self._country = country
        self._people = people or ["the Ambassador"]
        self._them = them
        self._year = year
        self._thing = random.choice(_THINGS)
        self._decks: dict[str, list[str]] = {}

    def speech(self) -> str:
        """What somebody says in one paragraph: a word or two, or several sentences."""
        if self._random.random() < 0.25:
            return self._fill(self._random.choice(_SHORT))
        return self._several(_SPEECH, 6)

    def hello(self) -> str:
        """What somebody says first."""
        return self._fill(self._random.choice(_HELLO))

    def goodbye(self) -> str:
        """What somebody says last."""
        return self._fill(self._random.choice(_GOODBYE))

    def narrative(self) -> str:
        """A paragraph that tells of the talk."""
        return self._several(_NARRATIVE, 6)

    def point(self) -> str:
        """A decision, in one sentence or two."""
        return self._several(_POINTS, 2)

    def stage(self, brackets: str) -> str:
        """A stage direction in its brackets, ``()`` or ``[]``."""
        return f"{brackets[0]}{self._fill(self._random.choice(_STAGE))}.{brackets[1]}"

    def aside(self) -> str:
        """What stands in brackets behind a speaker's name."""
        return self._random.choice(_ASIDES)

    def subject(self) -> str:
        """What a talk is about, as a subject line puts it."""
        thing = self._thing[0].upper() + self._thing[1:]
        return self._random.choice(
            (thing, f"{self._country.adjective} Views on the {thing}", f"U.S.-{self._country.name} Relations")
        )

    def _several(self, templates: tuple[str, ...], most: int) -> str:
        return " ".join(self._fill(self._next(templates)) for _ in range(self._random.randint(1, most)))

    def _next(self, templates: tuple[str, ...]) -> str:
        """The next of shuffled templates: none comes again before all have come."""
        deck = self._decks.setdefault(templates[0], [])
        if not deck:
            deck.extend(templates)
            self._random.shuffle(deck)
        return deck.pop()

    def _fill(self, template: str) -> str:
        random = self._random
        month, day = random.choice(MONTHS), random.randint(1, 28)
        return template.format(
            country=self._country.name,
            adjective=self._country.adjective,
            capital=self._country.capital,
            thing=self._thing,
            number=random.choice((12, 40, 65, 300, 1_200, 9_300)),
            count=random.randint(2, 9),
            percent=random.randint(5, 60),
            year=self._year + random.randint(-3, 2),
            date=f"{month} {day}",
            day=random.choice((14, 15, 16, 17, 18, 19, 24)),
            weekday=random.choice(_WEEKDAYS),
            person=random.choice(self._people),
            them=self._them,
            us="Secretary",
            agency=random.choice(_AGENCIES),
        )
