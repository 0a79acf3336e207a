"""The site through nginx."""

from __future__ import annotations

import contextlib
import gzip
import http.client
import json
import os
import pathlib
import shutil
import signal
import socket
import threading
from typing import Iterator

import pytest

import programs


def test_nginx_names_the_request_in_the_answer(site: programs.Site) -> None:
    answer, body = site.ask("GET", "/api/health")
    assert (answer.status, body) == (200, b"true")
    assert len(answer.headers["X-Request-Id"]) == 32
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_head_request_has_the_length_of_get(site: programs.Site) -> None:
    answer, body = site.ask("HEAD", "/api/health")
    assert (answer.status, answer.headers["Content-Length"], body) == (200, "4", b"")


def test_a_worker_may_have_the_name_of_an_address_of_the_gateway(site: programs.Site) -> None:
    json_type = {"Content-Type": "application/json"}
    assert site.ask("POST", "/api/work_pools/", b'{"name": "p", "type": "process"}', json_type)[0].status == 201
    heartbeat = site.ask("POST", "/api/work_pools/p/workers/heartbeat", b'{"name": "connect"}', json_type)
    assert heartbeat[0].status == 204
    address = "/api/work_pools/p/workers/connect"
    answer, body = site.ask("DELETE", address)
    assert (answer.status, body, len(answer.headers["X-Request-Id"])) == (204, b"", 32)
    assert site.ask("DELETE", address)[0].status == 404
    assert site.ask("DELETE", "/api/events/in")[0].status == 404


