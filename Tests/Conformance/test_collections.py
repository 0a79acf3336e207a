"""What both servers bring along: block types at the start, and what is told of integrations. Prose is everybody's own."""

from __future__ import annotations

import json
import subprocess
from typing import Any, Iterator

import httpx
import pytest

from twin import servers
from twin.servers import Server

PROSE = {"title", "description", "example", "examples"}
NAMES = {"properties", "definitions", "job_configuration"}


@pytest.fixture(scope="module")
def furnished() -> Iterator[tuple[Server, Server]]:
    """The real server and Rigel, each with the block types that it adds at its start."""
    with servers.prefect(PREFECT_SERVER_API_BLOCKS_REGISTER_ON_START="true") as real, \
            servers.rigel(RIGEL_BLOCK_TYPES_ON_START="true") as rigel:
        yield real, rigel


def without_prose(value: Any, has_names: bool = False) -> Any:
    """The same without what is said to people; names of members stay, whatever they are."""
    if isinstance(value, list):
        return [without_prose(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {name: without_prose(inner, not has_names and name in NAMES) for name, inner in value.items()
            if has_names or (name not in PROSE and name != "block_schema_checksum")}


def ask(server: Server, method: str, path: str, body: Any = None) -> Any:
    answer = httpx.request(method, server.api + path, json=body, timeout=60)
    assert answer.status_code == 200, answer.text
    return answer.json()


def block_types(server: Server) -> dict[str, Any]:
    """Every block type by its slug, with what its schemas say but for words."""
    found: dict[str, Any] = {}
    offset = 0
    while page := ask(server, "POST", "/block_types/filter", {"offset": offset, "limit": 100}):
        offset += len(page)
        for kind in page:
            schemas = ask(server, "POST", "/block_schemas/filter", {"block_schemas": {"block_type_id": {"any_": [kind["id"]]}}})
            found[kind["slug"]] = {
                "name": kind["name"], "is_protected": kind["is_protected"],
                "schemas": [{"capabilities": sorted(each["capabilities"]), "fields": plain_fields(each["fields"])} for each in schemas]}
    return found


def plain_fields(fields: dict) -> dict:
    plain = without_prose(fields)
    plain["secret_fields"] = sorted(set(plain.get("secret_fields", [])))
    # The real server names a definition that allows everything and leaves it out; references come in any order.
    plain = json.loads(json.dumps(plain).replace('{"$ref": "#/definitions/JsonValue"}', "{}"))
    return in_order(plain)


def in_order(value: Any) -> Any:
    """The same with the references of each member, sorted."""
    if isinstance(value, list):
        return [in_order(each) for each in value]
    if not isinstance(value, dict):
        return value
    for name, inner in value.get("block_schema_references", {}).items():
        if isinstance(inner, list):
            value["block_schema_references"][name] = sorted(inner, key=lambda each: each["block_type_slug"])
    return {name: in_order(inner) for name, inner in value.items()}


# Only clients of Prefect 2 have classes for these.
OLDER_VALUES = {"date-time", "json", "string"}
OLDER = {"azure", "azure-container-instance-job", "cloud-run-job", "docker-container", "docker-registry", "ecs-task", "gcs", "github", "kubernetes-job",
         "process", "s3", "vertex-ai-custom-training-job"}


def test_the_block_types_of_the_start(furnished: tuple[Server, Server]):
    real, rigel = (block_types(server) for server in furnished)
    assert sorted(set(real) - set(rigel)) == []
    assert set(rigel) - set(real) == OLDER_VALUES | OLDER
    for slug, seen in real.items():
        assert [rigel[slug]["name"], rigel[slug]["is_protected"]] == [seen["name"], seen["is_protected"]], slug
        # The real server keeps one for every version that a nested block was seen in; the newest counts.
        ours, theirs = rigel[slug]["schemas"], seen["schemas"]
        assert len(ours) == 1, slug
        assert ours[0] in theirs, difference(slug, ours[0], theirs[0])


def test_the_block_types_that_only_prefect_2_has(furnished: tuple[Server, Server]):
    made = subprocess.run([servers.PROJECT / "scripts" / "python-env", "prefect-2.20.25"], stdout=subprocess.PIPE, text=True, check=True)
    with servers.prefect(prefix=made.stdout.strip().splitlines()[-1], PREFECT_SERVER_API_BLOCKS_REGISTER_ON_START="true") as real:
        theirs = block_types(real)
    ours = block_types(furnished[1])
    assert set(theirs) - set(ours) == set()
    for slug in OLDER:
        assert [ours[slug]["name"], ours[slug]["is_protected"]] == [theirs[slug]["name"], theirs[slug]["is_protected"]], slug
        (seen,) = ours[slug]["schemas"]
        assert seen in theirs[slug]["schemas"], difference(slug, seen, theirs[slug]["schemas"])


def difference(slug: str, ours: Any, theirs: Any) -> str:
    return f"{slug}\nours   {json.dumps(ours, sort_keys=True)}\ntheirs {json.dumps(theirs, sort_keys=True)}"


def test_the_types_of_workers(furnished: tuple[Server, Server]):
    real, rigel = (ask(server, "GET", "/collections/views/aggregate-worker-metadata") for server in furnished)
    assert {name: sorted(types) for name, types in rigel.items()} == {name: sorted(types) for name, types in real.items()}
    for name, types in real.items():
        for kind, seen in types.items():
            ours = without_prose(rigel[name][kind])
            theirs = without_prose(seen)
            assert ours == theirs, difference(kind, ours, theirs)
            variables = rigel[name][kind]["default_base_job_configuration"]["variables"]
            assert all(each["title"] and each["description"] for each in variables["properties"].values()), kind


@pytest.mark.parametrize("view", ["nothing", "aggregate-worker-metadata.json", "%2e%2e"])
def test_a_view_that_is_unknown(furnished: tuple[Server, Server], view: str):
    real, rigel = (httpx.get(f"{server.api}/collections/views/{view}") for server in furnished)
    assert (rigel.status_code, rigel.json()) == (real.status_code, real.json())
