"""Servers that ask for a password and for tokens against forged requests, and clients that know them."""

from __future__ import annotations

import pathlib
from typing import Iterator

import httpx
import pytest

from twin import servers

from .client import Client
from .conftest import Both
from .test_flows import one_run

PASSWORD = "admin:pass word"
ORIGIN = "https://site.example"


@pytest.fixture(scope="module")
def guarded() -> Iterator[tuple[servers.Server, servers.Server]]:
    """The real server and Rigel, both with everything that a careful person switches on."""
    real = servers.prefect(
        quiet=False, PREFECT_SERVER_API_AUTH_STRING=PASSWORD, PREFECT_SERVER_CSRF_PROTECTION_ENABLED="true",
        PREFECT_SERVER_CORS_ALLOWED_ORIGINS=ORIGIN, PREFECT_SERVER_CORS_ALLOWED_METHODS="GET,POST",
        PREFECT_SERVER_CORS_ALLOWED_HEADERS="x-one")
    ours = servers.rigel(
        services="all", RIGEL_AUTH_STRING=PASSWORD, RIGEL_CSRF_PROTECTION="true", RIGEL_CORS_ORIGINS=ORIGIN,
        RIGEL_CORS_METHODS="GET,POST", RIGEL_CORS_HEADERS="x-one")
    with real as prefect, ours as rigel:
        yield prefect, rigel


def test_a_flow_of_a_client_that_knows_the_password(guarded, tmp_path: pathlib.Path, run_name: str):
    clients = []
    for server in guarded:
        home = tmp_path / server.name.replace(" ", "-")
        home.mkdir()
        client = Client(server, home, PREFECT_API_AUTH_STRING=PASSWORD, PREFECT_CLIENT_CSRF_SUPPORT_ENABLED="true")
        client.http.auth = tuple(PASSWORD.split(":"))
        token = client.get("/csrf-token?client=reader")
        client.http.headers.update({"Prefect-Csrf-Token": token["token"], "Prefect-Csrf-Client": "reader"})
        clients.append(client)

    def part(client: Client):
        ended = client.python("hello.py", run_name)
        assert ended.returncode == 0, ended.stdout
        return one_run(client, f"{run_name}-hello", 8)

    both = Both(*clients)
    try:
        assert both.agree(part)["states"] == ["Pending", "Running", "Completed"]
    finally:
        for client in clients:
            client.close()


CALLS = {
    "health": ("GET", "/api/health", {}), "ready": ("GET", "/api/ready", {}), "a stranger": ("POST", "/api/flows/filter", {}),
    "a wrong password": ("GET", "/api/version", {"authorization": "Basic YTpi"}),
    "no scheme": ("GET", "/api/version", {"authorization": "YTpi"}),
    "an address that is not there": ("GET", "/api/nowhere", {}),
    "no token": ("POST", "/api/flows/filter", {"known": ""}),
    "a token of nobody": ("POST", "/api/flows/filter", {"known": "", "prefect-csrf-token": "x"}),
    "a wrong token": ("POST", "/api/flows/filter", {"known": "", "prefect-csrf-token": "x", "prefect-csrf-client": "y"}),
    "reading": ("GET", "/api/version", {"known": ""}), "no client": ("GET", "/api/csrf-token", {"known": ""}),
    "from the site": ("GET", "/api/version", {"known": "", "origin": ORIGIN}),
    "from elsewhere": ("GET", "/api/version", {"known": "", "origin": "https://other.example"}),
    "beforehand": ("OPTIONS", "/api/flows/filter", {"origin": ORIGIN, "access-control-request-method": "POST", "access-control-request-headers": "x-one"}),
    "beforehand from elsewhere": ("OPTIONS", "/api/flows/filter", {"origin": "https://other.example", "access-control-request-method": "POST"}),
    "beforehand for another method": ("OPTIONS", "/api/flows/filter", {"origin": ORIGIN, "access-control-request-method": "DELETE"}),
    "beforehand with another header": ("OPTIONS", "/api/flows/filter", {
        "origin": ORIGIN, "access-control-request-method": "POST", "access-control-request-headers": "x-two"}),
}
SEEN = ("access-control-allow-origin", "access-control-allow-methods", "access-control-max-age")


@pytest.mark.parametrize("call", CALLS)
def test_calls_that_are_let_in_or_not(guarded, call: str):
    method, path, headers = CALLS[call]
    answers = []
    for server in guarded:
        auth = tuple(PASSWORD.split(":")) if "known" in headers else None
        sent = {name: value for name, value in headers.items() if name != "known"}
        answer = httpx.request(method, server.root + path, headers=sent, auth=auth, content=b"", trust_env=False, timeout=60)
        # Without an Origin nobody reads these.
        shown = {name: answer.headers.get(name) for name in SEEN if "origin" in headers}
        answers.append((answer.status_code, answer.text, shown))
    assert answers[1] == answers[0]
