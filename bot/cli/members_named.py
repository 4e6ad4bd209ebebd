"""How a member is named on the command line: platform and id, as discord:1234."""

from bot.cli.errors import NotAMember
from bot.core.ids import MemberKey


def member_named(said: str) -> MemberKey:
    """The member under the plain id. Raises NotAMember."""
    platform, sign, member = said.partition(":")
    if not (platform and sign and member):
        raise NotAMember
    return MemberKey(platform=platform, member=member)
