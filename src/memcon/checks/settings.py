"""Which rules are wanted, and how grave each is held to be."""

from __future__ import annotations

from msgspec import Struct, field

from memcon.checks.rules import FAMILIES, rules
from memcon.errors import UsageError
from memcon.model import Severity


class CheckSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """What the table ``check`` of ``memcon.toml`` holds. A selector is a code or its start: ``D``, ``D1``.

    The longest selector that fits a code decides; of two alike, `ignore`.
    """

    select: tuple[str, ...] = ()
    """Only these; all where it is empty."""
    ignore: tuple[str, ...] = ()
    severity: dict[str, Severity] = field(default_factory=dict[str, Severity])
    """Another severity for a code."""

    def wants(self, code: str) -> bool:
        """Whether a diagnostic of that code is wanted."""
        chosen = _longest(code, self.select) if self.select else 0
        return chosen > _longest(code, self.ignore) if chosen >= 0 else False

    def checked(self) -> CheckSettings:
        """These settings; raises `UsageError` for a selector that fits no rule, or a code that is none."""
        for selector in (*self.select, *self.ignore):
            if not any(code.startswith(selector) for code in rules()):
                letters = ", ".join(f"{letter} ({name})" for letter, name in FAMILIES.items())
                raise UsageError(
                    f"no rule is called {selector!r}", f"Give a code such as D02, or a family: {letters}"
                )
        for code in self.severity:
            if code not in rules():
                raise UsageError(f"no rule is called {code!r}", "Give a whole code such as D02")
        return self


def _longest(code: str, selectors: tuple[str, ...]) -> int:
    return max((len(s) for s in selectors if code.startswith(s)), default=-1)
