"""What `firebase deploy` is told about the functions, read from the SDK as the Firebase CLI reads it.

Runs in functions/venv, which has the runtime's requirements and nothing else: that they suffice is part of the proof.
"""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from common.webhooks.queue import FUNCTION
from common.webhooks.sending import TIMEOUT_S

FUNCTIONS = Path(__file__).parents[3] / "functions"
STARTED_S = 60.0
HTTP_FUNCTIONS = {
    "api_keys",
    "create_ticket",
    "list_tickets",
    "get_ticket",
    "update_ticket",
    "ticket_stats",
    "classify_ticket",
    "track_ticket",
    "tickets",
    "ticket",
    "webhooks",
}
OTHERS = {
    "count_ticket",
    "deliverwebhook",
    "expire_personal_data",
    "notify_webhooks",
    "recount_tickets",
    "refine_ticket",
    "send_mail",
}
SECRETS = {
    "classify_ticket": {"GEMINI_API_KEY"},
    "refine_ticket": {"GEMINI_API_KEY"},
    "api_keys": {"WEBHOOK_SECRETS"},
    "create_ticket": {"WEBHOOK_SECRETS"},
    "update_ticket": {"WEBHOOK_SECRETS"},
    "tickets": {"WEBHOOK_SECRETS"},
    "ticket": {"WEBHOOK_SECRETS"},
}
SCHEDULES = {"recount_tickets": "every day 03:30", "expire_personal_data": "every day 04:30"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def answer_of(server: subprocess.Popen[bytes], port: int, path: str) -> str:
    deadline = time.monotonic() + STARTED_S
    while True:
        try:
            return httpx.get(f"http://127.0.0.1:{port}/__/{path}", timeout=STARTED_S).raise_for_status().text
        except httpx.ConnectError:
            assert server.poll() is None, "the functions could not be loaded"
            assert time.monotonic() < deadline, "the functions were not loaded in time"
            time.sleep(0.05)


@pytest.fixture(scope="module")
def manifest() -> Iterator[dict[str, Any]]:
    port = free_port()
    # Without our own variables: the manifest must not depend on how this machine is set up.
    environ = {"PATH": os.environ["PATH"], "ADMIN_PORT": str(port), "GCLOUD_PROJECT": "demo-tickets"}
    command: list[str | Path] = [FUNCTIONS / "venv" / "bin" / "python", "-m", "firebase_functions.private.serving"]
    with subprocess.Popen(
        command, cwd=FUNCTIONS, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            yield yaml.safe_load(answer_of(server, port, "functions.yaml"))
            answer_of(server, port, "quitquitquit")
        finally:
            server.terminate()


@pytest.fixture(scope="module")
def endpoints(manifest: dict[str, Any]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = manifest["endpoints"]
    return found


def test_every_documented_function_is_deployed_under_its_own_name(endpoints: dict[str, dict[str, Any]]) -> None:
    assert endpoints.keys() == HTTP_FUNCTIONS | OTHERS
    assert {name: endpoint["entryPoint"] for name, endpoint in endpoints.items()} == {name: name for name in endpoints}
    assert {name for name, endpoint in endpoints.items() if "httpsTrigger" in endpoint} == HTTP_FUNCTIONS


@pytest.mark.parametrize("name", ["count_ticket", "notify_webhooks"])
def test_counting_and_notifying_hear_of_every_write_of_a_ticket_and_are_retried(
    name: str, endpoints: dict[str, dict[str, Any]]
) -> None:
    trigger = endpoints[name]["eventTrigger"]
    assert trigger["eventType"] == "google.cloud.firestore.document.v1.written"
    assert trigger["eventFilterPathPatterns"] == {"document": "tickets/{ticket}"}
    assert trigger["retry"] is True


def test_the_refining_trigger_hears_of_new_tickets_and_is_retried(endpoints: dict[str, dict[str, Any]]) -> None:
    trigger = endpoints["refine_ticket"]["eventTrigger"]
    assert trigger["eventType"] == "google.cloud.firestore.document.v1.created"
    assert trigger["eventFilterPathPatterns"] == {"document": "tickets/{ticket}"}
    assert trigger["retry"] is True


def test_the_mail_trigger_hears_of_what_is_put_into_the_outbox_and_is_retried(
    endpoints: dict[str, dict[str, Any]],
) -> None:
    trigger = endpoints["send_mail"]["eventTrigger"]
    assert trigger["eventType"] == "google.cloud.firestore.document.v1.created"
    assert trigger["eventFilterPathPatterns"] == {"document": "mail_outbox/{notice}"}
    assert trigger["retry"] is True


def test_the_schedules_run_at_night_one_at_a_time_and_again_when_they_fail(
    endpoints: dict[str, dict[str, Any]],
) -> None:
    schedules = {name: it["scheduleTrigger"] for name, it in endpoints.items() if "scheduleTrigger" in it}
    assert {name: it["schedule"] for name, it in schedules.items()} == SCHEDULES
    for name, schedule in schedules.items():
        assert schedule["retryConfig"] == {"retryCount": 3, "minBackoffSeconds": 300}
        assert endpoints[name]["maxInstances"] == 1


def test_the_queue_gives_a_task_up_after_days_and_asks_for_what_instances_take(
    endpoints: dict[str, dict[str, Any]],
) -> None:
    endpoint = endpoints["deliverwebhook"]
    queue = endpoint["taskQueueTrigger"]
    retries = queue["retryConfig"]
    assert retries["maxAttempts"] * retries["maxBackoffSeconds"] > 86_400
    assert queue["rateLimits"]["maxConcurrentDispatches"] == endpoint["concurrency"] * endpoint["maxInstances"]
    assert endpoint["timeoutSeconds"] > 2 * TIMEOUT_S


def test_the_queue_has_a_name_that_cloud_tasks_takes(endpoints: dict[str, dict[str, Any]]) -> None:
    queues = {name for name, endpoint in endpoints.items() if "taskQueueTrigger" in endpoint}
    assert queues == {FUNCTION}
    assert FUNCTION.isalnum()


def test_every_function_has_limits_of_its_own(endpoints: dict[str, dict[str, Any]]) -> None:
    for name, endpoint in endpoints.items():
        assert endpoint["platform"] == "gcfv2", name
        assert endpoint["availableMemoryMb"] >= 256, name
        assert 0 < endpoint["timeoutSeconds"] <= (1800 if name in SCHEDULES else 60), name
        assert endpoint["concurrency"] > 1, name
        assert 0 < endpoint["maxInstances"] <= 10, name
        assert endpoint["region"] == ["us-central1"], name


def test_a_function_is_bound_only_to_the_secrets_that_it_uses(endpoints: dict[str, dict[str, Any]]) -> None:
    bound = {
        name: {secret["key"] for secret in endpoint["secretEnvironmentVariables"]}
        for name, endpoint in endpoints.items()
        if endpoint.get("secretEnvironmentVariables")
    }
    assert bound == SECRETS


def test_every_setting_tells_an_operator_what_it_is_for(manifest: dict[str, Any]) -> None:
    settings = {setting["name"]: setting for setting in manifest["params"]}
    assert settings.keys() == {
        "GEMINI_API_KEY",
        "WEBHOOK_SECRETS",
        "GEMINI_MODEL",
        "GEMINI_TIMEOUT_S",
        "GEMINI_PER_MINUTE",
        "COUNTER_SHARDS",
        "FORM_MIN_SECONDS",
        "RETENTION_DAYS",
        "ALLOWED_ORIGINS",
        "MAIL_SITE_URL",
        "MAIL_PER_HOUR",
        "RATE_LIMITS",
        "APP_CHECK_ENFORCED",
    }
    assert all(setting["description"] for setting in settings.values())
    assert {name for name, setting in settings.items() if setting["type"] == "secret"} == {
        "GEMINI_API_KEY",
        "WEBHOOK_SECRETS",
    }


def test_no_package_of_ours_for_development_is_needed_at_run_time() -> None:
    installed = {path.name.split("-")[0].lower() for path in (FUNCTIONS / "venv").rglob("*.dist-info")}
    assert "firebase_functions" in installed
    assert not installed & {"pytest", "mypy", "ruff", "hypothesis", "playwright", "coverage"}


def test_every_parameter_has_its_value_in_the_file_of_defaults(manifest: dict[str, Any]) -> None:
    # Without one, a deployment that nobody watches fails on it, even though it has a default.
    lines = (FUNCTIONS / ".env").read_text("utf-8").splitlines()
    given = {line.partition("=")[0] for line in lines if not line.startswith("#")}
    assert {param["name"] for param in manifest["params"] if param["type"] != "secret"} <= given


def test_an_instance_takes_as_many_requests_as_it_has_threads(endpoints: dict[str, dict[str, Any]]) -> None:
    threads = [line for line in (FUNCTIONS / ".env").read_text("utf-8").splitlines() if line.startswith("THREADS=")]
    assert threads == [f"THREADS={endpoint['concurrency']}" for endpoint in endpoints.values()][:1]
    assert len({endpoint["concurrency"] for endpoint in endpoints.values()}) == 1
