### Was Mitglieder für ihre Community vorschlagen, die Abstimmungen, und was die Moderation entscheidet.

command-propose = Etwas vorschlagen: für die Charta, eine Praxis oder ein neues Fundstück
command-propose-text = Was du vorschlägst, in eigenen Worten
command-propose-about = Wofür: charter, practice oder artefact
command-vote = Was hier vorgeschlagen ist, und deine Stimme dazu
command-vote-proposal = Die Nummer des Vorschlags
command-vote-choice = for, against, oder none nimmt deine Stimme zurück
command-staff-proposals = Was Mitglieder vorgeschlagen haben: aufgreifen oder ablehnen, mit Begründung
command-staff-proposals-number = Die Nummer des Vorschlags
command-staff-proposals-decide = take-up oder decline
command-staff-proposals-because = Warum; alle hier können es lesen

proposed = Vorschlag { $number } ist eröffnet und steht im nächsten Wochenbericht. Alle können ihn lesen und abstimmen: { $member } vote
proposed-how = Niemand erfährt, dass er von dir ist. Die Moderation entscheidet und sagt, warum.
propose-begin = Etwas vorschlagen
propose-about = Wofür?
propose-text = Was schlägst du vor?
propose-submit = Vorschlagen
motion-one = Vorschlag { $number }, { $about }, eröffnet am { $day }
motion-about-charter = für die Charta
motion-about-practice = zu dem, was ich tue
motion-about-artefact = für ein neues Fundstück
motion-about-example = Beispiel für ein gutes Gespräch
motion-example = diese Nachricht
motion-elsewhere = eine Nachricht auf der anderen Plattform
motion-words-gone = Die Zeit seiner Worte ist um.
motion-votes = Stimmen
motion-too-few = gezeigt, sobald { $fewest } Personen abgestimmt haben
motion-counted = { $approve } dafür, { $oppose } dagegen
motion-divided = fünf oder mehr haben abgestimmt, und keine Seite hat fünf Stimmen
motion-mostly-for = fünf oder mehr dafür, weniger als fünf dagegen
motion-mostly-against = fünf oder mehr dagegen, weniger als fünf dafür
motion-taken-up = Aufgegriffen am { $day }
motion-declined = Abgelehnt am { $day }
vote-for = Dafür
vote-against = Dagegen
vote-none = Stimme zurücknehmen
vote-counted = Gezählt: Vorschlag { $number }. Namen werden nicht gezeigt.
vote-taken-back = Deine Stimme zu Vorschlag { $number } ist zurückgenommen.
vote-heading = Was Mitglieder vorschlagen
vote-nothing = Zurzeit ist hier nichts vorgeschlagen.
vote-more =
    { $count ->
        [one] Einer mehr ist da; seine Nummer zeigt ihn.
       *[other] { $count } weitere sind da; die Nummer zeigt einen davon.
    }
proposals-heading = Was Mitglieder vorschlagen; Namen stehen nicht dabei
proposals-none = Zurzeit ist nichts vorgeschlagen.
proposal-take-up = Aufgreifen
proposal-decline = Ablehnen
proposal-take-up-title = Vorschlag { $number } aufgreifen
proposal-decline-title = Vorschlag { $number } ablehnen
proposal-about-it = Alle hier können die Begründung vier Wochen lang lesen. Allein dadurch ändert sich nichts.
proposal-because = Warum?
proposal-done-take-up = Vorschlag { $number } ist aufgegriffen. Alle können lesen, warum: { $member } vote
proposal-done-decline = Vorschlag { $number } ist abgelehnt. Alle können lesen, warum: { $member } vote
proposal-next-charter = Geändert ist noch nichts. In die Charta schreiben, die dann eine verantwortliche Person unterschreibt: { $staff } setup
proposal-next-practice = Geändert ist noch nichts. Wie weit einer Praxis vertraut wird: { $staff } level
proposal-next-artefact = Geändert ist noch nichts. Zu dem hinzufügen, was euch verbindet; dann unterschreibt eine verantwortliche Person: { $staff } object
refusal-no-proposal = Einen offenen Vorschlag { $number } gibt es nicht. Es wurde nichts geändert.
refusal-too-many-proposals = { $open } Vorschläge von dir sind noch nicht entschieden. Sobald einer es ist, kann der nächste folgen.
refusal-nothing-proposed = Ein Vorschlag sagt etwas, in höchstens 500 Zeichen. Es wurde nichts geändert.
refusal-no-reason-given = Zu einer Entscheidung gehört ein Satz, der sie begründet und den alle lesen können. Es wurde nichts geändert.

part-proposals = Was Mitglieder vorschlagen
proposals-open =
    { $count ->
        [one] Ein Vorschlag von Mitgliedern ist offen. Der Befehl vote zeigt ihn.
       *[other] { $count } Vorschläge von Mitgliedern sind offen. Der Befehl vote zeigt sie.
    }
proposals-decided =
    { $count ->
        [one] Ein Vorschlag wurde diese Woche entschieden, mit einer Begründung, die alle lesen können.
       *[other] { $count } Vorschläge wurden diese Woche entschieden, mit Begründungen, die alle lesen können.
    }
