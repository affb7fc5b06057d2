"""Draw the pictures of the reader that the documentation shows, from the samples: ``make pictures``.

With ``--every FOLDER`` each page at each width and in both themes, to be looked at: ``make proofs``.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable
from itertools import product
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
    "map": ("/people", 1280, 1100, "light", lambda page: page.click("[data-as=map]")),
    "home": ("/", 1280, 860, "light", None),
    "saved": ("/saved", 1280, 500, "light", None),
    "history": (f"/records/{TELCON}/history", 1280, 500, "light", None),
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


WIDTHS = {360: 760, 1280: 860, 2560: 1440}
"""The windows in which every page is looked at: a telephone's, a desk's, a wall's; width and height."""


def main(names: list[str], every: Path | None) -> None:
    """Draw the pictures named, or all; into the folder `every` at each width, light and dark."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        raise SystemExit("There is no Chromium: tools/need.sh chromium installs it")
    (every or TO).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "memcon.db"
        samples = [p for folder in (SAMPLES, SAMPLES / "kessel") for p in sorted(folder.iterdir())]
        samples = [p for p in samples if p.suffix in (".pdf", ".txt")]
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
            if every:
                _prove(browser, url, name, every)
            else:
                _draw(browser, url, name)
        browser.close()
        serving.should_exit = True
        thread.join()


def _draw(browser: Browser, url: str, name: str) -> None:
    path, width, height, theme, deed = PICTURES[name]
    picture = _picture(browser, url + path, (width, height), theme, deed, scale=1.5)
    picture.save(TO / f"{name}.webp", quality=80, method=6)
    print(f"docs/reader/{name}.webp")


def _prove(browser: Browser, url: str, name: str, folder: Path) -> None:
    path, _, _, _, deed = PICTURES[name]
    for (width, height), theme in product(WIDTHS.items(), ("light", "dark")):
        picture = _picture(browser, url + path, (width, height), theme, deed, scale=1)
        picture.save(folder / f"{name}-{width}-{theme}.webp", quality=80)
    print(folder / name)


def _picture(
    browser: Browser, url: str, window: tuple[int, int], theme: str, deed: Do | None, scale: float
) -> Image.Image:
    width, height = window
    context = browser.new_context(viewport={"width": width, "height": height}, device_scale_factor=scale)
    page = context.new_page()
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    page.goto(url, wait_until="networkidle")
    if deed:
        deed(page)
        page.wait_for_timeout(500)
    picture = Image.open(io.BytesIO(page.screenshot()))
    context.close()
    return picture


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--every", type=Path, metavar="FOLDER")
    asked = parser.parse_args()
    main(asked.names, asked.every)
