"""What a client of Prefect 2 does with notification policies; prints what it was told. NAME is replaced when the project is copied."""

import asyncio
import json

from prefect import get_client
from prefect.blocks.notifications import SlackWebhook
from prefect.client.schemas.filters import FlowRunNotificationPolicyFilter


async def tour():
    block = await SlackWebhook(url="https://hooks.example.invalid/NAME").save("NAME")
    told = {}

    async def shown(id):
        found = [policy for policy in await client.read_flow_run_notification_policies(FlowRunNotificationPolicyFilter(is_active={"eq_": None}), limit=200) if policy.id == id]
        return [[policy.is_active, policy.state_names, policy.tags, policy.message_template, policy.block_document_id == block] for policy in found]

    async with get_client() as client:
        id = await client.create_flow_run_notification_policy(
            block_document_id=block, is_active=True, tags=["NAME"], state_names=["Failed", "Crashed"], message_template="{flow_run_name} is {flow_run_state_name}")
        told["made"] = await shown(id)
        await client.update_flow_run_notification_policy(id=id, is_active=False, tags=["NAME", "more"], state_names=["Completed"])
        told["changed"] = await shown(id)
        active = await client.read_flow_run_notification_policies(FlowRunNotificationPolicyFilter(is_active={"eq_": True}), limit=200)
        told["active"] = [str(policy.id) for policy in active if policy.id == id]
        await client.delete_flow_run_notification_policy(id)
        told["deleted"] = await shown(id)
        try:
            await client.delete_flow_run_notification_policy(id)
        except Exception as problem:
            told["again"] = type(problem).__name__
    print("SEEN " + json.dumps(told))


asyncio.run(tour())
