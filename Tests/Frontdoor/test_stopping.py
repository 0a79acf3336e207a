"""SIGTERM and SIGINT: nothing under way is lost, nothing hangs."""

from __future__ import annotations

import os
import signal
import time

import pytest

import programs
from records import Peer

# More than the buffers between the two hold: once it is sent, the responder is reading the request.
LARGE = b" " * (4 << 20)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_idle_connections_do_not_hold_up_the_end(number: signal.Signals) -> None:
    with programs.responder() as program:
        peers = [Peer(program.socket) for _ in range(100)]
        for peer in peers:
            assert peer.ask().status == 200  # type: ignore[union-attr]
        begin = time.monotonic()
        program.signal(number)
        for peer in peers:
            assert peer.is_closed()
            peer.socket.close()
        assert program.ended() == 0
        assert time.monotonic() - begin < 2
        assert not os.path.exists(program.socket)


def test_requests_under_way_get_their_answers() -> None:
    with programs.responder() as program:
        peers = [Peer(program.socket) for _ in range(5)]
        for peer in peers:
            peer.begin(method="POST", length=str(len(LARGE) + 2), uri="/api/flows/count")
            peer.send(LARGE)
        program.signal()
        program.wait_for("stopping: SIGTERM")
        for peer in peers:
            peer.send(b"{}")
            answer = peer.finish()
            assert answer and answer.body == b"0"
            assert peer.is_closed()
            peer.socket.close()
        assert program.ended() == 0


def test_nobody_is_let_in_while_stopping() -> None:
    with programs.responder() as program, Peer(program.socket) as slow:
        slow.begin(method="POST", length=str(len(LARGE) + 2), uri="/api/flows/count")
        slow.send(LARGE)
        program.signal()
        program.wait_for("stopping: SIGTERM")

        def refused() -> bool:
            try:
                Peer(program.socket).socket.close()
                return False
            except (ConnectionRefusedError, FileNotFoundError):
                return True
        programs.until(refused)
        slow.send(b"{}")
        assert slow.finish().status == 200  # type: ignore[union-attr]
        assert program.ended() == 0


def test_a_request_that_never_ends_is_cut_off_and_the_exit_is_clean() -> None:
    with programs.responder("--stop-seconds", "1") as program, Peer(program.socket) as peer:
        peer.begin(method="POST", length=str(len(LARGE) + 1))
        peer.send(LARGE)
        begin = time.monotonic()
        program.signal()
        assert program.ended() == 0
        assert 0.9 < time.monotonic() - begin < 4
        assert "cutting off 1 requests" in program.output
        assert peer.is_closed()


def test_a_second_signal_ends_at_once_and_says_so() -> None:
    with programs.responder() as program, Peer(program.socket) as peer:
        peer.begin(method="POST", length=str(len(LARGE) + 1))
        peer.send(LARGE)
        program.signal()
        program.wait_for("stopping: SIGTERM")
        program.signal()
        assert program.ended(2) == 1
        assert "second signal" in program.output


def test_a_socket_left_by_a_crash_is_taken_over() -> None:
    with programs.responder() as program:
        program.signal(signal.SIGKILL)
        assert program.ended() == -signal.SIGKILL
        assert os.path.exists(program.socket)
        again = programs.Program([programs.BINARY, "serve"], program.data.parent)
        try:
            again.wait_for("answers nginx on")
            with Peer(again.socket) as peer:
                assert peer.ask().status == 200  # type: ignore[union-attr]
        finally:
            again.kill()
