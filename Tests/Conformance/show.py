"""Prints what the real server answers in a scenario: `show.py NAME [--prefect URL] [--raw]`.

For whoever implements an operation: the normalised recording is exactly what Rigel is compared with.
"""

from __future__ import annotations

import argparse
import contextlib
import json

from twin import servers
from twin.compare import lines, record
from twin.normalise import Normaliser
from twin.scenario import all_scenarios, new_run_name


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("names", nargs="*", help="scenarios, or parts of their names; none lists them all")
    arguments.add_argument("--prefect", metavar="URL", help="a real server that runs already (without /api)")
    arguments.add_argument("--raw", action="store_true", help="ids and times as they were")
    options = arguments.parse_args()
    chosen = [scenario for scenario in all_scenarios() if any(name in scenario.name for name in options.names)]
    if not options.names:
        print("\n".join(f"{scenario.module}.{scenario.name}" for scenario in all_scenarios()))
    if not chosen:
        return
    with contextlib.ExitStack() as stack:
        root = options.prefect or stack.enter_context(servers.prefect()).root
        for scenario in chosen:
            print(f"\n===== {scenario.module}.{scenario.name}")
            calls = record(scenario, root, new_run_name())
            for call in calls if options.raw else Normaliser().calls(calls):
                if isinstance(call.sent, bytes):
                    call.sent = repr(call.sent)
                print("\n" + lines(call)[0] + ("" if call.sent is None else f"\nsent: {json.dumps(call.sent, ensure_ascii=False)}"))
                print("\n".join(lines(call)[1:]))
                if call.method == "-":
                    print(call.body)


if __name__ == "__main__":
    main()
