"""Writes the part of docs/checks.md that describes each rule, from the rules themselves.

    python tools/checks_page.py

Run it after a change under src/memcon/checks/data; a test fails where the page is not what this gives.
"""

from __future__ import annotations

from pathlib import Path

from memcon.checks import FAMILIES, Rule, rules
from memcon.checks.rules import PARTS, in_specimen

PAGE = Path(__file__).parents[1] / "docs" / "checks.md"
START = "<!-- From here on written by tools/checks_page.py from src/memcon/checks/data. -->\n"
_WHERE = {
    "banner": "at the head",
    "stamp": "as the stamp",
    "title": "as the title",
    "subject": "as the subject",
    "participants": "as the participants",
    "date": "as the date line",
    "body": "as the body",
    "foot": "at the foot",
    "file": "as a whole file",
    "image": "told in words, since only a scan or a table can show it",
}


def page() -> str:
    """What the generated part should be."""
    parts = [
        START,
        "## The specimen\n",
        "The examples are parts of this invented paper, in which only notes are found:\n",
    ]
    parts.append(_fenced(in_specimen("date", PARTS["date"])))
    parts.append(_table())
    for letter, family in FAMILIES.items():
        parts.append(f"## {letter}: {family}\n")
        parts += [_entry(rule) for code, rule in rules().items() if code.startswith(letter)]
    return "\n".join(parts)


def _table() -> str:
    rows = ["## All rules\n", "| code | severity | what it says |", "|---|---|---|"]
    rows += [
        f"| [{rule.code}](#{rule.code.lower()}-{rule.name}) | {rule.severity} | {rule.says} |"
        for rule in rules().values()
    ]
    return "\n".join(rows) + "\n"


def _entry(rule: Rule) -> str:
    doubt = "" if rule.certain else " It rests in part on general knowledge, and so is never an error."
    where = _WHERE[rule.part]
    return (
        f"### {rule.code} {rule.name}\n\n**{rule.severity}.** {rule.says} {rule.why}{doubt}\n\n"
        f"Bad, {where}:\n\n{_fenced(rule.bad)}\nGood:\n\n{_fenced(rule.good)}\nSource: {rule.source}.\n"
    )


def _fenced(text: str) -> str:
    return f"```text\n{text.strip(chr(10)) or '(nothing)'}\n```\n"


def whole() -> str:
    """The page as it should be: what people wrote, and behind `START` what this gives."""
    return PAGE.read_text().partition(START)[0].rstrip("\n") + "\n\n" + page()


if __name__ == "__main__":
    PAGE.write_text(whole())
