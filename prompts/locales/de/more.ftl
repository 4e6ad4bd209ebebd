### Was sich mit einer Nachricht, auf die jemand zeigt, noch tun lässt.

command-more = Was sich mit einer Nachricht noch tun lässt
command-more-message = Die Nachricht, als platform/id; oder auf sie zeigen
discord-menu-more = Mehr …
more-heading = Mit dieser Nachricht:
more-more-weave = Thread verweben, für mich
more-more-example = Als Beispiel vorschlagen
more-more-worth = Lesenswert
more-more-waits = Wartet noch auf Antwort
more-more-no-case = Kein Fall
more-example-done = Vorgeschlagen als Beispiel für ein gutes Gespräch, als Vorschlag { $number }. Abstimmen können alle: { $member } vote
more-worth-done = Festgehalten. Der Wochenbericht nennt das Gespräch, wenn mindestens zwei Menschen darin reden.
more-waits-done = Festgehalten. Ich sehe nach den üblichen Regeln noch einmal hin; gesagt wird allein deshalb nichts.
more-no-case-done =
    { $count ->
        [0] Zu dieser Nachricht habe ich in letzter Zeit nichts gesagt und hätte auch nichts gesagt.
        [one] Festgehalten: Dort hätte nichts gesagt werden sollen. Das zählt als ein Urteil.
       *[other] Festgehalten: Dort hätte nichts gesagt werden sollen. Das zählt als { $count } Urteile.
    }
refusal-no-example = Ein Beispiel kann nur sein, was ein Mensch in einem Raum geschrieben hat, den hier alle lesen dürfen.
