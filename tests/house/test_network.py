"""A test cannot reach the network."""

import socket

import pytest
from pytest_socket import SocketConnectBlockedError


def test_an_outside_address_is_refused_before_anything_is_sent() -> None:
    with (
        socket.socket() as outside,
        pytest.warns(UserWarning, match="tried to use socket"),
        pytest.raises(SocketConnectBlockedError),
    ):
        outside.connect(("192.0.2.1", 443))
