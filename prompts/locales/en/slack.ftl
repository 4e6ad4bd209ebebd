### What stands on Slack beside the words themselves.

slack-yes = Yes
slack-no = Cancel
slack-in-your-messages = The answer is in your messages with me, where it stays.
slack-unknown = I do not listen in this workspace yet, so there is nothing to answer.
