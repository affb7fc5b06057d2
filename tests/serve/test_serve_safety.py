"""What an attacker tries: each leaves the pages harmless, the archive unchanged and the server serving."""

from __future__ import annotations

import random
import re
import socket
import string
import time
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from litestar.testing import TestClient
from msgspec import structs
from playwright.sync_api import Browser
from reading_room import PACKET, TELCON, TOKEN, Client, Room, Visitor, csrf_of, post

import memcon
from memcon.serve import Access, application, connection
from memcon.serve.access import Allowance, Throttle, from_elsewhere, is_loopback
from memcon.serve.correcting import ours
from memcon.serve.feeding import RISKY

pytest_plugins = ["reading_room"]

EVIL = (
    "<script>window.struck = 1</script>",
    '"><img src=x onerror="window.struck = 1">',
    "'-window.struck-'</textarea><svg onload=window.struck=1>",
    "javascript:window.struck=1",
    "{{ 7 * 7 }}{% raw %}",
    "\x02</mark><script>window.struck=1</script>\x03",
)


def poisoned(path: Path) -> str:
    """An archive whose texts, names and file name are all hostile; the id of its record."""
    lines = "\n".join(
        [
            "MEMORANDUM OF TELEPHONE CONVERSATION",
            "",
            f"SUBJECT: Talk {EVIL[0]}",
            f"PARTICIPANTS: The President {EVIL[1]}",
            f"              Prime Minister {EVIL[2]}",
            "DATE: March 27, 1996, 11:13 - 11:29 a.m. EST",
            "",
            *(f"The President: poison {text} (C)\n" for text in EVIL),
        ]
    )
    source = path.with_name("<script>window.struck=1<script>.txt")
    source.write_text(lines)
    document = memcon.read(source)
    with memcon.Archive(path) as archive:
        (identity,) = archive.add(document, source).records
        archive.correct(identity, "place", EVIL[1], why=EVIL[0], author=EVIL[2])
        archive.set(identity, "repository", EVIL[1], why=EVIL[0], author=EVIL[2])
        archive.correct(identity, "subject", EVIL[0] + EVIL[1], why=EVIL[4])
    return identity


def test_hostile_words_do_nothing_in_a_browser(tmp_path: Path, browser: Browser) -> None:
    path = tmp_path / "memcon.db"
    identity = poisoned(path)
    room = Room(path, Access())
    context = browser.new_context()
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if "Security Policy" in said.text else None)
    sha = identity.partition(":")[0]
    paths = [
        "/", "/?q=poison", f"/?q={EVIL[1]}", f"/records/{identity}?q=poison", f"/records/{identity}/history",
        "/people", "/calendar?year=1996", "/overview", "/files", f"/files/{sha}", "/corrections", "/review",
        f"/records/{identity}/correct?path=subject", f"/people/{EVIL[0].replace('/', '%2F')}",
        f"/records/{identity}/brief", f"/records/{identity}/compare/{identity}", "/releases",
        f"/records/{identity}/names?printed={EVIL[1]}&like={EVIL[2]}", f"/records/{identity}/releases",
    ]  # fmt: skip
    for one in paths:
        page.goto(f"{room.url}{one}", wait_until="load")
        assert page.evaluate("window.struck") is None, one
        assert not page.locator("img[src=x], svg[onload]").count(), one
    assert "{{ 7 * 7 }}" in page.goto(f"{room.url}/?q=poison").text()  # shown, not worked out
    context.close()
    room.close()
    assert not refused, "a page holds what its own policy refuses"


