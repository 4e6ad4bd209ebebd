### What stands on Slack beside the words themselves.

slack-yes = Yes
slack-no = Cancel
slack-unknown = I do not listen in this workspace yet, so there is nothing to answer.
