"""Every route: documented, described as OpenAPI, in JSON as it is described, its errors in one shape."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs

import httpx
import msgspec
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from litestar.testing import TestClient
from PIL import Image
from reading_room import PACKET, TELCON, TOKEN, Client, Room, Visitor, csrf_of
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

import memcon
from memcon.serve import Access, application, feeding, wording
from memcon.serve.completing import FIELDS

pytest_plugins = ["reading_room"]

ROOT = Path(__file__).parents[2]
JSON = {"accept": "application/json"}
LOOSE = [negative_data_rejection, positive_data_acceptance]
"""Not asked of the reader: that a text is a query, or an id of this archive, no schema can say."""


@pytest.fixture(scope="module")
def client(archive_file: Path) -> Iterator[Client]:
    """A client of a server that nobody writes to."""
    with TestClient(
        application(str(archive_file), Access("0.0.0.0", TOKEN)), base_url="http://127.0.0.1"
    ) as made:
        yield made


def routes(client: Client) -> set[str]:
    return set(client.get("/schema").json()["paths"])


def test_every_route_is_documented_and_no_other(client: Client) -> None:
    page = (ROOT / "docs" / "reader.md").read_text()
    table = page.partition("| address | gives |")[2].partition("\n\n")[0]
    named = {
        path for cell in re.findall(r"^\| (`/.+?) \|", table, re.M) for path in re.findall(r"`(/.*?)`", cell)
    }
    assert named == routes(client)


def test_every_route_says_what_it_does(client: Client) -> None:
    for path, item in client.get("/schema").json()["paths"].items():
        for verb, operation in item.items():
            assert operation.get("description"), f"{verb} {path}"


@pytest.mark.parametrize(
    "path",
    ["/", "/?q=ferry", f"/records/{TELCON}", f"/records/{TELCON}/history", "/corrections", "/people",
     "/people/The%20President", "/calendar", "/overview", "/files", f"/files/{PACKET}", "/review", "/saved",
     "/codes/1.4(b)", "/codes/D10", f"/records/{TELCON}/brief", f"/records/{TELCON}/compare/{PACKET}:3-4",
     "/releases", f"/records/{TELCON}/names?printed=The%20President"],
)  # fmt: skip
def test_a_page_gives_html_to_people_and_json_to_programs(client: Client, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 200 and page.headers["content-type"].startswith("text/html")
    assert page.headers["vary"].startswith("accept")
    answer = client.get(path, headers=JSON)
    assert answer.status_code == 200 and answer.headers["content-type"] == "application/json"
    joint = "&" if "?" in path else "?"
    assert client.get(f"{path}{joint}format=json").json() == answer.json()


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/records/0000000000:1", 404, "missing-file"),
        ("/records/what", 400, "usage"),
        ("/?q=date:1990-13", 400, "query"),
        ("/?page=0", 400, "bad-request"),
        ("/?sort=age", 400, "bad-request"),
        ("/no-such-page", 404, "not-found"),
        ("/static/no.css", 404, "not-found"),
        (f"/records/{TELCON}/pages/99/words", 404, "missing-file"),
        (f"/records/{TELCON}/pages/99/image", 404, "missing-file"),
        (f"/records/{TELCON}/export/docbook", 404, "missing-file"),
        ("/files/0000000000", 404, "missing-file"),
        ("/codes/nonsense", 404, "missing-file"),
    ],
)
def test_errors_have_one_shape(client: Client, path: str, status: int, code: str) -> None:
    answer = client.get(path, headers=JSON)
    assert set(answer.json()) == {"status", "code", "message", "hint"}
    assert (answer.status_code, answer.json()["status"], answer.json()["code"]) == (status, status, code)
    page = client.get(path)
    assert page.status_code == status and "<h1>" in page.text


def test_a_record_in_json_is_the_record(client: Client, archive_file: Path) -> None:
    answer = client.get(f"/records/{TELCON}", headers=JSON).json()
    with memcon.Archive(archive_file) as archive:
        assert msgspec.convert(answer["record"], memcon.Record) == archive.record(TELCON)
    assert answer["key"].startswith(TELCON[:10]) and answer["id"] == TELCON


def test_words_stand_where_the_document_has_them(client: Client, archive_file: Path) -> None:
    with memcon.Archive(archive_file) as archive:
        document = archive.show(TELCON).document
    lines = {line.number: line for line in document.lines}
    boxes = {tuple(msgspec.to_builtins(word.box)) for word in document.pages[0].words}
    told = client.get(f"/records/{TELCON}/pages/1/words").json()
    assert len(told) > 20
    for one in told:
        for start, end, *box in one["words"]:
            assert not re.search(r"\s", lines[one["line"]].text[start:end])
            assert tuple(box) in boxes


def test_a_picture_is_a_webp_of_its_width_and_kept_by_the_browser(client: Client) -> None:
    path = f"/records/{TELCON}/pages/1/image?width=400"
    answer = client.get(path)
    picture = Image.open(io.BytesIO(answer.content))
    assert (picture.format, picture.width) == ("WEBP", 400)
    again = client.get(path, headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304 and not again.content
    part = Image.open(io.BytesIO(client.get(f"{path}&box=100,100,500,300").content))
    assert part.width == 400 and part.height == 200


def test_a_table_has_a_row_for_each_passage(client: Client) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/search.csv?q=from:tessarin").text)))
    found = client.get("/?q=from:tessarin", headers=JSON).json()["found"]
    assert tuple(rows[0]) == feeding.COLUMNS
    assert [row["text"] for row in rows] == [p["text"] for hit in found for p in hit["passages"]]


def test_a_feed_is_atom(client: Client) -> None:
    for path in ("/feed.atom", "/feed.atom?q=ferry"):
        root = ET.fromstring(client.get(path).content)
        space = {"a": feeding.ATOM}
        assert root.tag == f"{{{feeding.ATOM}}}feed"
        assert root.find("a:id", space) is not None and root.find("a:updated", space) is not None
        entries = root.findall("a:entry", space)
        assert entries
        for entry in entries:
            link = entry.find("a:link", space)
            assert link is not None and client.get(link.attrib["href"]).status_code == 200
            assert entry.find("a:author/a:name", space) is not None


def test_completion_knows_fields_values_and_names(client: Client) -> None:
    def texts(query: str) -> list[str]:
        return [one["text"] for one in client.get("/complete", params={"q": query}).json()]

    assert texts("fro") == ["from:"]
    assert texts("dam form:tel") == ["form:telcon"]
    assert "Dario Tessarin" in texts("with:tess")
    assert "Oval Office" in texts("ferry place:ova") and texts("date:199")[0].startswith("199")
    assert texts("") == [] and texts('"an open phrase') == []
    for one in client.get("/complete", params={"q": "ferry with:tess"}).json():
        assert client.get("/", params={"q": one["query"]}, headers=JSON).json()["records"]
    assert set(FIELDS) == set(memcon.archive.FIELDS)


def test_zotero_finds_a_record(client: Client) -> None:
    page = client.get(f"/records/{TELCON}").text
    tags = dict(re.findall(r'<meta name="((?:citation_|DC\.)\w+)" content="([^"]*)"', page))
    assert tags["citation_title"] == tags["DC.title"] == "Telcon with President Dario Tessarin of Sorelia"
    assert tags["citation_date"] == "1990-08-21" and tags["DC.type"] == "manuscript"
    coins = parse_qs(re.findall(r'class="Z3988" title="([^"]*)"', page)[0].replace("&amp;", "&"))
    assert coins["ctx_ver"] == ["Z39.88-2004"] and coins["rft.date"] == ["1990-08-21"]


def test_every_format_is_given_as_it_is_named(client: Client) -> None:
    page = client.get(f"/records/{TELCON}").text
    assert len(memcon.formats()) > 20
    for form in memcon.formats():
        answer = client.get(f"/records/{TELCON}/export/{form.name}")
        assert answer.status_code == 200 and len(answer.content) > 70, form.name
        assert form.suffix in answer.headers["content-disposition"]
        assert f'href="/records/{TELCON}/export/{form.name}"' in page
    for style, what in memcon.styles().items():
        assert f"<dt>{what}</dt>" in page, style


def test_a_program_corrects_and_takes_back(visitor: Visitor, own_archive: Path) -> None:
    client = visitor()
    headers = {**JSON, "x-csrftoken": csrf_of(client)}
    path = f"/records/{TELCON}"
    done = client.post(
        f"{path}/correct", data={"path": "place", "value": "Study", "why": "to try"}, headers=headers
    )
    assert done.status_code == 200 and done.json()["value"] == "Study"
    assert client.get(path, headers=JSON).json()["record"]["place"] == "Study"
    given = client.post(f"{path}/set", data={"field": "box", "value": "OA 9"}, headers=headers)
    assert given.status_code == 200 and client.get(path, headers=JSON).json()["provenance"] == {"box": "OA 9"}
    undone = client.post(f"/corrections/{done.json()['number']}/undo", data={}, headers=headers)
    assert undone.status_code == 200 and undone.json()["undone_at"]
    assert client.get(path, headers=JSON).json()["record"]["place"] == "Oval Office"
    wrong = client.post(f"{path}/correct", data={"path": "date", "value": "May"}, headers=headers)
    assert wrong.status_code == 400 and "date" in wrong.json()["message"]
    assert client.get(f"{path}/history", headers=JSON).json()["corrections"][-1]["why"] == "to try"


def test_without_a_query_there_are_all_records_by_date(client: Client, archive_file: Path) -> None:
    answer = client.get("/", headers=JSON).json()
    dates = [hit["record"]["date"] for hit in answer["found"] if hit["record"]["date"]]
    assert dates == sorted(dates)
    with memcon.Archive(archive_file) as archive:
        assert len(answer["found"]) == archive.status().records


def test_schemathesis_finds_no_answer_that_is_not_described(own_room: Room) -> None:
    """Whatever is asked, as the description allows and as it does not: no defect, and JSON as described."""
    with httpx.Client(base_url=own_room.url) as browser:
        token = csrf_of(browser)
        cookie = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    headers = {**JSON, "x-csrftoken": token, "cookie": cookie}
    described = schemathesis.openapi.from_url(f"{own_room.url}/schema")
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) > 25
    for operation in operations:

        @settings(max_examples=8, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy())
        def ask(case: schemathesis.Case) -> None:
            case.call_and_validate(headers=headers, excluded_checks=LOOSE)

        ask()


@pytest.mark.parametrize(
    ("candidate", "value", "shown"),
    [
        ("one gauge two", "one gage two", "gauge"),
        ("a b c d", "a x c y", "b d"),
        ("a b", "a b c", "without c"),
        ("a new b c", "a b c", "new"),
        ("same", "same", "same"),
        ("all of it", None, "all of it"),
    ],
)
def test_a_candidate_is_told_by_what_is_other_in_it(candidate: str, value: str | None, shown: str) -> None:
    assert wording.differing(candidate, value) == shown
