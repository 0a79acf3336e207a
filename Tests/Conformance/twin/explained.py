"""The differences from the real server that are meant, each with its reason. Keep this list short."""

from __future__ import annotations

import dataclasses
import datetime
from typing import Any, Callable

from .recording import Call


@dataclasses.dataclass(frozen=True)
class Explained:
    """A difference that is meant: `settle` makes the two calls equal only where the reason holds."""

    reason: str
    settle: Callable[[Call, Call], None]


def _allow_is_wider(real: Call, rigel: Call) -> None:
    ours, theirs = (set(call.headers.get("allow", "").split(", ")) for call in (rigel, real))
    if theirs < ours:
        rigel.headers["allow"] = real.headers["allow"]


def _head_is_get(real: Call, rigel: Call) -> None:
    if real.method == "HEAD" and real.status == 405 and rigel.status in (200, 404) and not rigel.body:
        rigel.status, rigel.headers = real.status, real.headers


def _real_fails(real: Call, rigel: Call) -> None:
    if real.status == 500 and isinstance(rigel.status, int) and rigel.status < 500:
        rigel.status, rigel.headers, rigel.body = real.status, real.headers, real.body


def _tags_are_a_set(real: Call, rigel: Call) -> None:
    pairs = zip(real.body, rigel.body) if isinstance(real.body, list) and isinstance(rigel.body, list) else [(real.body, rigel.body)]
    for one, other in pairs:
        if isinstance(one, dict) and isinstance(other, dict):
            theirs, ours = one.get("tags"), other.get("tags")
            if theirs and ours and sorted(theirs) == sorted(ours):
                other["tags"] = theirs


def _words_of_the_parser(real: Call, rigel: Call) -> None:
    try:
        theirs, ours = real.body["exception_detail"][0], rigel.body["exception_detail"][0]
        if theirs["type"] == ours["type"] == "json_invalid" and ours["ctx"]["error"] and isinstance(ours["loc"][1], int):
            ours["ctx"], ours["loc"][1] = theirs["ctx"], theirs["loc"][1]
            if "\ufffd" in rigel.body["request_body"]:
                rigel.body["request_body"] = real.body["request_body"]
    except (KeyError, IndexError, TypeError):
        pass


def _reason_that_a_value_is_no_json(real: Call, rigel: Call) -> None:
    try:
        (theirs,), (ours,) = (call.body["errors"][0]["errors"] for call in (real, rigel))
        if all(text.startswith("Invalid JSON: ") for text in (theirs, ours)):
            rigel.body["errors"][0]["errors"] = [theirs]
    except (LookupError, TypeError, ValueError):
        pass


def _same_places(real: Call, rigel: Call) -> None:
    if real.status == rigel.status == 422:
        theirs, ours = ([problem["loc"] for problem in call.body.get("exception_detail", [])] for call in (real, rigel))
        if theirs and theirs == ours:
            rigel.body = real.body


# What objects have that servers of 2.20 do not know of.
NEWER = {"active_slots", "deferred", "deployment_concurrency_lease_id", "labels", "status", "storage_configuration", "traceparent"}


def _newer_members(real: Call, rigel: Call) -> None:
    def without(theirs: Any, ours: Any) -> None:
        if isinstance(theirs, list) and isinstance(ours, list):
            for pair in zip(theirs, ours):
                without(*pair)
        elif isinstance(theirs, dict) and isinstance(ours, dict):
            for name in (ours.keys() - theirs.keys()) & NEWER:
                del ours[name]
            for name in ours.keys() & theirs.keys():
                without(theirs[name], ours[name])

    without(real.body, rigel.body)


def _reason_for_nothing(real: Call, rigel: Call) -> None:
    if real.status == rigel.status == 404 and "<built-in function id>" in real.body["detail"]:
        rigel.body["detail"] = real.body["detail"]
    if real.status == rigel.status == 400 and not real.body and rigel.body["detail"]:
        rigel.headers, rigel.body = real.headers, real.body


def _same_kind_of_body(real: Call, rigel: Call) -> None:
    if real.status == rigel.status == 200 and type(real.body) is type(rigel.body) and rigel.body:
        rigel.body = real.body


