"""Prints the most that an attack can cost, by the functions' options and the prices of `bill`, for docs/cost.md:

GCLOUD_PROJECT=demo-tickets .venv/bin/python -m scripts.measure.bench.bound
"""

from dataclasses import dataclass

import yaml

from common.attachments.model import FILE_MAX
from common.base.config import DOWNLOAD_MIB_PER_MINUTE, GEMINI_MODEL, GEMINI_PER_MINUTE
from common.classifier import prompt
from common.gemini import families
from common.tickets.inputs import DESCRIPTION_MAX, TITLE_MAX
from scripts.check.manifest import TARGET
from scripts.measure.bench import bill
from scripts.measure.evaluate_gemini import DOLLARS_PER_MILLION

DAY = 86_400
CREATES_S = 184
"""Tickets that one instance opens in a second: measured, eight at a time (docs/performance.md)."""
STORED_BYTES = 2_087 + 215 * bill.ENTRY_BYTES
"""Of a ticket as people write them, with its index entries (docs/cost.md)."""
UPLOADS_S = 10
"""Files of the largest size that one instance takes in a second, four at a time: rather more than was measured."""
OPENING = ("create_ticket", "tickets")
OF_FILES = "attachments"
ASKING = ("classify_ticket", "refine_ticket")
LETTERS_OF_TOKEN = 4


@dataclass(frozen=True)
class Limits:
    instances: int
    memory_gib: float
    cpu: float


def limits() -> dict[str, Limits]:
    """Of every deployed function."""
    endpoints = yaml.safe_load(TARGET.read_text("utf-8"))["endpoints"]
    return {
        name: Limits(it["maxInstances"], it["availableMemoryMb"] / 1024, it["cpu"]) for name, it in endpoints.items()
    }


def instances_a_day(functions: dict[str, Limits]) -> float:
    """Dollars for every instance, busy all day."""
    return sum(it.instances * DAY * (it.cpu * bill.VCPU_S + it.memory_gib * bill.GIB_S) for it in functions.values())


def tickets_a_day(functions: dict[str, Limits]) -> float:
    """Opened without credentials, on every instance that opens tickets, all day."""
    return sum(functions[name].instances for name in OPENING) * CREATES_S * DAY


def of_ticket() -> float:
    """Dollars for opening one with an idempotency key, counting it, and keeping it for a month."""
    firestore = 1 * bill.READ + 4 * bill.WRITE + 2 * bill.DELETE
    return firestore + 3 * bill.REQUEST + STORED_BYTES / 2**30 * bill.STORED_GIB


def uploads_a_day(functions: dict[str, Limits]) -> float:
    return functions[OF_FILES].instances * UPLOADS_S * DAY


def of_upload() -> float:
    """Dollars for the largest file, attached to a ticket and kept for a month."""
    firestore = bill.READ + 3 * bill.WRITE + bill.DELETE
    return firestore + 2 * bill.OBJECT + bill.REQUEST + FILE_MAX / 2**30 * bill.BUCKET_GIB


def gib_a_day(functions: dict[str, Limits]) -> float:
    """Of files that strangers download from tickets of their own."""
    return functions[OF_FILES].instances * DOWNLOAD_MIB_PER_MINUTE.value / 1024 * DAY / 60


def questions_a_day(functions: dict[str, Limits]) -> float:
    return sum(functions[name].instances for name in ASKING) * GEMINI_PER_MINUTE.value * DAY / 60


def of_question() -> float:
    """Dollars for the longest text that is accepted and the longest answer that is allowed."""
    asked = (len(prompt.SYSTEM) + TITLE_MAX + DESCRIPTION_MAX) / LETTERS_OF_TOKEN
    answered = int(str(families.generation_settings(GEMINI_MODEL.value, prompt.ANSWER_TOKENS)["max_output_tokens"]))
    price_in, price_out = DOLLARS_PER_MILLION
    return (asked * price_in + answered * price_out) / 1e6


def rows(functions: dict[str, Limits]) -> list[list[str]]:
    instances = sum(it.instances for it in functions.values())
    tickets, questions = tickets_a_day(functions), questions_a_day(functions)
    gib, uploads = gib_a_day(functions), uploads_a_day(functions)
    dollars = {
        f"{instances} instances, all busy": instances_a_day(functions),
        f"{tickets / 1e6:,.0f} million tickets opened, counted and kept for a month": tickets * of_ticket(),
        f"{uploads / 1e6:,.1f} million files of 10 MiB attached and kept for a month": uploads * of_upload(),
        f"{gib:,.0f} GiB of attachments downloaded": gib * bill.EGRESS_GIB,
        f"{questions:,.0f} questions to Gemini, of the longest text and answer": questions * of_question(),
    }
    dollars["together"] = sum(dollars.values())
    return [[what, f"{each:,.0f}", f"{30 * each:,.0f}"] for what, each in dollars.items()]


if __name__ == "__main__":
    for row in rows(limits()):
        print(f"| {' | '.join(row)} |")
