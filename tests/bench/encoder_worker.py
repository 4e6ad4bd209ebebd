"""One encoder in a process of its own, ours or the rival, that does what it is told line by line.

`python encoder_worker.py ours CACHE` or, by the rival's interpreter, `rival FOLDER`. Each line on
the standard input is a word and a file of texts as JSON; each answer is one line of JSON.
"""

import asyncio
import json
import os
import resource
import sys
import time
from pathlib import Path

THREADS = 2


def ours(cache):
    """The house's encoder, as every message meets it: lanes, threads and all."""
    sys.path.insert(0, str(Path(__file__).parents[2]))
    import numpy as np

    from bot.language.encoder import EncoderChoice, encoder_of

    loop = asyncio.new_event_loop()
    encoder = encoder_of(EncoderChoice(cache=Path(cache), threads=THREADS))

    def encode(texts):
        # What it remembers of an earlier round would be no encoding.
        encoder.forget()
        made = loop.run_until_complete(encoder.encode(texts, live=len(texts) == 1))
        return np.frombuffer(made.data, np.float32).reshape(made.rows, made.width)

    return encode


def rival(folder):
    """sentence-transformers with its defaults, on the same weights."""
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(folder, device="cpu")
    return lambda texts: model.encode(texts, show_progress_bar=False)


def timed(encode, texts):
    """Seconds for all of them in one call."""
    start = time.perf_counter()
    encode(texts)
    return time.perf_counter() - start


def alone(encode, texts):
    """Milliseconds for each, one call after the other."""
    return [timed(encode, [text]) * 1e3 for text in texts]


def saved(encode, texts, file):
    """Write the vectors beside the texts."""
    import numpy as np

    np.save(file, np.asarray(encode(texts), np.float32))
    return str(file)


def peak():
    """The most memory of this process so far, in MB."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def main():
    """Open the model, say so, and answer until the input ends."""
    # Whatever a library prints goes to the errors, for the output belongs to the answers.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    encode = {"ours": ours, "rival": rival}[sys.argv[1]](sys.argv[2])
    encode(["The first one."])
    print(json.dumps({"ready": peak()}), file=answers, flush=True)
    for line in sys.stdin:
        word, _, file = line.strip().partition(" ")
        texts = json.loads(Path(file).read_text(encoding="utf-8"))
        told = {
            "timed": lambda texts=texts: timed(encode, texts),
            "alone": lambda texts=texts: alone(encode, texts),
            "saved": lambda texts=texts, file=file: saved(
                encode, texts, Path(file).with_suffix(f".{sys.argv[1]}.npy")
            ),
        }[word]()
        print(json.dumps({"told": told, "peak": peak()}), file=answers, flush=True)


if __name__ == "__main__":
    main()
