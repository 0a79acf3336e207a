"""The small addresses, and what happens off the path: wrong method, slash, HEAD, versions."""

import json

from twin.api import API, MISSING
from twin.scenario import scenario


@scenario
def small_addresses(api: API):
    for path in ("/health", "/ready", "/version", "/hello", "/admin/version", "/admin/storage"):
        api.get(path)


@scenario
def csrf_token_while_switched_off(api: API):
    api.get("/csrf-token")
    api.get("/csrf-token?client=")
    api.get(f"/csrf-token?client={api.uuid('client')}")


@scenario(differs=("settings are our own",))
def admin_settings_is_an_object(api: API):
    api.get("/admin/settings")


@scenario(differs=("views are our own",))
def worker_metadata_is_an_object(api: API):
    api.get("/collections/views/aggregate-worker-metadata")
    api.get("/collections/views/nothing-of-the-kind")


@scenario
def automations_owned_by(api: API):
    api.delete(f"/automations/owned-by/prefect.deployment.{MISSING}")
    api.delete("/automations/owned-by/anything")
    api.delete("/automations/owned-by/")


@scenario
def unknown_addresses(api: API):
    for path in ("", "/", "/nothing", "/flows/x/y", f"/flows/{MISSING}/nothing", "/me/workspaces", "/%2e%2e/health"):
        api.get(path)
        api.post(path, {})


@scenario
def ids_that_are_none(api: API):
    for kind in ("flows", "deployments", "flow_runs", "task_runs", "flow_run_states", "task_run_states"):
        for text in ("x", "7", MISSING + "0", MISSING.replace("-", ""), MISSING.upper(), "{" + MISSING + "}"):
            api.get(f"/{kind}/{text}")
    api.delete("/flows/x")
    api.patch("/flows/x", {"tags": []})
    api.post("/flow_runs/x/set_state", {"state": {"type": "RUNNING"}})


@scenario
def wrong_methods(api: API):
    for path in ("/health", "/version", "/admin/version", "/flows/", "/flows/filter", "/flows/count", f"/flows/{MISSING}",
                 f"/flow_runs/{MISSING}", f"/flow_runs/{MISSING}/set_state", f"/deployments/{MISSING}/schedules",
                 f"/task_runs/{MISSING}", "/logs/", "/logs/filter", "/flow_run_states/"):
        api.put(path, {})


@scenario
def filter_is_not_read_by_get(api: API):
    for path in ("/flows/filter", "/flow_runs/filter", "/deployments/filter", "/task_runs/filter", "/logs/filter"):
        api.get(path)
        api.delete(path)


@scenario(differs=("HEAD works",))
def head(api: API):
    api.head("/health")
    api.head("/version")
    api.head(f"/flows/{MISSING}")
    api.head("/flows/filter")
    api.head("/nothing")


@scenario
def slashes(api: API):
    api.get("/health/")
    api.get("/flows")
    api.post("/flows", {"name": api.unique("flow")})
    api.post("/flows/filter/", {})
    api.get(f"/flows/{MISSING}/")
    api.get(f"/flow_run_states?flow_run_id={MISSING}")
    api.post("/logs", [])
    api.get("//health")


@scenario
def client_version_header(api: API):
    for path in ("/health", "/version", "/hello", "/ready", "/admin/version", "/csrf-token?client=a"):
        for version in ("0.8.4", "0.8.0", "0.9.0", "1.0.0", "0.7.9", "0.1.0", "abc", "", "1.2", "1.2.3.4", "a.b.c"):
            api.raw("GET", path, headers={"X-PREFECT-API-VERSION": version})


@scenario
def content_types(api: API):
    body = json.dumps({"name": api.unique("flow")}).encode()
    for kind in ("application/json", "application/json; charset=utf-8", "APPLICATION/JSON", "application/vnd.api+json",
                 "text/plain", "application/x-www-form-urlencoded", ""):
        api.raw("POST", "/flows/", body, {"content-type": kind} if kind else None)
