"""What is deployed: every operation with its path, found at the functions themselves."""

from collections.abc import Iterable
from dataclasses import dataclass

import main
from common.http.function import Function
from common.http.operation import Operation


@dataclass(frozen=True)
class Endpoint:
    """One operation where it is served."""

    path: str
    method: str
    operation: Operation

    @property
    def name(self) -> str:
        return self.operation.name


def functions() -> list[Function]:
    """Every function that is deployed and takes requests."""
    return [it for it in map(main.declared, main.FUNCTIONS) if isinstance(it, Function)]


def endpoints(served: Iterable[Function] | None = None) -> list[Endpoint]:
    """Every operation of the functions (None: of all that are deployed) once, by path and method.

    Raises TypeError for a handler that is no operation, and ValueError where one address has two.
    """
    found: dict[tuple[str, str], Endpoint] = {}
    for function in functions() if served is None else served:
        for path in function.paths:
            for method, operation in function.operations(path).items():
                if not isinstance(operation, Operation):
                    raise TypeError(f"{function.name} has a handler without @operation")
                known = found.setdefault((path, method), Endpoint(path, method, operation))
                if known.operation is not operation:
                    raise ValueError(f"{method} {path} has two operations")
    return [found[key] for key in sorted(found)]
