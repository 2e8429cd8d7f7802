"""A headless Chromium for the browser tests. Where there is none, they are skipped aloud."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from driving import wait

CHROMIUM = next((p for name in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(name))), None)
DRIVER = shutil.which("chromedriver")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder needs the browser."""
    for item in items:
        if Path(item.path).parent == Path(__file__).parent:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The driver of one headless Chromium for all tests; it keeps what the console and the network say."""
    pytest.importorskip("selenium", reason="selenium is not installed: pip install -e '.[dev]'")
    if CHROMIUM is None or DRIVER is None:
        pytest.skip("no Chromium with its driver: apt-get install chromium chromium-driver")
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    yield driver
    driver.quit()


@pytest.fixture
def open_page(chromium: Any) -> Callable[..., Any]:
    """Opens a file afresh in a window of a given size, and gives the driver."""

    def open_(path: Path, fragment: str = "", width: int = 1500, height: int = 950) -> Any:
        chromium.get("about:blank")
        chromium.set_window_size(width, height)
        for log in ("browser", "performance"):
            chromium.get_log(log)
        chromium.get(f"{path.as_uri()}{fragment}")
        wait(chromium, "return document.documentElement.dataset.ready === 'yes'")
        return chromium

    return open_
