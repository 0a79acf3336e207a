"""What only servers of Prefect 2 have, asked as its clients do."""

from __future__ import annotations

import json

from twin.api import MISSING, API
from twin.recording import Call
from twin.scenario import scenario

OLD = "2.20.25"


def only_id(api: API, method: str, path: str, body=None):
    """A call of which only the id counts: of other objects a server of Prefect 2 shows fewer members."""
    reply = api.raw(method, path, None if body is None else json.dumps(body).encode(), {"content-type": "application/json"}, record=False)
    api.calls.append(Call(method, path, None, reply.status, {}, {"id": reply["id"]}, reply.call.answered))
    return reply


def a_block(api: API):
    """A block that notifications can be sent through."""
    kind = only_id(api, "POST", "/block_types/", {"name": api.unique("type"), "slug": api.unique("type").replace("_", "-")})
    schema = only_id(api, "POST", "/block_schemas/", {"fields": {"type": "object"}, "block_type_id": kind["id"], "capabilities": ["notify"]})
    return only_id(api, "POST", "/block_documents/", {
        "name": "where", "data": {}, "block_type_id": kind["id"], "block_schema_id": schema["id"]})["id"]


@scenario(version=OLD)
def notification_policies(api: API):
    block = a_block(api)
    path = "/flow_run_notification_policies/"
    made = api.post(path, {"state_names": ["Failed"], "tags": [], "block_document_id": block})
    full = api.post(path, {
        "state_names": ["Crashed", "Failed"], "tags": ["a"], "block_document_id": block, "is_active": False,
        "message_template": "{flow_run_name}: {flow_run_state_name}"})
    api.get(path + made["id"])
    api.get(path + full["id"])
    api.patch(path + made["id"], {"state_names": [], "tags": ["b"]})
    api.patch(path + full["id"], {"is_active": True, "message_template": None})
    api.get(path + made["id"])
    api.get(path + full["id"])
    for active in (True, False):
        api.post(path + "filter", {"flow_run_notification_policy_filter": {"is_active": {"eq_": active}}}, any_order="state_names")
    api.post(path + "filter", {"limit": 1, "offset": 2})
    api.delete(path + made["id"])
    api.delete(path + made["id"])
    api.get(path + made["id"])
    api.post(path + "filter", {})
    api.delete(path + full["id"])


@scenario(version=OLD, differs=("one wording of problems", "refusals say why"))
def refused_notification_policies(api: API):
    for body in ({}, {"state_names": "x", "tags": [], "block_document_id": api.uuid("x")}, {"state_names": [], "tags": []},
                 {"state_names": [], "tags": [], "block_document_id": "x"}, "x", None):
        api.post("/flow_run_notification_policies/", body)
    for body in ({"limit": -1}, {"limit": 1000}, {"offset": -1}, {"flow_run_notification_policy_filter": {"is_active": {"eq_": "x"}}}):
        api.post("/flow_run_notification_policies/filter", body)
    api.get(f"/flow_run_notification_policies/{MISSING}")
    api.patch(f"/flow_run_notification_policies/{MISSING}", {"is_active": False})
    api.delete(f"/flow_run_notification_policies/{MISSING}")
    api.patch(f"/flow_run_notification_policies/{MISSING}", {"is_active": "x"})


@scenario(version=OLD, differs=("one wording of problems", "refusals say why"))
def confirmed_changes_of_the_database(api: API):
    for path in ("clear", "create", "drop"):
        api.post(f"/admin/database/{path}")
        api.post(f"/admin/database/{path}", {})
        api.post(f"/admin/database/{path}", {"confirm": False})
        api.post(f"/admin/database/{path}", {"confirm": "perhaps"})
        api.post(f"/admin/database/{path}", [])
    only_id(api, "POST", "/flows/", {"name": api.unique("flow")})
    api.post("/admin/database/clear", {"confirm": True})
    api.post("/flows/count", {})
    api.post("/admin/database/drop", {"confirm": True})
    api.post("/admin/database/create", {"confirm": True})
    api.post("/flows/count", {})


@scenario(version=OLD)
def switch_the_schedule_of_a_deployment(api: API):
    flow = only_id(api, "POST", "/flows/", {"name": api.unique("flow")})
    made = only_id(api, "POST", "/deployments/", {"name": "d", "flow_id": flow["id"], "schedule": {"interval": 3600}})["id"]
    for way in ("set_schedule_inactive", "set_schedule_inactive", "set_schedule_active", "set_schedule_active"):
        api.post(f"/deployments/{made}/{way}")
        found = only_id(api, "GET", f"/deployments/{made}")
        assert found["is_schedule_active"] == (way == "set_schedule_active")
    for way in ("set_schedule_inactive", "set_schedule_active"):
        api.post(f"/deployments/{MISSING}/{way}")
        api.post(f"/deployments/x/{way}")
