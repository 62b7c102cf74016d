"""POST /api/tickets/classify: a category and a priority for a text that a person is typing."""

import os

from common.base.config import GEMINI_API_KEY
from common.callers.windows import Limited
from common.classifier.inputs import ClassifyRequest
from common.classifier.model import Classification
from common.http.access import Access
from common.http.function import Function
from common.http.operation import Answer, operation


@operation("classify_ticket", "Suggest a category and a priority for a text", access=Access(public=Limited.CLASSIFY))
def classify(body: ClassifyRequest) -> Answer[Classification]:
    """From Gemini where it is configured and serves, else from the local classifier; it answers in any case."""
    from common.classifier import suggest  # the classifier's code, which the other functions start without

    return Answer(suggest.classify(body.description))


if os.environ.get("FUNCTION_TARGET") == "classify_ticket":
    # Before this instance listens: outside of requests Cloud Run takes the processor away, and a person would wait.
    from common.classifier import local, suggest  # noqa: F401
    from common.encoder import encoder

    encoder.load()
    local.loaded()

classify_ticket = Function(
    "classify_ticket",
    {"/api/tickets/classify": {"POST": classify}},
    waits_s=None,
    max_instances=2,
    is_public=True,
    timeout_s=20,
    secrets=(GEMINI_API_KEY,),
)
