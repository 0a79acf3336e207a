"""What programs keep for others: variables, and artifacts of every kind, of a flow, a task and none."""

import json
import sys
from uuid import UUID

from prefect import flow, get_client, task
from prefect.artifacts import (
    Artifact, create_image_artifact, create_link_artifact, create_markdown_artifact, create_progress_artifact, create_table_artifact,
    update_progress_artifact,
)
from prefect.variables import Variable

PREFIX = sys.argv[1]
seen = {}


def failing(call):
    """What kind of error a call ends with."""
    try:
        call()
    except Exception as error:
        return type(error).__name__
    return "nothing"


def variables():
    name = f"{PREFIX}_variable"
    seen["missing"] = [Variable.get(name), Variable.get(name, default="d")]
    for value in ("text", 7, 1.5, True, None, {"a": [1, None]}, [1, "two"]):
        Variable.set(name, value, tags=["t"], overwrite=True)
        seen[f"value {value}"] = Variable.get(name)
    seen["set twice"] = failing(lambda: Variable.set(name, "again"))
    seen["too long"] = failing(lambda: Variable.set(name, "x" * 6000, overwrite=True))
    seen["bad name"] = failing(lambda: Variable.set("Not Good", 1))
    seen["deleted"] = [Variable.unset(name), Variable.unset(name)]


@task
def measured():
    create_table_artifact([{"a": 1, "b": "x"}, {"a": 2, "b": None}], key=f"{PREFIX}-table", description="what it says")
    create_table_artifact({"a": [1, 2]}, key=f"{PREFIX}-table")
    progress = create_progress_artifact(12.5, key=f"{PREFIX}-progress")
    update_progress_artifact(progress, 82.5)
    return 1


@flow(name=f"{PREFIX}-keeping")
def keeping():
    measured()
    create_markdown_artifact("# Title\n\n- item", key=f"{PREFIX}-markdown")
    create_markdown_artifact("no key")
    create_link_artifact("https://example.com/x", link_text="a link", key=f"{PREFIX}-link")
    create_image_artifact("https://example.com/x.png", key=f"{PREFIX}-image")


def read_again():
    latest = Artifact.get(f"{PREFIX}-markdown")
    seen["latest"] = [latest.key, latest.type, latest.data]
    seen["no such"] = Artifact.get(f"{PREFIX}-nothing") is None
    made, is_new = Artifact.get_or_create(f"{PREFIX}-markdown", data="never")
    seen["get or create"] = [made.key, is_new]
    alone = Artifact(type="markdown", key=f"{PREFIX}-alone", data="of no run").create()
    seen["alone"] = [isinstance(alone.id, UUID), alone.data, alone.flow_run_id]
    with get_client(sync_client=True) as client:
        client.delete_artifact(alone.id)
        seen["deleted again"] = failing(lambda: client.delete_artifact(alone.id))


variables()
keeping()
read_again()
print(json.dumps(seen))
