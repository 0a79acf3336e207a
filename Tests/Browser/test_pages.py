"""Every page in light and dark, at the width of a desk and of a phone."""

from __future__ import annotations

import os
import pathlib

import pytest

from browser.chromium import Browser
from world import World


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_loads_without_complaint_and_fits(world: World, browser: Browser, width: int, dark: bool) -> None:
    """RIGEL_SCREENSHOTS names a folder that gets a picture of each page."""
    folder = os.environ.get("RIGEL_SCREENSHOTS")
    with browser.page(width=width, dark=dark) as page:
        for name, path in world.pages.items():
            page.open(world.root + path)
            if folder:
                pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
                picture = pathlib.Path(folder) / f"{name}-{width}-{'dark' if dark else 'light'}.png"
                picture.write_bytes(page.screenshot())
            assert page.status == 200, name
            assert page.complaints == [], name
            assert page.overflow <= 0, f"{name} is {page.overflow} pixels wider than the window"
            assert page.title.endswith(" · Rigel"), name


def test_links_lead_to_pages(world: World, browser: Browser) -> None:
    """Everything that a page links to is there."""
    with browser.page() as page:
        links: set[str] = set()
        for path in world.pages.values():
            page.open(world.root + path)
            links.update(page.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.href.split('#')[0])"))
        assert len(links) > 20
        for link in sorted(links):
            assert link.startswith(world.root), link
            page.open(link)
            assert page.status == 200, link


def test_a_page_that_is_not_there_says_so(world: World, browser: Browser) -> None:
    with browser.page() as page:
        page.open(world.root + "/runs/flow-run/00000000-0000-4000-8000-000000000000")
        assert page.status == 404
        assert "There is no flow run with this id." in page.text()
        assert page.complaints == []


def test_pages_are_light(world: World, browser: Browser) -> None:
    """A page is two requests beside itself, and small."""
    with browser.page() as page:
        page.open(world.root + "/")
        names = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
        # The icon may be asked for twice: in the page and for the tab.
        assert len(set(names)) == 2, names
        size = page.evaluate(
            "performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))"
            ".reduce((sum, entry) => sum + entry.encodedBodySize, 0)")
        assert size < 30_000


def test_a_search_stands_in_the_address(world: World, browser: Browser) -> None:
    with browser.page() as page:
        page.open(world.root + "/runs")
        page.fill("input[name=name]", "RUN-1")
        page.evaluate("document.querySelector('input[value=failed]').checked = true")
        page.press("form.filters button")
        assert "name=RUN-1" in page.address and "state=failed" in page.address
        assert page.value("input[name=name]") == "RUN-1"
        assert page.evaluate("[...document.querySelectorAll('td.main a')].map(a => a.innerText).sort()") == ["run-1", "run-13", "run-19"]
