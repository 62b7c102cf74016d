"""What is deployed: every operation with its path, found at the functions themselves."""

from dataclasses import dataclass

import main
from common.http.operation import Operation


@dataclass(frozen=True)
class Endpoint:
    """One operation where it is served. `name` is its identifier, unique among all."""

    path: str
    method: str
    name: str
    operation: Operation


def endpoints() -> list[Endpoint]:
    """Every operation once, by path and method.

    Behind Hosting some share a function that routes by method; they are named after the function of their own.
    Raises TypeError for a handler that is no operation, and ValueError where one address has two.
    """
    functions = [getattr(main, name) for name in main.__all__]
    served = sorted((it for it in functions if hasattr(it, "operations")), key=lambda it: len(it.operations))
    found: dict[tuple[str, str], Endpoint] = {}
    for function in served:
        for method, operation in function.operations.items():
            endpoint = Endpoint(
                function.at, method, _name(function.__name__, operation, len(function.operations)), operation
            )
            known = found.setdefault((function.at, method), endpoint)
            if known.operation is not operation:
                raise ValueError(f"{method} {function.at} has two operations")
    return [found[key] for key in sorted(found)]


def _name(function: str, operation: Operation, operations: int) -> str:
    if not isinstance(operation, Operation):
        raise TypeError(f"{function} has a handler without @operation")
    return function if operations == 1 else f"{operation.handler.__name__}_{function}"
