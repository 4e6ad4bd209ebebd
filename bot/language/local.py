"""Any transformers model from a folder in the encoder's place, where torch is."""

import hashlib
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from bot.core.readings import NotMeasured
from bot.language.sentences import ENDS, KNOWN_SHARE, Ids, Vectors, readable

SHORT = 8


class LocalUnavailable(NotMeasured):
    """A model of your own is set, but torch is not installed, or the folder holds no model. Install
    torch beside Tummler (`pip install torch`) and name the folder of a transformers model in
    TUMMLER_LOCAL_ENCODER, or unset it to have the usual encoder.
    """


class LocalModel:
    """Vectors as the mean over a model's tokens, at unit length; one for each text.

    What holds for the usual encoder's numbers is not known of these: thresholds are per model.
    """

    def __init__(self, model: Any, tokenizer: Any, max_tokens: int) -> None:  # noqa: ANN401  # untyped
        self._model = model
        self._tokenizer = tokenizer
        self._max_tokens = max_tokens
        self.width = int(model.config.hidden_size)

    def tokenise(self, texts: Sequence[str]) -> list[Ids]:
        """Each text in tokens; empty where less than half of them are in the vocabulary."""
        if not texts:
            return []
        cut = [readable(text) for text in texts]
        told = self._tokenizer(cut, truncation=True, max_length=self._max_tokens)["input_ids"]
        return [ids if self._known(ids) else [] for ids in told]

    def vectors(self, batch: Sequence[Ids]) -> Vectors:
        """One row of unit length for each, in order."""
        torch = _untyped("torch")

        longest = max(map(len, batch))
        padding = self._tokenizer.pad_token_id or 0
        ids = torch.tensor([[*each, *[padding] * (longest - len(each))] for each in batch])
        mask = torch.tensor([[1] * len(each) + [0] * (longest - len(each)) for each in batch])
        with torch.inference_mode():
            hidden = self._model(input_ids=ids, attention_mask=mask).last_hidden_state
        summed = (hidden * mask.unsqueeze(-1)).sum(dim=1)
        made: Vectors = torch.nn.functional.normalize(summed, dim=1).numpy().astype(np.float32)
        return made

    def _known(self, ids: Ids) -> bool:
        said = len(ids) - ENDS
        unknown = 0 if (token := self._tokenizer.unk_token_id) is None else ids.count(token)
        return said > 0 and said - unknown >= said * KNOWN_SHARE


def local_name(folder: Path, max_tokens: int) -> str:
    """The model's name: that of its folder, and a digest of every file in it.

    Raises LocalUnavailable where the folder holds no model.
    """
    if not (folder / "config.json").is_file():
        raise LocalUnavailable
    digest = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(file.relative_to(folder).as_posix().encode())
        with file.open("rb") as opened:
            digest.update(hashlib.file_digest(opened, "sha256").digest())
    return f"local/{folder.name}/{digest.hexdigest()[:SHORT]}/float32/{max_tokens}"


def open_local(folder: Path, *, threads: int, max_tokens: int) -> LocalModel:
    """Open a model from its folder, never from anywhere else; raises LocalUnavailable."""
    if find_spec("torch") is None or not (folder / "config.json").is_file():
        raise LocalUnavailable
    torch, transformers = _untyped("torch"), _untyped("transformers")
    torch.set_num_threads(threads)
    try:
        tokenizer = transformers.AutoTokenizer.from_pretrained(folder, local_files_only=True)
        model = transformers.AutoModel.from_pretrained(folder, local_files_only=True)
    except (OSError, ValueError):
        raise LocalUnavailable from None
    return LocalModel(model.eval().float(), tokenizer, max_tokens)


def _untyped(name: str) -> Any:  # noqa: ANN401  # torch is mostly absent, transformers is untyped
    return import_module(name)
