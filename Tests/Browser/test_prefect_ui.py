"""Every page of Prefect's own web UI, with its tabs, beside Rigel."""

from __future__ import annotations

import json
import os
import pathlib
from typing import Iterator

import pytest
from twin import servers

from browser.chromium import Browser
from browser.page import Page
from prefect_ui import FOLDER, MISSING, UIPage, UIWorld

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
        for item in prefect_ui.ui_pages:
            if ui not in item.uis:
                continue
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


def look(page: Page, item: UIPage, root: str) -> list[str]:
    """What is wrong with a page and with each of its tabs."""
    troubles = [] if item.text.lower() in page.text("body").lower() else [f"{item.text} is not on the page: {page.text('body')[-300:]}"]
    if page.status != 200:
        troubles.append(f"status {page.status}")
    for number in range(page.evaluate("document.querySelectorAll('[role=tab]').length")):
        # Some tabs act when they are pressed, others when they get the focus.
        page.evaluate(f"(tab => {{ tab?.focus(); tab?.click() }})(document.querySelectorAll('[role=tab]')[{number}])")
        page.settle()
    return troubles + [complaint for complaint in page.complaints if not any(missing.covers(complaint) for missing in MISSING)]


def calls(page: Page) -> list[str]:
    """The calls of the API that a page made, each once."""
    return sorted({f"{method} {path[path.index('/api/'):]} {status}" for method, path, status in page.traffic.requests if "/api/" in path})


def picture(page: Page, name: str) -> None:
    if folder := os.environ.get("RIGEL_SCREENSHOTS"):
        pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
        (pathlib.Path(folder) / f"{name.replace(' ', '-').replace(':', '')}.png").write_bytes(page.screenshot())
