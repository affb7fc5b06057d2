"""The pages say what the code does: every verb, option, error, form and key, and examples that run."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, get_args

import click
import pytest

import memcon
from memcon import errors, model
from memcon.cli import INTERRUPTED, command
from memcon.cli.files import SUFFIXES
from memcon.cli.reading import FORMATS

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.glob("*.md"))
EVERY_PAGE = "\n".join(path.read_text() for path in PAGES)
END = "\x1e"
"""Ends the output of one step of an example: a character that no output has."""


def page(name: str) -> str:
    return (DOCS / name).read_text()


def section(text: str, heading: str) -> str:
    """What stands under a heading of any level, to the next of the same level or above."""
    found = re.search(rf"^(#+) {re.escape(heading)}$", text, re.MULTILINE)
    assert found, f"no heading {heading!r}"
    rest = text[found.end() :]
    end = re.search(rf"^#{{1,{len(found[1])}}} ", rest, re.MULTILINE)
    return rest[: end.start()] if end else rest


@pytest.mark.parametrize("verb", command.commands)
def test_every_verb_and_option_is_described(verb: str) -> None:
    about = section(EVERY_PAGE, f"memcon {verb}")
    for parameter in command.commands[verb].params:
        if isinstance(parameter, click.Option):
            for option in parameter.opts:
                assert f"`{option}" in about, f"{verb} {option} is not described"
            if isinstance(parameter.type, click.Choice):
                for choice in parameter.type.choices:
                    assert f"`{parameter.opts[0]} {choice}`" in about
        assert not isinstance(parameter, click.Option) or parameter.help, f"{parameter.name} has no help"


def test_no_verb_or_option_is_described_that_is_none() -> None:
    assert set(re.findall(r"^##+ memcon (\w+)$", EVERY_PAGE, re.MULTILINE)) == set(command.commands)
    known = {o for c in (command, *command.commands.values()) for p in c.params for o in p.opts}
    known |= {"--help", "--version"}
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", page("command.md"))) <= known


def test_every_error_is_described_with_its_code_and_statuses() -> None:
    classes = [e for e in vars(errors).values() if isinstance(e, type) and issubclass(e, Exception)]
    rows = re.findall(r"^\| `(\w+)` \| `([\w-]+)` \| (\d+) \| (\d+) \| .+ \| .+ \|$", page("errors.md"), re.M)
    assert rows == [(e.__name__, e.code, str(e.exit_status), str(e.http_status)) for e in classes]
    assert str(INTERRUPTED) in page("errors.md") and str(INTERRUPTED) in page("command.md")
    assert len({e.exit_status for e in classes}) == len({e.code for e in classes}) == len(classes)


def test_every_form_is_described() -> None:
    rows = re.findall(r"^\| `(\w+)` \|", section(page("reads.md"), "Forms"), re.MULTILINE)
    assert rows == list(get_args(model.Form))


def test_every_kind_of_file_is_described() -> None:
    text = page("reads.md").lower() + page("command.md").lower()
    for suffix in SUFFIXES:
        assert {".jpg": "jpeg", ".tif": "tiff", ".txt": "plain text"}.get(suffix, suffix[1:]) in text
    assert all(f"--format {form}" in page("command.md") for form in FORMATS)


@pytest.mark.parametrize("noun", memcon.schema()["$defs"])
def test_every_key_of_the_json_is_described(noun: str) -> None:
    about = section(page("json.md"), noun)
    definition: dict[str, Any] = memcon.schema()["$defs"][noun]
    keys = list(definition.get("properties") or getattr(memcon, noun, None).__struct_fields__)
    named = re.findall(r"^\| (`.+?`) \|", about, re.MULTILINE) or [about]
    found = [key for cell in named for key in re.findall(r"`(\w+)`", cell)]
    assert list(dict.fromkeys(found)) == keys, "keys are missing, or stand in another order"
    for key, of in definition.get("properties", {}).items():
        for value in of.get("enum", ()):
            assert noun == "Element" or f"`{value}`" in page("json.md") + page("reads.md"), f"{key}: {value}"


def test_every_kind_of_element_is_described() -> None:
    about = section(page("json.md"), "Kinds of element")
    assert re.findall(r"^\| `(\w+)` \|", about, re.MULTILINE) == list(get_args(model.ElementKind))


def examples(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


SHELL = [
    (p.name, block) for p in (*PAGES, ROOT / "README.md") for block in examples(p.read_text(), "console")
]


@pytest.mark.parametrize(("name", "block"), SHELL, ids=[f"{name}-{n}" for n, (name, _) in enumerate(SHELL)])
def test_an_example_of_the_command_does_what_the_page_says(name: str, block: str, tmp_path: Path) -> None:
    steps = re.split(r"^\$ ", block, flags=re.MULTILINE)
    assert steps[0] == "", f"{name}: an example begins with $"
    script = "".join(f"{step.splitlines()[0]}\nlast=$?; echo '{END}'; (exit $last)\n" for step in steps[1:])
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "COLUMNS": "80"}
        | {"MEMCON_CACHE": str(tmp_path / "cache")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    for step, output in zip(steps[1:], done.stdout.split(f"{END}\n"), strict=False):
        wanted = step.split("\n", 1)[1]
        matches = doctest.OutputChecker().check_output(wanted, output, doctest.ELLIPSIS)
        assert matches, f"{name}: $ {step.splitlines()[0]}\ngives\n{output}"


def test_the_tutorial_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    lines, inside = [], False
    for line in page("tutorial.md").splitlines():
        fence = line.startswith("```")
        inside ^= fence
        lines.append("" if fence or not inside else line)  # blank lines keep the line numbers right
    code = doctest.DocTestParser().get_doctest("\n".join(lines), {}, "tutorial.md", "docs/tutorial.md", 0)
    result = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(code)
    assert result.attempted > 20 and result.failed == 0


def test_readme_and_docs_name_commands_that_the_makefile_has() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for path in (ROOT / "README.md", *PAGES):
        for target in re.findall(r"^ *(?:\$ )?make ([a-z]+)|`make ([a-z]+)", path.read_text(), re.MULTILINE):
            assert set(target) - {""} <= targets, f"{path.name}: make {target}"
    described = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True).stdout
    assert set(re.findall(r"^  make (\w+)", described, re.MULTILINE)) == targets


def test_every_page_is_in_the_sites_contents() -> None:
    contents = set(re.findall(r"^  - [^:]+: ([\w-]+\.md)$", (ROOT / "mkdocs.yml").read_text(), re.MULTILINE))
    assert contents == {path.name for path in PAGES}


@pytest.mark.parametrize("path", [*PAGES, ROOT / "README.md"], ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[\w-]+)?\)", path.read_text()):
        assert target.startswith("http") or (path.parent / target).exists(), target
