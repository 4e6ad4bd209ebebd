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
day-of-month = { $day }.
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
too-few = zu wenig, um etwas zu sagen
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
label-valued_share = Nutzanteil, Woche { $week }
label-valued_share_so_far = Nutzanteil, Woche { $week } bisher
label-answered_rate = Innerhalb eines Tages von einem Menschen beantwortet
label-time_to_first_human_response = Mittlere Zeit bis zur ersten Antwort von einem Menschen (Median)
label-sustained_share = Anhaltender Austausch
label-new_ties = Neue Verbindungen, Paare, die einander zum ersten Mal antworteten
label-kept_ties = Gehaltene Verbindungen, Paare, die sich innerhalb von 28 Tagen wieder begegneten
label-newcomer_survival = Neue, die nach 14 Tagen noch da sind
label-newcomer_reply_equity = Neue und Alteingesessene im Vergleich
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

headline-complete = { $share }: Nutzanteil { $said } in Woche { $week }, der letzten vollständigen; üblich { $usual }: { $verdict }.
headline-complete-without-usual = { $share }: Nutzanteil { $said } in Woche { $week }, der letzten vollständigen; { $verdict }.
headline-complete-missing = Nutzanteil in Woche { $week }, der letzten vollständigen: { $value }.
headline-so-far = Woche { $week } bisher { $said }; in diesem Alter üblich { $usual }: { $verdict }.
headline-so-far-without-usual = Woche { $week } bisher { $said }; { $verdict }.
headline-so-far-missing = Woche { $week } bisher: { $value }.
headline-first = Übliche Werte gibt es noch nicht: Vergleiche beginnen nach vier Wochen.
headline-no-changes = In den anderen Zahlen ist keine Änderung zu erkennen.
headline-definition = Der Nutzanteil ist der Teil der Nachrichten von Menschen, der innerhalb von sieben Tagen für jemand anderen von Nutzen war: Jemand antwortete ausführlich oder dankte, oder zwei Personen antworteten. Ob später jemand darauf zurückkommt, lässt sich noch nicht sehen.
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

## Zu tun

to-do-none = Diese Woche braucht euch nichts.
to-do-newcomer = Eine Frage von jemandem, der neu ist, wartet in { $room } schon { $waited }; dort üblich: etwa { $usual }.
to-do-newcomer-no-usual = Eine Frage von jemandem, der neu ist, wartet in { $room } schon { $waited }.
to-do-question = Eine Frage wartet in { $room } schon { $waited }; dort üblich: etwa { $usual }.
to-do-question-no-usual = Eine Frage wartet in { $room } schon { $waited }.
to-do-offer-host = Vielleicht mag eine gastgebende Person helfen.
to-do-deaf-room = In { $room } konnte ich nichts hören: { $start } bis { $end }.
to-do-deaf = Nichts konnte ich hören: { $start } bis { $end }.
to-do-rooms = Ich höre { $heard } von { $rooms } Kanälen.
to-do-offer-coverage = Vielleicht nachsehen, ob ich noch hineindarf; was ich nicht hören konnte, steht in keiner der Zahlen.
move-ask-host = Eine gastgebende Person fragen
move-take = Ich übernehme das
move-doctor = Sehen, was nicht stimmt

## Wartet

waiting-newcomer = jemand Neues; wartet schon { $waited }, dort üblich: etwa { $usual }.
waiting-newcomer-no-usual = jemand Neues; wartet schon { $waited }.
waiting-question = wartet schon { $waited }, dort üblich: etwa { $usual }.
waiting-question-no-usual = wartet schon { $waited }.
waiting-more =
    { $count ->
        [one] Eine weitere Frage wartet.
       *[other] { $count } weitere Fragen warten.
    }
waiting-rough = Von einer Maschine gelesen, also grob: Manches davon ist vielleicht keine Frage.

## Lesenswert

worth-built-on = { $people } bauten aufeinander auf.
worth-answered-by-several = eine Frage, die mehrere beantwortet haben.
worth-disagreed = man war uneins und nannte Gründe.
worth-lasting = daraus ist etwas Bleibendes geworden.
worth-pointed-at = die Moderation hat darauf gezeigt.
worth-size = { $messages } Nachrichten in { $turns } Wechseln.
footer-cannot-tell = Die Quelle sagt nicht: { $what }.
people-counted = { $people } Personen
people-few = weniger als fünf Personen
people-uncounted = mehrere Personen

