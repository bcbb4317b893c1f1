"""For all tests."""

from hypothesis import settings

# A loaded machine is slow, and no test is about time.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
