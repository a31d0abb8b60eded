"""How an output says that it will not make a file of this release."""

from __future__ import annotations


class Refusal(Exception):
    """Something in a release that its file must not be made with; the last good file stays.

    `code` is PKnnn, `words` are characters of the release that it is about: their first place in the file is shown.
    """

    def __init__(self, code: str, message: str, *, hint: str = "", words: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
        self.words = words
