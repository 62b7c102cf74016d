"""Writes `functions/functions.yaml`, which the Firebase CLI reads to know what to deploy and what the emulator runs.

Run it after a change of what a function declares; `--check` writes nothing and fails when the file differs.
"""

import os
import sys
from typing import Any

import yaml
from firebase_functions import https_fn
from firebase_functions.private.manifest import ManifestStack, manifest_to_spec_dict
from firebase_functions.private.serving import merge_required_apis, to_spec
from firebase_functions.private.util import Sentinel

from scripts.base.paths import FUNCTIONS, PROJECT
from scripts.check.generated import written

os.environ.setdefault("GCLOUD_PROJECT", PROJECT)

import main as deployed
import triggers  # noqa: F401  # with the options that all functions have
from common.base import config
from common.base.parameters import Parameter, Secret
from common.http.function import Function

TARGET = FUNCTIONS / "functions.yaml"
HEAD = "# Written by scripts/check/manifest.py from what the functions declare: run make fix.\n"
TYPES = {str: "string", int: "int", bool: "boolean", list: "list"}


def manifest() -> dict[str, Any]:
    """The file as a value; what is null resets an option that a deployment may have."""
    functions = {name: _sdk_function(deployed.declared(name)) for name in sorted(deployed.FUNCTIONS)}
    apis = [api for it in functions.values() for api in getattr(it, "__required_apis", [])]
    endpoints = {name: it.__firebase_endpoint__ for name, it in functions.items()}
    stack = ManifestStack(endpoints=endpoints, requiredAPIs=merge_required_apis(apis), params=[])
    return {**_plain(to_spec(manifest_to_spec_dict(stack))), "params": parameters()}


def parameters() -> list[dict[str, Any]]:
    return [_parameter(it) for it in vars(config).values() if isinstance(it, Parameter | Secret)]


def _parameter(declared: Parameter[Any] | Secret) -> dict[str, Any]:
    common = {"name": declared.name, "description": declared.description}
    if isinstance(declared, Secret):
        return {**common, "type": "secret"}
    return {**common, "type": TYPES[type(declared.default)], "default": declared.default}


def _sdk_function(declared: Any) -> Any:
    """With the SDK's description of it, as its own decorators make it."""
    if not isinstance(declared, Function):
        return declared

    def serve(request: Any) -> Any:
        return declared(request)

    serve.__name__ = declared.name
    kept: Any = config.MIN_INSTANCES.expression if declared.is_public else None
    return https_fn.on_request(
        min_instances=kept,
        max_instances=declared.max_instances,
        timeout_sec=declared.timeout_s,
        secrets=[it.name for it in declared.secrets],
        memory=declared.memory_mb,
        concurrency=declared.concurrency,
    )(serve)


def _plain(value: Any) -> Any:
    if isinstance(value, Sentinel):
        return None
    if isinstance(value, dict):
        return {name: _plain(it) for name, it in value.items()}
    return [_plain(it) for it in value] if isinstance(value, list) else value


def wanted() -> str:
    return HEAD + yaml.safe_dump(manifest(), allow_unicode=True, width=120)


if __name__ == "__main__":
    sys.exit(written(TARGET, wanted()))
