"""The generated files of an emulator instance: its firebase.json, the pages' config.json, the functions' secrets."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scripts.base import env
from scripts.base.paths import PROJECT, ROOT
from scripts.emulators.ports import HOST, OWN, Ports

OFF = "off"
"""What a secret says that is not wanted; an empty one would make the emulator ask Secret Manager."""
SECRETS = {
    "GEMINI_API_KEY": OFF,
    "WEBHOOK_SECRETS": OFF,
    "SMTP_URL": OFF,
    "MAIL_SECRET": "made-up-secret-of-the-emulators-only",
    "MAIL_INBOUND_SECRETS": "whsec_b2YtdGhlLWVtdWxhdG9ycy1ub2JvZHktZWxzZQ==",
    "MAILGUN_SIGNING_KEY": OFF,
    "SENDGRID_PUBLIC_KEY": OFF,
}
"""And what they say where the environment has none."""
MAIL_FROM = "Support <support@desk.example>"
SUPPORT_CONTACT = "support@demo.example"
"""How else to reach support, as the pages say in the emulators."""
HEADER = "# Written by `make dev` on every start. Take this line out to keep your own values."


def firebase_config(base: Mapping[str, Any], ports: Ports, functions: str, public: str, region: str) -> dict[str, Any]:
    """The deployed firebase.json turned into one for an emulator instance.

    functions and public are folders relative to the repository. The pages may connect to the emulators, and no header
    makes a browser insist on https for this machine. A deployment finds the functions' region by itself.
    """
    config: dict[str, Any] = json.loads(json.dumps(base))
    config["functions"][0]["source"] = functions
    config["hosting"]["public"] = public
    config["hosting"]["rewrites"] = [{**it, "region": region} for it in base["hosting"]["rewrites"]]
    origins = f"http://{HOST}:{ports.auth} http://{HOST}:{ports.firestore}"
    for rule in config["hosting"]["headers"]:
        rule["headers"] = [_local_header(it, origins) for it in rule["headers"] if it["key"] != TRANSPORT_SECURITY]
    config["emulators"] = _emulators(base["emulators"], ports)
    return config


CONTENT_SECURITY = "Content-Security-Policy"
TRANSPORT_SECURITY = "Strict-Transport-Security"


def _local_header(header: Mapping[str, str], origins: str) -> dict[str, str]:
    if header["key"] != CONTENT_SECURITY:
        return dict(header)
    return {**header, "value": header["value"].replace("connect-src 'self'", f"connect-src 'self' {origins}")}


def _emulators(base: Mapping[str, Any], ports: Ports) -> dict[str, Any]:
    emulators = {name: dict(spec) if isinstance(spec, dict) else spec for name, spec in base.items()}
    for name, port in ports.items():
        if name in OWN:
            continue
        if name == "firestore_websocket":
            emulators["firestore"]["websocketPort"] = port
        else:
            emulators[name].update(host=HOST, port=port)
    return emulators


def desk_config(ports: Ports) -> dict[str, Any]:
    """The config.json with which the pages find the emulators; in production they ask Hosting instead."""
    return {
        "emulators": {"auth": f"http://{HOST}:{ports.auth}", "firestore": f"{HOST}:{ports.firestore}"},
        "firebase": {"apiKey": "demo", "projectId": PROJECT, "authDomain": f"{PROJECT}.firebaseapp.com"},
        "googleClientId": None,
    }


def write_json(path: Path, content: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(content, indent=2) + "\n", "utf-8")


def base_config() -> dict[str, Any]:
    content: dict[str, Any] = json.loads((ROOT / "firebase.json").read_text("utf-8"))
    return content


def secrets(environ: Mapping[str, str], ports: Ports) -> dict[str, str]:
    """The functions' secrets: from the environment, else `SECRETS`, with which mail is caught."""
    otherwise = {**SECRETS, "SMTP_URL": f"smtp://{HOST}:{ports.smtp}"}
    return {name: environ.get(name, "").strip() or otherwise[name] for name in SECRETS}


def write_secrets(folder: Path, environ: Mapping[str, str], ports: Ports) -> None:
    """Writes the functions' secrets, readable by this user alone.

    A file that a person wrote (without our first line) stays as it is.
    """
    path = folder / ".secret.local"
    if path.exists() and not path.read_text("utf-8").startswith(HEADER):
        return
    path.unlink(missing_ok=True)
    # Quoted as JSON, which the reader of firebase-tools gives back unchanged.
    values = secrets(environ, ports).items()
    lines = [HEADER, *(f"{name}={json.dumps(value, ensure_ascii=False)}" for name, value in values)]
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def write_parameters(folder: Path, ports: Ports) -> None:
    """Writes what is different in an emulator instance: e-mails, which are caught there, are on.

    A file that a person wrote (without our first line) stays as it is.
    """
    path = folder / ".env.local"
    if path.exists() and not path.read_text("utf-8").startswith(HEADER):
        return
    values = f"MAIL_SITE_URL=http://{HOST}:{ports.hosting}\nMAIL_FROM={MAIL_FROM}\n"
    path.write_text(f"{HEADER}\n{values}", "utf-8")


def read_secret(folder: Path, name: str) -> str:
    """What the functions of that folder will see as the secret; OFF when the file lacks it."""
    return env.read(folder / ".secret.local").get(name) or OFF
