"""What a house may be able to know beyond the talk itself; a practice that needs more is silent."""

from bot.core.words import Word


class Sense(Word):
    """One thing that is worked out only where a practice asks for it; only added to."""

    NORMS = "what is usual in this channel"
    ACTIVITY = "whether somebody has written since"
    TIES = "who has answered whom lately"
    RELATED = "which earlier conversations are like this one"
    FACETS = "which facet of the social object a message is about"
    AFFINITY = "how near each message is to the social object"
    CAMPS = "who keeps to whom"
