"""The responder's side of FastCGI, without nginx."""

from __future__ import annotations

import json
import os

import programs
from records import BEGIN, Peer, record


def test_a_kept_connection_serves_one_request_after_another(responder: programs.Program) -> None:
    with Peer(responder.socket) as peer:
        for _ in range(1000):
            answer = peer.ask()
            assert answer and (answer.status, answer.body) == (200, b"true")


def test_a_connection_that_is_not_to_be_kept_ends_after_its_answer(responder: programs.Program) -> None:
    with Peer(responder.socket) as peer:
        answer = peer.ask(keep=False)
        assert answer and answer.status == 200
        assert peer.is_closed()


def test_head_gets_the_length_and_no_body(responder: programs.Program) -> None:
    with Peer(responder.socket) as peer:
        answer = peer.ask(method="HEAD")
        assert answer and (answer.status, answer.headers["content-length"], answer.body) == (200, "4", b"")
        assert peer.ask().body == b"true"  # type: ignore[union-attr]


def test_a_body_reaches_the_end_of_its_stream_before_the_next_request(responder: programs.Program) -> None:
    with Peer(responder.socket) as peer:
        for size in (1, 8184, 8192, 100_000, 1 << 20):
            answer = peer.ask(b"x" * size)
            assert answer and answer.status == 200


def test_a_body_over_the_limit_is_refused_as_json_and_harms_no_request_after_it(responder: programs.Program) -> None:
    with Peer(responder.socket) as peer:
        answer = peer.ask(b"x" * ((1 << 20) + 1), method="POST")
        assert answer and answer.status == 413
        assert answer.headers["content-type"] == "application/json"
        assert "1048576 bytes" in json.loads(answer.body)["detail"]
        # nginx may have handed on the next request already.
        assert peer.ask().status == 200  # type: ignore[union-attr]


def test_a_body_of_another_length_than_stated_is_refused(responder: programs.Program) -> None:
    for stated in ("5", "3"):
        with Peer(responder.socket) as peer:
            answer = peer.ask(b"1234", length=stated, method="POST")
            assert answer and answer.status == 400
            assert "Content-Length" in json.loads(answer.body)["detail"]
            assert peer.is_closed()


def test_a_length_that_is_no_number_is_refused(responder: programs.Program) -> None:
    for stated in ("-1", "x", "99999999999999999999"):
        with Peer(responder.socket) as peer:
            answer = peer.ask(length=stated, method="POST")
            assert answer and answer.status == 400


def test_a_peer_that_hangs_up_within_its_body_harms_nobody(responder: programs.Program) -> None:
    def descriptors() -> int:
        return len(os.listdir(f"/proc/{responder.process.pid}/fd"))

    before = descriptors()
    for _ in range(300):
        with Peer(responder.socket) as peer:
            peer.begin(method="POST", length="100")
            peer.send(b"only this")
    with Peer(responder.socket) as peer:
        assert peer.ask().status == 200  # type: ignore[union-attr]
    programs.until(lambda: descriptors() <= before)


def test_what_is_no_fastcgi_ends_the_connection_and_nothing_else(responder: programs.Program) -> None:
    for nonsense in (b"GET / HTTP/1.0\r\n\r\n", record(BEGIN, b"\0"), b"\1\4\0\1\xff\xff\0\0" + b"\xff" * 70_000):
        with Peer(responder.socket) as peer:
            try:
                peer.socket.sendall(nonsense)
                assert peer.is_closed()
            except (BrokenPipeError, ConnectionResetError):
                pass
    with Peer(responder.socket) as peer:
        assert peer.ask().status == 200  # type: ignore[union-attr]


def test_an_unknown_method_is_refused_and_harms_no_request_after_it(responder: programs.Program) -> None:
    with Peer(responder.socket) as peer:
        answer = peer.ask(method="BREW")
        assert answer is not None and answer.status == 405 and answer.headers["allow"] == "GET"
        assert peer.ask().status == 200  # type: ignore[union-attr]


def test_more_connections_than_threads_are_all_answered_in_turn() -> None:
    with programs.responder("--threads", "8") as program:
        peers = [Peer(program.socket) for _ in range(64)]
        for peer in peers:
            peer.begin(keep=False)
            peer.socket.sendall(record(5, b""))
        for peer in peers:
            answer = peer.answer()
            assert answer and answer.status == 200
            peer.socket.close()


def test_the_base_path_is_taken_off_and_nothing_else_is_served() -> None:
    with programs.responder(RIGEL_BASE_PATH="/rigel/") as program, Peer(program.socket) as peer:
        assert peer.ask(uri="/rigel/api/health").body == b"true"  # type: ignore[union-attr]
        for foreign in ("/api/health", "/rigelish/api/health"):
            with Peer(program.socket) as other:
                assert other.ask(uri=foreign).status == 404  # type: ignore[union-attr]


def test_the_responder_listens_on_a_port_as_well() -> None:
    port = programs.free_port()
    with programs.responder(RIGEL_SOCKET=f"127.0.0.1:{port}"), Peer(("127.0.0.1", port)) as peer:
        for _ in range(3):
            assert peer.ask().body == b"true"  # type: ignore[union-attr]
