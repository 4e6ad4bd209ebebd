"""Groups texts of like length, for every text of a batch costs as much as its longest."""

from collections.abc import Iterator, Sequence

BUDGET = 512
"""Tokens of a batch, padding counted: below, the cores idle; above, they wait for memory."""


def batches(lengths: Sequence[int], budget: int = BUDGET) -> Iterator[list[int]]:
    """Indices, shortest first, in groups whose padded size stays within the budget.

    A text longer than the budget has a group of its own.
    """
    group: list[int] = []
    for index in sorted(range(len(lengths)), key=lengths.__getitem__):
        if group and (len(group) + 1) * lengths[index] > budget:
            yield group
            group = []
        group.append(index)
    if group:
        yield group
