"""What an intervention is able to do in a channel."""

from enum import StrEnum


class Capability(StrEnum):
    """One ability a platform may grant; only added to."""

    REPLY_IN_THREAD = "reply_in_thread"
    POST_IN_CHANNEL = "post_in_channel"
    BUTTONS = "buttons"
    PRIVATE_NOTE = "private_note"
    ANSWER_PRIVATELY = "answer_privately"
    MENTION_PERSON = "mention_person"
    MODERATOR_ROOM = "moderator_room"
    LINK = "link"