## Neue

newcomers-wrote = { $wrote } Personen schrieben zum ersten Mal; { $answered } von ihnen bekamen innerhalb eines Tages Antwort von einem Menschen.
newcomers-wrote-only = { $wrote } Personen schrieben zum ersten Mal. Wie viele Antwort bekamen, ist nicht gezeigt: auf einer Seite weniger als fünf.
newcomers-few = Weniger als fünf Personen schrieben zum ersten Mal, oder es schrieben weniger als fünf andere.
newcomers-came-back = Von { $earlier } Personen, die zwei Wochen davor kamen, schrieben { $back } innerhalb von 14 Tagen wieder.
newcomers-came-back-few = Wie viele von denen, die zwei Wochen davor kamen, wieder schrieben, ist nicht gezeigt: auf einer Seite weniger als fünf.

## Fürsorge

care-counted = In { $count } Gesprächen stand dem Anschein nach, dass es jemandem schlecht geht. Keines ist hier verlinkt.
care-some = In weniger als fünf Gesprächen stand dem Anschein nach, dass es jemandem schlecht geht. Keines ist hier verlinkt.
care-private = Jedes davon erfährt die Moderation für sich.

## Der Bot

bot-nothing = Es gab keinen Anlass, etwas zu erwägen.
bot-listened = Ich habe nur zugehört. Erwogen habe ich { $considered }; öffentlich etwas gesagt hätte ich { $public }, der Moderation { $moderators }, und geschwiegen hätte ich { $silent }.
bot-spoke = Erwogen habe ich { $considered }; öffentlich gesprochen { $spoken }, euch einen Entwurf gegeben { $drafted }, geschwiegen { $silent }.
bot-would-have = Nur die Stufe des Vertrauens hielt mich zurück, öffentlich { $public } und gegenüber der Moderation { $moderators } etwas zu sagen.
bot-reasons = Warum ich schwieg: { $reasons }.
bot-reasons-title = Warum geschwiegen
bot-reason-count = { $reason } { $count }
bot-after = Von den Momenten, in denen ich etwas gesagt hätte, bekamen { $answered } innerhalb eines Tages Antwort von einem Menschen und { $unanswered } keine.
bot-after-note = Was geschehen wäre, hätte ich gesprochen, kann niemand wissen.
bot-nothing-to-say =
    { $count ->
        [one] In einem weiteren Moment
       *[other] In { $count } weiteren Momenten
    } hatte keine Praxis etwas vorzuschlagen.
times =
    { $count ->
        [one] einmal
       *[other] { $count }-mal
    }
moments =
    { $count ->
        [one] einen Moment
       *[other] { $count } Momente
    }
reason-outranked = eine andere Praxis wurde gewählt
reason-no-charter = keine unterschriebene Charta
reason-channel-closed = Kanal nicht freigegeben
reason-practice-off = Praxis abgeschaltet
reason-listening = nur zuhören
reason-digest-only = gehört in den Wochenbericht
reason-frozen = eingefroren nach „nicht hilfreich“
reason-safe-mode = eingeschränkter Betrieb
reason-capability-missing = eine Fähigkeit fehlt
reason-opted-out = Mitglied möchte das nicht
reason-not-opted-in = Zustimmung fehlt
reason-someone-is-talking = Leute redeten gerade
reason-moderator-present = Moderation war da
reason-talk-is-well = das Gespräch brauchte nichts
reason-distress = jemandem ging es schlecht
reason-off-limits = ein Thema, das die Charta in Ruhe lässt
reason-heated = zu hitzig für einen Bot
reason-off_limits = ein Thema, das die Charta in Ruhe lässt
reason-not-measured = Sprache oder Merkmal nicht gemessen
reason-low-confidence = zu unsicher
reason-not-worth-it = erwarteter Gewinn kleiner als der Preis des Sprechens
reason-target-gone = Bezugsnachricht geändert oder gelöscht
reason-reserved = innerhalb eines anderen Beobachtungszeitraums
reason-quiet-hours = Ruhezeiten
reason-quiet-day = stiller Tag
reason-budget = Budget
reason-held-out = zum Lernen zurückgehalten
reason-declined = von der Moderation abgelehnt
reason-expired = Prüfung abgelaufen
reason-refused = von der Plattform abgelehnt
reason-granted = gewährt
reason-needs-review = braucht Prüfung
reason-other = andere Gründe

