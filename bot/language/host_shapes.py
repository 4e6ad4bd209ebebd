"""What a host looks like: which known name it resembles, and how it is put together."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from zlib import crc32

import numpy as np

from bot.language.grams import BUCKETS, Grams
from bot.language.hosts import Host

# Written down by hand: what scams among chat rooms like to be taken for, and where the true owners
# are. Nothing here was taken from an archive.
_OWNED = """
    discord: discord.com discord.gg discordapp.com discordapp.net discord.media discord.gift
    steam: steampowered.com steamcommunity.com steamstatic.com
    twitch: twitch.tv
    roblox: roblox.com
    minecraft: minecraft.net
    fortnite: fortnite.com
    epicgames: epicgames.com
    paypal: paypal.com paypal.me
    metamask: metamask.io
    opensea: opensea.io
    binance: binance.com
    coinbase: coinbase.com
    telegram: telegram.org t.me
    instagram: instagram.com
    facebook: facebook.com
    netflix: netflix.com
    youtube: youtube.com youtu.be
    amazon: amazon.com
    apple: apple.com
    microsoft: microsoft.com
    google: google.com
    github: github.com
    slack: slack.com
    whatsapp: whatsapp.com
    spotify: spotify.com
    tiktok: tiktok.com
"""
_LINES = [line.split(":") for line in _OWNED.strip().splitlines()]
OWNERS = frozenset(host for _, hosts in _LINES for host in hosts.split())
"""Registered parts of the true owners' hosts: what they look like is what they are."""
_ALSO = "discordapp steamcommunity steampowered nitro hypesquad csgo ethereum valve"
_NAMES = (*(name.strip() for name, _ in _LINES), *_ALSO.split())

_SHORTEST, _MOST_PARTS = 5, 8
_RUNS = range(2, 6)
_PART = re.compile(r"[-_.]|\d+")
# Letters that pass for others, Cyrillic and Greek ones first.
_ALIKE = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0455\u0501\u03b1\u03bf\u03bd\u03b9"
    "\u043c\u0442\u043a\u04bb\u0261\u0131"
    "013456789iqv",
    "aeopcyxlsdaoulmtkhgloleasgtbglgu",
)
_TOGETHER = (("rn", "m"), ("nn", "m"), ("uu", "w"), ("cl", "d"))


def shapes_of(hosts: Sequence[Host]) -> Grams:
    """The features of hosts, hashed; each is pure in its host."""
    buckets = [
        sorted({crc32(each.encode("utf-8", "replace")) % BUCKETS for each in _all(host)})
        for host in hosts
    ]
    rows = np.repeat(np.arange(len(hosts)), np.array([len(each) for each in buckets], np.intp))
    flat = np.array([each for row in buckets for each in row], np.intp)
    return Grams(buckets=flat, rows=rows, n=len(hosts))


def skeleton(label: str) -> str:
    """The label with every letter in the form of what it passes for; for comparison only."""
    bare = "".join(
        sign for sign in unicodedata.normalize("NFKD", label) if not unicodedata.combining(sign)
    ).translate(_ALIKE)
    for pair, letter in _TOGETHER:
        bare = bare.replace(pair, letter)
    return bare


def distance(one: str, other: str, most: int) -> int:
    """Letters to add, drop or change, or to swap with their neighbour; above `most`: more.

    Source: Damerau, 1964, in its restricted form.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        last, row = row, [i]
        for j, sign in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != sign))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == sign:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before = last
    return row[-1]


def _all(host: Host) -> Iterator[str]:
    yield from _build(host)
    yield from _likeness(host)
    yield from _runs("^", f"^{host.label}$")
    yield from _runs("~", f"~{skeleton(host.label)}~")
    for part in host.sub.split(".")[-_MOST_PARTS:] if host.sub else ():
        yield f"<{part}>"
        yield from (f"<{part[at : at + 3]}" for at in range(len(part) - 2))


def _build(host: Host) -> Iterator[str]:
    label = host.label
    yield f"suffix {host.suffix}"
    yield f"end {host.suffix.rpartition('.')[2]}"
    yield f"dots {host.suffix.count('.')}"
    yield f"length {min(len(label) // 3, 8)}"
    yield f"digits {min(sum(sign.isdigit() for sign in label), 4)}"
    yield f"hyphens {min(label.count('-'), 4)}"
    yield f"depth {min(host.sub.count('.') + bool(host.sub), 3)}"
    if not label.isascii():
        yield "beyond ascii"
        yield "mixed" if any("a" <= sign <= "z" for sign in label) else "unmixed"


def _likeness(host: Host) -> Iterator[str]:
    label, bare = host.label, skeleton(host.label)
    parts = {label, *(part for part in _PART.split(label)[:_MOST_PARTS] if part)}
    bones = [(part, skeleton(part)) for part in parts]
    for name, known in _KNOWN:
        most = 1 + len(name) // 5
        for part, bone in bones:
            if part == name:
                yield from ("is", f"is {name}")
            elif (far := distance(bone, known, most)) <= most:
                yield from (f"near {far}", f"near {name}")
        if name in label and label != name:
            yield from ("holds", f"holds {name}")
        elif known in bare and name not in label:
            yield from ("hides", f"hides {name}")


def _runs(salt: str, text: str) -> Iterator[str]:
    for size in _RUNS:
        yield from (salt + text[at : at + size] for at in range(len(text) - size + 1))


_KNOWN = tuple((name, skeleton(name)) for name in _NAMES if len(name) >= _SHORTEST)
