"""The data dictionary of workspaces that let the bot in by a platform's own page."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.services.exporting import TableEntry
from db.dictionary_columns import at, it, never

INSTALLATIONS: Mapping[str, TableEntry] = MappingProxyType(
    {
        "installations": TableEntry(
            holds="Workspaces that let the bot in by Slack's own page, each with its token",
            source="the page that Slack leads back to",
            kept="until the workspace removes the app or takes the token back",
            erasure="with the community; `app_uninstalled` and `tokens_revoked`; "
            "`tummler disconnect slack`",
            left_out="a token opens a workspace; it stays here, and no backup has it either",
            columns={
                "community": it("the workspace, as `slack:` and its id"),
                "token": never("the bot token, sealed under the master key", "keys never leave"),
                "installed_at": at("when it was let in"),
            },
        )
    }
)
"""Who let the bot in."""
