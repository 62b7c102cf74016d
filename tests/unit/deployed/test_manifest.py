"""What `firebase deploy` is told about the functions: functions.yaml, field by field."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
import yaml
from firebase_functions.private.util import Sentinel

import main
from common.actions.mailing import PATIENCE_S
from common.base import config
from common.base.parameters import Parameter, Secret
from common.http.function import Function
from common.mail import queue as mail_queue
from common.mail import smtp
from common.outbound.send import LEASE
from common.webhooks import queue as webhooks_queue
from common.webhooks.sending import TIMEOUT_S
from scripts.check.manifest import TARGET, wanted
from scripts.check.openapi.deployed import functions
from scripts.operate import settings

FUNCTIONS = Path(__file__).parents[3] / "functions"
SHARED = {
    "platform": "gcfv2",
    "region": ["{{ params.REGION }}"],
    "cpu": config.CPU,
    "availableMemoryMb": config.MEMORY_MB,
    "concurrency": config.CONCURRENCY,
    "labels": {},
}
LARGE = {"attachments": (512, 4), "mails": (1024, 4), "receive_mail": (1024, 2), "sendmail": (1024, 8)}
"""The memory in MB of those that have whole mails or files in it, and how many at once."""
HTTP_FUNCTIONS = {
    "api_keys",
    "attachments",
    "create_ticket",
    "desk",
    "list_tickets",
    "get_ticket",
    "update_ticket",
    "mails",
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
    "receive_mail",
    "recount_tickets",
    "refine_ticket",
    "send_mail",
    "sendmail",
    "wake_tickets",
}
SECRETS = {
    "desk": {"MAIL_SECRET"},
    "classify_ticket": {"GEMINI_API_KEY"},
    "refine_ticket": {"GEMINI_API_KEY"},
    "attachments": {"MAIL_SECRET"},
    "api_keys": {"WEBHOOK_SECRETS"},
    "create_ticket": {"WEBHOOK_SECRETS", "MAIL_SECRET"},
    "update_ticket": {"WEBHOOK_SECRETS", "MAIL_SECRET"},
    "tickets": {"WEBHOOK_SECRETS", "MAIL_SECRET"},
    "ticket": {"WEBHOOK_SECRETS", "MAIL_SECRET"},
    "track_ticket": {"MAIL_SECRET"},
    "sendmail": {"SMTP_URL", "MAIL_SECRET"},
    "mails": {"MAIL_INBOUND_SECRETS", "MAILGUN_SIGNING_KEY", "SENDGRID_PUBLIC_KEY"},
    "receive_mail": {"MAIL_SECRET"},
}
NIGHTLY = {"recount_tickets": "every day 03:30", "expire_personal_data": "every day 04:30"}
SCHEDULES = {**NIGHTLY, "wake_tickets": "every 5 minutes"}


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(TARGET.read_text("utf-8"))
    return content


@pytest.fixture(scope="module")
def endpoints(manifest: dict[str, Any]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = manifest["endpoints"]
    return found


def test_the_file_is_what_the_functions_declare() -> None:
    assert TARGET.read_text("utf-8") == wanted(), "run make fix"


def test_every_function_is_deployed_under_its_own_name(endpoints: dict[str, dict[str, Any]]) -> None:
    assert endpoints.keys() == main.FUNCTIONS.keys() == HTTP_FUNCTIONS | OTHERS
    assert {name: endpoint["entryPoint"] for name, endpoint in endpoints.items()} == {name: name for name in endpoints}
    assert {name for name, endpoint in endpoints.items() if "httpsTrigger" in endpoint} == HTTP_FUNCTIONS


@pytest.mark.parametrize("function", functions(), ids=lambda it: it.name)
def test_an_http_function_is_deployed_with_all_that_it_declares(
    function: Function, endpoints: dict[str, dict[str, Any]]
) -> None:
    assert main.declared(function.name) is function
    reset = ("ingressSettings", "serviceAccountEmail")
    assert endpoints[function.name] == {
        **SHARED,
        "availableMemoryMb": function.memory_mb,
        "concurrency": function.concurrency,
        "entryPoint": function.name,
        "httpsTrigger": {},
        "minInstances": "{{ params.MIN_INSTANCES }}" if function.is_public else None,
        "maxInstances": function.max_instances,
        "timeoutSeconds": function.timeout_s,
        "secretEnvironmentVariables": [{"key": it.name} for it in function.secrets],
        **dict.fromkeys(reset),
    }


@pytest.mark.parametrize("name", sorted(OTHERS))
def test_a_trigger_is_deployed_with_all_that_it_declares(name: str, endpoints: dict[str, dict[str, Any]]) -> None:
    declared = asdict(main.declared(name).__firebase_endpoint__)
    kinds = {"eventTrigger", "scheduleTrigger", "taskQueueTrigger"}
    deployed = {"maxInstances", "timeoutSeconds", "secretEnvironmentVariables", *(kinds & endpoints[name].keys())}
    memory, at_once = LARGE.get(name, (config.MEMORY_MB, config.CONCURRENCY))
    shared = {**SHARED, "availableMemoryMb": memory, "concurrency": at_once}
    assert shared.items() <= endpoints[name].items()
    assert len(deployed & kinds) == 1
    for field in deployed:
        given = {} if declared[field] is None else plain(declared[field])
        assert plain(endpoints[name][field]) == given, field


def plain(value: Any) -> Any:
    """Without what the SDK writes as null, and with its words instead of their types."""
    if isinstance(value, dict):
        return {key: plain(it) for key, it in value.items() if it is not None and not isinstance(it, Sentinel)}
    return [plain(it) for it in value] if isinstance(value, list) else getattr(value, "key", value)


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


def test_the_trigger_of_incoming_mail_hears_of_what_is_accepted_and_is_retried(
    endpoints: dict[str, dict[str, Any]],
) -> None:
    trigger = endpoints["receive_mail"]["eventTrigger"]
    assert trigger["eventType"] == "google.cloud.firestore.document.v1.created"
    assert trigger["eventFilterPathPatterns"] == {"document": "mail_inbox/{mail}"}
    assert trigger["retry"] is True


def test_what_has_whole_files_in_memory_has_room_for_those_that_it_takes_at_once(
    endpoints: dict[str, dict[str, Any]],
) -> None:
    for name, (memory, at_once) in LARGE.items():
        assert (endpoints[name]["availableMemoryMb"], endpoints[name]["concurrency"]) == (memory, at_once)


def test_the_schedules_run_one_at_a_time_and_those_of_the_night_again_when_they_fail(
    endpoints: dict[str, dict[str, Any]],
) -> None:
    schedules = {name: it["scheduleTrigger"] for name, it in endpoints.items() if "scheduleTrigger" in it}
    assert {name: it["schedule"] for name, it in schedules.items()} == SCHEDULES
    for name, schedule in schedules.items():
        assert schedule["retryConfig"] == {"retryCount": 3 if name in NIGHTLY else 0, "minBackoffSeconds": 300}
        assert endpoints[name]["maxInstances"] == 1


@pytest.mark.parametrize(("name", "at_most_s"), [("deliverwebhook", TIMEOUT_S), ("sendmail", smtp.TIMEOUT_S)])
def test_a_queue_gives_a_task_up_after_days_and_asks_for_what_instances_take(
    name: str, at_most_s: float, endpoints: dict[str, dict[str, Any]]
) -> None:
    endpoint = endpoints[name]
    queue = endpoint["taskQueueTrigger"]
    retries = queue["retryConfig"]
    assert retries["maxAttempts"] * retries["maxBackoffSeconds"] > 86_400
    assert queue["rateLimits"]["maxConcurrentDispatches"] == endpoint["concurrency"] * endpoint["maxInstances"]
    assert endpoint["timeoutSeconds"] > 2 * at_most_s


def test_an_attempt_at_an_e_mail_is_over_before_the_next_may_begin() -> None:
    assert LEASE.total_seconds() > smtp.TIMEOUT_S + smtp.WHOLE_S + 2 * PATIENCE_S


def test_a_queue_has_a_name_that_cloud_tasks_takes(endpoints: dict[str, dict[str, Any]]) -> None:
    queues = {name for name, endpoint in endpoints.items() if "taskQueueTrigger" in endpoint}
    assert queues == {webhooks_queue.Task.FUNCTION, mail_queue.Task.FUNCTION}
    assert all(it.isalnum() for it in queues)


def test_every_function_has_limits_of_its_own(endpoints: dict[str, dict[str, Any]]) -> None:
    for name, endpoint in endpoints.items():
        assert endpoint["platform"] == "gcfv2", name
        assert endpoint["availableMemoryMb"] >= 256, name
        assert 0 < endpoint["timeoutSeconds"] <= (1800 if name in SCHEDULES else 60), name
        assert endpoint["concurrency"] > 1, name
        assert 0 < endpoint["maxInstances"] <= 10, name


def test_a_function_is_bound_only_to_the_secrets_that_it_uses(endpoints: dict[str, dict[str, Any]]) -> None:
    bound = {
        name: {secret["key"] for secret in endpoint["secretEnvironmentVariables"]}
        for name, endpoint in endpoints.items()
        if endpoint.get("secretEnvironmentVariables")
    }
    assert bound == SECRETS


def test_every_setting_is_in_the_manifest_with_what_it_is_for(manifest: dict[str, Any]) -> None:
    declared = [it for it in vars(config).values() if isinstance(it, Parameter | Secret)]
    assert [(it["name"], it["description"]) for it in manifest["params"]] == [
        (it.name, it.description) for it in declared
    ]
    defaults = {it["name"]: it["default"] for it in manifest["params"] if it["type"] != "secret"}
    assert defaults == {it.name: it.default for it in declared if isinstance(it, Parameter)}
    types = {it["name"]: it["type"] for it in manifest["params"]}
    assert {name for name, kind in types.items() if kind == "secret"} == settings.SECRETS
    assert types["ALLOWED_ORIGINS"] == "list"
    assert types["APP_CHECK_ENFORCED"] == "boolean"


def test_the_apis_that_schedules_and_queues_need_are_switched_on(manifest: dict[str, Any]) -> None:
    apis = {it["api"] for it in manifest["requiredAPIs"]}
    assert apis == {"cloudtasks.googleapis.com", "cloudscheduler.googleapis.com"}
    assert manifest["specVersion"] == "v1alpha1"


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
    assert threads == [f"THREADS={config.CONCURRENCY}"]
    others = {name: it["concurrency"] for name, it in endpoints.items() if it["concurrency"] != config.CONCURRENCY}
    assert others == {name: at_once for name, (_, at_once) in LARGE.items()}
