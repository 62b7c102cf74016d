"""What webhooks may do in development and tests alone."""

import os

from common.base.config import DEV_LOOPBACK, project


def reach_loopback() -> bool:
    """Whether webhooks may go to this machine, in plain HTTP; never outside a demo project, see `project`."""
    return project().startswith("demo-") and bool(os.environ.get(DEV_LOOPBACK))
