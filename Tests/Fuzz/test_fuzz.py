"""schemathesis: random requests made from OpenAPI documents, good ones and bad ones, alone and one after another.

`RIGEL_FUZZ=long` sends many times as many, and what it calls coverage: each limit of each value. `RIGEL_FUZZ_SEED` chooses others,
`RIGEL_FUZZ_EXAMPLES` how many each operation gets.
"""

from __future__ import annotations

import json
import os
import pathlib
import subprocess
from typing import Callable

import pytest

import documents
from documents import Document
from filters.world import World
from twin import servers
from twin.servers import PROJECT, Server

IS_LONG = os.environ.get("RIGEL_FUZZ") == "long"
SEED = os.environ.get("RIGEL_FUZZ_SEED", "1")
PHASES = "examples,coverage,fuzzing,stateful" if IS_LONG else "fuzzing,stateful"
# For each operation and phase; and the seconds in which all must be done.
EXAMPLES = os.environ.get("RIGEL_FUZZ_EXAMPLES", "100" if IS_LONG else "5")
LONGEST = 3 * 3600 if IS_LONG else 600


def _schemathesis() -> pathlib.Path:
    made = subprocess.run([PROJECT / "scripts" / "python-env", "schemathesis"], stdout=subprocess.PIPE, text=True, check=True)
    return pathlib.Path(made.stdout.strip().splitlines()[-1]) / "bin" / "st"


def _run(document: Document, folder: pathlib.Path) -> tuple[str, dict]:
    """What schemathesis prints, and its report."""
    report = folder / "report.json"
    # One worker: what hypothesis remembers of functions (AST_LAMBDAS_CACHE) is no matter for two threads.
    command = [
        str(_schemathesis()), "run", str(document.file), "--url", document.url, "--checks", ",".join(document.checks), "--phases", PHASES,
        "--max-examples", EXAMPLES, "--seed", SEED, "--continue-on-failure", "--no-shrink",
        "--workers", "1", "--suppress-health-check", "all", "--report", "json", "--report-json-path", str(report), "--no-color",
    ]
    if document.left_out:
        command += ["--exclude-path-regex", document.left_out]
    ran = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=LONGEST)
    return ran.stdout, json.loads(report.read_text()) if report.exists() else {}


MAKERS = {"prefects": documents.prefects, "own": documents.own}


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_no_request_that_a_document_allows_or_forbids_makes_rigel_fail(
    make: Callable[[Server, pathlib.Path, World], Document], tmp_path: pathlib.Path
) -> None:
    with servers.rigel(RIGEL_ALLOW_DATABASE_CLEAR="false") as rigel:
        document = make(rigel, tmp_path, World(rigel.root, 5, pools=True))
        text, report = _run(document, tmp_path)
        assert rigel.process.poll() is None, f"Rigel has ended:\n{rigel.log}"
    assert report, text[-4000:]
    tried = report["test_cases"]
    print(f"\n{document.file.stem}: {tried['generated']} cases, seed {SEED}, {EXAMPLES} of each, {PHASES}: {tried['unique_failures']} failures")
    assert tried["generated"] > 500, f"only {tried} requests were made:\n{text[-2000:]}"
    found = [f"{failure['title']}: {failure['count']}, in {', '.join(failure['operations'][:8])}" for failure in report["failures"]]
    if found or report["errors"]:
        start = text.find("FAILURES")
        pytest.fail("\n".join(found) + f"\n{json.dumps(report['errors'])[:2000]}\n{text[max(start, 0):][:12000]}", pytrace=False)