## Rückschau

rewind-intro = { $period }. Wäre ich dabei gewesen und hätte sprechen dürfen, innerhalb der üblichen Grenzen:
rewind-tally = Etwas gesagt hätte ich { $said }: { $public }-mal öffentlich, { $moderators }-mal der Moderation. Geschwiegen hätte ich { $silent }.
rewind-after = Ohne mich bekamen { $answered } dieser Momente innerhalb eines Tages Antwort von einem Menschen und { $unanswered } keine.
rewind-cards-title = Was ich gesagt hätte
rewind-silences-title = Wo ich geschwiegen hätte, eine Auswahl
rewind-more =
    { $count ->
        [one] Ein weiterer Moment ist hier nicht gezeigt.
       *[other] { $count } weitere Momente sind hier nicht gezeigt.
    }
rewind-cannot-know = Was geschehen wäre, hätte ich gesprochen, kann ich nicht wissen.
card-public = hätte öffentlich etwas gesagt
card-moderators = hätte der Moderation einen Entwurf gegeben
card-member = hätte einem Mitglied etwas gesagt
card-silent = geschwiegen: { $reason }
card-answered = Ein Mensch hat geantwortet. Wartezeit: { $waited }.
card-not-within-a-day = Innerhalb von 24 Stunden hat niemand geantwortet.
card-too-early = Seine 24 Stunden sind in diesem Archiv noch nicht um.
card-unknown = Was folgte, lässt sich in diesem Archiv nicht sehen.
card-saw = Was ich sah
card-draft = Meine Worte
card-then = Was geschah

## Bilder und Tabellen

k1-title = Nutzanteil, vollständige Wochen: { $verdict }
k1-title-missing = Nutzanteil, vollständige Wochen
k1-alt = Linie des Nutzanteils über { $weeks } vollständige Wochen. { $latest } { $open } Tabelle darunter.
k1-alt-latest = Woche { $week }: { $value }, Spanne { $extent }; üblich { $usual }. { $verdict }.
k1-alt-latest-no-usual = Woche { $week }: { $value }, Spanne { $extent }. { $verdict }.
k1-alt-latest-missing = Woche { $week }: { $value }.
k1-alt-open = Diese Woche bisher { $value }, Spanne { $extent }.
k1-alt-open-missing = Diese Woche bisher: { $value }.
k1-caption = Jeder Punkt ist eine vollständige Woche mit ihrer Spanne von 90{ "\u00A0" }%. Der hohle Punkt ist diese Woche bisher, die noch offen ist. Eine fehlende Woche ist eine Lücke.
k1-caption-usual = Jeder Punkt ist eine vollständige Woche mit ihrer Spanne von 90{ "\u00A0" }%; die gestrichelte Linie ist der übliche Wert. Der hohle Punkt ist diese Woche bisher, die noch offen ist. Eine fehlende Woche ist eine Lücke.
k1-usual = üblich { $usual }
k1-series-week = vollständige Woche
k1-series-open = bisher
k1-week = { $week }
k1-week-open = { $week } bisher
k1-column-week = Woche
k1-column-value = Nutzanteil
k1-column-extent = Spanne, 90{ "\u00A0" }%
k1-gap = kein Wert
k2-title = Von Menschen beantwortete Fragen, nach Wartezeit
k2-alt = Kurve des Anteils der Fragen, die ein Mensch beantwortet hat, über der Wartezeit. { $latest } { $usual } { $unanswered } Tabelle darunter.
k2-alt-latest = Wartezeit { $wait }: { $value }, Spanne { $extent }.
k2-alt-usual = Üblich { $value }, Spanne { $extent }.
k2-alt-no-usual = Noch kein üblicher Wert.
k2-unanswered = { $unanswered } von { $asked } Fragen waren zuletzt noch offen; sie sind mitgezählt.
k2-caption = Kaplan-Meier-Schätzung mit Spanne von 90{ "\u00A0" }%. { $unanswered }
k2-series-week = diese Woche
k2-series-usual = üblich
k2-column-wait = Wartezeit
k2-column-value = Beantwortet, diese Woche
k2-column-usual = Beantwortet, üblich
k2-cell = { $value } ({ $extent })
k2-none = nicht gemessen
chart-table = Dasselbe als Tabelle
chart-left-out = Dieses Bild ließ sich nicht zeichnen; seine Tabelle enthält dasselbe.

