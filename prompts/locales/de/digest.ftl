### Der Wochenbericht, für die Moderation. Regeln der Worte: keine Ursachen, kein Lob, keine Stellen
### nach dem Komma über zwei Prozent, keine Mengen in der Überschrift. Ein Abschnitt heißt `part-<name>`.

## Zahlen, Zeiten und Orte

whole = { NUMBER($value, maximumFractionDigits: 0) }
hundredths = { NUMBER($value, minimumFractionDigits: 2, maximumFractionDigits: 2) }
decimal = { NUMBER($value, minimumFractionDigits: 1, maximumFractionDigits: 1) }
percent = { $value }{ "\u00A0" }%
extent = { $low } bis { $high }
list-separator = { ", " }
minutes = { $minutes }{ "\u00A0" }min
hours =
    { $minutes ->
        [0] { $hours }{ "\u00A0" }h
       *[other] { $hours }{ "\u00A0" }h { $minutes }{ "\u00A0" }min
    }
days =
    { $days ->
        [one] { $days }{ "\u00A0" }Tag
       *[other] { $days }{ "\u00A0" }Tage
    }{ $hours ->
        [0] { "" }
       *[other] { " " }{ $hours }{ "\u00A0" }h
    }
weekday-and-time = { $day }{ "\u00A0" }{ $time }
date-and-time = { $date }, { $time }
period = { $first } bis { $last }
question-place = Frage in { $room }, { $when }
conversation-place = Gespräch in { $room }, { $when }
message-place = { $room }, { $when }

## Die Worte der Unsicherheit: eine geschlossene Liste

trend-no-usual = noch kein üblicher Wert
trend-no-change = keine Änderung zu erkennen
trend-perhaps-higher = vielleicht höher (nur eine Woche)
trend-perhaps-lower = vielleicht niedriger (nur eine Woche)
trend-higher = höher, die zweite Woche in Folge
trend-lower = niedriger, die zweite Woche in Folge
trend-clearly-higher = deutlich höher
trend-clearly-lower = deutlich niedriger
too-few = zu wenig Gesprochenes, um etwas zu sagen
not-measured = nicht gemessen: { $cause }
hidden = weniger als fünf Personen, deshalb nicht gezeigt

## Die Zahlen

number-known = { $label }: { $said }, üblich { $usual }: { $verdict }.
number-alone = { $label }: { $said }.
number-without-usual = { $label }: { $said }: { $verdict }.
number-missing = { $label }: { $value }.
value-with-range = { $value } ({ $extent })
value-with-range-rough = { $value } ({ $extent }; grob)
counted-then-estimate = { $counted }; Schätzung { $estimate }
counted-questions = { $count } von { $of } Fragen
counted-pairs = { $count } von { $of } Paaren
counted-newcomers = { $count } von { $of } Neuen
points-less = { $points } Punkte seltener beantwortet
points-more = { $points } Punkte häufiger beantwortet
points-same = gleich oft beantwortet
end-less = { $points } weniger
end-more = { $points } mehr
end-same = 0
label-valued_share = Wertvoller Anteil, Woche { $week }
label-valued_share_so_far = Wertvoller Anteil, Woche { $week } bisher
label-answered_rate = Innerhalb eines Tages von einem Menschen beantwortet
label-time_to_first_human_response = Mittlere Zeit bis zur ersten Antwort von einem Menschen (Median)
label-sustained_share = Anhaltender Austausch
label-new_ties = Neue Verbindungen, Paare, die einander zum ersten Mal antworteten
label-kept_ties = Gehaltene Verbindungen, Paare, die sich innerhalb von 28 Tagen wieder begegneten
label-newcomer_survival = Neue, die nach 14 Tagen noch da sind
label-newcomer_reply_equity = Neue im Vergleich zu Vertrauten
label-tummler_independence = Gespräche ohne den Bot

## Rahmen

