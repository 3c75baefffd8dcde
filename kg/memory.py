"""Memory that a program no longer needs, and keeps."""

from __future__ import annotations

import ctypes
import gc
import sys


def give_back() -> None:
    """Free what nothing refers to, and give what is free back to the system.

    glibc keeps what threads have freed for the next call of the same thread; the store's are many, and each has its
    own. Other C libraries have no such call.
    """
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


def forget(package: str) -> None:
    """Empty the caches of a package's functions; what is needed again is read again.

    What was frozen against collection is collected as anything else from then on (`gc.freeze`).
    """
    gc.unfreeze()
    modules = [vars(module) for name, module in sys.modules.items() if name.startswith(f"{package}.")]
    for value in (value for names in modules for value in names.values()):
        # A module also has what it imports from other packages, and rdflib's namespaces warn of names they lack.
        if str(getattr(value, "__module__", "")).startswith(f"{package}."):
            clear = getattr(value, "cache_clear", None)
            if callable(clear):
                clear()
