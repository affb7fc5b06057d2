"""The reader's pages about many records, and what moves between records, in a real browser and as JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from reading_room import PACKET, TELCON, Room, Visitor, csrf_of, post

import memcon
from memcon.serve import charts

pytest_plugins = ["reading_room"]

JSON = {"accept": "application/json"}


@pytest.fixture
def twice(room: Room) -> tuple[str, str]:
    """The ids of the two releases of one paper: the one with passages cut out, and the whole one."""
    with memcon.Archive(room.path) as archive:
        found = {one.file: one.id for one in archive.records() if "water" in one.file}
    return found["water-first-release.txt"], found["1996-03-27-water.txt"]


@pytest.fixture(autouse=True)
def _built_in_table(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No table of people but memcon's own."""
    monkeypatch.setenv("MEMCON_AUTHORITY", "")
    yield


def bounds(page: Page) -> list[str]:
    return page.locator(".file-record > header > .facts:nth-of-type(2)").all_inner_texts()


def test_a_boundary_of_records_is_moved_and_moved_back(page: Page, own_room: Room) -> None:
    page.goto(f"{own_room.url}/files/{PACKET}", wait_until="networkidle")
    assert bounds(page)[:2] == ["pages 1–2", "pages 3–4"]
    page.locator(".bound summary").first.click()
    page.get_by_label("It begins on page").first.select_option("4")
    page.get_by_label("Why").first.fill("its heading stands there")
    page.get_by_role("button", name="Move the boundary").first.click()
    expect(page.locator(".corrections")).to_contain_text("its heading stands there")
    assert bounds(page)[:2] == ["pages 1–3", "page 4"]
    with memcon.Archive(own_room.path) as archive:
        assert archive.show(f"{PACKET}:1-3").record.pages == (1, 3)
    for _ in range(2):
        page.wait_for_load_state("networkidle")  # no picture is asked for by an id that is about to go
        page.get_by_role("button", name="Undo").first.click()
    expect(page.locator(".corrections")).to_have_count(0)
    assert bounds(page)[:2] == ["pages 1–2", "pages 3–4"]


def test_a_record_is_divided_where_a_page_says_so(page: Page, own_room: Room) -> None:
    page.goto(f"{own_room.url}/files/{PACKET}", wait_until="networkidle")
    page.get_by_label("Another record begins on page 2").click()
    expect(page.locator(".corrections")).to_contain_text("Another record begins on page 2")
    assert bounds(page)[:3] == ["page 1", "page 2", "pages 3–4"]
    page.goto(f"{own_room.url}/corrections")
    expect(page.locator(".corrections li")).to_have_count(1)


def test_a_boundary_moves_up_and_never_out_of_its_records(visitor: Visitor, own_archive: Path) -> None:
    client = visitor()
    assert post(client, f"/records/{PACKET}:3-4/begins", page="2").status_code == 303
    pages = [one.pages for one in _papers(own_archive)]
    assert pages[:2] == [(1, 1), (2, 4)]
    for page, status in (("1", 400), ("9", 400), ("2", 400), ("3", 200)):
        sent = {**JSON, "x-csrftoken": csrf_of(client)}
        answer = client.post(f"/records/{PACKET}:2-4/begins", data={"page": page}, headers=sent)
        assert answer.status_code == status, page
    assert [one.pages for one in _papers(own_archive)][:2] == [(1, 2), (3, 4)]


def _papers(path: Path) -> list[memcon.Listed]:
    with memcon.Archive(path) as archive:
        return archive.papers(archive.show(f"{PACKET}:5").document.source.sha256)


def test_a_reader_says_whom_a_name_means(page: Page, own_room: Room) -> None:
    page.goto(f"{own_room.url}/records/{TELCON}/brief")
    page.get_by_label("Somebody else than Dario Tessarin").click()
    expect(page.locator("h1")).to_contain_text("Dario Tessarin")
    page.get_by_label("Look for another name").fill("Helmut Kohl")
    page.get_by_role("button", name="Look").click()
    page.get_by_role("radio", name=re.compile("Helmut Kohl")).check()
    page.get_by_label("Why").fill("to try")
    page.get_by_role("button", name="Keep").click()
    page.goto(f"{own_room.url}/records/{TELCON}/brief")
    expect(page.locator(".day", has_text="At the table")).to_contain_text("Helmut Kohl")
    page.goto(f"{own_room.url}/corrections")
    expect(page.locator(".corrections")).to_contain_text("means kohl-helmut")
    page.get_by_role("button", name="Undo").click()
    page.goto(f"{own_room.url}/records/{TELCON}/brief")
    expect(page.locator(".day", has_text="At the table")).not_to_contain_text("Helmut Kohl")


def _top(one: Locator) -> float:
    found = one.bounding_box()
    assert found
    return found["y"]