title = Woche { $week }
title-kicker = Wochenbericht
banner-demo = Demodaten. Eine erfundene Stadt; jedes Wort haben die geschrieben, die Tummler entwickeln. Nichts hier handelt von wirklichen Menschen.
banner-generated = Die { $count } Wochen vor den zwei eigenen der Stadt sind erzeugte Zahlen: Kein Gespräch steht dahinter. Sie zeigen, wie ein Vergleich aussieht.
banner-replay = Ein Export, nachgespielt: was Tummler euch berichtet und was es gesagt hätte, wäre es dabei gewesen. Es hat zu niemandem gesprochen.
banner-replay-week = Die letzte Woche, in der genug geredet wurde, ist Woche { $week }; das Archiv endet mit Woche { $last }.
banner-preview = Vorschau: Nichts wurde gesendet.
banner-saved = Auf dieser Seite stehen Zahlen, Räume und Zeiten, keine Worte eurer Mitglieder.
banner-structure = Nur aus dem Gerüst: Noch habe ich keinen Text gelesen. Was Text braucht, ist nicht gemessen.
banner-structure-cause = Nur aus dem Gerüst: Ich habe keinen Text gelesen. { $cause } Was Text braucht, ist nicht gemessen.
banner-measured-differently = Zahlen vor dem { $date } wurden anders gemessen; übliche Werte beginnen dort neu.
part-headline = Diese Woche
part-to_do = Zu tun
part-waiting = Wartet auf Antwort
part-worth_reading = Lesenswert
part-newcomers = Neue
part-care = Fürsorge
part-the_bot = Der Bot in dieser Woche
part-rewind = Rückschau
part-footer = Worauf das beruht

## Überschrift

headline-complete = { $share }: wertvoller Anteil { $said } in Woche { $week }, der letzten vollständigen; üblich { $usual }: { $verdict }.
headline-complete-without-usual = { $share }: wertvoller Anteil { $said } in Woche { $week }, der letzten vollständigen; { $verdict }.
headline-complete-missing = Wertvoller Anteil in Woche { $week }, der letzten vollständigen: { $value }.
headline-so-far = Woche { $week } bisher { $said }; in diesem Alter üblich { $usual }: { $verdict }.
headline-so-far-without-usual = Woche { $week } bisher { $said }; { $verdict }.
headline-so-far-missing = Woche { $week } bisher: { $value }.
headline-first = Übliche Werte gibt es noch nicht: Vergleiche beginnen nach vier Wochen.
headline-no-changes = In den anderen Zahlen ist keine Änderung zu erkennen.
headline-definition = Der wertvolle Anteil sind die Nachrichten von Menschen, die innerhalb von sieben Tagen für jemand anderen von Nutzen waren: Jemand antwortete ausführlich oder dankte, oder zwei Personen antworteten. Ob später jemand darauf zurückkommt, lässt sich noch nicht sehen.
share-under-tenth = Weniger als eine von zehn Nachrichten war für jemand anderen von Nutzen
share-tenth = Etwa eine von zehn Nachrichten war für jemand anderen von Nutzen
share-fifth = Etwa eine von fünf Nachrichten war für jemand anderen von Nutzen
share-quarter = Etwa eine von vier Nachrichten war für jemand anderen von Nutzen
share-third = Etwa eine von drei Nachrichten war für jemand anderen von Nutzen
share-two-fifths = Etwa zwei von fünf Nachrichten waren für jemand anderen von Nutzen
share-half = Etwa jede zweite Nachricht war für jemand anderen von Nutzen
share-three-fifths = Etwa drei von fünf Nachrichten waren für jemand anderen von Nutzen
share-two-thirds = Etwa zwei von drei Nachrichten waren für jemand anderen von Nutzen
share-three-quarters = Etwa drei von vier Nachrichten waren für jemand anderen von Nutzen
share-four-fifths = Etwa vier von fünf Nachrichten waren für jemand anderen von Nutzen
share-nine-tenths = Etwa neun von zehn Nachrichten waren für jemand anderen von Nutzen
share-nearly-every = Fast jede Nachricht war für jemand anderen von Nutzen
quiet-week = Eine stille Woche: weniger als fünf Gespräche oder weniger als fünf Personen in den Kanälen, die ich höre.
nobody-wrote = In den Kanälen, die ich höre, hat niemand geschrieben.
quiet-waiting =
    { $count ->
        [0] Keine Frage wartet. Nichts braucht euch.
        [one] Eine Frage wartet. Sonst braucht euch nichts.
       *[other] { $count } Fragen warten. Sonst braucht euch nichts.
    }
