"""
What every test stands on: settings, a database of the kind that was asked for, a browser.

HOUVAST_TEST_DATABASE  sqlite (default); postgres, a real server started for this run; none, for the rules alone
CI                     when true, a missing PostgreSQL or Chromium is a failure and not a skip
"""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings as hypothesis_settings

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "tests" / "pages"
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
IN_CI = os.environ.get("CI", "").lower() == "true"
IS_WORKER = "PYTEST_XDIST_WORKER" in os.environ
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "django_db_setup", "live_server"}
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

hypothesis_settings.register_profile("house", deadline=None, print_blob=True)
hypothesis_settings.load_profile("house")


class House:
    """What this run made outside the tests, and must take away again."""

    def __init__(self) -> None:
        self.home: Path | None = None
        self.postgres: Any = None

    def open(self) -> None:
        """Choose the database and set Django up, before any test module is imported."""
        if os.environ.get("HOUVAST_TEST_DATABASE") == "none":
            return
        self.home = Path(tempfile.mkdtemp(prefix="houvast-tests-"))
        atexit.register(self.close)  # also when pytest ends before it has begun, as with an unknown option
        os.environ["HOUVAST_HOME"] = str(self.home)
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.house.settings"
        for name in ("HOUVAST_BASE_URL", "HOUVAST_MAIL", "HOUVAST_DEBUG", "HOUVAST_SECRET_KEY"):
            os.environ.pop(name, None)
        if not IS_WORKER:  # a worker inherits the address from the process that started it
            os.environ["HOUVAST_DATABASE"] = self.database()
            signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
        import django

        django.setup()
        import django.db.backends.sqlite3.base  # first: the module that the next one changes needs it

        from tests.portal import emptying

        emptying.allow()

    def database(self) -> str:
        """Return the address of the database that HOUVAST_TEST_DATABASE asks for."""
        wanted = os.environ.get("HOUVAST_TEST_DATABASE", "sqlite")
        if wanted == "sqlite":
            return f"sqlite:///{self.home}/tests.sqlite3"
        if wanted != "postgres":
            raise pytest.UsageError(f"HOUVAST_TEST_DATABASE={wanted}: choose sqlite, postgres or none")
        from tests.house.postgres import Postgres, PostgresMissing

        try:
            self.postgres = Postgres().start()
        except PostgresMissing:
            raise pytest.UsageError("HOUVAST_TEST_DATABASE=postgres needs PostgreSQL 15 or newer") from None
        return str(self.postgres.address)

    def close(self) -> None:
        """Stop the server and remove the files."""
        if self.postgres is not None:
            self.postgres.stop()
        if self.home is not None:
            shutil.rmtree(self.home, ignore_errors=True)


house = House()
house.open()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--databases-only", action="store_true", help="leave out tests that touch no database and so need one run only"
    )


def pytest_unconfigure(config: pytest.Config) -> None:
    house.close()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(PAGES):
            item.add_marker("pages")
    if config.getoption("--databases-only"):
        kept = [item for item in items if touches_a_database(item)]
        config.hook.pytest_deselected(items=[item for item in items if not touches_a_database(item)])
        items[:] = kept


def touches_a_database(item: pytest.Item) -> bool:
    """Say whether a test may give another answer on another database."""
    fixtures = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(fixtures & DATABASE_FIXTURES)


def missing(what: str) -> None:
    """Skip the test that needs `what`; in CI nothing may be missing."""
    if IN_CI:
        pytest.fail(f"{what} is missing")
    pytest.skip(f"{what} is missing")


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Drop no database at the end: its cluster, or its folder, goes with this run anyway."""
    return True


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A real Chromium for the whole run, without a window."""
    program = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if program is None:
        missing("Chromium")
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread, in which Django would refuse to ask the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=CHROMIUM_OPTIONS)
        yield browser
        browser.close()


@pytest.fixture
def new_page(chromium: Any, live_server: Any) -> Iterator[Callable[..., Any]]:
    """
    Opens pages on the running server, each in a browser profile of its own: `new_page(width=390, scheme="dark")`.

    What a page's console calls an error, and what the content security policy refuses, fails the test.
    """
    contexts: list[Any] = []
    errors: list[str] = []

    def open_page(*, width: int = 1440, height: int = 900, scheme: str = "light", language: str = "nl-NL") -> Any:
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            locale=language,
            timezone_id="Europe/Amsterdam",
            reduced_motion="reduce",
        )
        contexts.append(context)
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.on("console", lambda message: errors.extend(console_errors(message)))
        page.on("pageerror", lambda error: errors.append(str(error)))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not errors, "\n".join(errors)


def console_errors(message: Any) -> list[str]:
    """Return what the console calls an error, but for answers such as 404 that a test may ask for."""
    if message.type != "error" or message.text.startswith("Failed to load resource"):
        return []
    return [message.text]


@pytest.fixture(scope="session")
def axe() -> Callable[[Any], list[str]]:
    """Finds violations of WCAG 2.2 A and AA on a page: `assert axe(page) == []`."""
    if not AXE.exists():
        missing("axe-core (python hatch_build.py fetches it)")
    script = AXE.read_text(encoding="utf-8")

    def violations(page: Any) -> list[str]:
        page.evaluate(script)
        found = page.evaluate("rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", RULES)
        return [
            f"{rule['id']}: {rule['help']} at {' '.join(map(str, node['target']))}\n  {node['failureSummary']}"
            for rule in found["violations"]
            for node in rule["nodes"]
        ]

    return violations
