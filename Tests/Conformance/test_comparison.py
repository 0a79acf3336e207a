"""The comparison itself: it must see what matters and nothing else."""

from __future__ import annotations

import pytest

from twin.compare import difference, one_difference
from twin.explained import EVERYWHERE, EXPLAINED
from twin.recording import Call
from twin.scenario import Scenario, all_scenarios

ONE, TWO = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"
OTHER = "33333333-3333-7333-8333-333333333333"
SCENARIO = Scenario("name", "module", lambda api: None, ())


def recording() -> list[Call]:
    """Two calls as one server might answer them."""
    flow = {"id": ONE, "created": "2030-01-01T00:00:00.123456Z", "name": "given", "tags": ["a", "b"]}
    run = {"id": TWO, "flow_id": ONE, "name": "happy-fox", "total_run_time": 0.0, "run_count": 1, "start_time": None,
           "expected_start_time": "2031-01-01T00:00:00Z", "estimated_start_time_delta": 0.5}
    sent = {"name": "given", "when": "2031-01-01T00:00:00Z"}
    return [Call("POST", "/flows/", {"name": "given"}, 201, {"content-type": "application/json"}, flow),
            Call("POST", "/flow_runs/", sent, 201, {"content-type": "application/json"}, run)]


def elsewhere(**changes) -> list[Call]:
    """The same recording as another server would have made it; changes replace members of the second body."""
    calls = recording()
    flow, run = calls[0].body, calls[1].body
    flow["id"] = OTHER
    flow["created"] = "2029-05-05T05:05:05Z"
    run["id"] = ONE
    run["name"] = "sad-bear"
    run["estimated_start_time_delta"] = 0.0
    run["flow_id"] = OTHER
    run.update(changes)
    return calls


def test_other_ids_times_and_random_names_are_the_same():
    assert difference(SCENARIO, recording(), elsewhere()) is None


@pytest.mark.parametrize("changes", [
    {"run_count": 2}, {"run_count": 1.0}, {"run_count": True}, {"flow_id": ONE}, {"flow_id": None}, {"more": 1}, {"total_run_time": 0},
    {"total_run_time": 1.5}, {"name": "Not Random"}, {"name": "given"}, {"expected_start_time": "2031-01-01T00:00:01Z"},
    {"expected_start_time": "2031-01-01T00:00:00+00:00"}, {"expected_start_time": None}, {"start_time": "2030-01-01T00:00:00.123Z"},
    {"estimated_start_time_delta": 1}, {"estimated_start_time_delta": None},
], ids=str)
def test_a_changed_member_is_seen(changes):
    assert difference(SCENARIO, recording(), elsewhere(**changes)) is not None


def test_the_report_shows_what_changed_and_where():
    text = difference(SCENARIO, recording(), elsewhere(run_count=2))
    assert '-  "run_count": 1,' in text and '+  "run_count": 2,' in text and "call 2 of 2: POST /flow_runs/" in text


def test_status_headers_order_and_length_are_seen():
    for change in (
        lambda calls: setattr(calls[0], "status", 200), lambda calls: calls[0].headers.clear(), lambda calls: calls[0].body["tags"].reverse(),
        lambda calls: calls[1].body.pop("start_time"), lambda calls: calls.pop(),
    ):
        changed = elsewhere()
        change(changed)
        assert difference(SCENARIO, recording(), changed) is not None


def test_the_order_of_members_does_not_matter():
    turned = elsewhere()
    for call in turned:
        call.body = dict(reversed(call.body.items()))
    assert difference(SCENARIO, recording(), turned) is None


def test_a_scenario_that_fails_on_the_real_server_is_no_success():
    broken = recording()
    broken[0].status = 500
    assert difference(SCENARIO, broken, broken) is not None
    assert difference(SCENARIO, [], []) is not None
    stopped = recording() + [Call("-", "the scenario stopped here", None, "", {}, "why")]
    assert difference(SCENARIO, stopped, stopped) is not None


def test_every_explained_difference_is_used():
    used = {id(explained) for scenario in all_scenarios() for explained in scenario.differs} | {id(explained) for explained in EVERYWHERE}
    assert [name for name, explained in EXPLAINED.items() if id(explained) not in used] == []


@pytest.mark.parametrize("name, real, rigel, same", [
    ("allow lists every method", (405, {"allow": "PATCH"}, {}), (405, {"allow": "DELETE, GET, PATCH"}, {}), True),
    ("allow lists every method", (405, {"allow": "PATCH"}, {}), (405, {"allow": "DELETE, GET"}, {}), False),
    ("HEAD works", (405, {"allow": "GET"}, ""), (200, {"content-type": "application/json"}, ""), True),
    ("HEAD works", (405, {"allow": "GET"}, ""), (500, {}, ""), False),
    ("the real server fails", (500, {}, {}), (201, {}, {"id": 1}), True),
    ("the real server fails", (500, {}, {}), (500, {}, {"x": 1}), False),
    ("the real server fails", (500, {}, {}), (503, {}, {}), False),
    ("joined tags have no order", (201, {}, {"tags": ["b", "a"]}), (201, {}, {"tags": ["a", "b"]}), True),
    ("joined tags have no order", (201, {}, {"tags": ["b", "a"]}), (201, {}, {"tags": ["a", "a"]}), False),
])
def test_an_explained_difference_holds_no_more_than_its_reason(name, real, rigel, same):
    theirs, ours = (Call("HEAD", "/x", None, *parts) for parts in (real, rigel))
    EXPLAINED[name].settle(theirs, ours)
    assert (one_difference(theirs, ours) is None) == same


def test_a_place_among_the_queues_of_all_scenarios_is_no_difference_and_one_in_an_own_pool_is():
    shared, own = {"work_pool_name": "default-agent-pool", "work_pool_id": None}, {"work_pool_name": "mine", "work_pool_id": None}
    assert difference(SCENARIO, elsewhere(**shared, priority=2), elsewhere(**shared, priority=7)) is None
    assert difference(SCENARIO, elsewhere(**shared, priority=2), elsewhere(**shared, priority=None)) is not None
    assert difference(SCENARIO, elsewhere(**own, priority=2), elsewhere(**own, priority=7)) is not None
