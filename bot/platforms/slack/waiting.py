"""What Slack's library tries again after a wait, and what it leaves alone: what was stopped."""

from typing import Final

from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
)
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState

from bot.core.leaving import may_leave

MOST_WAITS_FOR_A_RATE: Final = 3


def tries_again() -> list[AsyncRetryHandler]:
    """After a connection that broke, and after each wait that Slack asks for.

    A request that may not leave any more after its wait ends with what Slack had answered.
    """
    return [
        AsyncConnectionErrorRetryHandler(),
        _AskingAfterTheWait(max_retry_count=MOST_WAITS_FOR_A_RATE),
    ]


class _AskingAfterTheWait(AsyncRateLimitErrorRetryHandler):
    async def prepare_for_next_attempt_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> None:
        await super().prepare_for_next_attempt_async(
            state=state, request=request, response=response, error=error
        )
        state.next_attempt_requested = await may_leave()
