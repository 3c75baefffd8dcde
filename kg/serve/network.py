"""A process without a network.

The query engine asks other servers for `SERVICE`. Requests with that word are refused before they reach it; should one
get by, the kernel refuses the engine a socket: by a filter of system calls (seccomp) on Linux, which any process may
set for itself. On other systems the refusal of the word has to do.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import struct
import sys

# From linux/prctl.h, linux/seccomp.h and linux/bpf_common.h.
_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP = 38, 22
_SECCOMP_MODE_FILTER = 2
_RETURN_ALLOW, _RETURN_ERRNO = 0x7FFF0000, 0x00050000
_LOAD_WORD, _JUMP_IF_EQUAL, _RETURN = 0x20, 0x15, 0x06
# The number of the call stands at the beginning of what the filter sees; a machine's own numbers of socket and connect.
_CALL_OFFSET = 0
_CALLS = {"x86_64": (41, 42), "aarch64": (198, 203), "riscv64": (198, 203)}


class _Program(ctypes.Structure):
    """`struct sock_fprog` of linux/filter.h."""

    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def deny_network() -> bool:
    """Let this process open no connection and no socket of any kind from now on; whether that could be done."""
    calls = _CALLS.get(platform.machine())
    if sys.platform != "linux" or calls is None:
        return False
    code = b"".join(_instruction(*step) for step in _steps(calls))
    program = _Program(len(code) // 8, code)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0) == 0)


def _steps(calls: tuple[int, ...]) -> list[tuple[int, int, int, int]]:
    """The filter: each step an operation, how many steps to skip if it is true and if not, and its operand."""
    load = (_LOAD_WORD, 0, 0, _CALL_OFFSET)
    compare = [(_JUMP_IF_EQUAL, len(calls) - order, 0, call) for order, call in enumerate(calls)]
    return [load, *compare, (_RETURN, 0, 0, _RETURN_ALLOW), (_RETURN, 0, 0, _RETURN_ERRNO | errno.EACCES)]


def _instruction(operation: int, if_true: int, if_false: int, operand: int) -> bytes:
    """`struct sock_filter` of linux/filter.h."""
    return struct.pack("=HBBI", operation, if_true, if_false, operand)
