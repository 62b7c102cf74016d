"""Views in Firestore: `views/{id}`."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from google.api_core import exceptions
from google.cloud.firestore import CollectionReference, FieldFilter, Or, Query
from pydantic import ValidationError

from common.base import ids
from common.base.errors import Conflict, Forbidden, NotFound
from common.base.firestore import (
    Snapshot,
    contended,
    document,
    existing,
    firestore,
    new_batch,
    of_document,
    pages,
    patience,
    readable,
    unchanged_since,
)
from common.callers.auth import Caller
from common.callers.call import invalid
from common.callers.idempotency import Key
from common.callers.model import Role
from common.views.inputs import NewView, ViewPatch, plain, query_of
from common.views.model import View

OWN_MAX = 50
SHARED_MAX = 50
"""Of all agents together: each desk counts the tickets of every view that it shows."""
PAGE = 500
PATIENCE_S = 60.0


def collection() -> CollectionReference:
    return firestore().collection("views")


def seen_by(uid: str) -> list[View]:
    """An agent's own views and those that others share, by name. One query."""
    visible = Or([FieldFilter("owner", "==", uid), FieldFilter("shared", "==", True)])
    found = readable(_parsed, collection().where(filter=visible).get(**patience()), "view")
    return sorted(found, key=lambda it: (it.name.casefold(), it.id))


def create(new: NewView, caller: Caller, key: Key | None) -> View:
    """The view, or the one that was made with `key` before.

    Raises Conflict where there are too many, or where that one was deleted, and KeyReused.
    """
    try:
        _require_room(caller.name, shared=new.shared)
    except Conflict:
        if (made := _made_with(key)) is not None:
            return made
        raise
    now = datetime.now(UTC)
    stored = {**_content(new), "owner": caller.name, "created_at": now, "updated_at": now}
    view = View.model_validate({**stored, "id": ids.new_id(now)})
    batch = new_batch()
    batch.create(document("views", view.id), stored)
    if key is not None:
        batch.create(key.document, key.record(now, view=view.id))
    try:
        batch.commit(**patience())
    except exceptions.AlreadyExists:
        # Without a key only our own commit, repeated after its answer was lost, can have made this random id.
        return _made_with(key) or view
    return view


def change(view_id: str, patch: ViewPatch, caller: Caller) -> View:
    """The view with what the patch names. Raises NotFound, Forbidden, and Conflict where too many are shared."""

    def attempt() -> View:
        snapshot, view = _owned(view_id, caller)
        if patch.shared and not view.shared:
            _require_few_shared()
        values = {**_patched(view, patch), "updated_at": datetime.now(UTC)}
        snapshot.reference.update(values, option=unchanged_since(snapshot.update_time), **patience())
        return View.model_validate({**view.model_dump(), **values})

    return contended(attempt)


def remove(view_id: str, caller: Caller) -> View:
    """The view as it was. Raises NotFound and Forbidden."""
    snapshot, view = _owned(view_id, caller)
    snapshot.reference.delete(**patience())
    return view


def forget(address: str) -> int:
    """Deletes every view that names an e-mail address, in whatever case; returns how many."""
    named = [it for page in pages(collection().order_by("__name__"), PAGE, PATIENCE_S) for it in page]
    naming = [it for it in named if address.casefold() in _texts(it.to_dict() or {})]
    for snapshot in naming:
        snapshot.reference.delete(**patience(PATIENCE_S))
    return len(naming)


def _texts(stored: Mapping[str, Any]) -> str:
    return f"{stored.get('name')} {stored.get('filters')}".casefold()


def _require_room(uid: str, *, shared: bool) -> None:
    _require_few(collection().where(filter=FieldFilter("owner", "==", uid)), OWN_MAX, "views of yours")
    if shared:
        _require_few_shared()


def _require_few_shared() -> None:
    _require_few(collection().where(filter=FieldFilter("shared", "==", True)), SHARED_MAX, "shared views")


def _require_few(views: Query, most: int, what: str) -> None:
    counted: Any = views.limit(most).count().get(**patience())
    if counted[0][0].value >= most:
        raise Conflict(f"There are {most} {what} already; delete one first.")


def _made_with(key: Key | None) -> View | None:
    """The view that the key made, None where it made none yet. Raises KeyReused, and Conflict where it is deleted."""
    record = key.stored("view") if key is not None else None
    if record is None:
        return None
    try:
        return _parsed(existing(document("views", record["view"])))
    except NotFound:
        raise Conflict("The view that this idempotency key made no longer exists.") from None


def _owned(view_id: str, caller: Caller) -> tuple[Snapshot, View]:
    """A view that the caller may change. Raises NotFound, also for what others keep to themselves, and Forbidden."""
    if not ids.is_id(view_id):
        raise NotFound
    snapshot = existing(document("views", view_id))
    found = readable(_parsed, [snapshot], "view")
    if not found:
        raise NotFound
    (view,) = found
    if view.owner != caller.name and not view.shared:
        raise NotFound
    if view.owner != caller.name and caller.role is not Role.ADMIN:
        raise Forbidden("Only its owner or an admin changes a view that is shared.")
    return snapshot, view


def _content(new: NewView) -> dict[str, Any]:
    return {**new.model_dump(mode="json", exclude={"filters"}), "filters": plain(new.filters)}


def _patched(view: View, patch: ViewPatch) -> dict[str, Any]:
    """What is stored of the view with the patch; raises BadRequest where the two do not go together."""
    before = view.model_dump(mode="json", include=set(NewView.model_fields))
    given = patch.model_dump(mode="json", exclude_unset=True, exclude={"filters"})
    filters = {"filters": plain(patch.filters)} if patch.filters is not None else {}
    try:
        return _content(NewView.model_validate({**before, **given, **filters}))
    except ValidationError as error:
        raise invalid(error, "The view") from None


def _parsed(snapshot: Snapshot) -> View:
    """Raises ValidationError also for filters that the list does not take."""
    view = of_document(View, snapshot)
    query_of(view.filters, view.sort)
    return view
