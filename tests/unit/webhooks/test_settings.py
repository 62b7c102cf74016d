"""What webhooks may do in development alone."""

import pytest

from common.base import config
from common.webhooks import settings


def test_webhooks_reach_this_machine_only_where_that_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GCLOUD_PROJECT", "demo-tickets")
    assert (settings.reach_loopback(), config.pace()) == (False, 1.0)
    monkeypatch.setenv(config.DEV_LOOPBACK, "1")
    monkeypatch.setenv(config.DEV_PACE, "0.5")
    assert (settings.reach_loopback(), config.pace()) == (True, 0.5)
