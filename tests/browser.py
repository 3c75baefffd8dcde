"""Debian's Chromium, driven by Selenium, on the page of a server that runs."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlencode

from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from kg.serve.page_files import page_folder

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
_SWITCHES = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run", "--force-device-scale-factor=1", "--lang=zh-CN",
)  # fmt: skip
_PATIENCE_SECONDS = 30
_T = TypeVar("_T")


def what_is_missing() -> str:
    """Why the page cannot be tried in a browser here, or `""`."""
    if CHROMIUM is None or DRIVER is None:
        return "needs chromium and chromedriver (apt install chromium chromium-driver)"
    return "" if page_folder() else "the web page is not built (make page)"


class Browser:
    """A browser on the page of one server.

    Attributes:
        driver: Selenium's.
        downloads: Folder of what it downloads.
    """

    def __init__(self, driver: webdriver.Chrome, address: str, downloads: Path) -> None:
        self.driver, self._address, self.downloads = driver, address, downloads

    def open(self, view: str = "", **parameters: str | int) -> None:
        """Load the page anew at a view, and wait for it."""
        self.driver.get("about:blank")
        query = f"?{urlencode(parameters)}" if parameters else ""
        self.driver.get(f"{self._address}#/{view}{query}")
        self.shown(view)

    def shown(self, view: str) -> None:
        """Wait for a view to be there."""
        self.one(f"main.view-{view or 'home'}:not([aria-busy]) h1")

    def all(self, selector: str) -> list[WebElement]:
        """The elements of a CSS selector, as they are now."""
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector: str, text: str = "") -> WebElement:
        """The first element of a CSS selector that has a text in it, when it is there."""

        def found() -> WebElement | None:
            elements = self.all(selector)
            return next((one for one in elements if not text or text in self.text(one)), None)

        return self.wait(found, f"{selector} {text}")

    def click(self, selector: str, text: str = "") -> None:
        """Click on the first element of a CSS selector that is there and has a text in it."""

        def clicked() -> bool:
            self.one(selector, text).click()
            return True

        self.wait(clicked, f"{selector} {text}")

    def wait(self, condition: Callable[[], _T | None], about: str = "") -> _T:
        """What a condition gives when it gives something."""
        # The page may redraw itself between finding an element and reading it.
        patience = WebDriverWait(self.driver, _PATIENCE_SECONDS, 0.1, [StaleElementReferenceException])
        return patience.until(lambda _: condition(), about)  # type: ignore[return-value]

    def text(self, element: WebElement) -> str:
        """All text of an element, that which is cut off on the screen as well."""
        return str(self.script("return arguments[0].textContent", element))

    def texts(self, selector: str) -> list[str]:
        """The texts of all elements of a CSS selector."""
        return [str(text) for text in self.script(
            "return [...document.querySelectorAll(arguments[0])].map(one => one.textContent)", selector
        )]  # fmt: skip

    def script(self, code: str, *values: Any) -> Any:
        """What a piece of JavaScript gives."""
        return self.driver.execute_script(code, *values)

    def press(self, *keys: str) -> None:
        """Press keys, wherever the focus is."""
        webdriver.ActionChains(self.driver).send_keys(*keys).perform()

    def focused(self) -> WebElement:
        """What has the focus."""
        return self.driver.switch_to.active_element

    def tab_to(self, fits: Callable[[WebElement], bool], most: int = 80) -> WebElement:
        """Go from field to field with the Tab key until one fits."""
        for _ in range(most):
            self.press(Keys.TAB)
            if fits(element := self.focused()):
                return element
        raise AssertionError("the Tab key does not lead there")

    def downloaded(self, name: str) -> bytes:
        """The bytes of a file that was downloaded, when it is there; it is removed."""
        path = self.downloads / name
        self.wait(lambda: path if path.exists() and path.stat().st_size else None, name)
        data = path.read_bytes()
        path.unlink()
        return data

    def complaints(self) -> list[str]:
        """What the browser has to say against the page since it was last asked: errors, breaches of the policy."""
        entries: list[dict[str, Any]] = self.driver.get_log("browser")  # type: ignore[no-untyped-call]
        return [entry["message"] for entry in entries if entry["level"] in ("SEVERE", "WARNING")]

    def settle(self) -> None:
        """Wait until nothing moves any more."""
        self.driver.execute_async_script(
            "const done = arguments[0]; Promise.all(document.getAnimations().map(one => one.finished))"
            ".then(() => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )

    def resize(self, width: int, height: int, is_dark: bool = False) -> None:
        """Show the page on a screen of another size and, if the user has not chosen, in another theme."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 700}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if is_dark else "light"}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})


@contextmanager
def browsing(address: str, folder: Path) -> Iterator[Browser]:
    """A browser with a profile of its own in a folder, ended when it is no longer needed."""
    downloads = folder / "downloads"
    downloads.mkdir()
    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for switch in (*_SWITCHES, f"--user-data-dir={folder / 'profile'}"):
        options.add_argument(switch)
    options.add_experimental_option("prefs", {"download.default_directory": str(downloads)})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    try:
        browser = Browser(driver, address, downloads)
        browser.resize(1360, 900)
        yield browser
    finally:
        driver.quit()
