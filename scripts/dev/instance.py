"""The development instance: what `make dev` starts, and other commands find running."""

import os

from scripts.base.paths import CACHE, FUNCTIONS, ROOT
from scripts.emulators import ports
from scripts.emulators.instance import Instance

NAME = "dev"


def instance() -> Instance:
    """Running or not, on the ports that this environment asks for."""
    served = ports.configured(ROOT / "firebase.json", os.environ)
    return Instance(NAME, served, FUNCTIONS, CACHE / NAME / "hosting")
