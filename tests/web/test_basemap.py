"""The ground of the map: its projection, its cut, its size."""

import json
import re
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.web.basemap import HOME, Box, frame, ground, latitude, ordinate

BOXES: tuple[Box, ...] = (HOME, (35.0, 36.0, 38.0, 37.0), (-180.0, -60.0, 180.0, 75.0), (36.0, 36.0, 36.1, 36.1))


@given(st.floats(-83, 83), st.floats(-180, 180))
def test_the_projection_can_be_undone(lat: float, lon: float) -> None:
    assert latitude(ordinate(lat)) == pytest.approx(lat, abs=1e-6)
    paper = frame((lon - 1, max(-83, lat - 1), lon + 1, min(83, lat + 1)))
    x, y = paper.at(lat, lon)
    if -178 < lon < 178:
        assert 0 <= x <= paper.width and 0 <= y <= paper.height


@pytest.mark.parametrize("box", BOXES)
def test_a_frame_holds_its_box(box: Box) -> None:
    paper = frame(box)
    west, south, east, north = paper.box
    assert west <= box[0] and box[2] <= east
    assert south <= box[1] + 1e-6 and box[3] <= north + 1e-6
    assert paper.height == pytest.approx(paper.width / 1.5, abs=1)


def test_near_boxes_share_a_frame() -> None:
    assert frame((35.0, 36.0, 38.0, 37.0)) == frame((35.02, 36.01, 38.02, 37.01))


@pytest.mark.parametrize("box", BOXES)
def test_the_ground_is_cut_to_its_frame(box: Box) -> None:
    paper = frame(box)
    paths = ground(paper)
    assert paths.land.count("M") == paths.land.count("Z") > 0
    assert len(paths.land) + len(paths.borders) < 150_000
    for ring in paths.land.split("Z")[:-1]:
        start, _, steps = ring.partition("l")
        x, y = map(int, start[1:].split())
        numbers = [int(n) for n in re.findall(r"-?\d+", steps)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            assert -300 <= x <= paper.width * 10 + 300
            assert -300 <= y <= paper.height * 10 + 300


def test_no_line_crosses_the_whole_map() -> None:
    for box in BOXES[2:3]:
        steps = re.findall(r"-?\d+", ground(frame(box)).land)
        assert max(map(int, steps)) <= 7200 and min(map(int, steps)) > -7200


def test_the_file_is_small_and_says_whence_it_comes() -> None:
    content = (files("musnad.web") / "static" / "basemap.json").read_bytes()
    made = json.loads(content)
    assert len(content) <= 150_000
    assert "Natural Earth" in made["note"] and "ISC" in made["note"]
    assert made["disputed"]
    assert set(made) == {"note", "scale", "land", "borders", "disputed"}


def test_kilometres_grow_towards_the_poles() -> None:
    paper = frame(HOME)
    assert paper.length(100, 60) == pytest.approx(2 * paper.length(100, 0), rel=0.01)
