### Kurze Namen, die im Programm auf Englisch stehen: term-<der englische Name, mit Strichen>. Im
### Englischen gibt es diese Datei nicht.

## Praktiken

term-follow-up-question = Rückfrage
term-close-the-loop = Den Kreis schließen
term-recognise-a-deep-contribution = Einen gehaltvollen Beitrag würdigen
term-back-to-what-gathers-us = Zurück zu dem, was uns verbindet
term-welcome-by-handing-over = Begrüßen durch Weitergeben
term-say-it-back = Zurückspiegeln
term-draw-out-the-request = Die Bitte klären
term-the-norm-at-the-door = Die Regel an der Tür
term-ritual = Ritual
term-cool-down = Abkühlen
term-hand-over-to-the-one-who-knows = An jemanden weitergeben, der es weiß
term-draw-out-the-quiet = Stille Stimmen einladen
term-we-talked-about-this = Darüber haben wir gesprochen
term-introduce-two-people = Zwei Leute vorstellen
term-slow-the-dominant = Laute Stimmen bremsen
term-summarise-and-weave = Zusammenfassen und verweben
term-no-question-left-behind = Keine Frage bleibt liegen
term-bridge-camps-and-silos = Brücken zwischen Lagern

## Was über ein Mitglied gespeichert ist

term-member-record = Eintrag als Mitglied
term-when-you-left = wann du gegangen bist
term-wishes = Wünsche
term-messages = Nachrichten
term-reactions = Reaktionen
term-answers-to-you = Antworten an dich
term-conversations-you-opened = Gespräche, die du eröffnet hast
term-conversations-in-which-you-spoke-last = Gespräche, in denen du zuletzt gesprochen hast
term-times-you-were-to-be-asked = wie oft du gefragt werden solltest
term-drafts-that-would-ask-you = Entwürfe, die dich fragen würden
term-drafts-that-you-decided-on = Entwürfe, über die du entschieden hast
term-levels-that-you-set = Stufen, die du gesetzt hast
term-labels-that-you-gave = Urteile, die du abgegeben hast
term-what-you-said-of-the-bot-s-lines = was du zu Zeilen des Bots gesagt hast
term-accounts-that-you-linked = Konten, die du verbunden hast
term-proposals-of-yours = Vorschläge von dir
term-proposals-that-you-decided-on = Vorschläge, über die du entschieden hast
term-votes-of-yours = Stimmen von dir
term-posts-that-you-set-for-an-hour = Beiträge, die du für eine Stunde vorgemerkt hast
term-messages-that-you-laid-before-moderators = Nachrichten, die du der Moderation vorgelegt hast
term-messages-of-yours-that-were-laid-before-moderators = Nachrichten von dir, die der Moderation vorgelegt wurden
term-what-a-rule-of-the-platform-held-back-of-yours = was eine Regel der Plattform von dir zurückgehalten hat
term-acts-of-moderators-upon-you = was die Moderation mit dir getan hat
term-acts-of-moderators-about-what-you-wrote = was die Moderation mit dem getan hat, was du schriebst
term-messages-with-their-words = Nachrichten mit ihren Worten
term-decisions-about-what-you-wrote = Entscheidungen zu dem, was du geschrieben hast
term-charters-that-name-you-or-bear-your-signature = Chartas, die dich nennen oder deine Unterschrift tragen
term-acts-of-yours-as-a-moderator = was du für die Moderation getan hast
term-acts-that-you-took-back-as-a-moderator = was du für die Moderation zurückgenommen hast

## Grenzen und ihre Einheiten

term-a-day = am Tag
term-share-of-talk = Anteil am Gesagten
term-a-conversation = je Gespräch
term-a-channel = je Kanal
term-people-between = Personen dazwischen
term-messages-between = Nachrichten dazwischen
term-private-notes = private Nachrichten
term-times = Mal
term-of-a-week-s-messages = der Nachrichten einer Woche
term-times-ever = Mal, überhaupt
term-hours-between = Stunden dazwischen
term-people = Personen
term-hours-between-for-one-person = Stunden dazwischen, für dieselbe Person

