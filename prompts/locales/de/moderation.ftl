### Was Mitglieder der Moderation vorlegen, und was die Moderation daraufhin tut.

command-flag = Der Moderation eine Nachricht vorlegen; sonst erfährt niemand, dass du es warst
command-flag-message = Die Nachricht: ihr Link, oder auf sie zeigen
more-flag-open = Für die Moderation …
flag-title = Für die Moderation
flag-words = Was soll sie wissen?
flag-about = Die Moderation sieht das, und von wem es kommt; sonst niemand. Die Worte verschwinden nach drei Tagen.
flag-submit = Vorlegen
flag-done = Die Moderation findet es in ihrer Liste.
flag-who = Nur sie sieht, von wem es kommt. Was geschieht, entscheidet dort ein Mensch, und niemand zählt, wer was vorlegt.

command-staff-alerts = Was Mitglieder oder ich euch vorgelegt haben, und was sich tun lässt
alerts-empty = Auf die Moderation wartet nichts.
alerts-heading =
    { $count ->
        [one] Eines wartet auf euch
       *[other] { $count } Dinge warten auf euch
    }
seen-joins = Viele kamen auf einmal
seen-joined = Wie viele
seen-from = Von
seen-until = Bis
seen-joins-why = Das ist weit mehr als an den üblichen Tagen dieses Servers. Warum sie kommen, weiß ich nicht: Ein guter Link bringt Leute ebenso wie ein übler.
seen-told-members = Ich habe die Mitgliederliste gezählt und keinen Namen behalten.
seen-told-notices = Ich habe die Begrüßungszeilen in einem Raum gezählt, den ich höre, und keinen Namen behalten.
seen-advice-discord = Getan habe ich nichts. Discord kann Einladungen pausieren (Servereinstellungen, Einladungen) und die Verifizierungsstufe anheben (Servereinstellungen, Sicherheit). Das entscheidet und drückt dort die Moderation.
seen-advice-slack = Getan habe ich nichts. Wem der Workspace gehört, kann in seinen Einstellungen einen Einladungslink beenden und festlegen, wer einladen darf.
seen-rule = Eine Regel von AutoMod griff in { $room }
seen-rule-nowhere = Eine Regel von AutoMod griff bei einem Profil
seen-rule-name = Regel
seen-rule-other = eine Regel, die ich nicht kenne
seen-did = Was sie tat
seen-did-held = zurückgehalten
seen-did-told = einem Kanal von euch gemeldet
seen-did-timed-out = der schreibenden Person eine Auszeit gegeben
seen-did-silenced = die Person am Reden gehindert
seen-whose = Von wem
seen-words = Was zurückgehalten wurde
seen-rule-why = Das tat Discord nach der Regel des Servers; ich habe nichts getan.
seen-full = { $count } davon stammen von Regeln, mehr behalte ich hier nicht. Was danach kommt, bis einige weggelegt sind, steht nur in Discords eigenem Protokoll.
alert-one = In { $room }
alert-message = Nachricht
alert-since = Seit
alert-by = Vorgelegt von
alert-by-house = Tummler selbst; niemand hat es ihm gesagt
alert-why-link = Sie verlinkt auf eine Adresse, deren Name nach einer Falle aussieht. Ich habe nur den Namen beurteilt, nichts geöffnet und nichts getan. Von 1.000 gewöhnlichen Adressen führen etwa { $mistaken } dazu; von 100 bekannten Fallen bleiben etwa { $unseen } unbemerkt.
alerts-full = { $count } davon sind von mir, mehr lege ich hier nicht vor. Was danach kommt, bis einige weggelegt sind, wird auch später nicht vorgelegt.
alert-said = Was dazu gesagt wurde
alert-profile = diese Person
alert-forgotten = jemand, der inzwischen vergessen wurde
alert-elsewhere = Wofür hier kein Knopf ist, fehlt mir oder dir das Recht: Das Menü der Nachricht selbst hat die Mittel der Plattform.
alert-note = Notiz
alert-remove = Entfernen …
alert-slow = Verlangsamen …
alert-time-out = Auszeit geben …
alert-settle = Kein Fall, oder erledigt
alert-because = Warum
alert-because-note = Für die Spur dessen, was die Moderation getan hat. Die übrige Moderation sieht es.
alert-because-log = Es kommt mit deinem Namen ins Protokoll der Plattform, und das Mitglied kann es lesen.
alert-note-title = Eine Notiz
alert-note-about = Niemandem geschieht etwas.
alert-remove-title = Nachricht entfernen
alert-remove-about = Sie lässt sich nicht zurückholen.
alert-slow-title = Diesen Raum verlangsamen
alert-slow-about = Alle warten dann zwischen zwei Nachrichten, bis jemand es zurücknimmt.
alert-slow-length = Zeit zwischen zwei Nachrichten
alert-time-out-title = Eine Auszeit geben
alert-time-out-about = Wer die Nachricht schrieb, kann so lange nichts sagen. Du kannst es zurücknehmen.
alert-time-out-length = Wie lange
alert-seconds =
    { $seconds ->
        [10] 10 Sekunden
        [30] 30 Sekunden
        [60] eine Minute
        [300] 5 Minuten
        [600] 10 Minuten
        [3600] eine Stunde
        [86400] ein Tag
       *[other] { $seconds } Sekunden
    }
