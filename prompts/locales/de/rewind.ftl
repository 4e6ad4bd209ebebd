### Die Seite der Rückschau: was gesagt worden wäre, Moment für Moment.

rewind-page-title = Was ich gesagt hätte
rewind-page-lead = Momente aus eurem Archiv, so wie sie mir begegnet wären. Sag zu jedem, ob es gepasst hätte; nichts davon hat jemand bekommen. Die Worte werden beim Ansehen aus dem Archiv gelesen, und nichts von ihnen wird behalten.
rewind-page-done =
    { $rated } von { $cards } beurteilt{ $left ->
        [0] .
       *[other] , noch { $left }: etwa { $minutes ->
            [one] eine Minute
           *[other] { $minutes } Minuten
        }.
    }
rewind-page-none = In diesem Zeitraum hätte ich nichts gesagt und nichts zurückgehalten. Es gibt nichts zu beurteilen.
rewind-page-finished = Alles ist beurteilt. Das sagt es:
rewind-page-heading = { $practice } in { $room }
rewind-page-talk = Was davor gesagt wurde
rewind-page-person = Person { $letter }
rewind-page-program = Ein Programm
rewind-page-waits = das hier habe ich angesehen
rewind-page-missing = Diese Worte stehen nicht mehr im Archiv.
rewind-page-later =
    Angesehen habe ich es { $waited } später.
rewind-page-would = Ich hätte gesagt
rewind-page-would-moderators = Der Moderation hätte ich gesagt
rewind-page-silent = Ich hätte geschwiegen
rewind-page-no-words = Keine Fassung von mir war noch unbenutzt.
rewind-page-because = Denn
rewind-page-then = Was dann geschah, ohne mich
rewind-page-nothing-then = Nichts mehr, soweit das Archiv reicht.
rewind-page-keys = Die Tasten 1, 2 und 3 tun dasselbe.
rewind-page-say = Sagen
rewind-page-dont-say = Nicht sagen
rewind-page-too-late = Zu spät
rewind-page-skip = Jetzt nicht: weiter zum nächsten
rewind-page-noted = Festgehalten: { $label }.
rewind-page-again = Das ändern
rewind-page-precision = Wie gut jede Praxis gepasst hätte
rewind-page-practice = Praxis
rewind-page-rated = Beurteilt
rewind-page-said = „Sagen“
rewind-page-at-least = Mindestens, in neunzehn von zwanzig Fällen
rewind-page-few = { $rated } von den { $needed }, die eine Praxis braucht, bevor ein Mensch sie sprechen lassen darf. Urteile über eine Rückschau bleiben bei der Rückschau und heben von sich aus nichts an.
rewind-page-all = Alle Momente
rewind-page-unrated = nicht beurteilt
rewind-page-gone = Diesen Moment gibt es nicht mehr.
rewind-page-digest = Der Wochenbericht dieser Rückschau
