"""A file that only the holder of the master key can read, and that cannot be cut short unseen.

One line of JSON in the clear says what it is; then come sealed pieces, each with its length before
it. A piece is sealed by AES-256-GCM under a key of this file alone, with its number and whether it
is the last as the nonce and the first line as associated data (the STREAM construction of Hoang,
Reyhanitabar, Rogaway and Vizár, CRYPTO 2015). What is sealed is compressed.
"""

import json
import os
import zlib
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.core.errors import TummlerError
from db.journal import settle_folder
from db.vault import backup_key, fingerprint_of

FORMAT, VERSION = "tummler-backup", 1
_PIECE = 1 << 18
_LONGEST_HEADER = 4096
_LENGTH = 4
_TAG = 16


@dataclass(eq=False)
class NotABackup(TummlerError):
    """{file} is no backup that Tummler wrote, or of a version it does not know."""

    file: str


@dataclass(eq=False)
class BackupDamaged(TummlerError):
    """{file} is damaged: {what}. Nothing was changed. Take another backup."""

    file: str
    what: str


@dataclass(eq=False)
class OtherKey(TummlerError):
    """{file} was sealed with the master key {theirs}, and the one here is {ours}. Name the right
    one with --key: the file `master.key` of the folder from which the backup was made.
    """

    file: str
    theirs: str
    ours: str


@dataclass(slots=True)
class Writer:
    """Seals what it is given, piece by piece."""

    file: IO[bytes]
    seal: AESGCM
    header: bytes
    _number: int = 0
    _press: Any = field(default_factory=zlib.compressobj)
    _waiting: bytearray = field(default_factory=bytearray)

    def write(self, data: bytes) -> None:
        """Take in some bytes."""
        self._waiting += self._press.compress(data)
        while len(self._waiting) > _PIECE:
            piece = bytes(self._waiting[:_PIECE])
            del self._waiting[:_PIECE]
            self._put(piece, last=False)

    def close(self) -> None:
        """Seal the last piece, which says that it is the last."""
        self._waiting += self._press.flush()
        self._put(bytes(self._waiting), last=True)

    def _put(self, piece: bytes, *, last: bool) -> None:
        sealed = self.seal.encrypt(_nonce(self._number, last=last), piece, self.header)
        self.file.write(len(sealed).to_bytes(_LENGTH, "big") + sealed)
        self._number += 1


@contextmanager
def written(path: Path, master: bytes, about: Mapping[str, object]) -> Generator[Writer]:
    """Write a sealed file; it stands under its name when it is whole and on the disk, or never.

    `about` goes into the first line in the clear: times, versions and counts, nothing of anybody.
    """
    salt = os.urandom(16)
    said = {"format": FORMAT, "version": VERSION, **about}
    said |= {"key": fingerprint_of(master), "salt": salt.hex()}
    header = json.dumps(said).encode() + b"\n"
    new = path.with_name(f".{path.name}.new")
    try:
        with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:  # noqa: PTH123  # opened by its handle, so that nobody else can read it from the first byte on
            file.write(header)
            writer = Writer(file, AESGCM(backup_key(master, salt)), header)
            yield writer
            writer.close()
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
    settle_folder(path.parent)


def header_of(path: Path) -> dict[str, object]:
    """The first line. Raises NotABackup."""
    with path.open("rb") as file:
        return _header(path, file)[1]


def read(path: Path, master: bytes) -> Iterator[bytes]:
    """The lines that were sealed. Raises NotABackup, OtherKey and BackupDamaged."""
    with path.open("rb") as file:
        header, said = _header(path, file)
        if said["key"] != fingerprint_of(master):
            raise OtherKey(path.name, str(said["key"]), fingerprint_of(master))
        seal = AESGCM(backup_key(master, bytes.fromhex(str(said["salt"]))))
        swell, rest = zlib.decompressobj(), b""
        for piece in _pieces(path, file, seal, header):
            *lines, rest = (rest + swell.decompress(piece)).split(b"\n")
            yield from lines
    if rest or not swell.eof:
        raise BackupDamaged(path.name, "it ends within a line")


def _header(path: Path, file: IO[bytes]) -> tuple[bytes, dict[str, object]]:
    line = file.readline(_LONGEST_HEADER)
    try:
        said: dict[str, object] = json.loads(line)
        known = said["format"] == FORMAT and said["version"] == VERSION
        bytes.fromhex(str(said["salt"]))
    except (ValueError, KeyError, TypeError):
        known, said = False, {}
    if not known:
        raise NotABackup(path.name)
    return line, said


def _pieces(path: Path, file: IO[bytes], seal: AESGCM, header: bytes) -> Iterator[bytes]:
    number, last = 0, False
    while not last:
        length = int.from_bytes(file.read(_LENGTH), "big")
        sealed = file.read(length) if _TAG <= length <= _PIECE + _TAG else b""
        if not sealed or len(sealed) != length:
            raise BackupDamaged(path.name, f"it ends or breaks off at piece {number + 1}")
        # The last piece may be any that says so; where one says so, nothing may follow.
        ahead = file.read(1)
        last = not ahead
        file.seek(-len(ahead), os.SEEK_CUR)
        try:
            yield seal.decrypt(_nonce(number, last=last), sealed, header)
        except InvalidTag:
            raise BackupDamaged(path.name, f"piece {number + 1} was changed or cut") from None
        number += 1


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])
