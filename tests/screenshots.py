"""The pictures of the web page in docs/images, taken in Chromium: `make screenshots`."""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path

from browser import Browser, browsing, what_is_missing
from live_server import serving
from PIL import Image

from extract.resources import resource
from kg.build import build

_BASE = "https://w3id.org/cn-stp/"
_TIANJIN = f"{_BASE}region/120000"
_PLAN = f"{_BASE}document/a3895cc1ebcd159a"


def _search(browser: Browser) -> None:
    browser.open()
    browser.one("#search").send_keys("天津")
    browser.one("#search-list [role=option]")


def _card(browser: Browser) -> None:
    browser.open("entity", iri=f"{_BASE}document/国科发规-2020-254")


def _document(browser: Browser) -> None:
    browser.open("document", iri=_PLAN, start=5047, end=5059)
    browser.click(".hit a")
    browser.one(".panel .card")


def _graph(browser: Browser) -> None:
    browser.open("graph", iri=f"{_BASE}document/国科发规-2020-254")
    browser.one(".nodes button")


def _goals(browser: Browser) -> None:
    browser.open("goals")


def _queries(browser: Browser) -> None:
    browser.open("sparql", name="goals-by-region", region="天津市")
    browser.click("#run")
    browser.one(".results td")


# Width and height of the screen, and whether it is dark.
_WIDE, _NARROW = (1200, 760, False), (390, 760, True)
_PICTURES = [
    ("search", _search, _WIDE),
    ("card", _card, _WIDE),
    ("document", _document, _WIDE),
    ("graph", _graph, _WIDE),
    ("goals", _goals, _WIDE),
    ("queries", _queries, _WIDE),
    ("document-narrow-dark", _document, _NARROW),
]


def _save(png: bytes, path: Path) -> None:
    """Save a picture with as many colours as it takes: a quarter of the bytes."""
    Image.open(io.BytesIO(png)).convert("RGB").quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
        path, optimize=True
    )


def main(target: Path) -> None:
    """Take all pictures into a folder.

    Raises:
        SystemExit: There is no browser, or the page is not built.
    """
    if reason := what_is_missing():
        sys.exit(reason)
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build([resource("data/documents")], folder / "store")
        with serving(folder / "store", "--workers", "2") as server, browsing(server.address, folder) as browser:
            browser.open()
            browser.script("localStorage['kg.language'] = 'zh'")
            for picture, show, (width, height, is_dark) in _PICTURES:
                browser.resize(width, height, is_dark)
                show(browser)
                browser.settle()
                _save(browser.driver.get_screenshot_as_png(), target / f"{picture}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