def _numbers_keep_their_kind(real: Call, rigel: Call) -> None:
    for key, theirs, ours in _leaves(real.body, rigel.body):
        if isinstance(ours[key], float) and type(theirs[key]) is int and ours[key] == theirs[key]:
            ours[key] = theirs[key]


def _results_stay(real: Call, rigel: Call) -> None:
    states = [call.body.get("state") if isinstance(call.body, dict) else None for call in (real, rigel)]
    if all(states) and states[0]["data"] is None:
        states[1]["data"] = None


def _leaves(real, rigel):
    """Pairs of containers and keys of both answers at which both have something that is no container."""
    pairs = [(real, rigel)]
    while pairs:
        theirs, ours = pairs.pop()
        if isinstance(theirs, dict) and isinstance(ours, dict):
            keys = theirs.keys() & ours.keys()
        elif isinstance(theirs, list) and isinstance(ours, list):
            keys = range(min(len(theirs), len(ours)))
        else:
            continue
        for key in keys:
            if isinstance(theirs[key], (dict, list)) and isinstance(ours[key], (dict, list)):
                pairs.append((theirs[key], ours[key]))
            else:
                yield key, theirs, ours


def _one_zone(real: Call, rigel: Call) -> None:
    for key, theirs, ours in _leaves(real.body, rigel.body):
        their, our = theirs[key], ours[key]
        if not (isinstance(their, str) and isinstance(our, str)) or their == our:
            continue
        if their.startswith("<time ") and our == "<time Z>" or our.endswith("Z") and _moment(our) and _moment(their) == _moment(our):
            ours[key] = their


def _moment(text: str) -> datetime.datetime | None:
    try:
        return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return None


def _keys_of_slots(real: Call, rigel: Call) -> None:
    for key, theirs, ours in _leaves(real.body, rigel.body):
        if key == "idempotency_key" and all(str(side[key]).startswith("scheduled ") for side in (theirs, ours)):
            ours[key] = theirs[key]


def _no_job_variables(real: Call, rigel: Call) -> None:
    _settle_empty(real.body, rigel.body)


def _settle_empty(real, rigel) -> None:
    runs = zip(real, rigel) if isinstance(real, list) and isinstance(rigel, list) else [(real, rigel)]
    for theirs, ours in runs:
        if isinstance(theirs, dict) and isinstance(ours, dict):
            if theirs.get("job_variables", 0) is None and ours.get("job_variables") == {}:
                ours["job_variables"] = None
            if "results" in theirs and "results" in ours:
                _settle_empty(theirs["results"], ours["results"])


def _says_why(real: Call, rigel: Call) -> None:
    if real.body == "<closed without a word>" and str(rigel.body).startswith("<closed 1002 "):
        rigel.body = real.body


def _goes_on(real: Call, rigel: Call) -> None:
    if real.body == "<closed without a word>" and rigel.body == "<nothing came>":
        rigel.body = real.body


def _more_members(real: Call, rigel: Call) -> None:
    if not (isinstance(real.body, dict) and isinstance(rigel.body, dict)):
        return
    for theirs, ours in zip(real.body.get("results", []), rigel.body.get("results", [])):
        for name in ours.keys() - theirs.keys():
            del ours[name]
        # Without the state's type the real server counts no time of a run that runs.
        for name in ("total_run_time", "estimated_run_time"):
            ours[name] = theirs[name]


def _parameters_stay(real: Call, rigel: Call) -> None:
    if isinstance(real.body, list) and isinstance(rigel.body, list):
        for theirs, ours in zip(real.body, rigel.body):
            if theirs.get("parameters") == {} and ours.get("parameters"):
                ours["parameters"] = {}


def _empty_list_empties(real: Call, rigel: Call) -> None:
    if real.status == rigel.status == 200 and real.body and rigel.body == []:
        rigel.body = real.body


def _not_sent_stays(real: Call, rigel: Call) -> None:
    deployments = zip(real.body, rigel.body) if isinstance(real.body, list) and isinstance(rigel.body, list) else [(real.body, rigel.body)]
    for theirs, ours in deployments:
        if not (isinstance(theirs, dict) and isinstance(ours, dict) and "flow_id" in theirs):
            continue
        for name in ("parameters", "labels", "schedules"):
            kept, emptied = ours.get(name), theirs.get(name)
            if emptied == [] and kept or isinstance(emptied, dict) and isinstance(kept, dict) and emptied.items() < kept.items():
                ours[name] = emptied


