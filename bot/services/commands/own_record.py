"""Everything that is held of one member as a record, for their eyes only."""

from bot.core.holdings import HeldMessage
from bot.core.ids import CommunityId
from bot.core.motions import Motion
from bot.services.wishes import Card


def own_record(
    community: CommunityId,
    card: Card,
    messages: tuple[HeldMessage, ...],
    proposals: tuple[Motion, ...] = (),
) -> dict[str, object]:
    """What they allow, what is held by kind, and their messages with the words still held.

    `proposals`: those of their own.
    """
    return {
        "version": 1,
        "community": community,
        **_card(card),
        "messages": [
            {
                "message": f"{each.key.platform}/{each.key.message}",
                "at": each.at.isoformat(),
                "words": each.words,
                "language": each.language,
                "text": each.text,
            }
            for each in messages
        ],
        "proposals": [
            {
                "number": each.number,
                "about": each.about.value,
                "at": each.opened_at.isoformat(),
                "text": each.text,
                "stands": each.ruled.value,
            }
            for each in proposals
        ],
    }


def _card(card: Card) -> dict[str, object]:
    return {
        "allows": {
            "paused": {
                what.value: until.isoformat() for what, until in card.consent.paused.items()
            },
            "opt_ins": sorted(each.value for each in card.consent.opt_ins),
            "topics": sorted(card.consent.topics),
            "circle": card.consent.circle.value if card.consent.circle else None,
            "stopped": sorted(practice for practice, _ in card.consent.stopped),
        },
        "held": [
            {
                "kind": each.kind,
                "count": each.count,
                "oldest": each.oldest.isoformat() if each.oldest else None,
                "newest": each.newest.isoformat() if each.newest else None,
            }
            for each in card.held
        ],
    }
