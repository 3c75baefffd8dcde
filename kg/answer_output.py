"""An answer on its way out of the query's process."""

from __future__ import annotations

import os
import time

from kg.answer_formats import Written
from kg.query_messages import AnswerHead, AnswerSummary, answer_message

_PIECE_BYTES = 1 << 16
# The store's writers pass on some 8 KiB at a time; less is their end, and goes with the end of the answer.
_FIRST_PIECE_BYTES = 1 << 12
_HELD_BACK_SECONDS = 0.05


class AnswerOutput:
    """Sends an answer in messages: what comes first at once, then larger pieces, if more comes soon.

    Attributes:
        seconds: When the steps of the answer were done, by their names, from its beginning.
    """

    def __init__(self, answers: int) -> None:
        """Begin an answer that goes to the file descriptor `answers`."""
        self._answers = answers
        self._start = self._sent = time.monotonic()
        self._head: AnswerHead | None = None
        self._held: list[bytes] = []
        self._held_bytes = 0
        self.seconds: dict[str, float] = {}

    def passed(self, step: str) -> None:
        """A step is done."""
        self.seconds[step] = time.monotonic() - self._start

    def begin(self, head: AnswerHead) -> None:
        """It is known what kind of answer comes."""
        self._head = head

    def write(self, data: bytes) -> int:
        """Take a piece of it."""
        self._held.append(data)
        self._held_bytes += len(data)
        is_late = time.monotonic() - self._sent > _HELD_BACK_SECONDS
        if self._held_bytes >= (_FIRST_PIECE_BYTES if self._head or is_late else _PIECE_BYTES):
            self._send()
        return len(data)

    def flush(self) -> None:
        """The store's writers call it at their end, where `end` is about to come."""

    def end(self, written: Written) -> None:
        """All of it was written."""
        self._send(written)

    def error(self, error: Exception) -> None:
        """No more of it comes."""
        self._write(answer_message(error=error))

    def _send(self, written: Written | None = None) -> None:
        """Send what is held back; with `written`, it is the last."""
        if self._head is not None:
            self.passed("first")
        summary = None
        if written is not None:
            self.passed("done")
            summary = AnswerSummary(written.rows, written.truncated, self.seconds)
        message = answer_message(self._head, b"".join(self._held), summary)
        self._head = None
        self._held.clear()
        self._held_bytes = 0
        self._write(message)

    def _write(self, message: bytes) -> None:
        self._sent = time.monotonic()
        view = memoryview(message)
        while view:
            view = view[os.write(self._answers, view) :]
