"""The reader in a real browser: what a person does, and what they see."""

from __future__ import annotations

import re
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, FloatRect, Locator, Page, Request, expect
from reading_room import PACKET, RELEASED, TELCON, Room, doubt

import memcon

pytest_plugins = ["reading_room"]


def box(one: Locator) -> FloatRect:
    found = one.bounding_box()
    assert found is not None
    return found


def inside(inner: FloatRect, outer: FloatRect, slack: float = 2) -> bool:
    return (
        outer["x"] - slack <= inner["x"]
        and outer["y"] - slack <= inner["y"]
        and inner["x"] + inner["width"] <= outer["x"] + outer["width"] + slack
        and inner["y"] + inner["height"] <= outer["y"] + outer["height"] + slack
    )


def until(page: Page, true: str) -> None:
    """Wait for what is true; Playwright's own waiting would need `eval`, which our pages forbid."""
    for _ in range(200):
        if page.evaluate(true):
            return
        page.wait_for_timeout(25)
    pytest.fail(f"never true: {true}")


def test_a_hit_opens_its_passage_boxed_on_the_image(page: Page, room: Room) -> None:
    page.goto(room.url)
    page.get_by_label("Search what was said").fill("from:tessarin ferry")
    page.keyboard.press("Enter")
    expect(page.locator(".summary h1")).to_contain_text("1 record")
    page.locator(".passage").first.click()
    expect(page).to_have_url(re.compile(rf"/records/{TELCON}\?q=from%3Atessarin\+ferry#at-1"))
    passage, word = page.locator("#at-1"), page.locator(".over .hit").first
    expect(passage).to_be_in_viewport()
    page.locator(".sheet img").first.evaluate("image => image.decode()")
    assert inside(box(word), box(passage))
    assert inside(box(passage), box(page.locator(".sheet img").first))
    expect(page.locator(".body mark").first).to_have_text("ferry.")
    expect(page.locator(".body mark").first).to_be_in_viewport()


def test_drawing_over_years_filters(page: Page, room: Room) -> None:
    page.goto(room.url)
    first = box(page.locator('[data-year="1990"]'))
    last = box(page.locator('[data-year="1994"]'))
    page.mouse.move(first["x"] + first["width"] / 2, first["y"] + 30)
    page.mouse.down()
    page.mouse.move(last["x"] + last["width"] / 2, last["y"] + 30, steps=6)
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"date%3A1990\.\.1994"))
    dates = page.locator(".record .facts span:first-child").all_inner_texts()
    assert dates and all(re.search(r"199[0-4]", date) for date in dates)


def test_a_year_is_a_link_without_drawing(page: Page, room: Room) -> None:
    page.goto(room.url)
    page.get_by_role("link", name="1967: 1 record").click()
    expect(page).to_have_url(re.compile("date%3A1967"))
    expect(page.locator(".record")).to_have_count(1)


def test_completion_offers_names_as_the_archive_has_them(page: Page, room: Room) -> None:
    page.goto(room.url)
    field = page.get_by_label("Search what was said")
    field.press_sequentially("from:tess")
    expect(page.get_by_role("option").first).to_contain_text("Tessarin")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert re.fullmatch(r'from:".*Tessarin.*" ', field.input_value())


def test_a_speaker_and_a_mark_are_corrected_and_both_readings_stay(page: Page, own_room: Room) -> None:
    page.goto(f"{own_room.url}/records/{TELCON}")
    turn = page.locator("#t1")
    turn.hover()
    turn.locator(".speaker .mend").click()
    page.get_by_label("What should stand here").fill("President Dario Tessarin")
    page.get_by_label("Why").fill("full name in the header")
    page.get_by_role("button", name="Keep").click()
    expect(turn.locator(".speaker")).to_contain_text("President Dario Tessarin")
    expect(turn).to_contain_text("read as “President Tessarin”")
    turn.locator(".part").first.hover()
    turn.get_by_label("Correct the mark").first.click()
    page.get_by_label("What should stand here").select_option("S")
    page.get_by_role("button", name="Keep").click()
    expect(turn.locator(".mark").first).to_have_text("S")
    expect(turn).to_contain_text("read as “U”")
    with memcon.Archive(own_room.path) as archive:
        shown = archive.show(TELCON)
        assert [c.path for c in shown.corrections] == ["turns/1/speaker", "turns/1/paragraphs/0/mark"]
        assert shown.corrections[0].why == "full name in the header"
        assert shown.as_read.turns[1].speaker == "President Tessarin"
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(turn).to_have_class(re.compile("chosen"))
    page.keyboard.press("u")
    expect(turn).not_to_contain_text("read as “President Tessarin”")
    expect(page.locator("#t1 .speaker")).to_contain_text("President Tessarin")
    page.goto(f"{own_room.url}/records/{TELCON}/history")
    expect(page.locator(".corrections li")).to_have_count(2)
    expect(page.locator(".corrections .undone")).to_have_count(1)


