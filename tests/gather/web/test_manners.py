"""Turns at hosts."""

import threading

import pytest

from musnad.gather.web import Failure
from musnad.gather.web.manners import Manners, Stopped


def test_stopping_ends_all_waits() -> None:
    manners = Manners(delay=3600, patience=60)
    with manners.turn("wadi"):
        pass
    ended: list[str] = []

    def wait(host: str) -> None:
        try:
            with manners.turn(host):
                ended.append("had a turn")
        except Stopped:
            ended.append("stopped")

    # One waits for the pause to end, the others for it.
    threads = [threading.Thread(target=wait, args=("wadi",)) for _ in range(3)]
    for thread in threads:
        thread.start()
    manners.stop()
    for thread in threads:
        thread.join(30)
    assert ended == ["stopped"] * 3


def test_a_turn_that_fails_is_over() -> None:
    manners = Manners(delay=0, patience=60)
    for _ in range(2):
        with pytest.raises(KeyError), manners.turn("wadi"):
            raise KeyError


def test_a_rest_is_that_of_one_host() -> None:
    manners = Manners(delay=0, patience=1)
    manners.rest("wadi", 3600)
    manners.rest("wadi", 5)
    with pytest.raises(Failure) as told, manners.turn("wadi"):
        pass
    assert told.value.wait is not None and told.value.wait > 3000
    with manners.turn("marfa"):
        pass
