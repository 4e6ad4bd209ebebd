"""The shapes of conversations, by us or by ConvoKit: `python convokit_worker.py ours|rival FILE`.

FILE holds conversations as JSON: a list of [id, [[message, author, parent, words, seconds], ...]].
Prints one line of JSON: seconds of processor time and the most memory in MB, both for the counting
and all that it needs of conversations, and for each conversation its numbers, in one order.
"""

import json
import sys
import time
from pathlib import Path

MOTIFS = (
    "reciprocity motif",
    "external reciprocity motif",
    "dyadic interaction motif",
    "incoming triads",
    "outgoing triads",
)
DEGREES = (
    "indegree over C->C",
    "outdegree over C->C",
    "indegree over C->c",
    "outdegree over C->c",
)


def rival(talks):
    """HyperConvo over whole conversations, and TalkTimeSharing with a second for each word."""
    from convokit import Corpus, HyperConvo, Speaker, TalkTimeSharing, Utterance

    speakers = {}
    said = []
    for name, messages in talks:
        top = _top(messages)
        spoken = 0
        for key, author, parent, words, seconds in messages:
            speaker = speakers.setdefault(author, Speaker(id=author))
            meta = {"start": spoken, "stop": spoken + words}
            meta["utt_group"] = "groupA" if author == top else "groupB"
            said.append(
                Utterance(
                    id=key,
                    speaker=speaker,
                    conversation_id=name,
                    reply_to=parent,
                    timestamp=seconds,
                    text="w " * words,
                    meta=meta,
                )
            )
            spoken += words
    corpus = Corpus(utterances=said)
    found = HyperConvo(prefix_len=10**9, min_convo_len=10).retrieve_feats(corpus)
    uneven = {name for name, messages in talks if _uneven(messages)}
    TalkTimeSharing(remove_first_last_utt=False).transform(corpus, lambda talk: talk.id in uneven)
    return {
        name: [
            *(
                stats[f"count[{motif}{part}]"]
                for part in ("", " over mid-thread")
                for motif in MOTIFS
            ),
            *(stats[f"entropy[{degree} responses]"] for degree in DEGREES),
            corpus.get_conversation(name).meta["balance_score"] if name in uneven else 0.5,
        ]
        for name, stats in found.items()
    }


def _top(messages):
    """Whoever said most; of equals whoever spoke first."""
    said = {}
    for _, author, _, words, _ in messages:
        said[author] = said.get(author, 0) + words
    return max(said, key=said.__getitem__)


def _uneven(messages):
    """Whether one side said more: TalkTimeSharing ends with an error where none did."""
    top = _top(messages)
    own = sum(words for _, author, _, words, _ in messages if author == top)
    return 2 * own != sum(words for _, _, _, words, _ in messages)


def ours(talks):
    """The same of the same, by the house's own reading of conversations."""
    sys.path.insert(0, str(Path(__file__).parents[2]))
    from convokit_ours import shapes

    return shapes(talks)


def _peak():
    """The most memory of this process in MB; getrusage would count that of its parent too."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def main():
    """Measure and tell."""
    side, file = sys.argv[1:]
    talks = json.loads(Path(file).read_text())
    start = time.process_time()
    found = {"ours": ours, "rival": rival}[side](talks)
    seconds = time.process_time() - start
    peak = _peak()
    print(json.dumps({"seconds": seconds, "peak": peak, "found": found}))


if __name__ == "__main__":
    main()
