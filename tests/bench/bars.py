"""What a bench promised, and whether it was kept."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One promise, and what was found; `most`: the figure may not be more, else not less."""

    what: str
    found: float
    bar: float
    most: bool = True

    @property
    def held(self) -> bool:
        """Whether it was kept."""
        return self.found <= self.bar if self.most else self.found >= self.bar

    def __str__(self) -> str:
        word = "at most" if self.most else "at least"
        by = abs(self.found / self.bar - 1)
        verdict = "held" if self.held else "MISSED"
        return f"{self.what:42} {self.found:10,.2f}  {word} {self.bar:,.6g}  {verdict} by {by:.0%}"


def judged(bars: Sequence[Bar], *, quick: bool) -> int:
    """Print each bar; the exit status says whether all were held, which a quick run does not."""
    for bar in bars:
        print(f"  {bar}")
    return 0 if quick or all(bar.held for bar in bars) else 1
