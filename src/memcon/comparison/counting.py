"""Differences counted, by what a historian asks for."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import structs

from memcon.comparison.results import Amount, Counts, Difference, Tally

TOTALS = ("opened", "closed", "changed", "missing", "unclear")


def counts(differences: Iterable[Difference]) -> Counts:
    """The differences counted, and those that opened or closed text by code, speaker, mark and page."""
    totals: dict[str, Amount] = {}
    tables: dict[str, dict[str, Tally]] = {"by_code": {}, "by_speaker": {}, "by_mark": {}, "by_page": {}}
    for difference in differences:
        totals[difference.outcome] = _more(totals.get(difference.outcome, Amount()), difference)
        if difference.outcome in ("opened", "closed"):
            for table, key in _keys(difference):
                tally = tables[table].get(key, Tally())
                grown = {difference.outcome: _more(getattr(tally, difference.outcome), difference)}
                tables[table][key] = structs.replace(tally, **grown)
    total = {name: totals.get(name, Amount()) for name in TOTALS}
    return Counts(
        total["opened"],
        total["closed"],
        total["changed"],
        total["missing"],
        total["unclear"],
        *(dict(sorted(table.items(), key=_place)) for table in tables.values()),
    )


def _place(entry: tuple[str, Tally]) -> tuple[int, str]:
    """Page numbers in their own order, all else by the alphabet."""
    return (int(entry[0]) if entry[0].isdecimal() else 0, entry[0])


def _keys(difference: Difference) -> list[tuple[str, str]]:
    page = difference.b_page if difference.outcome == "opened" else difference.a_page
    keys = [("by_code", code) for code in difference.codes or ("none",)]
    keys.append(("by_speaker", difference.speaker or "none"))
    keys.append(("by_mark", difference.mark or "none"))
    keys.append(("by_page", str(page)))
    return keys


def _more(amount: Amount, difference: Difference) -> Amount:
    return Amount(
        amount.words + difference.words,
        round(amount.lines + difference.lines, 1),
        amount.passages + 1,
    )