## Worauf es beruht

footer-heard = Gehört: { $heard } von { $rooms } Kanälen, { $hours } Stunden, { $zone }.
footer-late = { $late } zu spät: Ich lief nicht.
footer-left-out =
    { $count ->
        [one] Der Wochenbericht vom { $first } wurde nicht veröffentlicht: Zu seiner Stunde lief ich nicht.
       *[other] Die Wochenberichte vom { $first } bis zum { $last } wurden nicht veröffentlicht: Zu ihrer Stunde lief ich nicht.
    }
footer-gap-room = Lücke in { $room }: { $start } bis { $end }.
footer-gap-room-filled = Lücke in { $room }: { $start } bis { $end }, nachträglich gefüllt, nie angesprochen.
footer-gap = Lücke: { $start } bis { $end }.
footer-gap-filled = Lücke: { $start } bis { $end }, nachträglich gefüllt, nie angesprochen.
footer-more-gaps =
    { $count ->
        [one] Eine weitere Lücke.
       *[other] { $count } weitere Lücken.
    }
footer-not-measured = Nicht gemessen: { $share } der Nachrichten (Sprache).
footer-nothing-read = Keine Nachricht wurde gelesen.
footer-opted-out = Abgemeldet: { $low } bis { $high }.
footer-volume =
    { $messages ->
        [one] Eine Nachricht von Menschen
       *[other] { $messages } Nachrichten von Menschen
    } und { $own ->
        [0] keine
       *[other] { $own }
    } von mir, { $conversations ->
        [one] ein Gespräch
       *[other] { $conversations } Gespräche
    }; { $people }.
footer-people = { $people } Personen haben geschrieben
footer-people-few = weniger als fünf Personen haben geschrieben
footer-ranges = Alle Spannen: 90{ "\u00A0" }%.
footer-usual = Üblich = die acht Wochen davor. Eine einzelne Woche zeigt nur große Änderungen.
footer-so-far = „Bisher“ wird mit früheren Wochen im selben Alter verglichen. Vollständig ist eine Woche, wenn jede Nachricht ihre sieben Tage hatte.
footer-rough = Grob = von einer Maschine gelesen ({ $reader }); ihr Fehler hier ist nicht gemessen.
footer-inferred = Erschlossen: Bei { $share } der Nachrichten wurde ermittelt, wer wem antwortet, da es niemand gesagt hat, und jede Zahl hier beruht darauf.
footer-instrument = Zuordnung durch { $linker }, Lesung durch { $reader }; anders gemessene Zahlen werden mit diesen nicht verglichen.
footer-skipped =
    { $count ->
        [one] Ein Eintrag der Quelle ließ sich nicht verwenden.
       *[other] { $count } Einträge der Quelle ließen sich nicht verwenden.
    }
footer-nothing-about = Nichts zu sagen über: { $parts }.
footer-dropped =
    { $count ->
        [one] Ein Satz fiel nach meinen Regeln der Worte weg.
       *[other] { $count } Sätze fielen nach meinen Regeln der Worte weg.
    }
footer-more = Auf der Seite: jede Zahl mit ihrer Spanne, Bilder, und was dahintersteht.
footer-shortened = Gekürzt: alles steht auf der Seite.

## Seite

page-skip = Zum Wochenbericht springen
page-measure = Maß
page-this-week = Diese Woche
page-compared = Verglichen mit dem Üblichen
page-usual = üblich { $usual }
page-range = Spanne { $extent }
page-rough = grob
page-count = Anzahl
page-reason = Grund
page-made-by = Geschrieben von Tummler auf eurem eigenen Rechner. Es fragt nichts aus dem Netz ab.
page-heading = { $title }, { $community }
