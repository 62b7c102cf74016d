"""What every function does that an event, a schedule or a queue starts: logs, drops the malformed, raises the rest."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from pydantic import ValidationError

from common.base import logs
from common.base.errors import Damaged

type Handler = Callable[[Any], Mapping[str, logs.Value] | None]
"""Returns what the line in the log says of its work; None where there was nothing to do."""


def trigger(deployed: Callable[[Callable[[Any], None]], Any]) -> Callable[[Handler], Any]:
    """Makes a function of a handler; `deployed` is the SDK's decorator, with what starts it and its options.

    What fails raises, and the event or task comes again. What is malformed will not be better the next time.
    """

    def decorate(handler: Handler) -> Any:
        name = handler.__name__

        @wraps(handler)
        def handled(event: Any) -> None:
            logs.begin(function=name, **_names(event))
            try:
                done = handler(event)
            except (ValidationError, Damaged) as failure:
                logs.error("malformed; will not be tried again", failure, function=name)
                return
            except Exception as failure:
                logs.error("failed; will be tried again", failure, function=name)
                raise
            if done is not None:
                logs.info(name, **done)

        return _redelivered(deployed(handled))

    return decorate


def before_and_after(event: Any) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    """What the document had before and after the write that the event is about; None where there was, or is, none."""
    before, after = (it.to_dict() if it is not None else None for it in (event.data.before, event.data.after))
    return before, after


def _names(event: Any) -> dict[str, logs.Value]:
    """Of an event of Firestore: its id, and what its document's path has for the names in the declared path."""
    return {"event": event.id, **event.params} if hasattr(event, "params") else {}


def _redelivered(function: Any) -> Any:
    """The SDK (0.6.0) writes `retry: false` for Firestore triggers, which loses an event on the first failure."""
    if (event := function.__firebase_endpoint__.eventTrigger) is not None:
        event["retry"] = True
    return function
