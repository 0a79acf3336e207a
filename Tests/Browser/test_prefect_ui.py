"""Every page of Prefect's own web UI, with its tabs, beside Rigel.

`make test` looks at all pages of the version that Prefect serves unless told otherwise, and at every third of the other; `RIGEL_BROWSER=all`
at all pages of both.
"""

from __future__ import annotations

import json
import os
import pathlib
import urllib.parse
from typing import Iterator

import httpx
import pytest
from twin import servers

from browser.chromium import Browser
from browser.page import Page
from prefect_ui import FOLDER, MISSING, UIPage, UIWorld

# As either version draws them.
TABS = "[role=tab], .p-tab"
BASES = {"v1": "/prefect-ui", "v2": "/prefect-ui/v2"}


@pytest.fixture(scope="module", params=["", "/tools/rigel"], ids=["at the root", "under a path"])
def prefect_ui(request: pytest.FixtureRequest) -> Iterator[UIWorld]:
    """A server that serves the UI as it lies in Prefect's package."""
    settings = {"RIGEL_PREFECT_UI": str(FOLDER), "RIGEL_BLOCK_TYPES_ON_START": "true"}
    with servers.rigel(services="none", base_path=request.param, **settings) as server:
        yield UIWorld(server.root)


@pytest.mark.parametrize("ui", BASES)
def test_every_page_of_prefects_own_ui_loads(prefect_ui: UIWorld, browser: Browser, ui: str) -> None:
    """RIGEL_TRAFFIC names a file that gets each page with the requests it made."""
    wrong: dict[str, list[str]] = {}
    record: dict[str, list[str]] = {}
    with browser.page() as page:
        for item in chosen(prefect_ui, ui):
            page.complaints.clear()
            page.traffic.clear()
            page.open(prefect_ui.root + BASES[ui] + item.path)
            page.settle()
            wrong[item.name] = look(page, item, prefect_ui.root)
            record[item.name] = calls(page)
            picture(page, f"{ui}-{item.name}")
    if file := os.environ.get("RIGEL_TRAFFIC"):
        pathlib.Path(f"{file}-{ui}.json").write_text(json.dumps({"requests": record, "wrong": wrong}, indent=1))
    assert {name: troubles for name, troubles in wrong.items() if troubles} == {}


def test_a_run_is_started_from_the_form_of_prefects_own_ui(prefect_ui: UIWorld, browser: Browser) -> None:
    """The form has its values checked by the server first."""
    with browser.page() as page:
        page.open(f"{prefect_ui.root}{BASES['v2']}/deployments/deployment/{prefect_ui.form}/run")
        page.settle()
        page.traffic.clear()
        page.evaluate("document.querySelector('form button[type=submit]').click()")
        page.settle()
        assert "POST /api/ui/schemas/validate 200" in calls(page)
        assert f"POST /api/deployments/{prefect_ui.form}/create_flow_run 201" in calls(page)


def test_only_the_ui_is_served_of_its_folder(prefect_ui: UIWorld) -> None:
    """What lies beside it in Prefect's package is not; an address that is no file is one of its own pages."""
    site = urllib.parse.urlsplit(prefect_ui.root)
    for base in BASES.values():
        page = prefect_ui.api.get(f"{prefect_ui.root}{base}/dashboard").text
        assert "PLACEHOLDER" not in page and f'src="{site.path}{base}/assets/' in page
        for path in ("api/server.py", "../api/server.py", "%2e%2e/api/server.py", "..%2fapi/server.py", "assets/../../api/server.py"):
            answer = prefect_ui.api.get(httpx.URL(prefect_ui.root, raw_path=f"{site.path}{base}/{path}".encode()))
            assert answer.status_code in (400, 404) or '<div id="' in answer.text, path


def chosen(prefect_ui: UIWorld, ui: str) -> list[UIPage]:
    """The pages to look at."""
    # Where the UI lies matters to all of its pages alike.
    if "/tools/" not in prefect_ui.root:
        return prefect_ui.ui_pages[:4]
    return prefect_ui.ui_pages if ui == "v2" or os.environ.get("RIGEL_BROWSER") == "all" else prefect_ui.ui_pages[::3]


def look(page: Page, item: UIPage, root: str) -> list[str]:
    """What is wrong with a page and with each of its tabs."""
    troubles = [] if shows(page, item.text) else [f"{item.text} is not on the page: {page.text('body')[-300:]}"]
    if page.status != 200:
        troubles.append(f"status {page.status}")
    tabs = page.evaluate(f"document.querySelectorAll('{TABS}').length")
    if tabs < item.tabs:
        troubles.append(f"only {tabs} tabs")
    for number in range(tabs):
        # Some tabs act when they are pressed, others when they get the focus.
        page.evaluate(f"(tab => {{ tab?.focus(); tab?.click() }})(document.querySelectorAll('{TABS}')[{number}])")
        page.settle()
    return troubles + [complaint for complaint in page.complaints if not any(missing.covers(complaint) for missing in MISSING)]


def shows(page: Page, text: str) -> bool:
    """Whether a text is on the page, or comes to it: with its answers there, a busy browser has not drawn them yet."""
    for _ in range(20):
        if text.lower() in page.text("body").lower():
            return True
        page.settle()
    return False


def calls(page: Page) -> list[str]:
    """The calls of the API that a page made, each once."""
    return sorted({f"{method} {path[path.index('/api/'):]} {status}" for method, path, status in page.traffic.requests if "/api/" in path})


def picture(page: Page, name: str) -> None:
    if folder := os.environ.get("RIGEL_SCREENSHOTS"):
        pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
        (pathlib.Path(folder) / f"{name.replace(' ', '-').replace(':', '')}.png").write_bytes(page.screenshot())
