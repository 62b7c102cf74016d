"""POST /api/tickets/classify: a category and a priority for a text that somebody is typing."""

from firebase_functions import https_fn

from common import admission, http
from common.config import GEMINI_API_KEY
from common.http import Answer
from common.inputs import ClassifyRequest
from common.requests import Call
from common.windows import Limited


def classify(call: Call) -> Answer:
    from common import suggestions  # the classifier's code, which the other functions start without

    admission.admit(call, public=Limited.CLASSIFY)
    return Answer(suggestions.classify(call.body(ClassifyRequest).description))


classify_ticket = https_fn.on_request(
    memory=512, timeout_sec=20, concurrency=16, max_instances=10, secrets=[GEMINI_API_KEY]
)(http.function("classify_ticket", "/api/tickets/classify", POST=classify))
