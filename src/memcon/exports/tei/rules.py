"""What the Schematron files of HistoryAtState/frus demand, as checks of our own.

The files themselves need an XSLT 3 processor. Each rule here names the file and the pattern from which it
follows. Rules that ask the web site of the Office (which volumes and pictures there are) are left out, as is
the rule that a file be named after its volume. What those files call a warning is one here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime
from itertools import pairwise
from typing import Literal

from lxml import etree
from msgspec import Struct

from memcon.exports.tei.names import FRUS, ID, TEI, Element, attribute, in_tei, tag

_LISTS = {
    *("participants", "subject", "index", "terms", "names", "toc"),
    *("references", "from", "to", "simple", "sources"),
}
_TITLES = {"complete", "series", "sub-series", "volume-number", "volume"}
_IDNOS = {"dospubno", "frus", "isbn-13", "isbn-10"}
_DOCUMENTS = ("document", "document-pending")
_NS = {"t": TEI, "f": FRUS}


class Problem(Struct, frozen=True):
    """A rule that is not kept."""

    rule: str
    """The Schematron file and its pattern."""
    severity: Literal["error", "warning"]
    message: str
    line: int
    """Of the file, from 1."""
    where: str
    """The name of the nearest element that has one."""


Found = Iterator[tuple[Element, str]]
Rule = Callable[[Element], Found]
RULES: list[tuple[str, Literal["error", "warning"], Rule]] = []


def _rule(source: str, severity: Literal["error", "warning"] = "error") -> Callable[[Rule], Rule]:
    def put(rule: Rule) -> Rule:
        RULES.append((source, severity, rule))
        return rule

    return put


def problems(root: Element) -> list[Problem]:
    """Every rule that a volume, or a ``div`` of one, does not keep, in the order of the file."""
    found = [
        Problem(source, severity, message, at.sourceline or 0, _where(at))
        for source, severity, rule in RULES
        for at, message in rule(root)
    ]
    return sorted(found, key=lambda problem: (problem.line, problem.rule))


def _where(element: Element) -> str:
    at: Element | None = element
    while at is not None:
        if attribute(at, ID):
            return attribute(at, ID)
        at = at.getparent()
    return ""


def _all(root: Element, *names: str) -> Iterator[Element]:
    yield from root.iter(*(in_tei(name) for name in names))


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _documents(root: Element) -> list[Element]:
    return [div for div in _all(root, "div") if attribute(div, "type") in _DOCUMENTS]


@_rule("frus.sch processing-instruction-check")
def _no_instruction(root: Element) -> Found:
    before = root.getprevious()
    while before is not None:
        if isinstance(before, etree._ProcessingInstruction):  # pyright: ignore[reportPrivateUsage]
            yield root, "a processing instruction stands before the root"
        before = before.getprevious()


@_rule("frus.sch tei-header-checks")
def _header(root: Element) -> Found:
    for file in _all(root, "fileDesc"):
        names = [tag(child) for child in file if tag(child)]
        if sorted(names) != ["notesStmt", "publicationStmt", "sourceDesc", "titleStmt"]:
            yield file, "fileDesc needs titleStmt, publicationStmt, notesStmt and sourceDesc, each once"
    for statement in _all(root, "titleStmt"):
        kinds = Counter(attribute(title, "type") for title in statement.iterfind("t:title", _NS))
        if set(kinds) != _TITLES or max(kinds.values(), default=0) > 1:
            yield statement, f"titleStmt needs one title of each of {', '.join(sorted(_TITLES))}"
    for statement in _all(root, "publicationStmt"):
        kinds = [attribute(number, "type") for number in statement.iterfind("t:idno", _NS)]
        dates = statement.findall("t:date", _NS)
        if "frus" not in kinds or set(kinds) - _IDNOS:
            yield statement, "publicationStmt needs an idno of the type frus, and none of an unknown type"
        if len(dates) != 2:
            yield statement, "publicationStmt needs two dates, of publication and of content"
        for name in ("publisher", "pubPlace"):
            if len(statement.findall(f"t:{name}", _NS)) != 1:
                yield statement, f"publicationStmt needs one {name}"


@_rule("frus.sch list-checks, element-nesting-checks")
def _lists(root: Element) -> Found:
    for each in _all(root, "list"):
        kind = each.get("type")
        if kind is not None and kind not in _LISTS:
            yield each, f"a list is of no type {kind!r}"
        if each.find("t:p", _NS) is not None:
            yield each, "a list holds a paragraph of its own"
        if each.find(".//t:table", _NS) is not None:
            yield each, "a list holds a table"


@_rule("frus.sch list-checks (defined names)")
def _defined(root: Element) -> Found:
    for each in _all(root, "persName", "term"):
        if not attribute(each, ID):
            continue
        parent = each.getparent()
        if parent is None or attribute(parent, "rend") != "strong":
            yield each, f"a {tag(each)} that defines a name stands in hi of the rend strong"
        if _text(each).endswith(","):
            yield each, "the comma belongs behind the name, not into it"


@_rule("frus.sch att-rend-checks")
def _emphasis(root: Element) -> Found:
    for each in _all(root, "hi"):
        if not each.get("rend") and not each.get("rendition"):
            yield each, "hi needs rend or rendition"


@_rule("frus.sch div-numbering-checks")
def _numbers(root: Element) -> Found:
    numbered = [d for d in _documents(root) if attribute(d, "n").isdecimal()]
    for before, after in pairwise(numbered):
        if int(attribute(after, "n")) != int(attribute(before, "n")) + 1:
            yield after, f"document {attribute(after, 'n')} follows {attribute(before, 'n')}"


@_rule("frus.sch div-numbering-checks", "warning")
def _odd_numbers(root: Element) -> Found:
    for div in _documents(root):
        if not attribute(div, "n").isdecimal():
            yield div, f"a document's number is {attribute(div, 'n')!r}"


@_rule("frus.sch frus-attachment-checks")
def _attachments(root: Element) -> Found:
    for each in root.iter(f"{{{FRUS}}}attachment"):
        if each.find("t:div", _NS) is not None:
            yield each, "an attachment holds a div"


@_rule("frus.sch footnote-id-checks")
def _footnote_names(root: Element) -> Found:
    for div in _documents(root):
        for note in _all(div, "note"):
            name = attribute(note, ID)
            inner = next(iter(note.iterancestors(in_tei("div"))), None)
            if name and inner is div and name.partition("fn")[0] != attribute(div, ID):
                yield note, f"the note {name} is not named after its document {attribute(div, ID)}"


@_rule("frus.sch footnote-numbering-checks", "warning")
def _footnote_numbers(root: Element) -> Found:
    for div in _documents(root):
        own = [n for n in _all(div, "note") if attribute(n, "n").isdecimal()]
        for before, after in pairwise(own):
            if int(attribute(after, "n")) != int(attribute(before, "n")) + 1:
                yield after, f"note {attribute(after, 'n')} follows {attribute(before, 'n')}"


@_rule("frus.sch element-nesting-checks")
def _nested_notes(root: Element) -> Found:
    for note in _all(root, "note"):
        if attribute(note, "rend") != "inline" and note.find(".//t:note", _NS) is not None:
            yield note, "a note holds a note"


@_rule("frus.sch empty-missing-content-checks")
def _empty(root: Element) -> Found:
    for each in _all(root, "p", "gloss", "persName", "placeName", "seg", "head"):
        if not _text(each) and not (tag(each) == "head" and len(each)):
            yield each, f"{tag(each)} is empty"
    for div in _all(root, "div"):
        if len(div.findall("t:head", _NS)) != 1:
            yield div, "a div needs one head"
        if not attribute(div, ID):
            yield div, "a div needs an xml:id"
    for each in _all(root, "lb", "pb"):
        if len(each) or each.text:
            yield each, f"{tag(each)} is not empty"


@_rule("frus.sch source-note-checks")
def _source_notes(root: Element) -> Found:
    for div in _documents(root):
        if attribute(div, "subtype") != "historical-document" or attribute(div, "type") == "document-pending":
            continue
        notes = [n for n in _all(div, "note", "seg") if attribute(n, "type") == "source"]
        if not notes:
            yield div, "the source note is missing"
        elif not re.match(r"Source:|\[Source:.+\]$", _text(notes[0])):
            yield notes[0], "the source note does not begin with Source:"


@_rule("frus.sch milestone-checks")
def _breaks(root: Element) -> Found:
    for each in _all(root, "lb", "pb"):
        parent = each.getparent()
        if parent is None or tag(parent) in ("front", "body", "back"):
            continue
        before = each.getprevious() is not None or bool((parent.text or "").strip())
        if not before:
            yield each, f"{tag(each)} comes first in {tag(parent)}"
        if each.getnext() is None and not (each.tail or "").strip():
            yield each, f"{tag(each)} comes last in {tag(parent)}"


@_rule("frus.sch unwanted-footnote-whitespace-checks, required-footnote-whitespace-checks")
def _blanks_before_notes(root: Element) -> Found:
    for note in _all(root, "note"):
        parent, before = note.getparent(), note.getprevious()
        if attribute(note, "rend") == "inline" or parent is None or tag(parent) == "notesStmt":
            continue
        text = before.tail if before is not None else parent.text
        if before is not None and tag(before) == "note":
            if not text:
                yield note, "two notes in a row need a blank between them"
        elif text and not text.strip():
            yield note, "a blank stands before the note"


@_rule("frus-id-checks.sch pointer-checks, att-rendition-checks")
def _pointers(root: Element) -> Found:
    names = {attribute(each, ID) for each in root.iter() if isinstance(each.tag, str) and attribute(each, ID)}
    whole = tag(root) == "TEI"
    for each in root.iter():
        if not isinstance(each.tag, str):
            continue
        for name in ("corresp", "target", "rendition"):
            value = attribute(each, name)
            if whole and value.startswith("#") and value[1:] not in names:
                yield each, f"{name}={value!r} leads nowhere"
        if tag(each) == "ref" and not re.match(r"#|https?:|mailto:|frus", attribute(each, "target")):
            yield each, f"a ref has the target {attribute(each, 'target')!r}"


@_rule("frus-id-checks.sch (xml:id)")
def _unique(root: Element) -> Found:
    seen: set[str] = set()
    for each in root.iter():
        name = attribute(each, ID) if isinstance(each.tag, str) else ""
        if name and name in seen:
            yield each, f"two elements are called {name}"
        seen.add(name)


@_rule("frus-dates.sch dateline-date-checks")
def _datelines(root: Element) -> Found:
    for div in _documents(root):
        attached = {line for a in div.iter(f"{{{FRUS}}}attachment") for line in _all(a, "dateline")}
        lines = [line for line in _all(div, "dateline") if line not in attached]
        dated = [found for line in lines for found in _all(line, "date")]
        if attribute(div, "subtype") == "historical-document" and lines and not dated:
            yield lines[0], "no dateline of the document has a date"
        for each in dated:
            yield from ((each, said) for said in _date(each))


def _date(each: Element) -> Iterator[str]:
    pairs = (("from", "to"), ("notBefore", "notAfter"))
    for first, last in pairs:
        one, other = attribute(each, first), attribute(each, last)
        if bool(one) != bool(other):
            yield f"{first} and {last} come together"
        if one and other and one > other:
            yield f"{first} is later than {last}"
    for name in ("when", "from", "to", "notBefore", "notAfter"):
        value = attribute(each, name)
        short = name == "when" and re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2]))?", value)
        if value and not short and not _is_moment(value):
            yield f"{name}={value!r} is no date"
        if value.endswith("Z"):
            yield f"{name}={value!r}: an offset, not Z"


def _is_moment(value: str) -> bool:
    try:
        (datetime if "T" in value else date).fromisoformat(value)
    except ValueError:
        return False
    return True


@_rule("frus-signatures.sch signed-checks", "warning")
def _signatures(root: Element) -> Found:
    for signed in _all(root, "signed"):
        person = signed.find(".//t:persName", _NS)
        if person is None:
            yield signed, "a signature has no persName"
        elif person.find("t:hi", _NS) is None:
            yield signed, "who signed stands in hi of the rend strong"


@_rule("frus-characters.sch punctuation", "warning")
def _quotes(root: Element) -> Found:
    for each in _all(root, "p", "item"):
        text = _text(each)
        if re.search(r"[“‘] | [”’]\D", text):
            yield each, "a blank stands on the wrong side of a quotation mark"
        if re.search(r"\D[\"']", text):
            yield each, "a quotation mark is straight"
