"""Tasks in lanes."""

import threading

from musnad.gather.web.lanes import Lanes


def test_each_lane_in_its_order_and_several_at_once() -> None:
    together = threading.Barrier(3)

    def work(task: tuple[str, int]) -> str:
        lane, number = task
        if number == 0:
            # Only passed when three lanes are at it at the same time.
            together.wait(30)
        return f"{lane}{number}"

    lanes: Lanes[tuple[str, int], str] = Lanes(work, 3)
    for number in range(20):
        for lane in "abc":
            lanes.put((lane, number), lane)
    done = []
    while lanes.pending:
        task, result = lanes.take()
        assert result == f"{task[0]}{task[1]}"
        done.append(task)
    for lane in "abc":
        assert [number for each, number in done if each == lane] == list(range(20))
    # A lane that was empty may be used again.
    lanes.put(("a", 21), "a")
    assert lanes.take() == (("a", 21), "a21")
    lanes.close()


def test_more_lanes_than_threads() -> None:
    lanes: Lanes[int, int] = Lanes(lambda task: task * 2, 2)
    for number in range(100):
        lanes.put(number, str(number))
    assert sorted(lanes.take()[1] for _ in range(100)) == list(range(0, 200, 2))
    lanes.close()


def test_closing_with_results_that_nobody_took() -> None:
    lanes: Lanes[int, int] = Lanes(lambda task: task, 2)
    for number in range(100):
        lanes.put(number, str(number))
    lanes.take()
    lanes.close()
    waiting = [thread for thread in threading.enumerate() if thread.name.startswith("fetching")]
    for thread in waiting:
        thread.join(30)
        assert not thread.is_alive()
