"""Draw the pictures of the reader that the documentation shows, from the samples: ``make pictures``."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # read when Tesseract is loaded
os.environ["MEMCON_AUTHORITY"] = ""  # the pictures are the same on every computer

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

import memcon
from memcon.serve import Access, application, server

ROOT = Path(__file__).parents[1]
TO = ROOT / "docs" / "reader"
QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SAMPLES = ROOT / "samples"


def _id(name: str) -> str:
    """The id of a sample's file, which changes with its contents."""
    return hashlib.sha256((SAMPLES / name).read_bytes()).hexdigest()[:10]


PACKET = _id("packet-1990-1995.pdf")
TELCON = f"{PACKET}:1-2"
RELEASES = f"{_id('1993-03-26-gauges.pdf')}:1-2", f"{_id('1993-03-26-gauges.txt')}:1-2"
Do = Callable[[Page], object]
PICTURES: dict[str, tuple[str, int, int, str, Do | None]] = {
    "search": ("/?q=dam", 1280, 860, "light", None),
    "record": (f"/records/{TELCON}?q=ferry#at-1", 1280, 860, "light", None),
    "dark": (f"/records/{PACKET}:3-4", 1280, 860, "dark", None),
    "telephone": (f"/records/{TELCON}", 360, 760, "light", None),
    "review": ("/review", 1280, 860, "light", None),
    "file": (f"/files/{PACKET}", 1280, 860, "light", lambda page: page.click(".bound summary")),
    "people": ("/people", 1280, 1100, "light", None),
    "person": ("/people/Martin%20Van%20Orstrand", 1280, 860, "light", None),
    "calendar": ("/calendar", 1280, 860, "light", None),
    "overview": ("/overview", 1280, 1000, "light", None),
    "compare": (
        "/records/{}/compare/{}".format(*RELEASES), 1280, 860, "light", lambda page: page.keyboard.press("n")
    ),
    "opening": (f"/records/{RELEASES[0]}/releases", 1280, 760, "light", None),
    "releases": ("/releases", 1280, 860, "light", None),
    "names": (f"/records/{TELCON}/names?printed=The%20President", 1280, 620, "light", None),
    "brief": (f"/records/{TELCON}/brief", 1280, 860, "light", None),
    "files": ("/files", 1280, 760, "light", None),
    "code": ("/codes/1.4(b)", 1280, 700, "light", None),
    "query": ("/?q=date:1990-13", 1280, 600, "light", None),
    "nothing": ("/?q=zebra", 1280, 600, "light", None),
    "help": ("/help", 1280, 900, "light", None),
}  # fmt: skip
"""Each picture: the page, the window's width and height, the theme, and what is done before it is drawn."""


def main(names: list[str]) -> None:
    """Draw the pictures named, or all."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        raise SystemExit("There is no Chromium: tools/need.sh chromium installs it")
    TO.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "memcon.db"
        samples = sorted(p for p in (ROOT / "samples").iterdir() if p.suffix in (".pdf", ".txt"))
        with memcon.Archive(path) as archive:
            for file, added in memcon.add(samples, archive):
                print(f"read {file.name}: {added.state if isinstance(added, memcon.Added) else added}")
        serving = server(application(str(path), Access()), "127.0.0.1", 0)
        thread = threading.Thread(target=serving.run)
        thread.start()
        while not serving.started:
            time.sleep(0.05)
        browser = playwright.chromium.launch(executable_path=program, args=QUIET)
        url = f"http://127.0.0.1:{serving.servers[0].sockets[0].getsockname()[1]}"
        for name in names or PICTURES:
            _draw(browser, url, name)
        browser.close()
        serving.should_exit = True
        thread.join()


def _draw(browser: Browser, url: str, name: str) -> None:
    path, width, height, theme, deed = PICTURES[name]
    context = browser.new_context(viewport={"width": width, "height": height}, device_scale_factor=1.5)
    page = context.new_page()
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    page.goto(url + path, wait_until="networkidle")
    if deed:
        deed(page)
        page.wait_for_timeout(500)
    picture = Image.open(io.BytesIO(page.screenshot()))
    picture.save(TO / f"{name}.webp", quality=80, method=6)
    context.close()
    print(f"docs/reader/{name}.webp")


if __name__ == "__main__":
    main(sys.argv[1:])
