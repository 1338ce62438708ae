"""File names on the screen: a name need not be text."""


def readable(name: str) -> str:
    """Return a file's name as it can be shown, whatever bytes it is made of."""
    return name.encode(errors="replace").decode()