alert-done-note = Notiert.
alert-done-settle = Weggelegt.
alert-done-remove = Aus { $room } entfernt. Das lässt sich nicht zurücknehmen.
alert-done-slow-down = { $room } ist verlangsamt.
alert-done-time-out = Wer das schrieb, hat eine Auszeit.
alert-logged = Der Grund steht im Protokoll der Plattform, mit dem Namen der Person, die entschied.

command-staff-acts = Was die Moderation durch mich getan hat, und der Weg zurück, wo es einen gibt
acts-empty = Durch mich hat die Moderation noch nichts getan.
acts-heading = Was die Moderation getan hat, das Neueste zuerst
act-note = { $at }, { $room }: eine Notiz
act-settle = { $at }, { $room }: weggelegt
act-remove = { $at }, { $room }: eine Nachricht entfernt
act-slow-down = { $at }, { $room }: verlangsamt
act-time-out = { $at }, { $room }: Auszeit gegeben
act-status = Stand
act-begun = begonnen; was daraus wurde, zeigt nur die Plattform
act-done = getan
act-refused = die Plattform hat es abgelehnt
act-undone = zurückgenommen
act-length = Dauer
act-because = Warum
act-who = Von
act-undo = Zurücknehmen
act-undone-note = Die Notiz ist gestrichen.
act-undone-settle = Es wartet wieder.
act-undone-slow-down = Der Raum ist so schnell wie zuvor.
act-undone-time-out = Mit der Auszeit ist es wie zuvor.

acts-upon-you = Was die Moderation mit Nachrichten von dir oder mit dir getan hat
refusal-not-heard = Ich kenne nur Nachrichten aus Räumen, die ich höre, und nur, solange sie dastehen. Die Moderation lässt sich auch direkt ansprechen.
refusal-too-many-alerts = Auf die Moderation wartet mehr, als sie lesen kann. Sprich sie direkt an.
refusal-no-right = Dazu fehlt mir oder dir in diesem Raum das Recht. Die Mittel der Plattform stehen im Menü der Nachricht.
refusal-platform-said-no = Die Plattform hat es nicht getan, also wurde nichts geändert. Vielleicht ist es schon weg, oder jemand hat es seither geändert.
refusal-platform-busy = Die Plattform hat nicht geantwortet. Sieh nach, ob es getan ist, bevor du es noch einmal versuchst.
refusal-done-later = Dasselbe wurde seither noch einmal getan. Nimm das zuerst zurück.

command-staff-automod = Die Regeln von AutoMod, wie die unterschriebene Charta sie hätte, und wie man sie setzt
automod-heading = AutoMod, neben der unterschriebenen Charta
automod-only-ours = Nichts wird ohne einen Knopfdruck gesetzt, und nur Regeln von mir werden je angerührt.
automod-other = In Ruhe gelassen:
automod-spam = Vermutlicher Spam
automod-mentions = Viele Personen in einer Nachricht genannt
automod-words = Wörter und Themen, die die Charta ausschließt
automod-profile = Wörter, die die Charta nie sagt, in Profilen von Mitgliedern
automod-stands = Wie es ist
automod-wanted = Wie die Charta es sagt
automod-nothing = keine Regel von mir
automod-on = wird zurückgehalten
automod-off = abgeschaltet
automod-most = mehr als { $count } werden zurückgehalten
automod-set-up = Einrichten
automod-tune = Ändern
automod-take-down = Abbauen
automod-done = Erledigt. Es steht im Protokoll des Servers, mit dem Namen der Person, die entschied.
automod-so-already = Es ist schon so, und nichts wurde geändert.
act-automod = { $at }, { $room }: eine Regel von AutoMod gesetzt
act-undone-automod = Die Regel ist wie zuvor.
