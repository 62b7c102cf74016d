"""What agents send of views, and the limits on it."""

from typing import Annotated, Any

from pydantic import AfterValidator, Field, ValidationError, ValidationInfo

from common.base.schema import NeverNull, Patch, Request
from common.base.text import Line
from common.tickets import search
from common.tickets.inputs import TicketFilters, TicketQuery
from common.tickets.queues import Sort

NAME_MAX = 60


def plain(filters: TicketFilters) -> dict[str, Any]:
    """The filters that filter, as they are stored."""
    return filters.model_dump(mode="json", exclude_defaults=True)


def query_of(filters: dict[str, Any], sort: Sort) -> TicketQuery:
    """What the list is asked for. Raises ValidationError for what it does not take."""
    return TicketQuery.model_validate({**filters, "sort": sort})


def _listable(filters: TicketFilters) -> TicketFilters:
    """As a query string would have it: of what is there nothing is null, and the words are few enough."""
    for name in sorted(filters.model_fields_set):
        if getattr(filters, name) is None:
            raise ValueError(f"{name} cannot be null")
    search.query_terms(filters.search)
    return filters


def _goes_along(sort: Sort, info: ValidationInfo) -> Sort:
    """As it is for the list."""
    filters = info.data.get("filters")
    try:
        query_of(plain(filters) if filters else {}, sort)
    except ValidationError as error:
        raise ValueError(str(error.errors()[0]["ctx"]["error"])) from None
    return sort


ViewName = Annotated[str, Line(most=NAME_MAX)]
Filters = Annotated[TicketFilters, AfterValidator(_listable)]
Flag = Annotated[bool, Field(strict=True)]


class NewView(Request):
    """What an agent sends to keep a list under a name."""

    name: ViewName
    filters: Filters
    sort: Annotated[Sort, AfterValidator(_goes_along)] = Sort.NEWEST
    """As for the list: `search`, `tag` and the quarantine go with `newest` only."""
    shared: Flag = False
    """Whether every agent sees it."""


class ViewPatch(Patch):
    """What its owner, or an admin, changes of a view; `filters` replaces all of them."""

    name: Annotated[ViewName | None, NeverNull()] = None
    filters: Annotated[Filters | None, NeverNull()] = None
    sort: Annotated[Sort | None, NeverNull()] = None
    shared: Annotated[Flag | None, NeverNull()] = None
