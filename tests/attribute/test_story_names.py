"""Short names are completed from the story."""

import pytest

from musnad import Report, analyse


@pytest.mark.parametrize(("name", "short"), [("بول لو بران", "لوبران"), ("سليم ابو بكر", "ابوبكر")])
def test_a_family_name_is_known_with_its_particle_written_onto_it(name: str, short: str) -> None:
    text = f"قال وزير النقل {name} إن الجسر آمن. وأضاف {short} أن العبور مجاني."
    assert [a.speaker for a in analyse(Report(text=text)).attributions] == [name] * 2