def test_many_clients_at_once_are_all_answered(site: programs.Site) -> None:
    wrong: list[object] = []

    def client() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)
        with contextlib.closing(connection):
            for _ in range(20):
                connection.request("GET", "/api/health")
                answer = connection.getresponse()
                if (answer.status, answer.read()) != (200, b"true"):
                    wrong.append(answer.status)
    threads = [threading.Thread(target=client) for _ in range(300)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


@pytest.mark.parametrize("size", [(16 << 20) + 1, 40 << 20], ids=["the responder's limit", "nginx's limit"])
def test_a_body_too_large_is_refused_as_json(site: programs.Site, size: int) -> None:
    with socket.create_connection(("127.0.0.1", site.port), timeout=30) as client:
        client.sendall(b"POST /api/flows/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % size)
        # nginx refuses by the header alone, and hangs up on those who send on.
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            if size < 20 << 20:
                client.sendall(bytes(size))
        answer = http.client.HTTPResponse(client)
        answer.begin()
        assert answer.status == 413
        assert answer.headers["Content-Type"] == "application/json"
        assert "larger" in json.loads(answer.read())["detail"]


def _say(site: programs.Site, head: bytes) -> tuple[http.client.HTTPResponse, dict]:
    """The answer to a request that is sent as it is, and what its body says."""
    with socket.create_connection(("127.0.0.1", site.port), timeout=30) as client:
        client.sendall(head + b"\r\nConnection: close\r\n\r\n")
        answer = http.client.HTTPResponse(client)
        answer.begin()
        assert answer.headers["Content-Type"] == "application/json"
        return answer, json.loads(answer.read())


def test_trace_is_told_what_is_allowed_instead(site: programs.Site) -> None:
    for path, status, allowed in ((b"/api/flows/filter", 405, "POST"), (b"/api/health", 405, "GET"), (b"/api/nope", 404, None)):
        answer, _ = _say(site, b"TRACE " + path + b" HTTP/1.1\r\nHost: x")
        assert (answer.status, answer.headers["Allow"]) == (status, allowed)


@pytest.mark.parametrize("fields", [
    [b"X-%d: " % number + b"x" * 15000 for number in range(3)], [b"X-%d: " % number + b"x" * 30000 for number in range(3)],
    [b"X: " + b"x" * 20000]], ids=["3 x 15k", "3 x 30k", "20k"])
def test_too_many_header_fields_are_refused_and_do_no_harm(site: programs.Site, fields: list[bytes]) -> None:
    answer, said = _say(site, b"\r\n".join([b"GET /api/health HTTP/1.1", b"Host: x", *fields]))
    assert answer.status == 400 and "too long" in said["detail"]


def test_as_many_header_fields_as_are_taken_reach_the_responder(site: programs.Site) -> None:
    for fields in ([b"Content-Type: " + b"x" * 15000, b"X: " + b"x" * 15000], [b"%d: a" % number for number in range(900)]):
        answer, said = _say(site, b"\r\n".join([b"GET /api/health HTTP/1.1", b"Host: x", *fields]))
        assert answer.status == 200 and said is True


def test_what_nginx_does_not_know_of_http_is_said_as_json(site: programs.Site) -> None:
    answer, said = _say(site, b"POST /api/flows/filter HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip")
    assert answer.status == 501 and "Transfer-Encoding" in said["exception_message"]
    answer, said = _say(site, b"GET /api/health HTTP/2.0\r\nHost: x")
    assert answer.status == 505 and "version" in said["exception_message"]
    answer, said = _say(site, b"POST /api/flows/filter HTTP/1.1\r\nHost: x\r\nContent-Length: -1")
    assert answer.status == 400 and "malformed" in said["detail"]


def test_a_chunked_body_arrives_with_its_length(site: programs.Site) -> None:
    with socket.create_connection(("127.0.0.1", site.port), timeout=30) as client:
        client.sendall(b"POST /api/flows/count HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n"
                       b"Content-Type: application/json\r\n\r\n4\r\n{  }\r\n0\r\n\r\n")
        answer = http.client.HTTPResponse(client)
        answer.begin()
        assert answer.status == 200


@pytest.mark.parametrize("path", ["/api/events/in", "/api/events/out", "/api/logs/out",
                                  "/api/task_runs/subscriptions/scheduled", "/api/work_pools/a%2Fb%20c/workers/connect"])
@pytest.mark.parametrize("base", ["", "/rigel"])
def test_websocket_addresses_go_to_the_gateway(gateway_sites: dict[str, programs.Site], base: str, path: str) -> None:
    site = gateway_sites[base]
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Key": "x", "Authorization": "Bearer y"}
    answer, body = site.ask("GET", base + path + "?token=1", headers=upgrade)
    assert answer.status == 200
    head = body.decode().lower()
    assert head.startswith(f"get {base}{path}?token=1 http/1.1".lower())
    for line in ("connection: upgrade", "upgrade: websocket", "sec-websocket-key: x", "authorization: bearer y"):
        assert line in head


@pytest.fixture(scope="module")
def gateway_sites() -> Iterator[dict[str, programs.Site]]:
    """Sites in which a server that answers each request with the head it got stands in the place of the gateway."""
    with programs.site() as root, programs.site(RIGEL_BASE_PATH="/rigel") as below, \
            _echo(root.data / "run/gateway.sock"), _echo(below.data / "run/gateway.sock"):
        yield {"": root, "/rigel": below}


@contextlib.contextmanager
def _echo(path: pathlib.Path) -> Iterator[None]:
    """Listens at a path instead of whoever did, and answers each request with the head it got."""
    path.unlink()
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        path.chmod(0o666)
        listener.listen()

        def answer() -> None:
            with contextlib.suppress(OSError):
                while True:
                    client, _ = listener.accept()
                    with client:
                        head = client.recv(65536)
                        client.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n" % len(head) + head)
        threading.Thread(target=answer, daemon=True).start()
        yield
        listener.shutdown(socket.SHUT_RDWR)


def test_below_a_path_the_site_is_whole_and_the_rest_is_not_its_own() -> None:
    with programs.site(RIGEL_BASE_PATH="/a/rigel") as site:
        assert site.ask("GET", "/a/rigel/api/health")[1] == b"true"
        assert site.ask("GET", "/api/health")[0].status == 404
        for address in ("/", "/a/rigel"):
            answer, _ = site.ask("GET", address)
            assert (answer.status // 100, answer.headers["Location"]) == (3, "/a/rigel/")


@pytest.mark.parametrize("base", ["", "/rigel"])
def test_while_the_responder_is_away_clients_are_told_to_come_back(base: str) -> None:
    with programs.site(RIGEL_BASE_PATH=base) as site, _held(site):
        os.kill(site.responder(), signal.SIGKILL)
        for method, body in (("GET", None), ("POST", b"{}")):
            answer, text = site.ask(method, base + "/api/flows/filter", body)
            assert answer.status == 503
            assert answer.headers["Retry-After"] == "1"
            assert answer.headers["Content-Type"] == "application/json"
            assert json.loads(text) == {"exception_message": "Service Unavailable"}

            answer, text = site.ask(method, base + "/flows", body)
            assert answer.status == 503
            assert answer.headers["Retry-After"] == "5"
            assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
            assert b"Rigel is not answering" in text

        again = programs.Program([programs.BINARY, "serve"], site.data.parent, RIGEL_BASE_PATH=base)
        try:
            again.wait_for("answers nginx on")
            assert site.ask("GET", base + "/api/health")[1] == b"true"
        finally:
            again.kill()


def test_callers_of_the_api_see_nothing_but_200_and_503_while_the_responder_restarts() -> None:
    with programs.site() as site, _held(site):
        responder = site.responder()
        os.kill(responder, signal.SIGTERM)
        # Its socket goes first, and then what keeps a second server from its data.
        programs.until(lambda: programs.has_ended(responder))
        seen: set[int] = set()
        ended = threading.Event()

        def client() -> None:
            while not ended.is_set():
                seen.add(site.ask("POST", "/api/flows/count", b"{}", {"Content-Type": "application/json"})[0].status)
        clients = [threading.Thread(target=client) for _ in range(8)]
        for thread in clients:
            thread.start()
        try:
            for _ in range(5):
                programs.until(lambda: not os.path.exists(site.socket))
                again = programs.Program([programs.BINARY, "serve"], site.data.parent)
                try:
                    again.wait_for("answers nginx on")
                    assert site.ask("GET", "/api/health")[1] == b"true"
                finally:
                    again.kill()
        finally:
            ended.set()
            for thread in clients:
                thread.join()
        assert seen == {200, 503}


@contextlib.contextmanager
def _held(site: programs.Site) -> Iterator[None]:
    """Holds `scripts/run` still, which would end nginx when the responder ends."""
    site.signal(signal.SIGSTOP)
    try:
        yield
    finally:
        site.signal(signal.SIGCONT)


def test_a_responder_that_is_killed_in_a_request_gives_503_and_not_502() -> None:
    with programs.site() as site, _held(site):
        responder = site.responder()
        os.kill(responder, signal.SIGSTOP)
        programs.until(lambda: programs.is_held(responder))
        with socket.create_connection(("127.0.0.1", site.port), timeout=30) as client:
            client.sendall(b"POST /api/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}")
            programs.until(lambda: _waits_on(site.socket))
            os.kill(responder, signal.SIGKILL)
            answer = http.client.HTTPResponse(client)
            answer.begin()
            assert (answer.status, answer.headers["Retry-After"]) == (503, "1")


def _waits_on(path: str) -> bool:
    """Whether a connection to a socket is waiting or open."""
    with open("/proc/net/unix") as table:
        return any(line.rstrip().endswith(path) and line.split()[5] in ("02", "03") for line in table)


def test_static_files_are_kept_by_browsers_and_sent_compressed(tmp_path: pathlib.Path) -> None:
    for folder in ("nginx", "scripts", "templates", "collections"):
        shutil.copytree(programs.PROJECT / folder, tmp_path / "home" / folder)
    style = b"body { color: inherit }\n" * 200
    (tmp_path / "home" / "public" / "styles").mkdir(parents=True)
    (tmp_path / "home" / "public" / "styles" / "site.css").write_bytes(style)
    site = programs.Site(tmp_path, home=tmp_path / "home", RIGEL_BASE_PATH="/rigel")
    try:
        site.wait_for("Rigel is ready")
        for version in ("1", "2"):
            answer, body = site.ask("GET", f"/rigel/static/{version}/styles/site.css", headers={"Accept-Encoding": "gzip"})
            assert (answer.status, answer.headers["Content-Type"]) == (200, "text/css")
            assert "immutable" in answer.headers["Cache-Control"]
            assert answer.headers["Content-Encoding"] == "gzip"
            assert gzip.decompress(body) == style
    finally:
        site.kill()


def test_static_addresses_lead_nowhere_else(site: programs.Site) -> None:
    for outside in ("/static/1/../../Package.swift", "/static/1/%2e%2e/%2e%2e/nginx/down.html", "/static/1/..%2fdown.html"):
        answer, body = site.ask("GET", outside)
        assert answer.status in (400, 404)
        assert b"Rigel is not answering" not in body and b"swift-tools" not in body
