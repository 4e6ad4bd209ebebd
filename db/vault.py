"""What keeps members' words and ids from whoever holds the file: keys, seals and keyed hashes."""

import hashlib
import hmac
import os
from base64 import urlsafe_b64encode
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkstemp

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.core.errors import TummlerError
from bot.core.ids import CommunityId, MemberKey

KEY_BYTES = 32
NONCE_BYTES = 12
_DRAWN = 256
"""Nonces drawn at once: each draw gives Python's lock away, and may wait long to have it back."""
REF_BYTES = 16
"""128 bits of HMAC-SHA256: no two members of a community will share a reference."""


@dataclass(eq=False)
class KeyUnreadable(TummlerError):
    """The master key in {where} is not one that Tummler wrote. Put the right file back; without it
    members' words stay sealed, while numbers stay readable.
    """

    where: str


@dataclass(eq=False)
class KeyMissing(TummlerError):
    """The master key {where} is not where I left it, and there is a database beside its place.
    Without it the stored words cannot be read; numbers can. Put the key file back, from wherever
    you keep it; `tummler doctor --only L06` says more.
    """

    where: str


@dataclass(eq=False)
class SealBroken(TummlerError):
    """Something sealed for {community} does not open with the master key in use. The key file and
    the database belong together: restore both from the same backup.
    """

    community: str


def master_key(path: Path, *, may_make: bool = True) -> bytes:
    """Read the master key, or make one on first use, readable by its owner only.

    `may_make`: false where something was sealed before. Raises KeyMissing, and KeyUnreadable when
    the file holds anything else than 32 bytes.
    """
    if not path.exists():
        if not may_make:
            raise KeyMissing(path.name)
        keep_key(path, os.urandom(KEY_BYTES))
    _clear_halves(path)
    key = path.read_bytes()
    if len(key) != KEY_BYTES:
        raise KeyUnreadable(path.name)
    return key


def keep_key(path: Path, key: bytes) -> None:
    """Write a master key where none is; one that is there stays."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    # Written whole before it has its name: a death half way leaves no key that is not one, and of
    # two processes that start at once the second finds the first one's.
    handle, half = mkstemp(dir=path.parent, prefix=_half(path))
    try:
        with open(handle, "wb") as file:  # noqa: PTH123  # opened by its handle
            file.write(key)
            file.flush()
            os.fsync(handle)
        # Where it is not found, the other process has its key already and cleared ours away.
        with suppress(FileExistsError, FileNotFoundError):
            os.link(half, path)
    finally:
        Path(half).unlink(missing_ok=True)


def _half(path: Path) -> str:
    return f".{path.name}-"


def _clear_halves(path: Path) -> None:
    """Remove what a process left that died while it made the key: it may be the key itself."""
    for half in path.parent.glob(f"{_half(path)}*"):
        half.unlink(missing_ok=True)


class _Nonces:
    """Random nonces, each handed out once, and never in two processes."""

    def __init__(self) -> None:
        self._process = os.getpid()
        self._left: list[bytes] = []

    def next(self) -> bytes:
        """One that was never used."""
        if not self._left or self._process != os.getpid():
            drawn = os.urandom(NONCE_BYTES * _DRAWN)
            self._process = os.getpid()
            self._left = [drawn[at : at + NONCE_BYTES] for at in range(0, len(drawn), NONCE_BYTES)]
        return self._left.pop()


class CommunityVault:
    """The seals of one community: what was sealed here opens nowhere else."""

    def __init__(self, community: CommunityId, data_key: bytes) -> None:
        self._community = community
        self._seal = AESGCM(_derived(data_key, b"seal"))
        self._nonces = _Nonces()
        self._hash_key = _derived(data_key, b"reference")
        self._erasure_key = _derived(data_key, b"erasure")
        self._wording_key = _derived(data_key, b"wording")

    def seal(self, text: str) -> bytes:
        """AES-256-GCM under this community's key: a random nonce, then the sealed bytes."""
        return self.seal_bytes(text.encode(errors="surrogatepass"))

    def open(self, sealed: bytes) -> str:
        """The words again; raises SealBroken when the key does not fit."""
        return self.open_bytes(sealed).decode(errors="surrogatepass")

    def seal_bytes(self, plain: bytes) -> bytes:
        """As `seal`, of what is no text."""
        nonce = self._nonces.next()
        return nonce + self._seal.encrypt(nonce, plain, None)

    def open_bytes(self, sealed: bytes) -> bytes:
        """What `seal_bytes` sealed; raises SealBroken when the key does not fit."""
        try:
            return self._seal.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], None)
        except (InvalidTag, ValueError) as wrong:  # ValueError: too short to be a seal
            raise SealBroken(self._community) from wrong

    def reference(self, member: MemberKey) -> str:
        """The keyed hash by which a member is known: 22 characters, the same for ever here."""
        said = f"{member.platform}\0{member.member}".encode(errors="surrogatepass")
        return _short(hmac.digest(self._hash_key, said, hashlib.sha256))

    def wording(self, text: str) -> str:
        """By what a wording of ours is known again: 22 characters, under a key of its own."""
        return _short(hmac.digest(self._wording_key, text.encode(), hashlib.sha256))

    def fingerprint(self, reference: str = "") -> str:
        """By what an erased member is known again, and by nothing else; "": the community itself.

        A hash under another key than the reference: who holds it cannot tell whose it is.
        """
        return _short(hmac.digest(self._erasure_key, reference.encode(), hashlib.sha256))


class Vault:
    """Makes and opens the data keys of communities under the one master key."""

    def __init__(self, master: bytes) -> None:
        self._wrap = AESGCM(_derived(master, b"wrap"))
        self._tokens = AESGCM(_derived(master, b"token"))

    def new_data_key(self, community: CommunityId) -> bytes:
        """A fresh data key, wrapped: what the store keeps of it."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._wrap.encrypt(nonce, os.urandom(KEY_BYTES), community.encode())

    def of(self, community: CommunityId, wrapped: bytes) -> CommunityVault:
        """The seals of a community; raises SealBroken when the master key is another one."""
        try:
            key = self._wrap.decrypt(
                wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], community.encode()
            )
        except (InvalidTag, ValueError) as wrong:  # ValueError: too short to be a seal
            raise SealBroken(community) from wrong
        return CommunityVault(community, key)

    def seal_token(self, community: CommunityId, token: str) -> bytes:
        """A platform's token for one community, sealed by the master key itself."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._tokens.encrypt(nonce, token.encode(), community.encode())

    def open_token(self, community: CommunityId, sealed: bytes) -> str:
        """The token again; raises SealBroken when the master key or the community is another."""
        try:
            plain = self._tokens.decrypt(
                sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], community.encode()
            )
        except (InvalidTag, ValueError) as wrong:  # ValueError: too short to be a seal
            raise SealBroken(community) from wrong
        return plain.decode()


def backup_key(master: bytes, salt: bytes) -> bytes:
    """The key of one backup, of which only the salt stands in its file."""
    return hmac.digest(_derived(master, b"backup"), salt, hashlib.sha256)


def fingerprint_of(master: bytes) -> str:
    """By what a master key is told from another: 8 hex digits that give nothing of it away."""
    return _derived(master, b"name").hex()[:8]


def _short(digest: bytes) -> str:
    return urlsafe_b64encode(digest[:REF_BYTES]).rstrip(b"=").decode()


def _derived(key: bytes, purpose: bytes) -> bytes:
    # One key per purpose, so that a hash never shares its key with a seal.
    return hmac.digest(key, purpose, hashlib.sha256)
