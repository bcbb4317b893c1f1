"""A real browser without a window, and a desk served to it."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

import uvicorn

from musnad.web.app import create_app
from musnad.web.demo import lay
from musnad.web.settings import DeskSettings

Browser: TypeAlias = Any
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def chromium() -> tuple[str, str] | None:
    """The browser and its driver; None where one of them is missing."""
    found = next((path for name in _CHROMIUM if (path := shutil.which(name))), None)
    driver = shutil.which("chromedriver")
    return (found, driver) if found and driver else None


@contextmanager
def browser(downloads: Path | None = None) -> Iterator[Browser]:
    """Chromium without a window; what it downloads goes to *downloads*."""
    from selenium import webdriver

    paths = chromium()
    assert paths is not None
    options = webdriver.ChromeOptions()
    options.binary_location = paths[0]
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--lang=ar"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    if downloads:
        options.add_experimental_option("prefs", {"download.default_directory": str(downloads)})
    driver = webdriver.Chrome(options, webdriver.ChromeService(paths[1]))
    try:
        yield driver
    finally:
        driver.quit()


@contextmanager
def served(settings: DeskSettings) -> Iterator[str]:
    """The address of a desk on a free port of this machine."""
    config = uvicorn.Config(create_app(settings), "127.0.0.1", 0, log_level="error")
    server = uvicorn.Server(config)
    socket = config.bind_socket()
    # From here on a browser can come; it waits until the desk is laid.
    socket.listen(64)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [socket]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{socket.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(20)
        socket.close()


@contextmanager
def served_demo() -> Iterator[str]:
    """A desk with the examples on it, in which everything can be tried."""
    with TemporaryDirectory() as folder:
        path = str(Path(folder) / "demo.db")
        lay(path)
        with served(DeskSettings(path)) as home:
            yield home
