"""The life of a document: at which level it stands, which edition it is, from when and until when it holds."""

from __future__ import annotations

from dataclasses import dataclass

NATIONAL = "national"


@dataclass(frozen=True, slots=True)
class Life:
    """What a document says of its own validity; all of it can be missing.

    Attributes:
        level: 效力级别 by the issuer: `national`, `province`, `prefecture` or `county`.
        editions: What its title or its covering document calls it: `draft` (征求意见稿, 草案), `trial` (试行),
            `interim` (暂行), `revised` (修订), `amended` (修正).
        effective: First day on which it is in force (施行日期), ISO 8601.
        expires: Last day on which it is in force (有效期至), ISO 8601.
    """

    level: str | None = None
    editions: tuple[str, ...] = ()
    effective: str | None = None
    expires: str | None = None
