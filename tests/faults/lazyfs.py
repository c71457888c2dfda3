"""A disk that forgets, or lies. Run: python lazyfs.py ROOT MOUNT MODE. Needs fusepy, not Django.

lazy: writes stay in memory until fsync; kill -9 of this process is a power cut.
slow: every write waits. short: the last byte of every write is lost. flip: one bit of every write is wrong.
"""

import os
import sys
import time

from fusepy import FUSE, FuseOSError, Operations, fuse_get_context

PAGE = 4096
STAT = ("atime", "ctime", "gid", "mode", "mtime", "nlink", "size", "uid")
VFS = ("bavail", "bfree", "blocks", "bsize", "favail", "ffree", "files", "flag", "frsize", "namemax")


class Disk(Operations):
    """Passes everything on to `root`."""

    def __init__(self, root, mode):
        self.root, self.mode = root, mode

    def at(self, path):
        return self.root + path

    def getattr(self, path, fh=None):
        try:
            found = os.lstat(self.at(path))
        except OSError as error:
            raise FuseOSError(error.errno) from error
        return {f"st_{name}": getattr(found, f"st_{name}") for name in STAT}

    def readdir(self, path, fh):
        return [".", "..", *os.listdir(self.at(path))]

    def open(self, path, flags):
        writes = flags & (os.O_WRONLY | os.O_RDWR)
        dropped = os.O_APPEND | os.O_DIRECT | os.O_SYNC | os.O_DSYNC | os.O_WRONLY | os.O_RDWR
        return os.open(self.at(path), (flags & ~dropped) | (os.O_RDWR if writes else 0))

    def own(self, path):
        user, group, _ = fuse_get_context()
        os.chown(self.at(path), user, group)

    def create(self, path, mode, fi=None):
        handle = os.open(self.at(path), os.O_RDWR | os.O_CREAT | os.O_EXCL, mode)
        self.own(path)
        return handle

    def read(self, path, size, offset, fh):
        return os.pread(fh, size, offset)

    def write(self, path, data, offset, fh):
        if self.mode == "slow":
            time.sleep(0.05)
        kept = data[:-1] if self.mode == "short" else data
        if self.mode == "flip":
            kept = bytes([data[0] ^ 1]) + data[1:]
        os.pwrite(fh, kept, offset)
        return len(data)

    def fsync(self, path, datasync, fh):
        os.fsync(fh)
        return 0

    def truncate(self, path, length, fh=None):
        os.truncate(self.at(path), length)

    def rename(self, old, new):
        os.rename(self.at(old), self.at(new))

    def unlink(self, path):
        os.unlink(self.at(path))

    def mkdir(self, path, mode):
        os.mkdir(self.at(path), mode)
        self.own(path)

    def rmdir(self, path):
        os.rmdir(self.at(path))

    def chmod(self, path, mode):
        os.chmod(self.at(path), mode)

    def chown(self, path, uid, gid):
        os.chown(self.at(path), uid, gid)

    def symlink(self, target, source):
        os.symlink(source, self.at(target))

    def readlink(self, path):
        return os.readlink(self.at(path))

    def utimens(self, path, times=None):
        os.utime(self.at(path), times)

    def release(self, path, fh):
        os.close(fh)

    def flush(self, path, fh):
        return 0

    def statfs(self, path):
        found = os.statvfs(self.root)
        return {f"f_{name}": getattr(found, f"f_{name}") for name in VFS}


class LazyDisk(Disk):
    """Keeps what is written in memory, page by page, until somebody asks for it to be synced."""

    def __init__(self, root, mode):
        Disk.__init__(self, root, mode)
        self.pages, self.sizes = {}, {}

    def getattr(self, path, fh=None):
        found = Disk.getattr(self, path, fh)
        return {**found, "st_size": self.sizes.get(path, found["st_size"])}

    def read(self, path, size, offset, fh):
        pages = self.pages.get(path)
        if not pages:
            return os.pread(fh, size, offset)
        end = min(offset + size, self.sizes[path])
        if end <= offset:
            return b""
        found = bytearray(os.pread(fh, end - offset, offset))
        found += bytes(end - offset - len(found))
        for page in range(offset // PAGE, (end - 1) // PAGE + 1):
            if page in pages:
                low, high = max(offset, page * PAGE), min(end, (page + 1) * PAGE)
                found[low - offset : high - offset] = pages[page][low - page * PAGE : high - page * PAGE]
        return bytes(found)

    def write(self, path, data, offset, fh):
        if path not in self.sizes:
            self.sizes[path], self.pages[path] = os.fstat(fh).st_size, {}
        pages, end = self.pages[path], offset + len(data)
        for page in range(offset // PAGE, (end - 1) // PAGE + 1):
            if page not in pages:
                kept = os.pread(fh, PAGE, page * PAGE)
                pages[page] = bytearray(kept + bytes(PAGE - len(kept)))
            low, high = max(offset, page * PAGE), min(end, (page + 1) * PAGE)
            pages[page][low - page * PAGE : high - page * PAGE] = data[low - offset : high - offset]
        self.sizes[path] = max(self.sizes[path], end)
        return len(data)

    def sync(self, path):
        if path not in self.pages:
            return
        handle, size = os.open(self.at(path), os.O_RDWR), self.sizes.pop(path)
        for page, content in self.pages.pop(path).items():
            os.pwrite(handle, content[: max(0, min(PAGE, size - page * PAGE))], page * PAGE)
        os.ftruncate(handle, size)
        os.close(handle)

    def fsync(self, path, datasync, fh):
        self.sync(path)
        return 0

    def truncate(self, path, length, fh=None):
        self.sync(path)
        os.truncate(self.at(path), length)

    def rename(self, old, new):
        for held in (self.pages, self.sizes):
            held.pop(new, None)
            if old in held:
                held[new] = held.pop(old)
        os.rename(self.at(old), self.at(new))

    def unlink(self, path):
        self.pages.pop(path, None)
        self.sizes.pop(path, None)
        os.unlink(self.at(path))


if __name__ == "__main__":
    root, mount, mode = sys.argv[1:]
    disk = (LazyDisk if mode == "lazy" else Disk)(root, mode)
    times = {"attr_timeout": 0, "entry_timeout": 0, "nonempty": True}
    FUSE(disk, mount, foreground=True, nothreads=True, allow_other=True, big_writes=True, **times)