def test_two_releases_scroll_together_and_what_opened_is_lit(
    page: Page, room: Room, twice: tuple[str, str]
) -> None:
    page.goto(f"{room.url}/records/{twice[0]}/compare/{twice[1]}", wait_until="networkidle")
    expect(page.locator(".tally .opened")).to_contain_text(re.compile(r"^\d\d words opened"))
    page.keyboard.press("n")
    row = page.locator(".texts tr.opened.chosen")
    number = row.get_attribute("data-passage")
    marked = [page.locator(f'.pane[data-side="{side}"] a[data-passage="{number}"]').first for side in "ab"]
    for one in marked:
        expect(one).to_have_class(re.compile("lit"))
        expect(one.locator("rect")).to_be_in_viewport()
    expect(marked[0].locator("rect")).to_have_class(re.compile("blank"))
    expect(marked[1].locator("rect")).not_to_have_class(re.compile("blank"))
    assert abs(_top(marked[0]) - _top(marked[1])) < 120
    pane, other = page.locator('.pane[data-side="a"]'), page.locator('.pane[data-side="b"]')
    before = other.evaluate("pane => pane.scrollTop")
    pane.hover()
    page.wait_for_timeout(250)  # until the side that leads is free again
    page.mouse.wheel(0, -300)
    for _ in range(80):
        if other.evaluate("pane => pane.scrollTop") < before:
            break
        page.wait_for_timeout(25)
    assert other.evaluate("pane => pane.scrollTop") < before


def test_the_composite_names_its_witnesses_and_the_opening_is_plotted(
    page: Page, room: Room, twice: tuple[str, str]
) -> None:
    page.goto(f"{room.url}/records/{twice[1]}")
    page.get_by_role("link", name="Its opening over time").click()
    columns = page.locator(".opening a")
    expect(columns).to_have_count(2)
    expect(page.locator(".opening .hidden-part")).to_have_count(1)
    alone = page.locator(".composite .alone", has_text="Marshal Vandrosek")
    expect(alone).to_have_count(1)
    expect(page.locator(".composite sup.siglum").first).to_have_text("B")
    page.goto(f"{room.url}/releases")
    expect(page.locator(".released")).to_have_count(1)
    expect(page.locator(".members .opened")).to_contain_text("words opened")


def test_releases_stand_in_time_and_never_on_each_other() -> None:
    releases = [
        ("a", "1998-01-01", 100, 100.0),
        ("b", "1998-01-02", 150, 50.0),
        ("c", "2018-01-01", 200, 0.0),
    ]
    plot = charts.opening(releases)
    places = [one.x for one in plot.columns]
    assert places == sorted(places) and all(0 <= x <= 100 for x in places)
    assert places[1] - places[0] >= 10 and places[2] - places[1] > places[1] - places[0]
    assert {round(one.shown + one.hidden) for one in plot.columns} == {plot.height}
    many = charts.opening([(str(n), None, 10, 0.0) for n in range(30)])
    assert all(b.x > a.x for a, b in zip(many.columns, many.columns[1:], strict=False))
    assert max(one.x for one in many.columns) <= 100


def test_the_calendar_says_where_the_principals_were(visitor: Visitor) -> None:
    client = visitor()
    year = client.get("/calendar?year=1961", headers=JSON).json()
    stops = {(one["who"], one["place"]) for one in year["journeys"]}
    assert ("John F. Kennedy", "Vienna") in stops
    page = client.get("/calendar?year=1961").text
    assert 'class="away" title="John F. Kennedy in Paris; John F. Kennedy in Vienna"' in page
    assert "No journey of 1930 is known" in client.get("/calendar?year=1930").text


def test_people_have_the_years_of_their_talks(visitor: Visitor) -> None:
    client = visitor()
    answer = client.get("/people", headers=JSON).json()
    (tessarin,) = [who for who in answer["people"] if who["name"] == "Dario Tessarin"]
    assert tessarin["years"] == [{"value": "1990", "count": 1}]
    met = client.get("/people/Dario%20Tessarin", headers=JSON).json()["met"]
    assert {(one["value"], one["count"]) for one in met} == {("George H. W. Bush", 1)}
    assert all(one["years"] == [{"value": "1990", "count": 1}] for one in met)
    for pair in answer["pairs"]:
        assert pair["count"] <= min(
            who["records"] for who in answer["people"] if who["name"] in (pair["one"], pair["other"])
        )


def test_two_hundred_names_of_a_network_do_not_touch() -> None:
    people = [(f"Person {n}", 1 + n % 7) for n in range(200)]
    pairs = {(f"Person {n}", f"Person {(n * 7 + 1) % 200}"): 1 + n % 3 for n in range(200)}
    drawn = charts.network(people, pairs)
    assert len(drawn.nodes) == 200 and drawn.type >= 6
    around = sorted((node.x, node.y) for node in drawn.nodes)
    assert len(set(around)) == 200
    first, second = drawn.nodes[0], drawn.nodes[1]
    apart = ((first.x - second.x) ** 2 + (first.y - second.y) ** 2) ** 0.5
    assert apart >= drawn.type


def test_what_is_withheld_is_counted_by_year(visitor: Visitor) -> None:
    client = visitor()
    answer = client.get("/overview", headers=JSON).json()
    assert answer["withheld_by_year"] == [{"value": "1996", "count": 1}]
    page = client.get("/overview").text
    assert "withheld%3Ayes+date%3A1996" in page
