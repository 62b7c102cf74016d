"""Every HTTP function behind one address, as the cloud's has them: the first segment of the path names the function.

Served by the functions framework in one process, which starts faster than twelve.
"""

from http import HTTPStatus
from typing import Any

from flask import Request, Response

import main


def every_function(request: Request) -> Any:
    name, _, rest = request.environ["PATH_INFO"].removeprefix("/").partition("/")
    if name == "__":
        return Response(status=HTTPStatus.NO_CONTENT)
    request.environ["PATH_INFO"] = f"/{rest}"
    return getattr(main, name)(Request(request.environ))
