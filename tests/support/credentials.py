"""Stand-ins for the credentials that a deployed function finds in its surroundings."""

import json
from pathlib import Path


def unused(folder: Path) -> dict[str, str]:
    """The variable that names credentials with which nothing can be asked; the file is in the folder."""
    path = folder / "credentials.json"
    content = {"type": "authorized_user", "client_id": "x", "client_secret": "x", "refresh_token": "x"}
    path.write_text(json.dumps(content), "utf-8")
    return {"GOOGLE_APPLICATION_CREDENTIALS": str(path)}
