### Was Mitgliedern vor dem Start gesagt wird. Die Tatsachen stehen fest: wer den Bot betreibt, was er
### liest, wie lange er es behält, wohin es geht, wie man ihn anhält. Die Worte sind frei.

announcement =
    Wir probieren hier Tummler aus: einen Bot, der Leuten zu Antworten und zueinander verhilft und meistens schweigt. Die Moderation von { $name } betreibt ihn auf einem eigenen Rechner.
    - Er hört { $rooms } und keine Direktnachrichten.
    - { $objections ->
        [0] Er liest Worte, um zu sehen, was auf Antwort wartet, behält sie { $hours } Stunden lang und zählt danach nur noch.
       *[other] Bis zum { $until } hört er nur, wer wem wann antwortet. Danach liest er Worte, um zu sehen, was auf Antwort wartet, behält sie { $hours } Stunden lang und zählt danach nur noch.
      }
    - Nichts davon geht irgendwo anders hin.
    - Niemand bekommt einen Rang oder Punkte. Hin und wieder schweigt er mit Absicht, um herauszufinden, ob seine Worte helfen.
    - /tummler me zeigt, was er über dich weiß; dort kannst du ihn pausieren und dich vergessen lassen.
    Spricht für dich etwas dagegen? Sag es der Moderation{ $objections ->
        [0] .
       *[other] {" "}vor dem { $until }.
    }
announcement-first = Sag es den Mitgliedern, bevor du anfängst; hier ist ein Text dafür, der sich ändern lässt:
announcement-until = Bis zum { $until } höre ich nur das Gerüst: wer wem wann antwortet. { $days ->
        [one] Mitglieder haben einen Tag Zeit für Einwände.
       *[other] Mitglieder haben { $days } Tage Zeit für Einwände.
    } --objections DAYS ändert das.
announcement-then = Wenn er veröffentlicht ist, sag, wo: tummler connect { $platform } --announced LINK
announcement-kept = Festgehalten, wo die Mitglieder es erfahren haben, für { $rooms ->
        [one] einen Kanal.
       *[other] { $rooms } Kanäle.
    }
announcement-no-rooms = Noch wird in keinem Kanal zugehört, also gibt es nichts anzukündigen.
