### Eine Charta in einfachen Worten, ihre Geschichte, und was sich geändert hat.

charter-none = Hier gibt es keine unterschriebene Charta, also wird nichts öffentlich gesagt. So entsteht eine: { $edit }
charter-unsigned = Geschrieben am { $when }, nicht unterschrieben: Noch lenkt sie nichts. Unterschreiben: { $sign }
charter-signed = Fassung { $version }, unterschrieben am { $when } ({ $role })
charter-signer = Moderation
charter-signer-gone = Moderation, inzwischen vergessen
charter-rests-on = Sie stützt sich auf: { $evidence }
charter-people = { $count ->
    [0] niemand
    [one] eine Person
   *[other] { $count } Personen
}
charter-nothing = noch nichts
charter-kind-lifestyle = eine Art zu leben
charter-kind-identity = wer man ist
charter-kind-cause = etwas, das man erreichen will
charter-artefact = { $name } ({ $facet })
charter-quiet = von { $start } bis { $end }
charter-quiet-none = keine
charter-languages = { $spoken }; geschrieben wird auch in { $others }

charter-field-kind = Was euch verbindet, ist
charter-field-purpose = Zweck
charter-field-facets = Seiten davon
charter-field-artefacts = Was ihr gemacht habt oder worauf ihr zurückkommt
charter-field-vocabulary = Eure Wörter dafür
charter-field-values = Werte
charter-field-tone = Wie der Bot klingt
charter-field-norms = Wie man hier miteinander umgeht
charter-field-good_conversation = Ein gutes Gespräch hier
charter-field-off_limits = Themen, die in Ruhe gelassen werden
charter-field-never = Was der Bot nie sagt
charter-field-language = Sprache
charter-field-timezone = Zeitzone
charter-field-quiet_hours = Ruhezeiten
charter-field-helpers = Wer gefragt werden darf, nach Thema
charter-field-moderators = Moderation

charter-diff-first = Die erste Fassung.
charter-diff-same = Die Charta sagt dasselbe; neu ist, was mit ihr unterschrieben wurde (Budget, Stufen oder Pläne).
charter-diff-reordered = dasselbe in anderer Reihenfolge
charter-diff-people = { $added ->
    [0] { $removed ->
        [one] eine Person weniger
       *[other] { $removed } Personen weniger
    }
    [one] { $removed ->
        [0] eine Person mehr
       *[other] eine Person mehr, { $removed } weniger
    }
   *[other] { $removed ->
        [0] { $added } Personen mehr
       *[other] { $added } Personen mehr, { $removed } weniger
    }
}

charter-page-title = Charta: { $name }
charter-page-lead = Worum sich diese Community sammelt, und was ihr Bot nie tun darf. Jede Entscheidung des Bots nennt die Fassung, unter der sie fiel.
charter-page-contents = Was gilt
charter-page-history = Alle Fassungen, und was sich mit ihnen änderte
charter-page-sources = Was ihr gemacht habt oder worauf ihr zurückkommt, öffnet sich dort, wo es steht, außerhalb dieser Seite.
charter-page-back = Zurück zur Stadt
charter-page-added = hinzugekommen
charter-page-removed = gestrichen
charter-page-demo = Das ist die erfundene Charta der Demostadt; geschrieben haben sie die, die den Bot entwickeln.
