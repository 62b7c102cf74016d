"""Text that is wrapped for transport (RFC 3676, `format=flowed`), with its paragraphs put together again; pure."""


def unwrapped(text: str, *, delete_space: bool) -> str:
    """A line that ends with a space goes on in the next one of the same depth of quotation; `-- ` does not."""
    lines: list[list[str]] = []
    flowing: int | None = None
    for raw in text.split("\n"):
        depth = len(raw) - len(raw.lstrip(">"))
        content = raw[depth:].removeprefix(" ")
        flows = content.endswith(" ") and content != "-- "
        written = content[:-1] if flows and delete_space else content
        if flowing == depth and content != "-- ":
            lines[-1].append(written)
        else:
            lines.append([f"{'>' * depth} {written}" if depth else written])
        flowing = depth if flows else None
    return "\n".join(map("".join, lines))