def test_lines_and_words_light_up_on_the_other_side(page: Page, room: Room) -> None:
    page.goto(f"{room.url}/records/{TELCON}")
    piece = page.locator("#t1 .l").first
    number = piece.get_attribute("data-line")
    on_image = page.locator(f'.sheet a[data-line="{number}"]')
    with page.expect_response(re.compile("/words")):
        piece.hover()
    expect(on_image).to_have_class(re.compile("lit"))
    word = page.locator(".sheet .word").first
    expect(word).not_to_have_attribute("width", "0")
    assert inside(box(word), box(on_image), slack=6)
    on_image.hover(force=True)
    expect(piece).to_have_class(re.compile("lit"))
    until(page, "CSS.highlights.get('pointed')?.size === 1")


def test_a_speaker_lights_all_of_the_turn(page: Page, room: Room) -> None:
    page.goto(f"{room.url}/records/{TELCON}")
    lines = {one.get_attribute("data-line") for one in page.locator("#t0 .l").all()}
    page.locator("#t0 .speaker").hover()
    for line in lines:
        expect(page.locator(f'.sheet a[data-line="{line}"]')).to_have_class(re.compile("lit"))


def test_both_sides_scroll_together(page: Page, room: Room) -> None:
    page.goto(f"{room.url}/records/{TELCON}")
    before = page.locator(".pages").evaluate("pages => pages.scrollTop")
    page.mouse.move(1000, 600)
    page.mouse.wheel(0, 900)
    until(page, f"document.querySelector('.pages').scrollTop > {before} + 50")


def test_the_picture_zooms_and_turns_by_keys(page: Page, room: Room) -> None:
    page.goto(f"{room.url}/records/{TELCON}")
    wide = box(page.locator(".sheet").first)["width"]
    page.keyboard.press("+")
    until(page, f"document.querySelector('.sheet').getBoundingClientRect().width > {wide} * 1.2")
    page.keyboard.press("0")
    page.keyboard.press("r")
    expect(page.locator(".sheets")).to_have_class(re.compile("turned-90"))
    page.keyboard.press("f")
    expect(page.locator("#facsimile")).to_be_visible()
    expect(page.locator("#words")).to_be_hidden()


