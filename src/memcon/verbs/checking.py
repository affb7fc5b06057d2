"""A record is checked; a code is explained."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from memcon.errors import MissingFile, UnreadableFile, UsageError
from memcon.markings import Legend, legends, nearest_codes
from memcon.model import Diagnostic, Document

if TYPE_CHECKING:
    from memcon.checks import CheckSettings, Rule

SETTINGS = ("memcon.toml", "pyproject.toml")
"""The files in which settings are looked for, the first in a folder hiding the second."""


_SECTION = re.compile(r"sec(?:tion|s)?\.?|and", re.IGNORECASE)


class Explanation(msgspec.Struct, frozen=True):
    """What a code means: a rule of `check`, or what stands on a paper, or both."""

    code: str
    rule: Rule | None = None
    legends: tuple[Legend, ...] = ()
    """Every meaning that the code has; which one holds, the paper's date and library tell."""


def check(
    document: Document,
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    settings: CheckSettings | None = None,
) -> tuple[Diagnostic, ...]:
    """What is wrong or doubtful in each record of a document, sorted by where it stands.

    `select` and `ignore` are codes or their beginnings: ``D12``, ``D`` for all of a family. They come on top
    of `settings`, which `check_settings` reads; without, every rule is asked. Raises `UsageError` for a code
    that is none.
    """
    from memcon.checks import CheckSettings, check_document

    known = settings or CheckSettings()
    chosen = msgspec.structs.replace(
        known,
        select=tuple(select) or known.select,
        ignore=(*known.ignore, *ignore),
    )
    return check_document(document, chosen.checked())


def check_settings(folder: str | os.PathLike[str] = ".") -> CheckSettings:
    """The settings for checks: ``[check]`` of ``memcon.toml``, ``[tool.memcon.check]`` of ``pyproject.toml``.

    They are looked for in `folder` and those above it; the first found holds. Raises `UsageError` where one
    is wrong, `UnreadableFile` where the file is no TOML.
    """
    from memcon.checks import CheckSettings

    try:
        here = Path(folder).resolve()
    except OSError as error:
        raise MissingFile(f"cannot look into {folder} ({error.strerror})") from error
    for above in (here, *here.parents):
        for name in SETTINGS:
            table = _table(above / name)
            if table is not None:
                try:
                    return msgspec.convert(table, CheckSettings).checked()
                except msgspec.ValidationError as error:
                    raise UsageError(
                        f"{above / name}: {error}", "memcon check's settings are select, ignore, severity"
                    ) from error
    return CheckSettings()


def _table(path: Path) -> dict[str, Any] | None:
    """The table of settings in a file; None where there is no such file, or none in it."""
    import tomllib

    if not path.is_file():
        return None
    try:
        whole: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnreadableFile(f"{path} cannot be read ({error})", "Mend the file, or move it away") from error
    if path.name == "pyproject.toml":
        whole = whole.get("tool", {}).get("memcon", {})
    found = whole.get("check")
    return found if isinstance(found, dict) else None  # pyright: ignore[reportUnknownVariableType]


def explain(code: str) -> Explanation:
    """What a code of `check` or a marking means: ``D02``, ``1.4(b)``, ``OADR``, ``XGDS``, ``E.O. 12958``.

    Several as a stamp has them, ``P1/b(1)`` or ``E.O. 13526, 1.4(c)``, are explained one by one. Raises
    `UsageError` for what neither is, with the nearest that are.
    """
    from memcon.checks import rules

    rule = rules().get(code.strip().upper())
    found = legends(code) or _one_by_one(code)
    if rule is None and not found:
        near = ", ".join(nearest_codes(code))
        raise UsageError(
            f"nothing is known of {code!r}", f"Near it: {near}" if near else "See docs/checks.md"
        )
    return Explanation(rule.code if rule else found[0].code, rule, found)


def _one_by_one(code: str) -> tuple[Legend, ...]:
    """The legends of several codes together, of those under a named order only its own.

    Empty where a part of it is no code. Of words the longest run that is a code counts.
    """
    words = [w for w in re.split(r"\s*[,;/&+]\s*|\s+", code.strip()) if w and not _SECTION.fullmatch(w)]
    found: list[Legend] = []
    while words:
        length = next((n for n in range(len(words), 0, -1) if legends(" ".join(words[:n]))), 0)
        if not length:
            return ()
        found += legends(" ".join(words[:length]))
        words = words[length:]
    orders = {legend.code for legend in found if legend.scheme == "order"}
    own = [x for x in found if not orders or not x.order or any(name in x.order for name in orders)]
    return tuple(own or found)


def check_rules() -> dict[str, Rule]:
    """Every rule of `check` by its code."""
    from memcon.checks import rules

    return dict(rules())
