"""Which hosts a message links to, and the part of each that somebody registered."""

import re
from dataclasses import dataclass
from functools import cache

from publicsuffixlist import PublicSuffixList

from bot.language.prepare import LONGEST

MOST = 6
"""Hosts of a message that are looked at, the first ones: a wall of links is no longer talk."""
_LONGEST_HOST = 253
# What ends a host in any way of writing a link, and the whole of it is one bounded repetition.
_HOST = re.compile(
    r"(?:\bhttps?:/{1,3}|\bhxxps?://|\bwww\.)(?:[^\s/@<>\"]{0,64}@)?"
    r"([^\s/\\<>()\[\]{}\"'`|,;:?#@&=%*!~]{1,400})",
    re.IGNORECASE,
)
_STARTS = ("http:/", "https:/", "hxxp://", "hxxps://", "www.")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")
_STOPS = re.compile("[\u3002\uff0e\uff61]")
"""Marks that browsers take for the full stop of a host."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """`sub`.`label`.`suffix`, in small letters: `suffix` is public, `label` was registered.

    `label` and `sub` as people see them: punycode is undone.
    """

    sub: str
    label: str
    suffix: str

    @property
    def registered(self) -> str:
        """What one owner holds; hosts under it are theirs."""
        return f"{self.label}.{self.suffix}"


def hosts_of(text: str) -> tuple[Host, ...]:
    """The hosts that a text links to, each once, in order; never raises, linear in its length.

    A link begins with http or www. An address in numbers and a host whose end is not public are
    left out: nobody registered them.
    """
    seen = _STOPS.sub(".", _UNSEEN.sub("", text[:LONGEST]))
    low = seen.lower()
    if not any(start in low for start in _STARTS):
        return ()
    found = dict.fromkeys(match.group(1).lower() for match in _HOST.finditer(seen))
    hosts = (host_of(name) for name in list(found)[:MOST])
    return tuple(dict.fromkeys(host for host in hosts if host is not None))


def host_of(name: str) -> Host | None:
    """One host by its name; None where it has no public suffix with something before it."""
    name = name.lower().strip("._-").removeprefix("www.")
    if len(name) > _LONGEST_HOST or ".." in name:
        return None
    registered = _suffixes().privatesuffix(name, accept_unknown=False)
    if registered is None:
        return None
    label, _, suffix = registered.partition(".")
    return Host(
        sub=_shown(name.removesuffix(registered).rstrip(".")), label=_shown(label), suffix=suffix
    )


@cache
def _suffixes() -> PublicSuffixList:
    """The list as the library brings it: nothing is fetched."""
    return PublicSuffixList()


def _shown(labels: str) -> str:
    return ".".join(map(_undone, labels.split(".")))


def _undone(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label.removeprefix("xn--").encode("ascii").decode("punycode")
    except (UnicodeError, OverflowError):
        return label