def _runs_stay(real: Call, rigel: Call) -> None:
    if isinstance(real.body, int) and isinstance(rigel.body, int) and rigel.body > real.body:
        rigel.body = real.body


def _narrower(real: Call, rigel: Call) -> None:
    if real.status != 200 or rigel.status != 200:
        return
    if isinstance(real.body, int) and isinstance(rigel.body, int):
        rigel.body = real.body
    elif isinstance(real.body, list) and isinstance(rigel.body, list):
        names = {one["name"] for one in real.body}
        if all(one["name"] in names for one in rigel.body) or not real.body:
            rigel.body = real.body


def _own_time(real: Call, rigel: Call) -> None:
    if real.status == rigel.status == 423 and "retry-after" in real.headers:
        try:
            if 0.1 <= float(rigel.headers["retry-after"]) <= 60:
                rigel.headers["retry-after"] = real.headers["retry-after"]
        except (KeyError, ValueError):
            pass


def _counted(real: Call, rigel: Call) -> None:
    if isinstance(real.body, dict) and isinstance(rigel.body, dict) and "active_slots" in real.body:
        if isinstance(rigel.body.get("active_slots"), int) and rigel.body["active_slots"] > real.body["active_slots"]:
            rigel.body["active_slots"] = real.body["active_slots"]


def _off(real: Call, rigel: Call) -> None:
    try:
        if real.body["state"]["name"] == "AwaitingConcurrencySlot" and rigel.body["state"]["name"] == "Pending":
            rigel.body = real.body
    except (KeyError, TypeError):
        pass


def _words_about_times(real: Call, rigel: Call) -> None:
    if real.status == rigel.status == 422:
        for theirs, ours in zip(real.body.get("exception_detail", []), rigel.body.get("exception_detail", [])):
            if theirs["loc"] == ours["loc"] and theirs["type"].startswith("datetime_"):
                ours.clear()
                ours.update(theirs)


def _the_made_one(real: Call, rigel: Call) -> None:
    if real.status == rigel.status == 201 and rigel.body.get("slug") == rigel.sent.get("slug") != real.body.get("slug"):
        rigel.body = real.body


def _own_words(real: Call, rigel: Call) -> None:
    for key, theirs, ours in _leaves({"body": real.body}, {"body": rigel.body}):
        if key in ("description", "checksum", "version") and ours[key] or key == "code_example":
            ours[key] = theirs[key]
    for theirs, ours in zip(*(side.body if isinstance(side.body, list) else [] for side in (real, rigel))):
        mine, other = ours["fields"], theirs["fields"]
        if mine.get("title") == other.get("title") and set(mine["properties"]) == set(other["properties"]) and set(mine["secret_fields"]) == set(other["secret_fields"]):
            ours["fields"] = other
        ours["capabilities"].sort()
        theirs["capabilities"].sort()


def _blocks_go_alone(real: Call, rigel: Call) -> None:
    if real.status == 404 and rigel.status == 200 and "infrastructure_document_id" in rigel.body:
        if rigel.body["infrastructure_document_id"] is None and rigel.body.get("storage_document_id") is None:
            rigel.status, rigel.body = real.status, real.body


def _references_stay(real: Call, rigel: Call) -> None:
    if isinstance(real.body, dict) and isinstance(rigel.body, dict) and "block_document_references" in rigel.body:
        theirs, ours = real.body["block_document_references"], rigel.body["block_document_references"]
        for name in ours.keys() - theirs.keys():
            del ours[name], rigel.body["data"][name]


def _words_about_references(real: Call, rigel: Call) -> None:
    if real.status == rigel.status == 400 and real.body["detail"].startswith("1 validation error"):
        rigel.body["detail"] = real.body["detail"]


def _own_runs(real: Call, rigel: Call) -> None:
    """Rigel's runs are all of the queue that is asked."""
    path, _, operation = rigel.path.rpartition("/")
    if operation == "get_runs" and real.status == rigel.status == 200:
        if rigel.body and all(run["work_queue_id"] == path.rpartition("/")[2] for run in rigel.body):
            rigel.body = real.body


