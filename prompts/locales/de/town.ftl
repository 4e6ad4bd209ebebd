### Der erste Bildschirm: die Demostadt, Nachricht für Nachricht.

town-title = Tummler
town-lead = Ein Bot, der Leute miteinander ins Gespräch bringt und dann zurücktritt. Unten steht eine erfundene Stadt, damit zu sehen ist, wie er denkt, bevor er etwas von euch liest.
town-digest = Wochenbericht der letzten Woche
town-digest-note = So, wie ihn die Moderation am Montagmorgen bekäme.
town-digest-open = Wochenbericht lesen
town-digest-json = Als JSON
town-charter-open = Charta lesen
town-thoughts = Was der Bot gedacht hat
town-thoughts-note = { $messages } Nachrichten der gezeigten Woche. { $looked } davon habe ich angesehen, als ihre Zeit gekommen war, und nach { $said } hätte ich eine Zeile gesagt. Worte bleiben hier 30 Tage, nur in der Demo; eure blieben 72 Stunden.
town-scenes = Szenen zum Ansehen
town-next = Wie weiter?
town-next-past = Eure Vergangenheit
town-next-past-text = was ich in eurer Community getan hätte, und warum meistens nichts
town-next-keep = Behalten
town-next-keep-text = nimmt denselben Export in einen eigenen Speicher und misst seine Wochen
town-next-discord = Discord
town-next-discord-text = bringt ihn auf den eigenen Server, nur zum Zuhören, bis ihr etwas anderes sagt
town-next-slack = Slack
town-next-slack-text = dasselbe für einen Workspace
town-next-unsure = Unsicher
town-next-unsure-text = sagt, was fehlt und wie es zu beheben ist
town-next-erase = Demo löschen
town-next-erase-text = nimmt diese Stadt wieder weg, und sonst nichts
town-gone = [von der Person entfernt, die es schrieb]
town-would-say = Hier hätte ich eine Zeile gesagt.
town-would-draft = Der Moderation hätte ich einen Entwurf gegeben.
town-silent = Ich habe geschwiegen: { $reason }.
town-bot = Das hat ein Bot geschrieben; Bots bleiben überall außen vor.
town-nothing-opening = Ich habe geschwiegen: Hier wartet niemand auf etwas, wobei ich helfen könnte.
town-nothing-talk = Ich habe geschwiegen: Die Leute reden miteinander.
town-steps = Die acht Schritte

step-intake = 1 Aufgenommen
step-intake-done = { $when }, einmal; aus der Kennung der schreibenden Person wurde ein Hash mit Schlüssel, die Worte wurden versiegelt
step-reading = 2 Gelesen
step-reading-unknown = nicht gemessen: eine Sprache, die die Regeln nicht kennen, oder zu wenige Worte
step-reading-plain = nichts Besonderes; grob, von einer Maschine gelesen
step-threading = 3 Zugeordnet
step-threading-opens = hat ein Gespräch eröffnet
step-threading-answers = antwortet { $who }, { $when }; { $how }
step-measuring = 4 Gemessen
step-measuring-done = { $words ->
    [one] ein Wort
   *[other] { $words } Wörter
 } Fließtext, gezählt in den Zahlen der Woche
step-nearness = { $near } nah an dem, worum die Stadt sich sammelt, auf einer Skala von 0 bis 1
step-facet = am nächsten an „{ $facet }“
step-continuity = { $near } nah an dem, was hier davor gesagt wurde
step-nearness-none = wie nah es an dem ist, worum die Stadt sich sammelt, wurde nicht gemessen
step-deliberation = 5 Abgewogen
step-deliberation-none = keine Praxis hatte hier etwas zu tun
step-deliberation-done = { $practice }, { $when }: { $because }
step-restraint = 6 Zurückhaltung
step-wording = 7 Worte
step-wording-none = es brauchte keine
step-outcome = 8 Danach
step-outcome-none = sonst hat niemand geantwortet
step-outcome-done = ein Mensch hat nach { $after } geantwortet

head-question = eine Frage; grob
head-thanks = ein Dank; grob
head-distress = etwas Persönliches, das ein Bot in Ruhe lassen muss; grob

link-thread = vom Thread gesagt
link-reply = durch die Antwortfunktion gesagt
link-mention = aus der Erwähnung erschlossen, richtig in etwa { $percent } von 100 Fällen
link-inferred = durch eine Regel erschlossen, richtig in etwa { $percent } von 100 Fällen
