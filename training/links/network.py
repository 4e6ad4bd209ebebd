"""Fits one small network: which of an example's rows is a link, by gradient descent in numpy.

The loss of an example is the negative logarithm of the share that its right rows have together
(a message may answer several). Source of the optimiser: Loshchilov and Hutter, ICLR 2019 (AdamW).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.links.examples import WIDTH, Examples

Numbers = NDArray[np.float32]
HIDDEN = (192, 64)
BATCH = 256
RATE, WARM_UP, DECAY, DROPPED = 2e-3, 0.15, 1e-4, 0.2
_MOMENTA, _TINY = (0.9, 0.999), 1e-8


@dataclass(slots=True)
class Network:
    """`weights[i]` and `biases[i]` of layer `i`; the last gives one score a row."""

    weights: list[Numbers]
    biases: list[Numbers]


def fit(examples: Examples, epochs: int, seed: int) -> Network:
    """A network fitted to the examples; the same seed gives the same network."""
    draw = np.random.default_rng(seed)
    sizes = (WIDTH, *HIDDEN, 1)
    scales = [np.sqrt(2 / size) for size in sizes[:-1]]
    net = Network(
        [
            (draw.standard_normal((one, other)) * scale).astype(np.float32)
            for one, other, scale in zip(sizes, sizes[1:], scales, strict=False)
        ],
        [np.zeros(size, np.float32) for size in sizes[1:]],
    )
    descent = _Descent([*net.weights, *net.biases])
    steps = epochs * -(-len(examples.sizes) // BATCH)
    for step, (rows, right, starts) in enumerate(_batches(examples, epochs, draw)):
        gradients = _gradients(net, rows, right, starts, draw)
        descent.step(gradients, _rate(step / steps))
    return net


def _rate(done: float) -> float:
    """Rises in a line, then falls along a cosine."""
    if done < WARM_UP:
        return RATE * (0.05 + 0.95 * done / WARM_UP)
    return RATE * 0.5 * (1 + float(np.cos(np.pi * (done - WARM_UP) / (1 - WARM_UP))))


def _batches(
    examples: Examples, epochs: int, draw: np.random.Generator
) -> Iterator[tuple[Numbers, Numbers, NDArray[np.int64]]]:
    ends = np.cumsum(examples.sizes)
    for _ in range(epochs):
        order = draw.permutation(len(ends))
        for first in range(0, len(order), BATCH):
            chosen = order[first : first + BATCH]
            sizes = examples.sizes[chosen]
            starts = np.cumsum(sizes) - sizes
            steps = np.arange(int(sizes.sum()))
            places = np.repeat(ends[chosen] - sizes - starts, sizes) + steps
            rows = examples.rows[places].astype(np.float32)
            yield rows, examples.right[places].astype(np.float32), starts


def _gradients(
    net: Network,
    rows: Numbers,
    right: Numbers,
    starts: NDArray[np.int64],
    draw: np.random.Generator,
) -> list[Numbers]:
    layers: list[Numbers] = [rows]
    kept: list[NDArray[np.bool_]] = []
    for weight, bias in zip(net.weights[:-1], net.biases[:-1], strict=True):
        hidden = layers[-1] @ weight
        hidden += bias
        keep = draw.random(hidden.shape, np.float32) >= DROPPED
        keep &= hidden > 0
        hidden *= keep
        hidden /= 1 - DROPPED
        layers.append(hidden)
        kept.append(keep)
    scores = (layers[-1] @ net.weights[-1] + net.biases[-1])[:, 0]
    error = _error(scores, right, starts)[:, None]
    weights: list[Numbers] = []
    biases: list[Numbers] = []
    for depth in reversed(range(len(net.weights))):
        weights.insert(0, layers[depth].T @ error)
        biases.insert(0, error.sum(axis=0))
        if depth:
            error = (error @ net.weights[depth].T) * kept[depth - 1] / (1 - DROPPED)
    return [*weights, *biases]


def _error(scores: Numbers, right: Numbers, starts: NDArray[np.int64]) -> Numbers:
    """The derivative of the mean loss by each score; an example without a right row counts none."""
    sizes = np.diff(np.append(starts, len(scores)))
    share = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
    share /= np.repeat(np.add.reduceat(share, starts), sizes)
    true = share * right
    sums = np.add.reduceat(true, starts)
    known = np.repeat(sums > 0, sizes)
    true /= np.repeat(np.maximum(sums, 1e-12), sizes)
    return ((share - true) * known / len(starts)).astype(np.float32)


class _Descent:
    def __init__(self, parameters: list[Numbers]) -> None:
        self._parameters = parameters
        self._means = [np.zeros_like(each) for each in parameters]
        self._squares = [np.zeros_like(each) for each in parameters]
        self._steps = 0

    def step(self, gradients: list[Numbers], rate: float) -> None:
        self._steps += 1
        slow, slower = _MOMENTA
        up = rate / (1 - slow**self._steps)
        for parameter, gradient, mean, square in zip(
            self._parameters, gradients, self._means, self._squares, strict=True
        ):
            np.add(mean, (1 - slow) * (gradient - mean), out=mean)
            np.add(square, (1 - slower) * (gradient * gradient - square), out=square)
            spread = np.sqrt(square / (1 - slower**self._steps)) + _TINY
            np.multiply(parameter, 1 - rate * DECAY, out=parameter)
            np.subtract(parameter, up * mean / spread, out=parameter, casting="same_kind")
