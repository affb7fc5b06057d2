"""The charts in a real browser: drawn over, pointed at, and the people as a map."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

import pytest
from playwright.sync_api import Browser, FloatRect, Locator, Page, expect
from reading_room import Room

import memcon
from memcon.serve import Access

pytest_plugins = ["reading_room"]
FIRST = ("Ada", "Bela", "Cyril", "Dora", "Egon", "Fanny", "Gregor", "Hedda", "Ivo", "Jana")
LAST = (
    "Abbot", "Brandow", "Corvel", "Dunmore", "Estovan", "Farrow", "Gantry", "Holvane", "Ingerford", "Jessamy",
    "Kettleby", "Lormand", "Merriwick", "Norcroft", "Ostrava", "Pellucar", "Quillan", "Rothsay", "Stanforth",
    "Tessarin",
)  # fmt: skip
PAPER = """
                              CONFIDENTIAL

                          DEPARTMENT OF STATE

                        Memorandum of Conversation

                                          DATE:   May {day}, 1967
                                          TIME:   10:30 a.m.
                                          PLACE:  The Department of State

          SUBJECT:        The Kessel Survey

          PARTICIPANTS:

{people}

               Mr. Corvel called at his own request.  He said that his
          government had read the announcement.
"""


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """A server of 200 people in 25 talks; the first of each talk is in the next."""
    folder = tmp_path_factory.mktemp("crowd")
    names = [f"{first} {last}" for first, last in product(FIRST, LAST)]
    for n in range(25):
        talk = [*names[8 * n : 8 * n + 8], names[8 * n - 8]]
        people = "\n".join(f"              Mr. {name}, Department of State" for name in talk)
        (folder / f"{n}.txt").write_text(PAPER.format(day=n + 1, people=people))
    path = folder / "memcon.db"
    with memcon.Archive(path) as archive:
        assert all(
            isinstance(done, memcon.Added) for _, done in memcon.add(sorted(folder.glob("*.txt")), archive)
        )
    made = Room(path, Access())
    yield made
    made.close()


def box(one: Locator) -> FloatRect:
    found = one.bounding_box()
    assert found is not None
    return found


def apart(boxes: list[FloatRect]) -> bool:
    """Whether no two boxes cover each other by more than a pixel."""
    ordered = sorted(boxes, key=lambda one: one["x"])
    return not any(
        a["x"] + a["width"] - 1 > b["x"]
        and a["y"] + a["height"] - 1 > b["y"]
        and b["y"] + b["height"] - 1 > a["y"]
        for n, a in enumerate(ordered)
        for b in ordered[n + 1 :]
    )


def names_in_sight(page: Page) -> list[FloatRect]:
    # Of a text, Chromium's box is as high as its font; the letters take two thirds of that.
    return page.evaluate(
        """[...document.querySelectorAll(".network text:not(.crowded)")].map((text) => {
          const box = text.getBoundingClientRect();
          return { x: box.x, y: box.y + box.height / 6, width: box.width, height: (box.height * 2) / 3 };
        })"""
    )


def test_years_are_drawn_over_by_keys(page: Page, room: Room) -> None:
    page.goto(room.url)
    page.get_by_role("link", name="1967: 1 record").focus()
    for _ in range(23):
        page.keyboard.press("Shift+ArrowRight")
    expect(page.locator("#said")).to_have_text("1967 to 1990")
    expect(page.locator(".histogram .selection")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"date%3A1967\.\.1990"))


def test_a_stroke_may_begin_on_a_bar_that_stays_a_link(page: Page, room: Room) -> None:
    page.goto(room.url)
    bar = page.locator(".histogram a .bar").first
    start = box(bar)
    page.mouse.move(start["x"] + 3, start["y"] + start["height"] - 3)
    page.mouse.down()
    page.mouse.move(start["x"] + 400, start["y"], steps=4)
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"date%3A1967\.\.19"))
    page.goto(room.url)
    bar.click()
    expect(page).to_have_url(re.compile(r"date%3A1967$"))


def test_a_mark_says_what_it_is_when_pointed_at_or_reached(page: Page, room: Room) -> None:
    page.goto(room.url)
    tip = page.get_by_role("tooltip")
    page.get_by_role("link", name="1967: 1 record").focus()
    expect(tip).to_have_text("1967: 1 record")
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    page.locator(".histogram a").first.hover()
    expect(tip).to_be_visible()
    assert box(tip)["y"] + box(tip)["height"] <= box(page.locator(".histogram svg"))["y"]
    page.goto(f"{room.url}/people")
    page.locator(".years-row .dot").first.hover()
    expect(tip).to_contain_text("record")


def test_two_hundred_people_can_be_read_as_a_ring_and_as_a_map(page: Page, crowd: Room) -> None:
    page.goto(f"{crowd.url}/people")
    expect(page.locator("a[data-node]")).to_have_count(200)
    page.get_by_role("button", name="Map").click()
    shown = names_in_sight(page)
    assert len(shown) > 100
    assert apart(shown)
    assert min(one["height"] for one in shown) > 5
    for _ in range(3):
        page.get_by_role("button", name="Closer").click()
    assert len(names_in_sight(page)) > 190, "looked at closer, names have room"
    page.keyboard.press("0")
    page.get_by_role("button", name="Ring").click()
    expect(page.locator(".network .crowded")).to_have_count(0)
    expect(page.locator("path.edge").first).to_have_attribute("d", re.compile("Q"))


def test_those_who_met_stand_near_each_other_on_the_map(page: Page, crowd: Room) -> None:
    page.goto(f"{crowd.url}/people")
    page.get_by_role("button", name="Map").click()
    met, others = page.evaluate(
        """(() => {
          const nodes = [...document.querySelectorAll("a[data-node]")];
          const at = nodes.map((one) => one.transform.baseVal[0].matrix);
          const far = (a, b) => Math.hypot(at[a].e - at[b].e, at[a].f - at[b].f);
          const pairs = [...document.querySelectorAll("path.edge")].map((one) => one.dataset.ends.split(" "));
          const middle = (many) => many.reduce((a, b) => a + b) / many.length;
          const all = at.flatMap((_, a) => at.map((_, b) => far(a, b)));
          return [middle(pairs.map(([a, b]) => far(a, b))), middle(all)];
        })()"""
    )
    assert met < others / 2


def test_the_network_is_looked_at_closer_and_moved_about(page: Page, room: Room) -> None:
    page.goto(f"{room.url}/people")
    view, name = page.locator(".network g.view"), page.locator("a[data-node]").first
    page.keyboard.press("+")
    expect(view).to_have_attribute("transform", re.compile(r"scale\(1\.5\)"))
    page.keyboard.press("0")
    expect(view).to_have_attribute("transform", re.compile(r"scale\(1\)"))
    page.get_by_role("button", name="Map").click()
    dot = name.locator("circle")
    before = box(dot)
    page.mouse.move(before["x"] + before["width"] / 2, before["y"] + before["height"] / 2)
    page.mouse.down()
    page.mouse.move(before["x"] + 80, before["y"] + 60, steps=5)
    page.mouse.up()
    assert abs(box(dot)["x"] - before["x"]) > 20
    expect(page).to_have_url(re.compile("/people$"))
    page.keyboard.press("Tab")
    name.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/people/.+"))


def test_the_network_is_a_ring_of_links_without_scripts(browser: Browser, room: Room) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{room.url}/people")
    expect(page.get_by_role("button", name="Map")).to_be_hidden()
    page.locator("a[data-node]").first.click()
    expect(page).to_have_url(re.compile("/people/.+"))
    context.close()
