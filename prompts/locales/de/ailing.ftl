### Was in einer Community nicht in Ordnung ist, und was die Moderation daran tun kann.

command-staff-doctor = Was hier nicht in Ordnung ist, und was dagegen hilft
doctor-heading =
    { $count ->
        [one] Hier ist eines nicht in Ordnung.
       *[other] Hier sind { $count } Dinge nicht in Ordnung.
    }
doctor-well = Soweit ich diese Community sehe, ist alles in Ordnung.
doctor-machine = Was den Rechner, die Zugänge und die Rechte auf der Plattform betrifft, sieht, wer mich betreibt: tummler doctor
ails-unerased =
    { $count ->
        [one] Vor mehr als einem Tag bat jemand darum, vergessen zu werden, und das ist nicht fertig
       *[other] Vor mehr als einem Tag baten { $count } Personen darum, vergessen zu werden, und das ist nicht fertig
    }
ails-unerased-fix = Wer mich betreibt, kann nachsehen: tummler doctor --only P03
ails-unsaid =
    { $count ->
        [one] Eine freigegebene Zeile wurde nicht innerhalb von zehn Minuten gesagt
       *[other] { $count } freigegebene Zeilen wurden nicht innerhalb von zehn Minuten gesagt
    }
ails-unsaid-fix = Vielleicht bin ich angehalten, oder es ist Ruhezeit: { $member } status. Sonst kann nachsehen, wer mich betreibt: tummler doctor --only R04
ails-unheard = Hier habe ich noch nichts gehört
ails-unheard-fix = Kanäle auswählen und prüfen, ob ich sie lesen darf: { $staff } setup
ails-deaf =
    { $count ->
        [one] In der letzten Woche konnte ich eine Zeit lang nichts hören
       *[other] In der letzten Woche konnte ich { $count }-mal eine Zeit lang nichts hören
    }
ails-deaf-fix = Im Wochenbericht steht, wann. Wer mich betreibt, kann nachsehen: tummler doctor --only R03
ails-unproven = { $practice } spricht von selbst, aber nur { $say } von { $reviewed } beurteilten Momenten waren „sagen“; nötig sind 24 von 30
ails-unproven-fix = Eine Stufe hinunter: { $staff } level. Oder mehr Momente beurteilen: { $staff } queue
ails-unreviewed =
    { $count ->
        [one] Eine Änderung hätte inzwischen noch einmal angesehen werden sollen
       *[other] { $count } Änderungen hätten inzwischen noch einmal angesehen werden sollen
    }
ails-unreviewed-fix = Ansehen und neu unterschreiben, oder so, wie es vorher war: { $staff } change
ails-unsigned = Niemand hat eine Charta unterschrieben, deshalb höre ich nur zu
ails-unsigned-fix = Eine schreiben und von einer verantwortlichen Person unterschreiben lassen: { $staff } setup
ails-unsigned-change = Eine Änderung der Charta wartet seit { $days } Tagen auf eine Unterschrift
ails-unsigned-change-fix = Unterschreiben oder neu schreiben: { $staff } setup
ails-no-norms = In der Charta stehen keine Umgangsregeln
ails-no-norms-fix = Umgangsregeln aufschreiben und neu unterschreiben: { $staff } setup
ails-few-moderators =
    { $count ->
        [one] Nur eine Person steht in der Charta als Moderation
       *[other] Nur { $count } Personen stehen in der Charta als Moderation
    }
ails-few-moderators-fix = Mindestens zwei nennen: { $staff } roles
ails-no-hosts = Für { $count } von { $of } Themen möchte niemand gefragt werden
ails-no-hosts-fix = Mitgliedern sagen, wie man ein Thema anbietet: { $member } offer
