"""Reads a deployment and sends it back whole, as Prefect 2 does for every change: nothing, or one thing, is another."""

import asyncio
import sys

from prefect import get_client


async def main():
    async with get_client() as client:
        deployment = await client.read_deployment_by_name(sys.argv[1])
        if len(sys.argv) > 2:
            deployment.description = sys.argv[2]
        await client.update_deployment(deployment)


asyncio.run(main())
