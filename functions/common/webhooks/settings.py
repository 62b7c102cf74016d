"""What webhooks may do in development and tests alone."""

import os

from common.base.config import DEV_LOOPBACK, DEV_PACE, project


def reach_loopback() -> bool:
    """Whether webhooks may go to this machine, in plain HTTP; never outside a demo project, see `project`."""
    return project().startswith("demo-") and bool(os.environ.get(DEV_LOOPBACK))


def pace() -> float:
    """What the waiting times between attempts are multiplied with: 1, but in tests, which have no three days."""
    return float(os.environ.get(DEV_PACE) or 1) if project().startswith("demo-") else 1.0
