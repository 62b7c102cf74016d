"""What led to an exception."""


def causes(error: BaseException) -> list[BaseException]:
    """The error, what it was raised for, and so on."""
    found: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and cause not in found:
        found.append(cause)
        cause = cause.__cause__ or cause.__context__
    return found