def test_everything_is_reached_by_keys(page: Page, room: Room) -> None:
    page.goto(room.url)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Keys")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.get_by_label("Search what was said")).to_be_focused()
    page.keyboard.type("the")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=the")
    page.locator("body").click(position={"x": 2, "y": 400})
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator(".record").nth(1)).to_have_class(re.compile("chosen"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/records/**")
    page.keyboard.press("g")
    page.keyboard.press("o")
    page.wait_for_url("**/overview")


def test_the_queue_of_doubts_is_decided_by_keys(page: Page, own_room: Room) -> None:
    assert doubt(own_room.path) > 1
    with memcon.Archive(own_room.path) as archive:
        before = archive.doubts()
    page.goto(f"{own_room.url}/review")
    cards = page.locator(".doubt-card")
    shown = cards.count()
    expect(cards.first).to_have_class(re.compile("chosen"))
    expect(cards.first.locator("img")).to_have_count(1)
    page.keyboard.press("a")
    expect(cards).to_have_count(shown - 1)
    expect(cards.first).to_have_class(re.compile("chosen"))
    page.keyboard.press("s")
    expect(cards.nth(1)).to_have_class(re.compile("chosen"))
    path = cards.nth(1).locator("code").inner_text()
    page.keyboard.press("x")
    field = cards.nth(1).locator("[name=value]").last
    expect(field).to_be_focused()
    field.fill("As a person reads it.")
    cards.nth(1).get_by_label("Your name").fill("A. Reader")
    cards.nth(1).get_by_role("button", name="Keep").click()
    expect(cards).to_have_count(shown - 2)
    with memcon.Archive(own_room.path) as archive:
        accepted, fixed = archive.history()
        assert (accepted.path, accepted.old) == (before[0].path, accepted.value)
        assert (fixed.path, fixed.value, fixed.author) == (path, "As a person reads it.", "A. Reader")
        assert len(archive.doubts()) == len(before) - 2
    page.get_by_role("link", name="Who decided what").click()
    expect(page.locator(".corrections li").first).to_contain_text("A. Reader")


def test_a_search_is_saved_by_name(page: Page, own_room: Room) -> None:
    page.goto(f"{own_room.url}/?q=from:tessarin")
    page.locator(".saving summary").click()
    page.get_by_label("Name").fill("What he said")
    page.get_by_role("button", name="Save").click()
    page.goto(f"{own_room.url}/saved")
    page.get_by_role("link", name="What he said").click()
    expect(page.get_by_label("Search what was said")).to_have_value("from:tessarin")


def test_a_record_is_read_without_scripts(browser: Browser, room: Room) -> None:
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{room.url}/?q=ferry")
    plain.locator(".passage").first.click()
    expect(plain.locator("#at-1")).to_be_in_viewport()
    expect(plain.locator("#t0")).to_contain_text("Dario, I just heard about the ferry")
    expect(plain.locator(".handles")).to_be_hidden()
    plain.get_by_role("link", name="Facsimile").click()
    expect(plain.locator("#facsimile")).to_be_visible()
    plain.get_by_role("link", name="Next").click()
    expect(plain.locator("h1")).to_contain_text("Pull-Aside")
    context.close()


WALK = (
    "/", "/?q=ferry", "/?q=date:1990-13", f"/records/{TELCON}", f"/records/{TELCON}/history", "/people",
    "/people/The%20President", "/calendar", "/overview", "/files", f"/files/{PACKET}", "/review", "/help",
    "/sign-in", "/records/0000000000:1", "/saved", "/codes/OADR", f"/records/{TELCON}/brief",
    f"/records/{TELCON}/compare/{PACKET}:3-4", f"/records/{TELCON}/names?printed=The%20President",
    "/releases", "/records/{water}/releases", "/records/{water}/compare/{water}",
)  # fmt: skip


IN_THE_DARK = (
    "/?q=ferry", f"/records/{TELCON}", f"/records/{TELCON}/names?printed=The%20President", "/people",
    "/calendar", "/overview", f"/files/{PACKET}", "/review", "/releases", "/records/{water}/compare/{water}",
)  # fmt: skip
"""The pages that between them have every colour."""


@pytest.fixture(scope="module")
def water(room: Room) -> str:
    """The id of the paper that the archive has in two releases."""
    with memcon.Archive(room.path) as archive:
        return next(one.id for one in archive.records() if one.file == RELEASED[0])


@pytest.mark.parametrize("width", [360, 2560])
def test_no_page_is_wider_than_its_window(browser: Browser, room: Room, width: int, water: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    for path in WALK:
        page.goto(room.url + path.replace("{water}", water))
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{path} is {wide} wide"
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(
    browser: Browser, room: Room, scheme: Literal["light", "dark"], water: str
) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    found: list[str] = []
    everything = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    options = {"runOnly": everything if scheme == "light" else ["color-contrast"]}
    for path in WALK if scheme == "light" else IN_THE_DARK:
        page.goto(room.url + path.replace("{water}", water))
        result = Axe().run(page, options=options)
        for violation in result.response["violations"]:
            if violation["impact"] in ("serious", "critical"):
                nodes = [node["html"][:120] for node in violation["nodes"][:3]]
                found.append(f"{path}: {violation['id']}: {nodes}")
    context.close()
    assert not found, "\n".join(found)


def test_the_dark_theme_is_dark_and_stays(page: Page, room: Room) -> None:
    def ground() -> int:
        colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
        return sum(map(int, re.findall(r"\d+", colour)[:3]))

    page.goto(room.url)
    assert ground() > 600
    page.get_by_role("button", name="Dark").click()
    assert ground() < 150
    page.goto(f"{room.url}/overview")
    assert ground() < 150


def test_printing_leaves_the_text(page: Page, room: Room) -> None:
    page.goto(f"{room.url}/records/{TELCON}")
    page.emulate_media(media="print")
    expect(page.locator(".top")).to_be_hidden()
    expect(page.locator(".pages")).to_be_hidden()
    expect(page.locator("#t0")).to_be_visible()


def test_a_record_page_is_light(browser: Browser, room: Room) -> None:
    context = browser.new_context()
    page = context.new_page()
    sizes: dict[str, int] = {}

    def note(request: Request) -> None:
        if "/image" not in request.url:
            sizes[request.url] = int(request.sizes()["responseBodySize"])

    page.on("requestfinished", note)
    page.goto(f"{room.url}/records/{TELCON}", wait_until="networkidle")
    context.close()
    assert len(sizes) > 5
    assert sum(sizes.values()) < 200_000, sizes


def test_nothing_is_asked_of_any_other_server(page: Page, room: Room) -> None:
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url.split("/")[2]))
    for path in ("/", f"/records/{TELCON}", "/people"):
        page.goto(f"{room.url}{path}", wait_until="networkidle")
    assert asked == {f"127.0.0.1:{room.port}"}
