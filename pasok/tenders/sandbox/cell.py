"""How the process shuts itself in, before it has read a byte of what a stranger wrote."""

import ctypes
import os
import resource

MEMORY = 512 << 20  # bytes of addresses
SECONDS = 60  # of processor; run.py counts the clock as well
NEW_USER, NEW_NET, NEW_IPC = 0x1000_0000, 0x4000_0000, 0x0800_0000
NOBODY = 65534
NO_NEW_PRIVILEGES, DUMPABLE = 38, 4


def own_size() -> int:
    """A handle on what this process takes, for `peak`."""
    return os.open("/proc/self/status", os.O_RDONLY)


def peak(handle: int) -> int:
    """The most memory that this process has had, in KiB."""
    lines = os.pread(handle, 4096, 0).splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith(b"VmHWM")), 0)


def shut_in() -> bool:
    """One processor, little memory, no new file, no writing, no child, no privilege. Whether no network, too.

    Without the right to a network of its own the process still can open no socket: it has no number left
    for one.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    root = os.getuid() == 0
    alone = libc.unshare(NEW_NET | NEW_IPC if root else NEW_USER | NEW_NET | NEW_IPC) == 0
    if root:  # limits on children do not bind root
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
    os.nice(10)
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, 4),  # those that are open: input, answer, errors, own size
    ):
        resource.setrlimit(what, (most, most))
    libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    libc.prctl(DUMPABLE, 0, 0, 0, 0)
    return alone
