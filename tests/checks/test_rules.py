"""Every rule is documented, its examples are of what it says, and the documentation is made from it."""

from __future__ import annotations

import importlib.util
import re
from itertools import pairwise
from pathlib import Path

import pytest
from made import MADE, example, journeys, specimen

from memcon.checks import FAMILIES, CheckSettings, Rule, check_document, rules
from memcon.errors import UsageError
from memcon.markings import ORDERS

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "memcon" / "checks"
KNOWN = journeys()


def codes_of(document: object, *, only: str = "") -> list[str]:
    return [d.code for d in check_document(document, known=KNOWN) if d.code.startswith(only)]  # type: ignore[arg-type]


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.code)
def test_the_bad_example_is_found_and_the_good_one_is_not(rule: Rule, tmp_path: Path) -> None:
    if rule.part == "image":
        bad, good = MADE[rule.code](tmp_path)
    else:
        bad, good = example(rule, rule.bad, tmp_path), example(rule, rule.good, tmp_path)
    found = [d for d in check_document(bad, known=KNOWN) if d.code == rule.code]
    assert found and found[0].severity == rule.severity
    assert rule.code not in codes_of(good)


def test_only_notes_are_found_in_the_specimen(tmp_path: Path) -> None:
    assert {d.severity for d in check_document(specimen(tmp_path))} <= {"note"}


def test_every_code_of_the_source_has_its_rule_and_every_rule_its_code() -> None:
    text = "\n".join(path.read_text() for path in SOURCE.glob("*.py"))
    letters = "".join(FAMILIES)
    assert set(re.findall(rf'"([{letters}]\d\d)"', text)) == set(rules())


def test_codes_are_sorted_and_names_unique() -> None:
    names = [rule.name for rule in rules().values()]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in names)
    for letter in FAMILIES:
        own = [code for code in rules() if code.startswith(letter)]
        assert own and own == sorted(own)


def test_what_rests_on_general_knowledge_is_never_an_error() -> None:
    for rule in rules().values():
        assert rule.certain or rule.severity != "error", rule.code
        assert rule.certain == ("general knowledge" not in rule.source and "a choice" not in rule.source) or (
            rule.certain and rule.severity != "error"
        ), rule.code


def test_the_page_of_checks_is_made_from_the_rules() -> None:
    spec = importlib.util.spec_from_file_location("checks_page", ROOT / "tools" / "checks_page.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.PAGE.read_text() == module.whole(), "run tools/checks_page.py"


@pytest.mark.parametrize(
    ("select", "ignore", "wanted"),
    [
        ((), (), {"D02", "D10", "M04"}),
        (("D",), (), {"D02", "D10"}),
        (("D",), ("D10",), {"D02"}),
        ((), ("D",), {"M04"}),
        (("D10",), ("D",), {"D10"}),
        (("D02",), ("D02",), set()),
    ],
)
def test_the_longest_selector_decides(
    select: tuple[str, ...], ignore: tuple[str, ...], wanted: set[str]
) -> None:
    settings = CheckSettings(select, ignore)
    assert {code for code in ("D02", "D10", "M04") if settings.wants(code)} == wanted


def test_a_selector_of_no_rule_is_refused() -> None:
    with pytest.raises(UsageError, match="no rule is called 'Q'"):
        CheckSettings(("Q",)).checked()
    with pytest.raises(UsageError, match="no rule is called 'D'"):
        CheckSettings(severity={"D": "note"}).checked()


def test_orders_follow_one_another() -> None:
    main = [o for o in ORDERS if o.number not in ("10964", "13292")]
    for earlier, later in pairwise(main):
        assert earlier.until == later.since
