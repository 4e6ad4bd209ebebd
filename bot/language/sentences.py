"""Turns texts into vectors, in the calling thread: tokenizer and graph, and what lies between."""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from bot.language.batches import BUDGET, batches
from bot.language.graphs import LONE_FILE
from bot.language.prepare import LONGEST

Vectors = NDArray[np.float32]
Ids = list[int]
"""The tokens of one text, begin and end included, as the vocabulary numbers them."""
MAX_TOKENS = 256
"""Of a text; what stands beyond is not read. As sentence-transformers has it for this model."""
ENDS = 2
"""Tokens that every text has: one at the beginning, one at the end."""
KNOWN_SHARE = 0.5
"""Of the tokens of a text: with fewer in the vocabulary it cannot be read."""
AWAKE = "1000"
"""Microseconds for which a thread waits without going to sleep."""
_UNKNOWN = 100


class Vectoriser(Protocol):
    """A model that makes vectors of texts."""

    @property
    def width(self) -> int:
        """Numbers in a vector."""
        ...

    def tokenise(self, texts: Sequence[str]) -> list[Ids]:
        """Each text in tokens; an empty list where the model cannot read it."""
        ...

    def vectors(self, batch: Sequence[Ids]) -> Vectors:
        """One float32 row of unit length for each, in order; none of them is empty."""
        ...


class SentenceModel:
    """The encoder's model on onnxruntime; float32 rows depend on their text alone, to 1e-6.

    Many threads may use it at once: each computes its own batch.
    """

    def __init__(self, graph: Path, tokenizer: Any, threads: int = 1) -> None:  # noqa: ANN401  # untyped
        """`threads`: that compute one batch together; worth it only where nobody else computes."""
        self._graph = graph
        self._session = _open_graph(graph, threads)
        self._tokenizer = tokenizer
        self._one_by_one = len(self._session.get_inputs()) == 1
        self.width = int(self._session.get_outputs()[0].shape[-1])

    def in_threads(self, threads: int) -> "SentenceModel":
        """The same model for one text by itself: sooner, for as many threads share the work.

        Its graph is the one for that, where there is one: nothing in it is about padding.
        """
        lone = self._graph.with_name(LONE_FILE)
        return SentenceModel(lone if lone.exists() else self._graph, self._tokenizer, threads)

    def tokenise(self, texts: Sequence[str]) -> list[Ids]:
        """Each text in tokens; empty where less than half of them are in the vocabulary.

        The vectors of such a text are those of any other such text: emoji, most scripts.
        """
        if not texts:
            return []
        cut = [readable(text) for text in texts]
        told = [each.ids for each in self._tokenizer.encode_batch(cut)]
        return [ids if _known(ids) else [] for ids in told]

    def vectors(self, batch: Sequence[Ids]) -> Vectors:
        """One row of unit length for each, in order; padded to the longest of them."""
        if self._one_by_one:
            return np.stack([self._lone(each) for each in batch])
        shape = len(batch), max(map(len, batch))
        ids, mask = np.zeros(shape, np.int32), np.zeros(shape, np.int32)
        for row, each in enumerate(batch):
            ids[row, : len(each)] = each
            mask[row, : len(each)] = 1
        made: Vectors = self._session.run(None, {"ids": ids, "mask": mask})[0]
        return made

    def _lone(self, ids: Ids) -> Vectors:
        made: Vectors = self._session.run(None, {"ids": np.array(ids, np.int32)})[0]
        return made


def readable(text: str) -> str:
    """The text as far as it is read, without the lone surrogates that no tokenizer takes."""
    cut = text[:LONGEST]
    return (
        cut if cut.isascii() else cut.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    )


def _known(ids: Ids) -> bool:
    said = len(ids) - ENDS
    return said > 0 and said - ids.count(_UNKNOWN) >= said * KNOWN_SHARE


def encode(model: Vectoriser, texts: Sequence[str], budget: int = BUDGET) -> Vectors:
    """Shape (len(texts), width), rows of unit length in order; NaN where nothing could be read."""
    tokens = model.tokenise(texts)
    made = np.full((len(texts), model.width), np.nan, np.float32)
    readable = [index for index, ids in enumerate(tokens) if ids]
    for group in batches([len(tokens[index]) for index in readable], budget):
        rows = [readable[each] for each in group]
        made[rows] = model.vectors([tokens[row] for row in rows])
    return made


def open_sentences(graph: Path, tokenizer: Path, *, max_tokens: int = MAX_TOKENS) -> SentenceModel:
    """Open a graph with its tokenizer; takes about a second, most of it imports."""
    return SentenceModel(graph, _open_tokenizer(tokenizer, max_tokens))


def _open_graph(graph: Path, threads: int) -> Any:  # noqa: ANN401  # onnxruntime ships no types
    import onnxruntime  # pyright: ignore[reportMissingTypeStubs]  # it ships no types

    ort: Any = onnxruntime
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # Threads that share a text wait for each other awake, and a moment longer for the next text;
    # left to itself the library keeps a core busy for forty times as long.
    options.add_session_config_entry("session.intra_op.spin_duration_us", AWAKE)
    return ort.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])


def _open_tokenizer(file: Path, max_tokens: int) -> Any:  # noqa: ANN401  # transformers' is untyped
    """Without the padding to 128 that the packaged file asks for.

    What lies under transformers' own tokenizer is used: it may be asked by two threads at once.
    """
    logging.getLogger("transformers").addFilter(_no_torch_needed)
    from transformers import PreTrainedTokenizerFast

    made: Any = PreTrainedTokenizerFast(tokenizer_file=str(file), model_max_length=max_tokens)
    tokenizer = made.backend_tokenizer
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_tokens)
    return tokenizer


def _no_torch_needed(record: logging.LogRecord) -> bool:
    """Drop transformers' advice to install torch, which only its own models need."""
    return "PyTorch was not found" not in record.getMessage()
