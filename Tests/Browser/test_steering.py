"""What a person does with the forms and what a client does over the API come to the same."""

from __future__ import annotations

import time

from browser.chromium import Browser
from browser.page import Page
from world import World


def _shown(page: Page) -> list[bool]:
    """Which schedules the page shows as on, in its order."""
    return page.evaluate("[...document.querySelectorAll('ul.schedules li')].map(li => !!li.querySelector('.badge.on'))")


def _wait_for_runs(world: World, deployment: str, expected: int) -> None:
    end = time.monotonic() + 30
    while (found := len(world.runs(deployment, "SCHEDULED"))) != expected:
        assert time.monotonic() < end, f"{found} scheduled runs, not {expected}"
        time.sleep(0.1)


def test_a_schedule_off_and_on_by_the_form_and_by_the_api(living: World, browser: Browser) -> None:
    schedule = {"active": True, "schedule": {"interval": 86400 * 30, "anchor_date": "2026-01-01T00:00:00Z"}}
    deployment = living.deploy("switched", schedules=[schedule])
    (identity,) = living.schedules(deployment)
    path = f"/deployments/{deployment}/schedules/{identity}"
    # Three runs are the fewest that the scheduler keeps ahead.
    _wait_for_runs(living, deployment, 3)
    with browser.page() as page:
        address = f"{living.root}/deployments/deployment/{deployment}"
        page.open(address)
        assert _shown(page) == [True]

        page.press("ul.schedules form button")
        assert page.address == address
        assert _shown(page) == [False] and living.schedules(deployment) == {identity: False}
        assert living.runs(deployment, "SCHEDULED") == []

        page.press("ul.schedules form button")
        assert _shown(page) == [True] and living.schedules(deployment) == {identity: True}
        _wait_for_runs(living, deployment, 3)

        assert living.api.patch(path, json={"active": False}).status_code == 204
        page.open(address)
        assert _shown(page) == [False]
        assert living.runs(deployment, "SCHEDULED") == []
        assert "No run lies ahead." in page.text()

        assert living.api.patch(path, json={"active": True}).status_code == 204
        _wait_for_runs(living, deployment, 3)
        page.open(address)
        assert _shown(page) == [True]
        assert page.complaints == []


def test_a_deployment_is_paused_and_resumed(world: World, browser: Browser) -> None:
    deployment = world.deploy("paused-by-hand")
    address = f"{world.root}/deployments/deployment/{deployment}"
    with browser.page() as page:
        page.open(address)
        page.press("form[action$='/pause'] button")
        assert page.address == address
        assert world.read(f"/deployments/{deployment}")["paused"] is True
        assert page.title.startswith("Paused")

        assert world.api.post(f"/deployments/{deployment}/resume_deployment").status_code == 200
        page.open(address)
        assert not page.title.startswith("Paused")

        assert world.api.post(f"/deployments/{deployment}/pause_deployment").status_code == 200
        page.open(address)
        page.press("form[action$='/resume'] button")
        assert world.read(f"/deployments/{deployment}")["paused"] is False
        assert page.complaints == []


def test_a_quick_run_with_broken_and_with_good_parameters(world: World, browser: Browser) -> None:
    with browser.page() as page:
        page.open(f"{world.root}/deployments/deployment/{world.deployment}")
        page.press("a[href$='/run']")
        assert '"limit": 1000' in page.value("textarea")

        page.fill("textarea", '{"limit": ')
        page.fill("input[name=name]", "by hand <1>")
        page.press("form.stack button")
        assert page.status == 422
        assert "cannot be read" in page.text("[role=alert]")
        assert page.value("textarea") == '{"limit": '
        assert page.value("input[name=name]") == "by hand <1>"

        page.fill("textarea", '{"limit": 7}')
        page.press("form.stack button")
        assert page.status == 200
        assert page.text("h1") == "by hand <1>"
        run = world.read("/flow_runs/" + page.address.rsplit("/", 1)[1])
        assert run["parameters"] == {"limit": 7} and run["state_type"] == "SCHEDULED"
        assert run["deployment_id"] == world.deployment

        page.press("form[action$='/cancel'] button")
        state = world.read("/flow_runs/" + run["id"])["state_type"]
        assert state in ("CANCELLED", "CANCELLING") and page.title.upper().startswith(state)
        page.press("a[href$='/delete']")
        page.press("form.stack button")
        assert page.address == world.root + "/runs"
        assert world.api.get("/flow_runs/" + run["id"]).status_code == 404
        assert page.complaints == []


def test_a_form_without_the_cookie_does_nothing(world: World) -> None:
    path = f"{world.root}/deployments/deployment/{world.deployment}/pause"
    answer = world.api.post(path, data={"form_token": "0" * 32})
    assert answer.status_code == 403
    assert world.read(f"/deployments/{world.deployment}")["paused"] is False


def test_a_limit_is_made_changed_freed_and_deleted(world: World, browser: Browser) -> None:
    with browser.page() as page:
        page.open(world.root + "/concurrency-limits")
        page.fill("#new input[name=name]", "made by hand")
        page.fill("#new input[name=limit]", "2")
        page.press("#new button")
        limit = page.address.rsplit("/", 1)[1]
        assert world.read("/v2/concurrency_limits/made by hand")["id"] == limit
        assert "Nobody." in page.text()

        world.made("/v2/concurrency_limits/increment-with-lease", names=["made by hand"], slots=1,
                   holder={"type": "flow_run", "id": world.flow_run})
        page.open(page.address)
        assert page.evaluate("document.querySelector('td.main a').innerText") == "ubiquitous-caiman"
        page.press("form[action$='/free'] button")
        assert "Nobody." in page.text()
        assert world.read(f"/v2/concurrency_limits/{limit}")["active_slots"] == 0

        page.fill("form[action$='/change'] input[name=limit]", "7")
        page.press("form[action$='/change'] button")
        assert world.read(f"/v2/concurrency_limits/{limit}")["limit"] == 7
        page.press("form[action$='/off'] button")
        assert world.read(f"/v2/concurrency_limits/{limit}")["active"] is False
        assert "not active" in page.text()

        page.evaluate("document.querySelector('details').open = true")
        page.press("form[action$='/delete'] button")
        assert page.address == world.root + "/concurrency-limits"
        assert world.api.get(f"/v2/concurrency_limits/{limit}").status_code == 404
        assert page.complaints == []
