"""Memory that a program has freed, and its C library keeps."""

from __future__ import annotations

import ctypes
import gc


def give_back() -> None:
    """Free what nothing refers to, and give what is free back to the system.

    glibc keeps what threads have freed for the next call of the same thread; the store's are many, and each has its
    own. Other C libraries have no such call.
    """
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
