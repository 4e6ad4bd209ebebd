### Grenzen dessen, was der Bot sagen darf, und was zu jeder Änderung festgehalten ist.

command-staff-change = Wie oft ich sprechen darf: Grenzen, Änderungen, Belege; gilt erst mit Unterschrift
command-staff-change-setting = Welche Grenze
command-staff-change-to = Was gelten soll, als Zahl
command-staff-change-evidence = Was gemessen oder gesehen wurde, mit einem Link
command-staff-change-insight = Was daraus folgt, in einem Satz
command-staff-change-rival = Was es sonst erklären könnte
command-staff-change-review = Wann es noch einmal angesehen wird, wie 2026-11-30

setting-per-day = Zeilen am Tag, insgesamt
setting-per-conversation = Zeilen in einem Gespräch, überhaupt
setting-channel-gap = Stunden zwischen zwei Zeilen in einem Raum
setting-people-between = Personen, die seit meiner letzten Zeile schrieben
setting-messages-between = Nachrichten seit meiner letzten Zeile
setting-bot-share = Anteil am Gesagten, in Prozent
setting-private-gap = Tage zwischen zwei privaten Nachrichten an dieselbe Person
setting-mention-gap = Tage zwischen zwei Erwähnungen derselben Person

change-heading = Wie oft ich sprechen darf
change-now = { $now } (üblich: { $usual })
change-signed = Unterschrieben als Fassung { $version }.
change-record = Fassung { $version }, { $day }: { $setting }, von { $before } auf { $after }
change-evidence = Gesehen: { $text }
change-insight = Gefolgert: { $text }
change-rival = Oder aber: { $text }
change-review = Wird am { $day } noch einmal angesehen
change-overdue = Seit dem { $day } noch einmal anzusehen
change-title = Grenze ändern
change-about-it = Was hier steht, sieht neben deiner Unterschrift die ganze Moderation.
change-ask-evidence = Was wurde gesehen oder gemessen? Mit Link.
change-ask-insight = Was folgt daraus, in einem Satz?
change-ask-rival = Was könnte es sonst erklären?
change-ask-review = Wann wird es noch einmal angesehen?
change-sign = Unterschreiben
refusal-no-evidence = Zu einer Änderung gehört, was gesehen wurde, was daraus folgt und was es sonst erklären könnte. Es wurde nichts geändert.
refusal-beyond-ceiling = Das kann niemand unterschreiben: Möglich ist { $least } bis { $most }. Es wurde nichts geändert.
refusal-below-least = Das kann niemand unterschreiben: Möglich ist { $least } oder mehr. Es wurde nichts geändert.
refusal-no-number = Das ist keine Zahl für diese Grenze. Es wurde nichts geändert.
refusal-review-day = Eine Änderung wird innerhalb eines Jahres noch einmal angesehen; ein Tag steht so: 2026-11-30. Es wurde nichts geändert.
refusal-nothing-changed = Das gilt schon. Es wurde nichts geändert.
