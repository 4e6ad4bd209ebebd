### What stands on Slack beside the words themselves.

slack-yes = Yes
slack-no = Cancel
slack-in-your-messages = The answer is in your messages with me, where it stays.
slack-unknown = I do not listen in this workspace yet, so there is nothing to answer.

slack-installed = Tummler is installed. It listens to no channel yet, and says nothing: whoever runs it chooses channels with you. Invite it into a channel by /invite @tummler.
slack-install-cancelled = Nothing was installed.
slack-install-refused = That did not work, and nothing was installed. Begin again at the page that led you here; a way there is good once, for ten minutes, in one browser.
slack-install-not-kept = Slack gave something that Tummler does not take: an organisation as a whole, or a token that ends. Install it into one workspace, from an app without token rotation.
