"""The colours of page and charts, dark and light, by what they are for."""

from collections.abc import Mapping
from types import MappingProxyType

LIGHT: Mapping[str, str] = MappingProxyType(
    {
        "ground": "#fbfaf7",
        "raised": "#ffffff",
        "text": "#1d2326",
        "muted": "#566067",
        "edge": "#e2ded5",
        "accent": "#0b6360",
        "wash": "#e7f0ee",
        "usual": "#8a4b12",
        "bar": "#4f8f8b",
    }
)
DARK: Mapping[str, str] = MappingProxyType(
    {
        "ground": "#14181a",
        "raised": "#1b2023",
        "text": "#e9e7e1",
        "muted": "#a5afb3",
        "edge": "#30383c",
        "accent": "#79cbc4",
        "wash": "#1d302f",
        "usual": "#e3a869",
        "bar": "#4d8f8a",
    }
)
TEXT_PAIRS = (
    *(("text", ground) for ground in ("ground", "raised", "wash")),
    *(("muted", ground) for ground in ("ground", "raised", "wash")),
    *(("accent", ground) for ground in ("ground", "raised", "wash")),
    *(("usual", ground) for ground in ("ground", "raised")),
)
"""Which colour carries text on which: each at least 4.5 to 1."""
MARK_PAIRS = (("bar", "ground"), ("bar", "raised"), ("accent", "raised"), ("usual", "raised"))
"""Which colour draws marks on which: each at least 3 to 1."""
AS_VARIABLES: Mapping[str, str] = MappingProxyType({name: f"var(--{name})" for name in LIGHT})
"""For drawings inside the page: its style sheet decides, dark or light, when it is looked at."""


def contrast(one: str, other: str) -> float:
    """The contrast of two colours "#rrggbb", 1 to 21. Source: WCAG 2.2, contrast ratio."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4  # noqa: PLR2004  # WCAG's own
        for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
