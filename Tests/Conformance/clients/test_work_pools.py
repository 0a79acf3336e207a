"""Work pools and queues on the command line: what it prints and what the API shows afterwards equals the real server's."""

from __future__ import annotations

import json
from typing import Any

from .client import Client
from .conftest import Both
from .views import pool_shown, say, template_shown


def statuses(seen: Any) -> list[int]:
    """The exit statuses of the commands among what was seen."""
    return [step["status"] for step in seen if "command" in step]


def test_work_pool_commands(both: Both, run_name: str):
    kept = f"{run_name}-tour"

    def part(client: Client):
        pool, own, nobody, template = f"{kept}-pool", f"{kept}-own", f"{kept}-nobody", client.home / "template.json"
        template.write_text(json.dumps({
            "job_configuration": {"command": "{{ command }}", "env": "{{ env }}"},
            "variables": {"type": "object", "properties": {"command": {"type": "string"}, "env": {"type": "object", "default": {"A": "b"}}}}}))

        def pools(*arguments: str):
            return say(client, kept, "work-pool", *arguments)

        def told(seen: dict, word: str = "KEPT"):
            """Of a list only this test's lines: other tests fill the same servers."""
            return {**seen, "words": [line for line in seen["words"] if word in line]}

        return [
            pools("create", pool, "--type", "process"), pool_shown(client, pool), pools("create", pool, "--type", "process"),
            pools("create", pool, "--type", "process", "--overwrite"), told(pools("create", f"{kept}-other", "--type", "nosuch")),
            pools("create", own, "--type", "process", "--paused", "--base-job-template", str(template)), pool_shown(client, own),
            pools("inspect", own), pools("inspect", nobody), told(pools("ls")), pools("pause", pool), pool_shown(client, pool), pools("pause", nobody),
            pools("resume", pool), pools("update", pool, "--description", "said here", "--concurrency-limit", "3", "--base-job-template", str(template)),
            pool_shown(client, pool), pools("update", nobody, "--description", "x"), pools("set-concurrency-limit", pool, "5"), pools("slots", pool),
            pools("clear-concurrency-limit", pool), pool_shown(client, pool), pools("set-concurrency-limit", nobody, "5"),
            told(pools("get-default-base-job-template", "--type", "nosuch")), pools("preview", pool), pools("preview", nobody), pools("inspect", pool),
            template_shown(json.loads(client.cli("work-pool", "get-default-base-job-template", "--type", "process").stdout)),
            pools("delete", pool), pools("delete", pool), pools("delete", own), told(pools("ls")),
        ]

    assert statuses(both.agree(part)) == [0, 1, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0, 1, 1, 0, 1, 0, 0, 1, 0, 0]


def test_pools_of_every_type(both: Both, run_name: str):
    """Each type of worker that the client offers: its template on the command line, and a pool made with it."""
    def part(client: Client):
        workers = client.get("/collections/views/aggregate-worker-metadata")
        kinds = sorted(kind for types in workers.values() for kind in types)
        seen = {}
        for kind in kinds:
            name = f"{run_name}-{kind}"
            told = client.cli("work-pool", "get-default-base-job-template", "--type", kind)
            made = client.cli("work-pool", "create", name, "--type", kind)
            template = client.get(f"/work_pools/{name}")["base_job_template"]
            seen[kind] = (told.returncode, template_shown(json.loads(told.stdout)), made.returncode, template_shown(template),
                          sorted(template["variables"].get("required", [])))
        return seen

    seen = both.agree(part)
    assert {"process", "docker", "kubernetes", "ecs", "cloud-run", "cloud-run-v2", "vertex-ai", "azure-container-instance"} <= set(seen)
    assert all(each[0] == each[2] == 0 for each in seen.values())


def test_work_queue_commands(both: Both, run_name: str):
    kept = f"{run_name}-queues"

    def part(client: Client):
        pool, queue, alone, nobody = f"{kept}-pool", f"{kept}-urgent", f"{kept}-alone", f"{kept}-nobody"

        def queues(*arguments: str):
            return say(client, kept, "work-queue", *arguments)

        def shown():
            return [{**seen, "name": seen["name"].replace(kept, "KEPT")} for seen in pool_shown(client, pool)["queues"]]

        return [
            say(client, kept, "work-pool", "create", pool, "--type", "process"),
            queues("create", queue, "--pool", pool, "--priority", "1", "--limit", "2"), queues("create", queue, "--pool", pool),
            queues("create", f"{kept}-second", "--pool", pool, "--priority", "1"), shown(), queues("create", queue, "--pool", nobody),
            queues("ls", "--pool", pool), queues("ls", "--pool", nobody), queues("inspect", queue, "--pool", pool), queues("inspect", nobody, "--pool", pool),
            queues("pause", queue, "--pool", pool), shown(), queues("resume", queue, "--pool", pool), queues("set-concurrency-limit", queue, "7", "--pool", pool),
            queues("slots", queue, "--pool", pool), shown(), queues("clear-concurrency-limit", queue, "--pool", pool), shown(),
            queues("preview", queue, "--pool", pool), queues("read-runs", queue, "--pool", pool), queues("delete", queue, "--pool", pool),
            queues("delete", queue, "--pool", pool), shown(), queues("create", alone, "--limit", "1"), queues("create", alone), queues("inspect", alone),
            queues("pause", alone, "--pool", "default-agent-pool"), queues("resume", alone), queues("set-concurrency-limit", alone, "4"),
            queues("clear-concurrency-limit", alone), queues("preview", alone), queues("read-runs", alone), queues("ls", "--match", alone),
            queues("delete", alone), queues("inspect", alone), say(client, kept, "work-pool", "delete", pool),
        ]

    seen = both.agree(part)
    assert statuses(seen) == [0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0]
    assert [(queue["name"], queue["priority"]) for queue in seen[4]] == [("KEPT-second", 1), ("KEPT-urgent", 2), ("default", 3)]