class Inline(HTMLParser):
    """Finds what a page must not hold: scripts and styles of its own, handlers, other servers' things."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.inside = tag if tag in ("script", "style") else ""
        self.found += [f"{tag} {name}" for name in named if name == "style" or name.startswith("on")]
        for name in ("src", "action", "srcset"):
            value = named.get(name) or "/"
            if not value.startswith("/"):
                self.found.append(f"{tag} {name}={value}")
        if (named.get("href") or "").lower().startswith(("javascript:", "data:")):
            self.found.append(f"{tag} href")

    def handle_data(self, data: str) -> None:
        if self.inside and data.strip():
            self.found.append(f"words in {self.inside}")
        self.inside = ""


PAGES = (
    "/", "/?q=ferry", "/?q=-", f"/records/{TELCON}?q=ferry", f"/records/{TELCON}/history", "/people",
    "/calendar", "/overview", "/files", f"/files/{PACKET}", "/review", "/help", "/sign-in", "/no-such-page",
    "/codes/OADR", "/corrections", "/saved", f"/records/{TELCON}/brief",
    f"/records/{TELCON}/compare/{PACKET}:3-4", "/releases", f"/records/{TELCON}/names?printed=Nobody",
)  # fmt: skip


def test_no_page_holds_scripts_or_names_other_servers(visitor: Visitor) -> None:
    client = visitor()
    for path in PAGES:
        answer = client.get(path)
        inline = Inline()
        inline.feed(answer.text)
        assert "<html" in answer.text and not inline.found, path


def test_every_answer_has_the_policy(visitor: Visitor) -> None:
    client = visitor()
    answers = [client.get(path) for path in (*PAGES, "/schema", "/static/reader.css", "/search.csv")]
    answers += [client.post("/"), client.get("/", headers={"host": "evil.example"})]
    for answer in answers:
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"


def count(path: Path) -> int:
    with memcon.Archive(path) as archive:
        return len(archive.history())


AMEND = {"path": "turns/1/speaker", "value": "Somebody", "why": "to try"}
CHANGES: dict[str, dict[str, str]] = {
    f"/records/{TELCON}/correct": AMEND,
    f"/records/{TELCON}/set": {"field": "box", "value": "9"},
    f"/records/{TELCON}/confirm": {"path": "subject"},
    f"/records/{TELCON}/names": {"printed": "The President", "to": "nobody"},
    f"/records/{PACKET}:3-4/begins": {"page": "4"},
    f"/records/{TELCON}/divide": {"page": "2"},
    "/corrections/1/undo": {},
    "/saved": {"name": "all", "q": "ferry"},
    "/saved/forget": {"name": "all"},
}
"""Every address that changes something, and what it is sent."""


def test_every_address_that_changes_something_is_tried(visitor: Visitor) -> None:
    paths = visitor().get("/schema").json()["paths"]
    shapes = {re.sub(r"\{\w+\}", "[^/]+", path) for path, item in paths.items() if "post" in item}
    assert all(any(re.fullmatch(shape, one) for one in CHANGES) for shape in shapes)
    assert all(any(re.fullmatch(shape, one) for shape in shapes) for one in CHANGES)


def test_a_form_of_another_site_changes_nothing(visitor: Visitor, own_archive: Path) -> None:
    client = visitor()
    form = {**AMEND, "_csrf_token": csrf_of(client)}
    where = f"/records/{TELCON}/correct"
    for headers in (
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://evil.example"},
        {"origin": "http://127.0.0.1:9"},
        {"origin": "null"},
    ):
        assert client.post(where, data=form, headers=headers).status_code == 403
    assert client.post(where, data=AMEND).status_code == 403
    assert client.post(where, data={**AMEND, "_csrf_token": "0" * 128}).status_code == 403
    stranger = TestClient(client.app, base_url="http://127.0.0.1")
    assert stranger.post(where, data=form).status_code == 403
    assert count(own_archive) == 0
    assert client.post(where, data=form, headers={"sec-fetch-site": "same-origin"}).status_code == 200
    assert count(own_archive) == 1


def test_a_name_that_is_not_ours_is_turned_away(visitor: Visitor) -> None:
    client = visitor()
    for host in ("evil.example", "127.0.0.1.evil.example", "evil.example:8000", ""):
        assert client.get("/", headers={"host": host}).status_code == 421
    for host in ("localhost:8000", "127.0.0.1:8000", "LOCALHOST", "[::1]:8000"):
        assert client.get("/", headers={"host": host}).status_code == 200


def test_bound_wider_nobody_writes_without_the_token(visitor: Visitor, own_archive: Path) -> None:
    where = f"/records/{TELCON}/correct"
    closed = visitor(Access("0.0.0.0"))
    assert post(closed, where, **AMEND).status_code == 403
    assert "correct</a>" not in closed.get(f"/records/{TELCON}").text
    client = visitor(Access("0.0.0.0", TOKEN))
    assert client.get(f"/records/{TELCON}").status_code == 200
    for deed, form in CHANGES.items():
        assert post(client, deed, **form).status_code == 401, deed
        assert post(closed, deed, **form).status_code == 403, deed
    assert client.get(f"{where}?path=subject").status_code == 401
    for wrong in ("Bearer", f"Bearer {TOKEN}x", f"Basic {TOKEN}", TOKEN, f"Bearer {TOKEN[:-1]}", "Bearer é"):
        headers = {"authorization": wrong.encode("latin-1"), "x-csrftoken": csrf_of(client)}
        assert client.post(where, data=AMEND, headers=headers).status_code == 401, wrong
    assert client.get(f"{where}?path=subject&token={TOKEN}").status_code == 401
    assert count(own_archive) == 0
    headers = {"authorization": f"Bearer {TOKEN}", "x-csrftoken": csrf_of(client)}
    assert client.post(where, data=AMEND, headers=headers).status_code == 200
    assert count(own_archive) == 1


def test_signing_in_takes_the_token_and_few_tries(visitor: Visitor) -> None:
    client = visitor(Access("0.0.0.0", TOKEN))
    assert "failed" in post(client, "/sign-in", token="guess").headers["location"]
    answer = post(client, "/sign-in", token=TOKEN)
    cookie = answer.headers["set-cookie"]
    assert TOKEN not in cookie and "HttpOnly" in cookie and "SameSite=strict" in cookie
    assert post(client, f"/records/{TELCON}/correct", **AMEND).status_code == 303
    assert post(client, "/sign-out").status_code == 303
    assert post(client, f"/records/{TELCON}/correct", path="place", value="x").status_code == 401
    forged = f"{int(time.time()) + 999}.{'0' * 64}"
    client.cookies.set("memcon-session", forged)
    assert post(client, f"/records/{TELCON}/correct", path="place", value="x").status_code == 401
    assert {post(client, "/sign-in", token="guess").status_code for _ in range(12)} >= {429}


def test_no_path_leads_to_the_file_system(visitor: Visitor, own_archive: Path) -> None:
    client = visitor()
    (own_archive.parent / "secret.txt").write_text("sesame")
    climbs = ("../", "..%2f", "%2e%2e/", "..%5c", "....//", "%252e%252e%252f", "/", "%00", "~/", "C:/")
    for climb in climbs:
        for start in (
            "/static/",
            "/files/",
            f"/records/{TELCON}/export/",
            "/records/",
            "/people/",
            "/codes/",
        ):
            for end in ("secret.txt", "etc/passwd", "application.py", "templates/layout.html"):
                answer = client.get(f"{start}{climb * 4}{end}")
                assert "sesame" not in answer.text and "root:" not in answer.text, answer.url
                assert "StrictUndefined" not in answer.text and "{% block" not in answer.text, answer.url
                assert answer.status_code in (200, 400, 404), answer.url


def test_a_page_of_ours_to_return_to() -> None:
    assert ours("/records/0123456789:1-2#t1.0") == "/records/0123456789:1-2#t1.0"
    for evil in (
        "//evil.example",
        "https://evil.example",
        "/\\evil",
        "javascript:1",
        "/a\r\nset-cookie: x",
        "",
    ):
        assert ours(evil) == ""


def test_a_source_that_was_exchanged_is_not_drawn(
    visitor: Visitor, own_archive: Path, tmp_path: Path
) -> None:
    """A file that is another now, such as a picture of endless width, is no file of ours."""
    with memcon.Archive(own_archive) as archive:
        shown = archive.show(TELCON)
        moved = tmp_path / "moved.pdf"
        bomb = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x7f\xff\xff\xff\x7f\xff\xff\xff\x08\x06\x00\x00\x00"
        moved.write_bytes(bomb)
        archive.seen(shown.document.source.sha256, moved)
    client = visitor()
    for path in shown.paths:
        Path(path).rename(f"{path}.away")
    try:
        answer = client.get(
            f"/records/{TELCON}/pages/1/image?width=500", headers={"accept": "application/json"}
        )
    finally:
        for path in shown.paths:
            Path(f"{path}.away").rename(path)
    assert (answer.status_code, answer.json()["code"]) == (404, "missing-file")


@pytest.mark.parametrize(
    "asked",
    ["width=0", "width=-5", "width=2401", "width=1e9", "box=0,0,0,0", "box=9,9,1,1", "box=1,2,3",
     "box=a,b,c,d", "box=0,0,999999,999999&width=2400", "box=-1,0,5,5"],
)  # fmt: skip
def test_a_picture_is_never_larger_than_a_screen_wants(visitor: Visitor, asked: str) -> None:
    answer = visitor().get(f"/records/{TELCON}/pages/1/image?{asked}")
    assert answer.status_code in (200, 400)
    assert len(answer.content) < 3_000_000


def test_a_form_has_a_size(visitor: Visitor, own_archive: Path) -> None:
    client = visitor()
    answer = post(client, f"/records/{TELCON}/correct", path="subject", value="x" * 100_000)
    assert answer.status_code == 413
    assert client.get(f"/?q={'a' * 5_001}").status_code == 400
    assert count(own_archive) == 0


def test_a_reader_from_elsewhere_asks_only_so_often() -> None:
    throttle = Throttle(Allowance(3, 10))
    assert [throttle.wait("a", now) for now in (0, 1, 2)] == [0, 0, 0]
    assert throttle.wait("a", 3) == 7 and throttle.wait("b", 3) == 0
    assert throttle.wait("a", 10.5) == 0


def test_the_throttle_forgets_the_oldest() -> None:
    throttle = Throttle(Allowance(1, 1e9))
    for number in range(11_000):
        throttle.wait(str(number), 0)
    assert throttle.wait("0", 1) == 0 and throttle.wait("10999", 1) > 0


def test_what_is_this_computer() -> None:
    assert all(map(is_loopback, ("127.0.0.1", "127.9.9.9", "::1", "[::1]", "localhost")))
    assert not any(map(is_loopback, ("0.0.0.0", "::", "10.0.0.1", "example.org", "")))
    assert from_elsewhere("a", "http://b", None) and not from_elsewhere("a:1", "http://a:1", None)
    assert not from_elsewhere("a", None, None) and not from_elsewhere("a", "http://b", "same-origin")


def test_a_table_holds_no_formulas(visitor: Visitor, own_archive: Path) -> None:
    with memcon.Archive(own_archive) as archive:
        archive.correct(TELCON, "subject", "=HYPERLINK(1)", why="to try")
    rows = visitor().get("/search.csv?q=ferry").text.splitlines()
    assert any("'=HYPERLINK(1)" in row for row in rows)
    cells = [cell.strip('"') for row in rows for cell in row.split(",")]
    assert not [cell for cell in cells if cell.startswith(RISKY)]


def speak(room: Room, data: bytes, *, seconds: float = 5) -> bytes:
    """Send bytes as they are; what comes back until the other side ends it or nothing more comes."""
    with socket.create_connection(("127.0.0.1", room.port), timeout=seconds) as line:
        got = b""
        try:
            line.sendall(data)
            while more := line.recv(65_536):
                got += more
        except OSError:
            pass
        return got


BROKEN = (
    b"", b"\x00" * 100, b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\x16\x03\x01\x02\x00\x01",
    b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzzz\r\n",
    b"GET /%ff%fe%00 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    b"GET /?q=%ff%00%ed%a0%80 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 5_000 + b"\r\n",
)  # fmt: skip


def test_ten_thousand_bad_requests_leave_it_serving(room: Room) -> None:
    chance = random.Random(6)
    letters = string.printable.encode() + bytes(range(128, 256))
    for data in BROKEN[1:]:
        speak(room, data, seconds=1)
    sent = 0
    while sent < 10_000:
        with socket.create_connection(("127.0.0.1", room.port), timeout=20) as line:
            for _ in range(100):
                sent += 1
                path = bytes(chance.choices(letters, k=chance.randint(0, 40)))
                path = re.sub(rb"[\x00-\x20\x7f-\xff]", b"%00", path)
                verb = chance.choice((b"GET", b"POST", b"PUT", b"DELETE", b"BREW", b"HEAD"))
                try:
                    line.sendall(verb + b" /" + path + b" HTTP/1.1\r\nHost: localhost\r\n\r\n")
                except OSError:
                    break
            line.shutdown(socket.SHUT_WR)
            while line.recv(1 << 20):
                pass
    good = speak(room, b"GET /help HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    assert good.startswith(b"HTTP/1.1 200")


def test_who_speaks_or_listens_slowly_is_cut_off(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "REQUEST_SECONDS", 0.3)
    monkeypatch.setattr(connection, "CONNECTION_SECONDS", 0.6)
    lines = [socket.create_connection(("127.0.0.1", room.port), timeout=15) for _ in range(30)]
    for line in lines[:10]:
        line.sendall(b"GET / HTTP/1.1\r\nHo")
    for line in lines[10:20]:
        line.sendall(b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\ntok")
    for line in lines:
        try:
            while line.recv(65_536):
                pass
        except ConnectionResetError:
            pass
        line.close()
    deaf = socket.create_connection(("127.0.0.1", room.port), timeout=15)
    asked = f"GET /records/{TELCON} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
    with deaf, pytest.raises(OSError):
        for _ in range(5_000):  # until the answers fill every buffer on the way, and then as long again
            deaf.sendall(asked)
            time.sleep(0.005)
    good = speak(room, b"GET /help HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    assert good.startswith(b"HTTP/1.1 200")


@pytest.fixture(scope="module")
def one_client(archive_file: Path) -> Client:
    client = TestClient(application(str(archive_file), Access("0.0.0.0", TOKEN)), base_url="http://127.0.0.1")
    client.__enter__()
    yield client
    client.__exit__(None, None, None)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60))
def test_whatever_is_asked_there_is_an_answer_in_words(one_client: Client, text: str) -> None:
    for path in ("/", "/complete", "/search.csv", "/feed.atom"):
        answer = one_client.get(path, params={"q": text})
        assert answer.status_code in (200, 400)
    answer = one_client.get("/", params={"q": text}, headers={"accept": "application/json"})
    if answer.status_code == 400:
        assert set(answer.json()) == {"status", "code", "message", "hint"}


def test_a_defect_tells_nothing_of_our_insides(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a secret of the house")

    monkeypatch.setattr(memcon.Archive, "show", broken)
    client = visitor()
    for accept in ("text/html", "application/json"):
        answer = client.get(f"/records/{TELCON}", headers={"accept": accept})
        assert answer.status_code == 500 and "secret" not in answer.text and "Traceback" not in answer.text
    assert structs.fields(memcon.serve.desk.Problem)[0].name == "status"