def _conflict_in_words(real: Call, rigel: Call) -> None:
    if real.status == rigel.status == 409:
        theirs, ours = str(real.body.get("detail", "")), str(rigel.body.get("detail", ""))
        if ("integrity conflict" in theirs or "{work_pool_name!r}" in theirs) and ours:
            rigel.body = real.body


def _no_more_than_most(real: Call, rigel: Call) -> None:
    if isinstance(real.body, list) and len(real.body) == 1 and rigel.body == []:
        rigel.body = real.body


def _runs_of_others_stay(real: Call, rigel: Call) -> None:
    if isinstance(real.body, list) and isinstance(rigel.body, list):
        times = {run["expected_start_time"] for run in real.body}
        kept = [run for run in rigel.body if run["expected_start_time"] not in times]
        if kept and all(run["auto_scheduled"] and run["state_name"] == "Scheduled" for run in kept):
            rigel.body = [run for run in rigel.body if run["expected_start_time"] in times]


def _edges_once(real: Call, rigel: Call) -> None:
    if isinstance(real.body, dict):
        for _, node in real.body.get("nodes", []):
            for edges in ("parents", "children", "encapsulating"):
                node[edges] = [edge for place, edge in enumerate(node[edges]) if edge not in node[edges][:place]]


EXPLAINED = {
    "allow lists every method": Explained(
        "The real server names only the methods of the first route registered for an address; "
        "RFC 9110 (10.2.1) asks for all of them.",
        _allow_is_wider),
    "HEAD works": Explained(
        "The real server refuses HEAD; RFC 9110 (9.1) asks every server for it where GET works.",
        _head_is_get),
    "why a value is no JSON is said in other words": Explained(
        "Where a text stops being JSON, and how one says so, is a matter of the parser; the field and the kind of the error "
        "are the same.",
        _reason_that_a_value_is_no_json),
    "the parser has its own words": Explained(
        "Where a text stops being JSON, and how one says so, is a matter of the parser; the type of the error is the "
        "contract. What is no UTF-8 cannot be returned as it was: the real server drops it, Rigel marks it.",
        _words_of_the_parser),
    "the real server fails": Explained(
        "The real server answers 500 to what a client may send; any answer that is no failure is better.",
        _real_fails),
    "joined tags have no order": Explained(
        "Where the real server joins the tags of a deployment and of a request, their order is random.",
        _tags_are_a_set),
    "times are in UTC": Explained(
        "The real server repeats the offset in which a time came until the row has been read again; Rigel always "
        "answers in UTC.",
        _one_zone),
    "slots have keys of their own": Explained(
        "The key of a scheduled run names the content of its schedule, not the schedule's row, so that no redeployment "
        "can make a slot's run twice.",
        _keys_of_slots),
    "no job variables": Explained(
        "The real server shows the absent job variables of a run as {} or, where the run has a key, as null.",
        _no_job_variables),
    "closing says why": Explained(
        "Where the real server drops a socket because its own code fails, Rigel closes it and says why.",
        _says_why),
    "one bad event is no reason": Explained(
        "The real server drops a socket over which something came that is no event, and with it the events behind; "
        "Rigel passes over it and goes on.",
        _goes_on),
    "pages show whole task runs": Explained(
        "In numbered pages the real server leaves out members of task runs, the name of the state among them.",
        _more_members),
    "parameters that are not sent stay": Explained(
        "Any change to a schedule, switching it off as well, makes the real server forget the schedule's parameters "
        "unless they are sent again.",
        _parameters_stay),
    "an empty list empties": Explained(
        "The real server passes over an explicit empty list of schedules where those that are there have slugs "
        "(PrefectHQ/prefect#23097).",
        _empty_list_empties),
    "what is not sent stays": Explained(
        "Deploying again keeps what the request does not say. The real server keeps most of it too, but empties "
        "parameters and schedules and puts labels back to those of the flow, so that clients of different ages would "
        "undo each other's work.",
        _not_sent_stays),
    "runs stay while nothing changes": Explained(
        "The real server deletes the coming runs of a deployment whenever it is sent again, and makes them anew; Rigel "
        "does where something changes.",
        _runs_stay),
    "criteria that the real server passes over": Explained(
        "The real server passes over a state type that has both any_ and not_any_, and looks for the limits of "
        "deployments in a column that it no longer fills; Rigel restricts by what the client asks for.",
        _narrower),
    "those who wait come back in time": Explained(
        "When to ask again for a slot is a guess with some chance in it. The real server guesses from how long slots were "
        "held, up to half a minute; Rigel also counts who waits, so that a free slot is soon found.",
        _own_time),
    "slots are counted": Explained(
        "The real server keeps the number of slots that are taken; a run that lost its slot takes one from another's count "
        "when it ends. Rigel counts what is held.",
        _counted),
    "switched off is off": Explained(
        "A limit that is not active limits nothing anywhere, except that the real server lets no run of a deployment with "
        "such a limit begin.",
        _off),
    "one word for times": Explained(
        "The real server has two readers of times, which word their problems differently.",
        _words_about_times),
    "the type that was made": Explained(
        "Where a block type of the same name is there under another slug, the real server makes the new one and answers the "
        "old one.",
        _the_made_one),
    "built-in blocks in our own words": Explained(
        "What the built-in block types say of themselves is written for Rigel; names, addresses, fields and capabilities are "
        "the same.",
        _own_words),
    "references that are not sent stay": Explained(
        "A change that says nothing of a nested block makes the real server forget it, even where it keeps all other data.",
        _references_stay),
    "blocks go alone": Explained(
        "A block document that is deleted takes with it, on the real server, the deployments that name it and the runs too, their "
        "states and all; on Rigel they stay and name it no more.",
        _blocks_go_alone),
    "words about references": Explained(
        "What the real server says of a reference that is no UUID is the text of a library's exception, its address in the "
        "internet included.",
        _words_about_references),
    "queues are told apart by more than a name": Explained(
        "Agents of Prefect 2 get from the real server the runs of every queue that has the name of theirs, whichever pool "
        "it is in, and none of those that came to it without its name.",
        _own_runs),
    "conflicts say why": Explained(
        "Where the real server only says that something contradicts something else, or shows a placeholder instead of a "
        "name, Rigel says what it is.",
        _conflict_in_words),
    "numbers keep their kind": Explained(
        "On SQLite the real server loses that a number which is all of a value was written with a fraction: 1.0 comes back "
        "as 1.",
        _numbers_keep_their_kind),
    "results stay with their states": Explained(
        "On the real server a result is kept by its artifact alone: who deletes the artifact deletes the run's result.",
        _results_stay),
    "edges come once": Explained(
        "On SQLite the real server repeats the edges of a graph, as often as the rows that it joins meet.",
        _edges_once),
    "settings are our own": Explained(
        "The settings of another program are other settings; clients only need an object.",
        _same_kind_of_body),
    "one wording of problems": Explained(
        "Servers of Prefect 2 word the problems of a request otherwise, after an older library. Their clients show the words to "
        "people and read only where the problem is.",
        _same_places),
    "newer members": Explained(
        "What 3.8 tells of an object and 2.20 does not know is shown to clients of 2.20 too: they pass over it.",
        _newer_members),
    "refusals say why": Explained(
        "Asked to change the whole database without being told to mean it, the real server answers with an empty body; it says "
        "of a notification policy that is not there that a function of Python is not.",
        _reason_for_nothing),
    "views are our own": Explained(
        "The list of worker types is data that the real server fetches from elsewhere; the shape is what counts.",
        _same_kind_of_body),
    "most means most": Explained(
        "Asked for no run or less than none, the real server makes one run of each schedule.",
        _no_more_than_most),
    "runs of other schedules stay": Explained(
        "After a change of one schedule the real server deletes the coming runs of all schedules of the deployment and makes them "
        "anew, with other ids, at its scheduler's next loop.",
        _runs_of_others_stay),
}

# These hold for every scenario.
EVERYWHERE = tuple(EXPLAINED[name] for name in (
    "allow lists every method", "the parser has its own words", "times are in UTC", "slots have keys of their own",
    "no job variables", "those who wait come back in time"))
