"""Folders in which a register would not last: those that a program copies elsewhere, and those of another machine.

A program that copies a folder (OneDrive, Dropbox, …) may copy the file and its write-ahead log at different moments,
and put one back without the other. A network drive may not keep the locks that hold two writers apart, or may say that
something is on the disk before it is. Neither says a word when it goes wrong.
"""

import os
import sys
from pathlib import Path, PureWindowsPath

from armslength.register.store.faults import RegisterError

SYNCED = ("onedrive", "dropbox", "google drive", "googledrive", "my drive", "icloud", "mobile documents",
          "cloudstorage", "nextcloud", "owncloud", "sharepoint", "box sync", "pcloud", "syncthing", "mega")  # fmt: skip
"""With what the names of folders begin that such programs make."""

NETWORK = ("nfs", "cifs", "smb", "afs", "ncpfs", "9p", "sshfs", "davfs", "fuse.sshfs", "fuse.rclone", "fuse.davfs",
           "glusterfs", "ceph", "lustre", "beegfs")  # fmt: skip
"""With what the names of file systems begin that lie on another machine."""

REMOTE_DRIVE = 4
"""What Windows calls a drive of another machine (`DRIVE_REMOTE`)."""

WAY_OUT = (
    "Keep the register on a disk of this machine, and put backups there instead (`armslength register backup`). "
    "Where several people work on it, use PostgreSQL."
)

MOUNTS = Path("/proc/self/mounts")


def refuse_unsafe(path: Path, mounts: str | None = None) -> None:
    """Refuse a place that is synced, or on another machine; `mounts` is as Linux lists what is mounted.

    Raises `RegisterError`.
    """
    whole = Path(os.path.realpath(path))
    for part in whole.parts[:-1]:
        if part.lower().startswith(SYNCED):
            raise RegisterError(
                f"`{path}` lies in a folder that is copied elsewhere (`{part}`). That can damage a register without a "
                f"word. {WAY_OUT}"
            )
    if _is_on_network(whole, mounts):
        raise RegisterError(f"`{path}` lies on a network drive. That can damage a register without a word. {WAY_OUT}")


def _is_on_network(whole: Path, mounts: str | None) -> bool:
    if sys.platform == "win32":  # pragma: no cover
        import ctypes

        drive = whole.drive
        return drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == REMOTE_DRIVE
    if str(whole).startswith("\\\\") or PureWindowsPath(whole.name).drive.startswith("\\\\"):
        return True
    if mounts is None:
        mounts = MOUNTS.read_text(encoding="utf-8", errors="replace") if MOUNTS.exists() else ""
    return file_system(whole, mounts).startswith(NETWORK)


def file_system(whole: Path, mounts: str) -> str:
    """Name the kind of file system that a path lies on: that of the longest mount above it."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) > 2:
            mounted = Path(fields[1].replace("\\040", " "))
            if whole.is_relative_to(mounted) and len(mounted.parts) >= best:
                best, kind = len(mounted.parts), fields[2]
    return kind
