"""What a caller sent, read with suspicion: bounded, typed, and every fault named by its field."""

import re
from codecs import BOM_UTF8
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from flask import Request
from pydantic import BaseModel, ValidationError
from werkzeug.datastructures import ETags
from werkzeug.exceptions import ClientDisconnected, RequestEntityTooLarge
from werkzeug.http import parse_etags

from common.base import logs
from common.base.errors import BadRequest, TooLarge, UnsupportedMediaType, refused
from common.base.headers import IF_MATCH
from common.base.schema import FieldError

BODY_MAX = 64 * 1024
"""In bytes: a description of 10,000 characters of four bytes each, and room to spare."""
DRAIN_MAX = 32 * 1024 * 1024
"""In bytes: what Cloud Run lets a request have (https://cloud.google.com/run/quotas)."""
ERRORS_MAX = 20
"""A body with ten thousand unknown fields gets a list that a person can read."""


class Call:
    """One request on its way through a handler."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.path = "unknown"
        """As declared, `{id}` standing for the id."""
        self.names: Mapping[str, str] = {}
        """What stands in the path for its `{...}`; each is only known to be one segment, not to be an id."""
        self.body_max = BODY_MAX
        self.caller_kind = "unknown"
        """For the log: public, agent or webhook once that is known."""

    @property
    def id(self) -> str:
        """Of `names`; empty where the path has none."""
        return self.names.get("id", "")

    def header(self, name: str) -> str | None:
        return self.request.headers.get(name)

    def expected(self) -> ETags | None:
        """The versions that `If-Match` names, or None where there is none; raises BadRequest.

        Weak tags are in it and match nothing: RFC 9110 compares `If-Match` strongly.
        """
        header = self.header(IF_MATCH.name)
        if header is None:
            return None
        tags = header.strip(" \t")
        if not re.fullmatch(IF_MATCH.pattern or "", tags):
            raise refused(IF_MATCH.name, 'must be a version in double quotes, such as "3"', "If-Match is not valid.")
        return parse_etags(tags)

    def raw_body(self) -> bytes:
        """The body's bytes; raises TooLarge above `body_max`, whether or not its length was announced."""
        # One byte more than allowed: a body of unannounced length is cut at this limit without a word.
        self.request.max_content_length = self.body_max + 1
        try:
            body = self.request.get_data()
        except RequestEntityTooLarge:
            raise self._too_large() from None
        except ClientDisconnected:
            raise BadRequest("The body ended early.") from None
        if len(body) > self.body_max:
            raise self._too_large()
        return body

    def _too_large(self) -> TooLarge:
        return TooLarge(f"The body may have at most {self.body_max} bytes.")

    def drain(self) -> None:
        """Reads what is left of the body and drops it, up to `DRAIN_MAX` bytes.

        Unread, it would cost the caller the connection; the framework would read it too, but whole into memory.
        """
        self.request.max_content_length = None
        if not self.request.environ.get("wsgi.input_terminated"):
            return
        rest = self.request.environ["wsgi.input"]
        try:
            for _ in range(DRAIN_MAX // BODY_MAX):
                if not rest.read(BODY_MAX):
                    return
        except Exception:  # noqa: BLE001  # whatever the server calls it: the caller has hung up, our work is done
            logs.warning("the caller hung up while sending")
        self.request.environ["wsgi.input"] = BytesIO()

    def body[M: BaseModel](self, model: type[M]) -> M:
        """The JSON body as `model`; raises UnsupportedMediaType, TooLarge or BadRequest."""
        self._require_json()
        try:
            return model.model_validate_json(self.raw_body().removeprefix(BOM_UTF8))
        except ValidationError as error:
            raise invalid(error, "The body") from None

    def query[M: BaseModel](self, model: type[M]) -> M:
        """The query string as `model`; an empty value counts as absent, a repeated or unknown name is an error."""
        args = self.request.args
        repeated = [name for name in args if len(args.getlist(name)) > 1]
        if repeated:
            raise BadRequest(
                "The query string names a parameter twice.",
                errors=[FieldError(field=name, message="is given more than once") for name in repeated[:ERRORS_MAX]],
            )
        try:
            given = {name: value for name, value in args.items() if value or name not in model.model_fields}
            return model.model_validate_strings(given)
        except ValidationError as error:
            raise invalid(error, "The query string") from None

    def _require_json(self) -> None:
        charset = self.request.mimetype_params.get("charset", "utf-8").lower()
        encoding = self.request.headers.get("Content-Encoding", "identity").lower()
        if self.request.mimetype != "application/json" or charset not in {"utf-8", "utf8"} or encoding != "identity":
            raise UnsupportedMediaType("Send JSON in UTF-8, uncompressed, with Content-Type: application/json.")


def invalid(error: ValidationError, what: str) -> BadRequest:
    """What is answered where `what` does not fit its model."""
    faults = error.errors(include_url=False, include_input=False)
    if faults[0]["type"] == "json_invalid":
        # What the parser says names the place and repeats nothing.
        return BadRequest(f"{what} is not valid JSON: {faults[0]['ctx']['error']}.")
    return BadRequest(f"{what} is not valid; see errors.", errors=[_fault(fault) for fault in faults[:ERRORS_MAX]])


def _fault(fault: Mapping[str, Any]) -> FieldError:
    return FieldError(field=_path(fault["loc"]), message=_message(fault))


def _path(location: Sequence[str | int]) -> str:
    return ".".join(str(part) for part in location)[:100]


_MESSAGES = {
    "missing": "is required",
    "extra_forbidden": "is not a known field",
    "string_pattern_mismatch": "is not one that this API gave out",
    "string_type": "must be a string",
    "model_type": "must be an object",
    "list_type": "must be a list",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "finite_number": "must be a whole number",
    "int_from_float": "must be a whole number",
    "int_parsing_size": "must be a smaller number",
    "datetime_from_date_parsing": "must be a time as in 2026-11-22T12:00:00Z",
}
"""By pydantic's names of faults."""


def _message(fault: Mapping[str, Any]) -> str:
    """A sentence without its subject, which the field is: 'is required', 'must be one of ...'."""
    context = fault.get("ctx", {})
    match fault["type"]:
        case "enum":
            return f"must be {context['expected']}"
        case "greater_than_equal":
            return f"must be at least {context['ge']}"
        case "less_than_equal":
            return f"must be at most {context['le']}"
        case "string_too_long":
            return f"must have at most {context['max_length']} characters"
        case "too_long":
            return f"must have at most {context['max_length']} entries"
        case "string_too_short" | "too_short":
            least = context["min_length"]
            return "must not be empty" if least == 1 else f"must have at least {least} characters"
        case "value_error":
            return str(context["error"]) if "error" in context else "is not a valid e-mail address"
        case kind:
            return _MESSAGES.get(kind, str(fault["msg"]))
