"""Writes the encoder's reference vectors, by torch and nothing of ours.

Run by the interpreter of an environment with sentence-transformers, never by Tummler's own:
`PYTHON_WITH_TORCH tests/bench/reference_vectors.py FOLDER_OF_THE_MODEL`.
"""

import json
import sys
from pathlib import Path

import numpy as np
from sentence_transformers import SentenceTransformer

REFERENCE = Path(__file__).parents[2] / "bot" / "language" / "reference"
MAX_TOKENS, UNKNOWN, ENDS = 256, 100, 2


def main() -> None:
    """Encode each text alone; NaN where less than half of its tokens are in the vocabulary."""
    model = SentenceTransformer(sys.argv[1], device="cpu")
    model.max_seq_length = MAX_TOKENS
    texts = json.loads((REFERENCE / "texts.json").read_text(encoding="utf-8"))
    rows = []
    for text in texts:
        ids = model.tokenizer(text, truncation=True, max_length=MAX_TOKENS)["input_ids"]
        said = len(ids) - ENDS
        row = model.encode([text], normalize_embeddings=True, convert_to_numpy=True)[0]
        known = said - ids.count(UNKNOWN) >= said * 0.5
        rows.append(row if known else np.full_like(row, np.nan))
    np.save(REFERENCE / "vectors.npy", np.asarray(rows, np.float32), allow_pickle=False)
    print(f"{len(rows)} vectors, {sum(np.isnan(row[0]) for row in rows)} of them NaN")


if __name__ == "__main__":
    main()
