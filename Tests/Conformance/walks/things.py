"""Steps with limits, variables, artifacts, logs, saved searches and blocks."""

from __future__ import annotations

from .walker import Walker, step

VALUES = [None, 7, "text", [1, {"a": 2}], {"k": "v"}, True, 1.5]
SECRET = {"title": "S", "type": "string", "format": "password", "writeOnly": True}
FIELDS = [
    {}, {"title": "A", "type": "object", "properties": {"x": {"title": "X", "type": "integer"}}},
    {"title": "B", "type": "object", "properties": {"secret": SECRET}, "secret_fields": ["secret"]},
]
SEARCH = [{"object": "flow_run", "property": "state", "type": "state", "operation": "any", "value": "x"}]


@step(4)
def tag_limits(walker: Walker) -> None:
    tag = walker.one(walker.tags[:3])
    what = walker.chance.random()
    if what < 0.3:
        walker.api.post("/concurrency_limits/", {"tag": tag, "concurrency_limit": walker.one([0, 1, 2])})
    elif what < 0.5:
        walker.api.post(f"/concurrency_limits/tag/{tag}/reset", walker.members(0.3, slot_override=[lambda: [walker.id("task")], []]))
    elif what < 0.6:
        walker.api.delete(f"/concurrency_limits/tag/{tag}")
    elif what < 0.8:
        walker.api.post(
            f"/concurrency_limits/{walker.one(['increment', 'decrement'])}", {"names": [tag], "task_run_id": walker.id("task")})
    walker.api.get(f"/concurrency_limits/tag/{tag}")


@step(5)
def limits(walker: Walker) -> None:
    at, name = "/v2/concurrency_limits", walker.name("limit")
    what = walker.chance.random()
    if what < 0.25:
        walker.api.post(f"{at}/", {"name": name, "limit": walker.one([0, 1, 3]), **walker.members(
            0.3, active=[True, False], active_slots=[0, 1], slot_decay_per_second=[0.0, 0.0001])})
    elif what < 0.4:
        walker.api.patch(f"{at}/{name}", walker.members(
            0.4, limit=[1, 4], active=[True, False], active_slots=[0, 2], denied_slots=[0], slot_decay_per_second=[0.0]))
    elif what < 0.45:
        walker.api.delete(f"{at}/{name}")
    elif what < 0.65:
        walker.api.post(f"{at}/increment", {"names": [name], "slots": walker.one([1, 2, 0]), **walker.members(
            0.4, mode=["concurrency", "rate_limit"], create_if_missing=[True, False, None])})
    elif what < 0.8:
        walker.api.post(f"{at}/decrement", {
            "names": [name], "slots": walker.one([1, 2]), **walker.members(0.3, occupancy_seconds=[0.5])})
    elif what < 0.9:
        lease = walker.api.post(f"{at}/increment-with-lease", {
            "names": [name], "slots": 1, **walker.members(0.5, lease_duration=[3600])})
        walker.keep("lease", lease, "lease_id")
    else:
        id = walker.id("lease")
        walker.api.post(f"{at}/decrement-with-lease", {"lease_id": id})
        walker.forget("lease", id)
    walker.api.get(f"{at}/{name}")


@step(3)
def variables(walker: Walker) -> None:
    name = walker.name("variable").replace("-", "_")
    what = walker.chance.random()
    if what < 0.5:
        walker.keep("variable", walker.api.post("/variables/", {
            "name": name, "value": walker.one(VALUES), **walker.members(0.3, tags=[["a"], []])}))
    elif what < 0.7:
        walker.api.patch(f"/variables/name/{name}", walker.members(0.6, value=VALUES, tags=[["b"]]))
    elif what < 0.8:
        walker.api.patch(f"/variables/{walker.id('variable')}", {"name": name})
    elif what < 0.9:
        walker.api.delete(f"/variables/name/{name}")
    walker.api.get(f"/variables/name/{name}")