## Was nicht gemessen ist

term-no-head-for-bridging-attributes = kein Merkmal dafür geeicht
term-nothing-counts-words-taken-up-while-the-text-lives = nichts zählt aufgegriffene Wörter, solange der Text da ist
term-fewer-than-five-people-so-not-shown = weniger als fünf Personen, deshalb nicht gezeigt
term-no-text-could-be-read = kein Text war zu lesen
term-no-coded-messages = keine eingeordneten Nachrichten
term-no-reader-compares-the-vectors-of-messages-while-they-live = nichts vergleicht, worum es in Nachrichten geht, solange sie da sind
term-how-near-the-messages-are-to-the-social-object-was-not-measured = wie nah die Nachrichten am gemeinsamen Thema sind, wurde nicht gemessen
term-nothing-tells-what-conversations-made-and-whether-it-was-cited-a-week-later = nichts sagt, was aus Gesprächen entstand und ob es eine Woche später genannt wurde
term-no-conversation-was-forecast-to-derail = kein Gespräch drohte zu kippen
term-no-model-forecasts-how-conversations-go-on = kein Modell sagt vorher, wie Gespräche weitergehen
term-all-talk-was-in-one-channel = alles Gesagte stand in einem Kanal
term-people-fall-into-other-groups-each-time-they-are-grouped-so-there-are-none-to-tell = Gruppen fallen jedes Mal anders aus, also lassen sich keine nennen
term-no-head-read-how-much-substance-messages-have = kein Merkmal hat gelesen, wie viel Substanz Nachrichten haben
term-measured-differently = anders gemessen
term-this-metric-is-not-installed = dieses Maß ist nicht installiert
term-not-enough-talk-to-say = zu wenig, um etwas zu sagen
term-counted-over-the-whole-community-not-over-a-part-of-its-talk = über die ganze Community gezählt, nicht über einen Teil
term-another-linker-told-who-answers-whom-and-the-words-it-needs-are-gone = anders zugeordnet, wer wem antwortet, und die nötigen Worte sind weg

## Was eine Quelle nicht sagt

term-when-a-reaction-was-given = wann eine Reaktion gegeben wurde
term-when-a-reaction-was-given-and-in-older-files-by-whom = wann eine Reaktion gegeben wurde, und in älteren Dateien, von wem
term-what-a-message-said-before-it-was-edited = was eine Nachricht vor ihrer Änderung sagte
term-which-messages-were-deleted = welche Nachrichten gelöscht wurden
term-who-left-the-community = wer die Community verließ
term-who-is-who-of-those-who-deleted-their-account = wer wer ist unter denen, die ihr Konto gelöscht haben
term-edits-and-deletions = Änderungen und Löschungen
term-who-joined-and-left = wer kam und ging
term-who-is-who-beyond-the-name = wer wer ist, über den Namen hinaus
term-which-authors-are-bots = wer von den Schreibenden ein Bot ist
term-deletions = Löschungen
term-whether-a-name-after-an-at-sign-is-a-member-s-id = ob ein Name nach einem At-Zeichen die Kennung eines Mitglieds ist
term-who-answers-whom-which-is-worked-out = wer wem antwortet; das wird ermittelt
term-who-is-who-beyond-the-nick-and-the-day = wer wer ist, über den Namen und den Tag hinaus
term-when-each-event-first-reached-the-house = wann jedes Ereignis zuerst hier ankam

## Was eine Praxis wissen müsste

term-what-is-usual-in-this-channel = was in diesem Kanal üblich ist
term-whether-somebody-has-written-since = ob seither jemand geschrieben hat
term-who-has-answered-whom-lately = wer in letzter Zeit wem geantwortet hat
term-which-earlier-conversations-are-like-this-one = welche früheren Gespräche diesem gleichen
term-which-facet-of-the-social-object-a-message-is-about = um welche Seite des gemeinsamen Themas es geht
term-how-near-each-message-is-to-the-social-object = wie nah jede Nachricht am gemeinsamen Thema ist
term-who-keeps-to-whom = wer sich an wen hält
