"""Blocks of Prefect 2: programs that save and load them, and infrastructure and storage that an agent takes from them."""

from __future__ import annotations

import json

from clients.client import Client
from seen import asked, checked, ended, logs, told
from versions import Version


def saved(client: Client) -> dict:
    """What the program with the blocks saw."""
    program = client.folder / "blocks.py"
    program.write_text(program.read_text().replace("FOLDER", str(client.home / "files")))
    (client.home / "files").mkdir()
    said = client.python("blocks.py", timeout=300)
    checked(said, "blocks.py")
    return json.loads(next(line for line in said.stdout.splitlines() if line.startswith("seen ")).removeprefix("seen "))


def test_a_program_with_blocks(agent_version: Version, place, name: str):
    client = place(agent_version, name)
    assert saved(client) == {
        "secret": "first", "twice": "refused", "changed": "second", "json": {"a": [1, None, 2.5]}, "files": "written",
        "nested": ["me", "changed", str(client.home / "files"), 8080], "process": [{"TOUR": "the block"}, False, "process"],
        "container": ["here:latest", "hidden", ["/a:/b"]]}

    documents = client.post("/block_documents/filter", {"block_documents": {"name": {"like_": name}}})
    shown = {each["name"].removeprefix(f"{name}-"): each for each in documents}
    assert set(shown) == {"secret", "json", "files", "login", "service", "process", "registry", "container"}
    assert shown["secret"]["data"]["value"] != "second" and shown["service"]["data"]["login"]["password"] == "********"
    assert shown["container"]["data"]["image_registry"]["password"] == "********"
    assert {where for where in shown["service"]["block_document_references"]} == {"login", "files"}
    # The class of the client that saved it has a schema of its own beside the one that the server brought along.
    assert shown["process"]["block_schema"]["version"] == agent_version.number
    assert shown["process"]["block_schema"]["capabilities"] == ["run-infrastructure"]
    assert shown["process"]["block_type"]["is_protected"]

    assert f"secret/{name}-secret" in told(client, "block", "ls")
    assert "hidden" not in told(client, "block", "inspect", f"docker-registry/{name}-registry")
    types = told(client, "block", "type", "ls")
    assert all(slug in types for slug in ("docker-container", "kubernetes-job", "process", f"{name}-service"))
    told(client, "block", "delete", f"secret/{name}-secret")
    assert client.http.get(f"/block_types/slug/secret/block_documents/name/{name}-secret").status_code == 404
    told(client, "block", "type", "delete", f"{name}-service")
    assert client.http.get(f"/block_types/slug/{name}-service").status_code == 404
    told(client, "block", "type", "delete", "process", status=1)


def test_an_agent_takes_infrastructure_and_storage_from_blocks(agent_version: Version, place, name: str):
    client = place(agent_version, name)
    saved(client)
    deployment = f"{name}-work/from-blocks"
    told(
        client, "deployment", "build", "flows.py:work", "-n", "from-blocks", "-q", f"{name}-queue", "-ib", f"process/{name}-process",
        "-sb", f"local-file-system/{name}-files", "--apply")
    kept = client.get(f"/deployments/name/{deployment}")
    documents = {each["id"]: each["name"] for each in client.post("/block_documents/filter", {"block_documents": {"name": {"like_": name}}})}
    assert documents[kept["infrastructure_document_id"]] == f"{name}-process"
    assert documents[kept["storage_document_id"]] == f"{name}-files"
    assert (client.home / "files" / "flows.py").exists()

    # What the block has is not to be had here.
    (client.folder / "flows.py").unlink()
    with client.running(f"{client.prefix}/bin/prefect", "agent", "start", "-q", f"{name}-queue"):
        run = asked(client, deployment, "--param", "n=3")
        assert ended(client, run, "Completed")["infrastructure_document_id"] == kept["infrastructure_document_id"]
        assert logs(client, run, "worked") == ["worked 4 with the block"]
    told(client, "block", "delete", f"process/{name}-process")
    assert client.get(f"/deployments/name/{deployment}")["infrastructure_document_id"] is None
