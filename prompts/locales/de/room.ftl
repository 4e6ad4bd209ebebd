### Der eigene Raum und die Seiten daneben, wo ein Mensch die Mitglieder der Demostadt spielt.

room-title = Der Raum
room-lead = Schreib als jemand aus der erfundenen Stadt und sieh, was der Bot davon hält. Alle hier sind simuliert, du auch.
room-rooms = Räume
room-pages = Seiten
room-house = Haus
room-queue = Prüfliste
room-ladder = Stufen
room-silences = Schweigen
room-proposals = Vorschläge
room-me = Was über mich bekannt ist
room-as = Du schreibst als
room-become-newcomer = Neu hier
room-become-member = Mitglied
room-become-moderator = Moderation
room-simulated = simuliert
room-clock = Hier ist es { $when }.
room-later-hour = Eine Stunde später
room-later-day = Einen Tag später
room-silence-all = Den Bot schweigen lassen
room-enter = Im Raum schreiben: neu hier, als Mitglied oder für die Moderation
room-silenced = Der Bot schweigt überall.
room-resume-all = Weitermachen lassen
room-lines = Was gesagt wurde
room-bot = Tummler
room-bot-sign = ein Bot
room-thread = in einem Thread
room-answers = antwortet { $who }: { $words }
room-answers-gone = antwortet auf etwas, das nicht mehr da ist
room-edited = bearbeitet
room-gone = [von der Person entfernt, die es schrieb]
room-say = In #{ $room } schreiben
room-say-hint = Was du schreibst, steht hier für alle, und der Bot hört es. Eine Zeile, die mit /tummler beginnt, fragt den Bot, und sonst sieht sie niemand.
room-say-button = Senden
room-reply = Antworten
room-reply-to = Deine Antwort an { $who }
room-change = Ändern
room-change-words = Deine Worte
room-change-button = So ändern
room-take-away = Wegnehmen
room-react = Reagieren
room-reacted = { $emoji }: { $count ->
    [one] eine Person
   *[other] { $count } Personen
 }; drücken, um es zu geben oder zurückzunehmen
room-alone = Nur für dich
room-dismiss = Weglegen
room-thought = Was der Bot gedacht hat
room-nothing-yet = Noch ist nichts entschieden: Menschen zuerst. Dauert eine Antwort länger als hier üblich, sehe ich noch einmal hin.
room-granted = Ich hatte hier eine Zeile zu sagen, und ich sage sie, wenn nichts dazwischenkommt.
room-drafted = Ich habe eine Zeile entworfen; was daraus wird, entscheidet die Moderation.
room-only-here = Der Raum lässt sich nur von diesem Rechner aus benutzen.
room-other-site = Das kam nicht von einer Seite dieses Hauses, also ist nichts geschehen.
room-too-long = Das ist länger als { $most } Zeichen; nichts wurde gesendet.
room-not-yours = Ändern kann es nur, wer es geschrieben hat.
room-live = Neue Zeilen erscheinen von selbst.
room-not-live = Neue Zeilen erscheinen gerade nicht von selbst.
room-download = { $name } speichern
room-choose = Wählen
room-moderators-only = Diese Seite ist für die Moderation. Wer als Moderation schreibt, sieht sie.

ladder-lead = Wie weit jeder Praxis vertraut wird. Hinauf braucht es eine verantwortliche Person und Belege; hinunter genügt irgendwer aus der Moderation.
ladder-everywhere = überall
ladder-practice = Praxis
ladder-level = Stufe
ladder-highest = Höchste
ladder-evidence = Belege
ladder-move = Ändern
ladder-stopped = angehalten
ladder-frozen = eingefroren bis zum { $until }
ladder-labels = { $reviewed ->
    [0] keine geprüften Fälle
    [one] ein geprüfter Fall, { $say } davon „sagen“
   *[other] { $reviewed } geprüfte Fälle, { $say } davon „sagen“
 }
ladder-lacks = müsste wissen: { $what }
ladder-up = Eine Stufe hinauf
ladder-down = Eine Stufe hinunter

shadow-title = Was gesagt worden wäre
shadow-lead = Nichts davon hat jemand bekommen. Was du dazu sagst, sind die Belege, mit denen eine Praxis aufsteigen darf.
shadow-heading = { $practice } in #{ $room }
shadow-when = Wann
shadow-would = Hätte gesagt
shadow-because = Denn
shadow-about = Dazu
shadow-message = die Nachricht, die wartete
shadow-kept = Was es zurückhielt
shadow-say = Sagen
shadow-dont-say = Nicht sagen
shadow-too-late = Zu spät
shadow-labelled = Festgehalten: { $label }.
shadow-gone = Diesen Moment gibt es nicht mehr.
