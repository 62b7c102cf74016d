"""Where things are, and what the local project is called."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache"
FUNCTIONS = ROOT / "functions"
FUNCTIONS_VENV = FUNCTIONS / "venv"
DEV_VENV = ROOT / ".venv"
TRAINING_VENV = CACHE / "training"
NODE_MODULES = ROOT / "node_modules"
LOGS = CACHE / "logs"

PROJECT = "demo-tickets"
"""A `demo-` project needs no login, and the emulators never reach the cloud for it."""
