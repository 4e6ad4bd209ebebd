### Was die Moderation selbst schreibt, damit es zu einer gewählten Stunde gesagt wird.

command-staff-post = Einen eigenen Beitrag schreiben, für Raum und Stunde; er steht unter deinem Namen
command-staff-posts = Was für eine Stunde vorgemerkt ist und was nicht hinausging; ändern oder absagen

own-post-title = Ein eigener Beitrag
own-post-submit = Vormerken
own-post-field-room = Raum
own-post-field-when = Wann
own-post-field-words = Deine Worte
own-post-field-answers = Antworten einer Umfrage, eine je Zeile
own-post-field-thread = Name eines Threads darunter
own-post-about-room = Wo es gesagt wird. Nur Räume, die ich höre.
own-post-about-when = Wie 2026-12-31 18:30, nach der Uhr der Community ({ $zone })
own-post-about-words = Wird gesagt, wie es dasteht, mit deinem Namen darunter. Niemand wird damit gerufen.
own-post-about-answers = Leer: keine Umfrage. Mit Antworten sind deine Worte die Frage.
own-post-about-thread = Leer: kein Thread. Nur, wo die Plattform Threads öffnet.

own-post-set = Vorgemerkt für den { $at } in { $room }. Gesagt wird es unter deinem Namen, innerhalb von fünf Minuten danach.
own-post-how =
    Nicht gesagt wird es, wo die Moderation mich angehalten hat, in den Ruhezeiten der Charta, eine Stunde nach seiner Zeit, oder wenn du nicht mehr moderierst. Budgets und Stufen gelten für meine eigenen Zeilen und zählen hier nicht.
own-post-poll = Wo ein Raum keine Umfragen kennt, stehen die Antworten als Liste unter deinen Worten.
own-post-no-room = Einen solchen Raum höre ich nicht.
own-post-quiet = Das liegt in den Ruhezeiten der Charta, in denen ich nichts sage. Wähle eine andere Stunde, oder schreib es selbst hinein.
own-post-never = Die Charta nennt Wörter, die ich nie sage, und eines davon steht hier.
own-post-long = Von 1 bis { $longest } Zeichen.
own-post-answers = Von 2 bis { $most } verschiedene Antworten, jede mit höchstens { $longest } Zeichen.
own-post-cancelled = Abgesagt: Was für den { $at } in { $room } vorgemerkt war, wird nicht gesagt.

own-posts-empty = Für keine Stunde ist etwas vorgemerkt.
own-posts-heading =
    { $count ->
        [one] Ein Beitrag
       *[other] { $count } Beiträge
    }
own-post-one = { $at }, { $room }
own-post-status = Stand
own-post-whose = Von
own-post-words = Worte
own-post-yours = dir
own-post-another = jemand anderem aus der Moderation
own-post-edit = Ändern
own-post-cancel = Absagen
own-post-WAITING = Wartet auf seine Stunde.
own-post-SENDING = Wird gerade gesagt.
own-post-WITHHELD = Nicht gesagt: Ich war angehalten, es war Ruhezeit, oder es ließ sich nicht sehen, dass moderiert, wer es geschrieben hat.
own-post-REFUSED = Nicht gesagt: Die Plattform hat es abgelehnt, oder ich darf dort nicht schreiben.
own-post-TOO_LATE = Nicht gesagt: Über seine Zeit hinaus war ich mehr als eine Stunde lang nicht da.
own-post-UNCERTAIN = Ich wurde beim Sagen unterbrochen und weiß nicht, ob es dasteht. Noch einmal sage ich es nicht.

own-post-poll-of = Deine Umfrage vom { $at }, { $room }
own-post-poll-open = Es kann noch abgestimmt werden.
own-post-poll-over = Sie ist zu Ende.

own-post-by = — { $author }, durch Tummler, zur selbst gewählten Stunde
own-post-answer = { $number }. { $answer }
own-post-why = Das hat jemand aus der Moderation dieser Community geschrieben; der Name steht darunter, und auch die Stunde ist selbst gewählt: { $at }. Ich habe es dann nur gesagt. Keine Praxis von mir hat es vorgeschlagen und keine Zahl dazu geführt; wer dazu etwas sagen möchte, wendet sich an diese Person.

refusal-not-theirs = Ändern kann einen Beitrag nur, wer ihn geschrieben hat. Absagen kannst du ihn.
refusal-too-many-posts = { $most } Beiträge warten schon. Erst einen absagen: { $staff } posts
