"""Property tests here have no deadline: a busy machine is no fault of the code."""

from hypothesis import settings

settings.register_profile("values", deadline=None)
settings.load_profile("values")
