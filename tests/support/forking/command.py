"""Stands for one `functions-framework`: has the server fork into it, hands signals on, and ends as it ends.

`python -IS command.py FOLDER ARGUMENTS...`, where FOLDER is that of the server.
"""

import json
import os
import signal
import socket
import sys

ADDRESS = "functions-framework"


def main() -> None:
    folder, *arguments = sys.argv[1:]
    wanted = {"arguments": arguments, "folder": os.getcwd(), "environ": dict(os.environ)}  # noqa: PTH109 - pathlib is slow to import
    os.chdir(folder)
    with socket.socket(socket.AF_UNIX) as server, server.makefile() as answers:
        server.connect(ADDRESS)
        socket.send_fds(server, [json.dumps(wanted).encode() + b"\n"], [0, 1, 2])
        function = int(answers.readline())
        for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGTERM):
            signal.signal(number, lambda number, _: os.kill(function, number))
        sys.exit(int(answers.readline() or 1))


if __name__ == "__main__":
    main()