@step(3)
def artifacts(walker: Walker) -> None:
    key = walker.name("key")
    walker.keep("artifact", walker.api.post("/artifacts/", walker.members(
        0.6, key=[key], type=["markdown", "table", "result"], data=VALUES, description=["words"], metadata_=[{"m": "1"}],
        flow_run_id=[lambda: walker.id("run")], task_run_id=[lambda: walker.id("task")])))
    id = walker.id("artifact")
    if walker.perhaps(0.3):
        walker.api.patch(f"/artifacts/{id}", walker.members(0.5, data=VALUES, description=["other"], metadata_=[{"n": "2"}]))
    if walker.perhaps(0.2):
        walker.delete("artifact", id)
    walker.api.get(f"/artifacts/{id}")
    walker.api.get(f"/artifacts/{key}/latest")


@step(2)
def logs(walker: Walker) -> None:
    run, task = walker.id("run"), walker.id("task")
    lines = walker.chance.randint(0, 3)
    if any(walker.api.get(f"/{kind}/{id}").status == 404 for kind, id in (("flow_runs", run), ("task_runs", task))):
        return  # What was deleted leaves its logs behind on the real server.
    walker.api.post("/logs/", [{
        "name": "l", "level": walker.one([10, 20, 40]), "message": walker.one(["one", "two", ""]), "timestamp": f"2026-01-01T00:00:{second:02}Z",
        **walker.members(0.6, flow_run_id=[run], task_run_id=[task])} for second in range(lines)])
    walker.api.post("/logs/filter", {"logs": {"flow_run_id": {"any_": [run]}, **walker.members(
        0.4, level=[{"ge_": 20}, {"le_": 20}], task_run_id=[{"is_null_": True}])}})


@step(1)
def searches(walker: Walker) -> None:
    walker.keep("search", walker.api.put("/saved_searches/", {
        "name": walker.name("search"), **walker.members(0.5, filters=[[], SEARCH])}))
    id = walker.id("search")
    walker.api.get(f"/saved_searches/{id}")
    if walker.perhaps(0.3):
        walker.delete("search", id)


@step(2)
def create_block_type(walker: Walker) -> None:
    name = walker.name("type")
    walker.keep("type", walker.api.post("/block_types/", {"name": name, "slug": name, **walker.members(
        0.3, description=["words"], logo_url=["https://example.com/a.png"], code_example=["x"])}))


@step(2)
def create_block_schema(walker: Walker) -> None:
    walker.keep("schema", walker.api.post("/block_schemas/", {
        "block_type_id": walker.id("type"), "fields": walker.one(FIELDS),
        **walker.members(0.4, capabilities=[["a"], ["b", "a"], []], version=["1.0", "2.0"])}))


@step(2)
def create_block_document(walker: Walker) -> None:
    schema = walker.api.get(f"/block_schemas/{walker.id('schema')}").body
    if isinstance(schema, dict) and "block_type_id" in schema:
        walker.keep("document", walker.api.post("/block_documents/", {
            "block_schema_id": schema["id"], "block_type_id": schema["block_type_id"],
            "data": walker.one([{"x": 1}, {"x": "s", "secret": "hidden"}, {}]),
            **walker.members(0.8, name=[lambda: walker.name("document")]), **walker.members(0.2, is_anonymous=[True, False])}))


@step(2)
def change_block_document(walker: Walker) -> None:
    id = walker.id("document")
    walker.api.patch(f"/block_documents/{id}", {
        **walker.members(0.8, data=[{"x": 2}, {"secret": "new"}]), **walker.members(0.3, merge_existing_data=[True, False])})
    walker.api.get(f"/block_documents/{id}?include_secrets={walker.one(['true', 'false'])}")


@step(1)
def delete_block(walker: Walker) -> None:
    kind = walker.one(["type", "schema", "document", "document"])
    walker.delete(kind, walker.id(kind))
