"""What the tests of the reader share: archives of the samples, servers of them, and a browser."""

from __future__ import annotations

import hashlib
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient
from msgspec import structs
from playwright.sync_api import Browser, Page, sync_playwright

import memcon
from memcon.serve import Access, application, server

SAMPLES = Path(__file__).parents[2] / "samples"
READ = ("packet-1990-1995.pdf", "1996-03-27-water.txt", "1967-05-12-ambassador.txt")
"""A packet of scans, and two texts."""
RELEASED = ("1996-03-27-water.txt", "water-first-release.txt")
"""A text, and the same as it was released before: a sentence and a paragraph of it withheld."""
PACKET = hashlib.sha256((SAMPLES / READ[0]).read_bytes()).hexdigest()[:10]
"""The id of the packet, which is made anew with its contents."""
TELCON = f"{PACKET}:1-2"
"""The first paper of the packet: a telephone conversation about a ferry."""
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
TOKEN = "a-token-of-more-than-twenty-letters"


class Room:
    """A server of its own thread, and the archive that it serves."""

    def __init__(self, path: Path, access: Access) -> None:
        self.path = path
        self.server = server(application(str(path), access), "127.0.0.1", 0)
        self.thread = threading.Thread(target=self.server.run, daemon=True)
        self.thread.start()
        deadline = time.monotonic() + 30
        while not self.server.started:
            assert self.thread.is_alive() and time.monotonic() < deadline, "the server does not start"
            time.sleep(0.01)
        self.port: int = self.server.servers[0].sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def close(self) -> None:
        self.server.should_exit = True
        self.thread.join(20)
        assert not self.thread.is_alive()


@pytest.fixture(scope="session")
def archive_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of some samples, to be copied and not changed."""
    folder = tmp_path_factory.mktemp("reader")
    for name in READ:
        shutil.copy(SAMPLES / name, folder / name)
    later, first = (folder / name for name in RELEASED)
    first.write_text(withheld(later.read_text()))
    path = folder / "memcon.db"
    with memcon.Archive(path) as archive:
        for _, added in memcon.add([*(folder / name for name in READ), first], archive):
            assert not isinstance(added, memcon.MemconError)
    return path


def withheld(text: str) -> str:
    """A text with two passages cut out, as an earlier release has them."""
    for first, last, note in (
        ("Marshal Vandrosek came", "gone home to plant.", "[6 lines not declassified]"),
        ("That was well done.", "inspector does?", "[1 line not declassified]"),
    ):
        start, end = text.index(first), text.index(last) + len(last)
        text = f"{text[:start]}{note}{text[end:]}"
    return text


@pytest.fixture
def own_archive(archive_file: Path, tmp_path: Path) -> Path:
    """An archive that a test may change."""
    return Path(shutil.copy(archive_file, tmp_path / "memcon.db"))


@pytest.fixture(scope="session")
def room(archive_file: Path) -> Iterator[Room]:
    """A server that nobody may write to."""
    made = Room(archive_file, Access("127.0.0.1", TOKEN))
    yield made
    made.close()


@pytest.fixture
def own_room(own_archive: Path) -> Iterator[Room]:
    """A server of this computer's user, who may correct."""
    made = Room(own_archive, Access())
    yield made
    made.close()


def doubt(path: Path) -> int:
    """Make memcon unsure of some words of the telephone conversation; how many doubts there are then."""
    with memcon.Archive(path) as archive:
        document = archive.show(TELCON).document
        first, *rest = document.pages
        words = [
            structs.replace(word, confidence=0.4, other="gauge")
            if word.text in ("lights,", "prayer", "dam")
            else word
            for word in first.words
        ]
        pages = (structs.replace(first, words=tuple(words)), *rest)
        archive.add(structs.replace(document, pages=pages), again=True)
        return len(archive.doubts())


Client = TestClient[Litestar]
Visitor = Callable[..., Client]


@pytest.fixture
def visitor(own_archive: Path) -> Iterator[Visitor]:
    """Makes clients of an application in this process, by the access that it gives."""
    opened: list[Client] = []

    def make(access: Access | None = None, path: Path = own_archive) -> Client:
        client = TestClient(application(str(path), access or Access()), base_url="http://127.0.0.1")
        opened.append(client)
        return client.__enter__()

    yield make
    for client in opened:
        client.__exit__(None, None, None)


def post(client: Client, where: str, /, **data: str) -> Response:
    """Send a form as a page of ours does."""
    token = csrf_of(client)
    return client.post(where, data={**data, "_csrf_token": token}, follow_redirects=False)


def csrf_of(client: httpx.Client) -> str:
    """What our forms bring back."""
    return client.get("/help").text.partition('name="csrf" content="')[2].partition('"')[0]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium; tools/need.sh chromium installs it")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A window of a desk's size that complains of every error of a script and every refused resource."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    trouble: list[str] = []
    opened.on("pageerror", lambda error: trouble.append(str(error)))
    opened.on("console", lambda said: trouble.append(said.text) if said.type == "error" else None)
    yield opened
    context.close()
    assert not trouble, trouble
