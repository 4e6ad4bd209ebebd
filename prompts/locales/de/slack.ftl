### Was auf Slack neben den Worten selbst steht.

slack-yes = Ja
slack-no = Abbrechen
slack-in-your-messages = Die Antwort steht in deinen Nachrichten mit mir; dort bleibt sie.
slack-unknown = In diesem Workspace höre ich noch nicht zu, also gibt es nichts zu antworten.

slack-installed = Tummler ist installiert. Es hört noch in keinem Kanal zu und sagt nichts: Wer es betreibt, wählt die Kanäle mit euch. Lade es mit /invite @tummler in einen Kanal ein.
slack-install-cancelled = Es wurde nichts installiert.
slack-install-refused = Das ging nicht, und es wurde nichts installiert. Fang auf der Seite neu an, die dich hergebracht hat; ein Weg dorthin gilt einmal, zehn Minuten lang, in einem Browser.
slack-install-not-kept = Slack gab etwas, das Tummler nicht nimmt: eine ganze Organisation, oder ein Token, das abläuft. Installiere es in einem einzelnen Workspace, aus einer App ohne Token-Rotation.
