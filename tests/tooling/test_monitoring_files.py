"""The files in monitoring/ name what there is: lines that the code writes, metrics, functions and prices."""

import ast
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from scripts.base.paths import FUNCTIONS
from scripts.check.manifest import TARGET
from scripts.measure.evaluate_gemini import DOLLARS_PER_MILLION
from scripts.operate.monitoring import FOLDER, LABEL
from tests.support.log_filters import as_entry, matches

METRICS = [json.loads(file.read_text("utf-8")) for file in sorted((FOLDER / "metrics").glob("*.json"))]
ALERTS = {file.stem: json.loads(file.read_text("utf-8")) for file in sorted((FOLDER / "alerts").glob("*.json"))}
USES = "\n".join(file.read_text("utf-8") for file in [FOLDER / "dashboard.json", *(FOLDER / "alerts").glob("*.json")])
SEVERITIES = {"info": "INFO", "warning": "WARNING", "error": "ERROR"}


ENDPOINTS = yaml.safe_load(TARGET.read_text("utf-8"))["endpoints"]
BACKGROUND = [name for name, it in ENDPOINTS.items() if "httpsTrigger" not in it]


def lines() -> Iterator[dict[str, Any]]:
    """Every line with a fixed message that the functions' code writes, with its own fields."""
    for folder in ("common", "endpoints", "triggers"):
        for file in (FUNCTIONS / folder).rglob("*.py"):
            for call in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(call, ast.Call) and (line := written_by(call)):
                    # What the triggers share is written with the name of each.
                    yield from [{**line, "function": it} for it in BACKGROUND] if file.stem == "trigger" else [line]


def written_by(call: ast.Call) -> dict[str, Any] | None:
    match call:
        case ast.Call(ast.Attribute(ast.Name("logs"), level), [ast.Constant(str(message)), *failure]):
            fields = [str(keyword.arg) for keyword in call.keywords] + ["stack_trace"] * len(failure)
            return {"severity": SEVERITIES.get(level), "message": message, **dict.fromkeys(fields, "?")}
    return None


LINES = list(lines())


def counted_by(metric: dict[str, Any]) -> list[dict[str, Any]]:
    return [line for line in LINES if matches(metric["filter"], as_entry(line))]


@pytest.mark.parametrize("metric", METRICS, ids=lambda it: it["name"])
def test_a_metric_counts_lines_that_the_functions_write(metric: dict[str, Any]) -> None:
    named = re.search(r"jsonPayload\.message=(\(.*?\)|\".*?\")", metric["filter"])
    assert named is not None
    assert {line["message"] for line in counted_by(metric)} == set(re.findall(r'"([^"]*)"', named[1]))


@pytest.mark.parametrize("metric", METRICS, ids=lambda it: it["name"])
def test_what_a_metric_takes_from_a_line_is_in_it(metric: dict[str, Any]) -> None:
    extractors = [*metric.get("labelExtractors", {}).values(), *filter(None, [metric.get("valueExtractor")])]
    for extractor in extractors:
        read = re.fullmatch(r"EXTRACT\(jsonPayload\.(\w+)\)", extractor)
        assert read is not None
        assert all(read[1] in line for line in counted_by(metric))
    labels = {label["key"] for label in metric["metricDescriptor"].get("labels", [])}
    assert labels == metric.get("labelExtractors", {}).keys()


def test_every_metric_is_looked_at_and_every_metric_that_is_looked_at_exists() -> None:
    used = set(re.findall(r"logging\.googleapis\.com/user/(\w+)", USES))
    used |= set(re.findall(r"logging_googleapis_com:user_(\w+)_sum", USES))
    assert used == {metric["name"] for metric in METRICS}


@pytest.mark.parametrize("name", ALERTS)
def test_an_alert_is_found_again_by_its_file_and_says_what_to_do(name: str) -> None:
    alert = ALERTS[name]
    assert alert["userLabels"] == {LABEL: name}
    assert alert["displayName"].startswith("Support desk: ")
    assert len(alert["documentation"]["content"]) > 100


def test_the_alerts_are_for_what_operators_are_to_know() -> None:
    assert ALERTS.keys() == {
        "error-rate",
        "latency",
        "counter-drift",
        "counting-failures",
        "gemini-fallback",
        "gemini-spend",
        "mail-failures",
    }


@pytest.mark.parametrize(("name", "times", "also"), [("error-rate", 2, set()), ("latency", 1, {"classify-ticket"})])
def test_an_alert_on_requests_leaves_out_what_no_person_waits_for(name: str, times: int, also: set[str]) -> None:
    # A function's service on Cloud Run has dashes where its name has underscores.
    background = {it.replace("_", "-") for it in BACKGROUND}
    left_out = re.findall(r'full_match\(\\"([a-z|-]+)\\"\)', json.dumps(ALERTS[name]))
    assert [set(names.split("|")) for names in left_out] == [background | also] * times


def test_spending_on_gemini_is_reckoned_with_the_prices_that_we_know() -> None:
    query = ALERTS["gemini-spend"]["conditions"][0]["conditionPrometheusQueryLanguage"]["query"]
    prices = re.findall(r"([0-9.]+)e-6 \* sum\(increase\(\w+:user_support_desk_gemini_(\w+)_tokens_sum", query)
    assert [(float(price), kind) for price, kind in prices] == [
        (DOLLARS_PER_MILLION[0], "input"),
        (DOLLARS_PER_MILLION[1], "output"),
    ]


def test_no_two_tiles_of_the_dashboard_lie_on_each_other() -> None:
    tiles = json.loads((FOLDER / "dashboard.json").read_text("utf-8"))["mosaicLayout"]["tiles"]
    places = {(tile["xPos"], tile["yPos"]) for tile in tiles}
    assert len(places) == len(tiles) == 10
    assert all(tile["xPos"] + tile["width"] <= 48 for tile in tiles)
