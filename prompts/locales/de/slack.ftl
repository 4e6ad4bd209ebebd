### Was auf Slack neben den Worten selbst steht.

slack-yes = Ja
slack-no = Abbrechen
slack-in-your-messages = Die Antwort steht in deinen Nachrichten mit mir; dort bleibt sie.
slack-unknown = In diesem Workspace höre ich noch nicht zu, also gibt es nichts zu antworten.
