"""Small moves that the browser tests share."""

from __future__ import annotations

from typing import Any


def wait(driver: Any, script: str, seconds: float = 15) -> Any:
    """Runs a script in the page until it gives something true, and returns that."""
    from selenium.webdriver.support.ui import WebDriverWait

    return WebDriverWait(driver, seconds, poll_frequency=0.05).until(lambda d: d.execute_script(script))
