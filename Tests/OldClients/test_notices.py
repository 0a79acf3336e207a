"""Notification policies as clients of Prefect 2 make, change and delete them; their command line has no words for them."""

from __future__ import annotations

import json

import pytest

from seen import checked
from versions import Version, wanted

NOTIFYING = [version for version in wanted() if version.number == "2.20.25"]


@pytest.mark.parametrize("notifying", NOTIFYING, ids=str)
def test_notification_policies(notifying: Version, place, name: str):
    said = place(notifying, name).python("notices.py")
    checked(said, "notices.py")
    assert json.loads(said.stdout.split("SEEN ")[1].splitlines()[0]) == {
        "made": [[True, ["Failed", "Crashed"], [name], "{flow_run_name} is {flow_run_state_name}", True]],
        "changed": [[False, ["Completed"], [name, "more"], "{flow_run_name} is {flow_run_state_name}", True]],
        "active": [], "deleted": [], "again": "ObjectNotFound",
    }
