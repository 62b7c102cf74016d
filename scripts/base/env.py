"""Files of settings such as the functions' `.env`."""

from pathlib import Path

from dotenv import dotenv_values


def read(file: Path) -> dict[str, str]:
    """The settings of the file, none where there is no such file; a `$` is itself, as for firebase-tools."""
    return {name: value or "" for name, value in dotenv_values(file, interpolate=False).items()}


def parameters(folder: Path, *names: str) -> dict[str, str]:
    """The functions' parameters in their folder: those of every deployment, then of each `.env.<name>`."""
    files = (".env", *(f".env.{name}" for name in names))
    return {name: value for file in files for name, value in read(folder / file).items()}
