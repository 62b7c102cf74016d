"""Every HTTP function behind one address, as the cloud's has them: the first segment of the path names the function.

Served by the functions framework in one process, which starts faster than twelve.
"""

from http import HTTPStatus
from typing import Any

from flask import Request, Response

import main

FUNCTIONS = {name: main.declared(name) for name, module in main.FUNCTIONS.items() if module.startswith("endpoints.")}
"""Declared when the framework loads this file, as the cloud does: an application takes no handler after a request."""


def every_function(request: Request) -> Any:
    name, _, rest = request.environ["PATH_INFO"].removeprefix("/").partition("/")
    if name == "__":
        return Response(status=HTTPStatus.NO_CONTENT)
    request.environ["PATH_INFO"] = f"/{rest}"
    return FUNCTIONS[name](Request(request.environ))
