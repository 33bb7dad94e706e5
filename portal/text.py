"""What arrives as text, made fit to be shown."""


def printable(entered: str) -> str:
    """Return what was typed without control characters, which no page may hold and no database takes."""
    return "".join(letter for letter in entered if letter.isprintable())


def readable(entered: str) -> str:
    """Return longer text the same way, with its line breaks and tabs; a browser's CRLF counts as one."""
    lines = entered.replace("\r\n", "\n")
    return "".join(letter for letter in lines if letter in "\n\t" or letter.isprintable())
