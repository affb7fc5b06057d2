"""The tables of ``python -m bench marks``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from bench.marks import CURVE, DRAWN, SCANS, SURE, TIMED, Case, Measured, bins, gap, score, struck_score
from bench.measure import show


def tell(measured: Measured) -> None:
    """Print the tables."""
    both = {
        "the eye alone": measured.eye,
        "the whole reader": measured.reader,
    }
    show(
        f"Marks on {SCANS} written scans, {measured.pages} pages, default noise",
        COLUMNS,
        [_row(n, c) for n, c in both.items()],
        NOTE,
    )
    _tell_kinds(measured)
    _tell_wrong(measured)
    for who, curve in (("The whole reader", measured.read_curve), ("The eye alone", measured.curve)):
        levels = [_row(f"{noise:.2f}", cases) for noise, cases in curve.items()]
        show(f"{who} by noise, {CURVE} scans each", COLUMNS, levels, "0.30 is the default.")
    faces = [_row(name, cases) for name, cases in measured.faces.items()]
    show(f"The eye alone by typeface, {DRAWN} drawn pages each", COLUMNS, faces, "Pages full of traps.")
    _tell_gaps(measured)
    seen = [(n, f"{p.true}", f"{p.seen}", f"{p.said}") for n, p in measured.places.items()]
    columns = ("", "there", "seen", "false")
    about = "Seen: half of the smaller box lies in the other. A blank without corners has but its code."
    show("Stamps and withheld passages, the whole reader", columns, seen, about)
    times = {"tesserocr alone": measured.ocr, "look and dress": measured.look}
    rows = [(name, f"{took:.3f}", f"{took / measured.ocr:.2f}") for name, took in times.items()]
    note = f"{TIMED} scans, one process. Aim: 0.10."
    show("Time", ("", "CPU s/page", "times"), rows, note)


def _tell_kinds(measured: Measured) -> None:
    kinds: dict[str, Callable[[Case], bool]] = {
        "struck by a level stroke": lambda c: c.stroke == "level",
        "struck by a slash": lambda c: c.stroke == "slash",
        "not struck": lambda c: c.true is not None and not c.struck,
    }
    for mark in sorted({c.true for c in measured.eye if c.true}):
        kinds[f"({mark})"] = lambda c, mark=mark: c.true == mark
    rows = [(name, *_recalls(measured, test)) for name, test in kinds.items()]
    show("Which of them are said rightly", ("", "marks", "eye", "marks", "reader"), rows, "Recall.")


def _tell_wrong(measured: Measured, most: int = 8) -> None:
    def name(mark: str | None, struck: bool) -> str:
        return f"({mark}){' struck' if struck else ''}" if mark else "nothing"

    wrong: Counter[tuple[str, str]] = Counter()
    for case in measured.reader:
        said = case.said if case.chance >= SURE else None
        if (said or case.true) and not (said and case.right):
            wrong[name(case.true, case.struck), name(said, case.said_struck)] += 1
    rows = [(there, said, f"{times}") for (there, said), times in wrong.most_common(most)]
    note = f"The whole reader; the commonest of {wrong.total()} mistakes."
    show("What is said wrongly", ("there is", "said", "times"), rows, note)


def _tell_gaps(measured: Measured) -> None:
    calibrated = {
        "the whole reader": measured.reader,
        "the whole reader, all noises": [c for cases in measured.read_curve.values() for c in cases],
        "the eye alone": measured.eye,
        "the eye alone, all noises": [c for cases in measured.curve.values() for c in cases],
    }
    rows = [
        (name, f"{sum(c.said is not None for c in cases)}", f"{gap(bins(cases)):.3f}")
        for name, cases in calibrated.items()
    ]
    show("Expected calibration error", ("", "said", "error"), rows, "Ten bins of equally many. Aim: 0.03.")


COLUMNS = ("", "marks", "F1", "precision", "recall", "struck: precision", "recall")
NOTE = (
    f"A mark counts as said where its probability is at least {SURE}, and as right where its letters and its "
    "stroke are."
)


def _row(name: str, cases: Sequence[Case]) -> tuple[str, ...]:
    every, struck = score(cases), struck_score(cases)
    figures = (every.f1, every.precision, every.recall, struck.precision, struck.recall)
    return (name, f"{sum(c.true is not None for c in cases)}", *(f"{f:.3f}" for f in figures))


def _recalls(measured: Measured, test: Callable[[Case], bool]) -> tuple[str, str, str, str]:
    """How many of a kind there are and how many are said rightly, by the eye and by the reader."""
    eye, reader = [c for c in measured.eye if test(c)], [c for c in measured.reader if test(c)]
    return (
        f"{len(eye)}", f"{score(eye).recall:.3f}" if eye else "-",
        f"{len(reader)}", f"{score(reader).recall:.3f}" if reader else "-",
    )  # fmt: skip
