"""How hypothesis runs here: the same examples every time and no limit on time, so that a busy machine fails nothing."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "unit", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("unit")
