"""POST /api/tickets/classify: a category and a priority for a text that somebody is typing."""

from firebase_functions import https_fn

from common import http
from common.access import Access
from common.config import GEMINI_API_KEY
from common.inputs import ClassifyRequest
from common.models import Classification
from common.operations import Answer, operation
from common.windows import Limited


@operation("Suggest a category and a priority for a text", access=Access(public=Limited.CLASSIFY))
def classify(body: ClassifyRequest) -> Answer[Classification]:
    """From Gemini where it is configured and serves, else from the local classifier; it answers in any case."""
    from common import suggestions  # the classifier's code, which the other functions start without

    return Answer(suggestions.classify(body.description))


classify_ticket = https_fn.on_request(
    memory=512, timeout_sec=20, concurrency=16, max_instances=2, secrets=[GEMINI_API_KEY]
)(http.function("classify_ticket", "/api/tickets/classify", waits_s=None, POST=classify))
