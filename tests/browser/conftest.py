"""A real Chromium on a live server. Whatever the browser complains of fails the test.

The program is `chromium` on the PATH, or the one that CHROMIUM names. Where there is none the tests are
skipped, but not where CI is set: there they fail.
"""

import os
import shutil
from threading import Condition

import pytest
from django.core.signals import request_finished, request_started
from django.db import connections
from playwright.sync_api import sync_playwright

from articles.intake import Importer
from tests.builders import PASSWORD

WIDE, PHONE = 1280, 390
LAST_ANSWERS = 5  # seconds
PATIENCE = 20_000  # ms until a wait is given up; only a failure takes them

#: A blocked script or style is an error like any other.
REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", event =>
    console.error(`blocked by ${event.effectiveDirective}: ${event.blockedURI} ${event.sourceFile}`))
"""


@pytest.fixture(scope="session")
def chromium():
    program = shutil.which(os.environ.get("CHROMIUM") or "chromium")
    if not program:
        refuse = pytest.fail if os.environ.get("CI") else pytest.skip
        refuse("There is no Chromium: install the package chromium, or let CHROMIUM name the program.")
    # Playwright keeps an event loop in this thread from here on; Django takes that for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program,
            chromium_sandbox=os.geteuid() != 0,  # Chromium has none for root
            args=["--disable-dev-shm-usage"],  # containers have little of it
        )
        yield browser
        browser.close()
        # While the loop runs, Django keeps this thread's connections apart; afterwards nobody finds them.
        connections.close_all()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def trouble():
    """What the browser complained of; a test that provokes something takes it out."""
    return []


@pytest.fixture
def answering(live_server):
    """The live server. At the end its last answers are waited for: a page that is left may still be asking,
    and PostgreSQL can't empty a table that is read."""
    begun, changed = [], Condition()

    def begin(**details):
        with changed:
            begun.append(details)

    def end(**details):
        with changed:
            del begun[-1:]
            changed.notify()

    request_started.connect(begin)
    request_finished.connect(end)
    yield live_server
    with changed:
        changed.wait_for(lambda: not begun, timeout=LAST_ANSWERS)
    request_started.disconnect(begin)
    request_finished.disconnect(end)


@pytest.fixture
def page(chromium, answering, trouble):
    """An empty page. The test fails on script errors, blocked content and requests to another host."""
    context = chromium.new_context(
        base_url=answering.url, locale="zh-CN", viewport={"width": WIDE, "height": 900}
    )
    context.set_default_timeout(PATIENCE)
    context.add_init_script(REPORT_VIOLATIONS)
    context.on("console", lambda message: message.type == "error" and trouble.append(_words(message)))
    context.on("weberror", lambda error: trouble.append(str(error.error)))
    context.on("request", lambda request: _is_ours(request.url, answering.url) or trouble.append(request.url))
    yield context.new_page()
    context.close()
    assert trouble == []


@pytest.fixture
def phone(page):
    """The same page, as wide as a phone."""
    page.set_viewport_size({"width": PHONE, "height": 844})
    return page


@pytest.fixture
def seeds(transactional_db, settings):
    """Both seeds, read and published; gives their reports in the order of the files."""
    importer = Importer(publish=True)
    files = sorted((settings.BASE_DIR / "seeds").glob("*.txt"))
    return [report for file in files for report in importer.add(file.name, file.read_bytes()).reports]


@pytest.fixture
def desk(page, transactional_db):
    """Log in at the desk as somebody would: `desk(user)` gives the page of the desk's home."""

    def log_in(user):
        page.goto("/admin/")
        page.fill("[name=username]", user.username)
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
        page.wait_for_selector("#user-tools")
        return page

    return log_in


def _words(message) -> str:
    return f"{message.location['url']}: {message.text}"


def _is_ours(url: str, server: str) -> bool:
    return url.startswith((f"{server}/", "data:", "blob:", "about:"))
