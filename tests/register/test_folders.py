"""A register is kept on a disk of this machine: synced folders and network drives damage it without a word."""

import shutil
from pathlib import Path

import pytest

from armslength.register.store.faults import RegisterError
from armslength.register.store.places import file_system, refuse_unsafe
from armslength.register.store.register import create_register
from tests.register.keeping import refused


@pytest.mark.parametrize(
    "folder", ["OneDrive - Our Charity", "Dropbox", "Google Drive", "GoogleDrive", "iCloud Drive", "Nextcloud"]
)
def test_a_synced_folder_is_refused_with_the_way_out(tmp_path: Path, folder: str) -> None:
    place = tmp_path / folder / "partners"
    place.mkdir(parents=True)
    with pytest.raises(RegisterError) as why:
        create_register(place / "register.db")
    assert str(why.value) == (
        f"`{place / 'register.db'}` lies in a folder that is copied elsewhere (`{folder}`). That can damage a register "
        "without a word. Keep the register on a disk of this machine, and put backups there instead (`armslength "
        "register backup`). Where several people work on it, use PostgreSQL."
    )
    assert list(place.iterdir()) == []


def test_a_register_that_was_moved_into_a_synced_folder_is_refused(path: Path, tmp_path: Path) -> None:
    place = tmp_path / "Dropbox"
    place.mkdir()
    shutil.copy(path, place / "register.db")
    assert "is copied elsewhere (`Dropbox`)" in refused(place / "register.db")


def test_a_link_into_a_synced_folder_is_seen_through(path: Path, tmp_path: Path) -> None:
    place = tmp_path / "Dropbox"
    place.mkdir()
    shutil.copy(path, place / "register.db")
    (tmp_path / "link.db").symlink_to(place / "register.db")
    assert "is copied elsewhere" in refused(tmp_path / "link.db")


MOUNTED = "\n".join(
    ("/dev/sda1 / ext4 rw 0 0", "server:/x /srv/our\\040files nfs4 rw 0 0", "//nas/a /mnt/nas cifs rw 0 0",
     "tmpfs /mnt/nas/local tmpfs rw 0 0", "me@host: /home/me/far fuse.sshfs rw 0 0")
)  # fmt: skip


@pytest.mark.parametrize(
    ("path", "network"),
    [("/srv/our files/a.db", True), ("/mnt/nas/b/a.db", True), ("/home/me/far/a.db", True), ("/home/me/a.db", False),
     ("/mnt/nas/local/a.db", False), ("/srv/a.db", False)],
)  # fmt: skip
def test_a_network_drive_is_refused(path: str, network: bool) -> None:
    if network:
        with pytest.raises(RegisterError, match=r"lies on a network drive. That can damage a register"):
            refuse_unsafe(Path(path), MOUNTED)
    else:
        refuse_unsafe(Path(path), MOUNTED)


def test_the_longest_mount_above_a_path_counts() -> None:
    assert file_system(Path("/mnt/nas/local/x"), MOUNTED) == "tmpfs"
    assert file_system(Path("/"), MOUNTED) == "ext4"
    upside_down = "\n".join(reversed(MOUNTED.splitlines()))
    assert file_system(Path("/mnt/nas/local/x"), upside_down) == "tmpfs"
    assert file_system(Path("/mnt/nas/x"), upside_down) == "cifs"
    assert file_system(Path("/x"), "") == ""
