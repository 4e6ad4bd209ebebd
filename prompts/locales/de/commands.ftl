### Was Befehle von sich sagen, und was sie antworten. Die eigene Zeile eines Befehls hat höchstens 100
### Zeichen, denn mehr zeigt Discord nicht.

command-help = Was das hier ist, wer es betreibt, und was man es fragen kann
command-me = Was über dich gespeichert ist, und alle Schalter
command-pause = In einer Hinsicht in Ruhe gelassen werden, eine Zeit lang oder für immer
command-pause-what = In welcher Hinsicht: prompts, mentions, analysis oder all
command-pause-for = Wie lange: 1d, 7d, 30d oder always
command-resume = Eine Pause beenden
command-resume-what = Welche: prompts, mentions, analysis oder all
command-not-now = Einen Tag Ruhe: keine Anregung, keine Erwähnung
command-opt-in = Etwas zustimmen, das sonst aus bleibt
command-opt-in-to = Wozu
command-opt-out = Eine Zustimmung zurücknehmen
command-opt-out-of = Was du nicht mehr willst, oder all
command-offer = Anbieten, zu einem Thema hin und wieder gefragt zu werden; oder ein Angebot zurücknehmen
command-offer-topic = Womit du helfen kannst, wie es in der Charta heißt
command-offer-how = Ob ich dich im Raum nennen darf oder privat frage; gilt für alles, was du anbietest
command-offer-stop = Ein Angebot von dir, das endet
command-stop-here = Etwas, das ich in einem Raum tue, für dich beenden
command-stop-here-practice = Womit ich aufhören soll
command-stop-here-room = In welchem Raum; ohne Angabe in diesem
command-stop-this = Hier damit aufhören
command-why = Warum ich etwas gesagt habe, oder nicht
command-why-message = Die Nachricht, als platform/id; oder auf sie zeigen
command-forget = Alles löschen lassen, was über dich gespeichert ist
command-forget-then = ignore-me: nie wieder aufgenommen; start-afresh: als wärst du neu
command-forget-message = Diese Nachricht vergessen
command-link = Eine Person, zwei Konten: sag mir, dass beide dir gehören
command-link-code = Der Code, den ich dir in deinem anderen Konto gezeigt habe
command-unlink = Deine zwei Konten wieder trennen
command-export = Alles, was über dich gespeichert ist, als Datei
command-charter = Worum sich diese Community sammelt, in einfachen Worten
command-charter-section = Nur dieser Abschnitt
command-budget = Was ich sagen darf, gesagt und zurückgehalten habe, und warum
command-budget-channel = Nur dieser Raum
command-status = Wie es hier steht: was gehört wird, was angehalten ist
command-experiment = Was hier herausgefunden wird, und wie man dabei außen vor bleibt
command-digest = Was es über eine Woche zu sagen gibt
command-digest-week = Welche Woche, wie 2026-W46
command-lines = Die Knöpfe unter dem, was ich gesagt habe
command-staff-queue = Was auf euch wartet: Entwürfe, jeder mit dem, worauf er sich stützt
command-staff-queue-practice = Nur von dieser Praxis
command-staff-queue-channel = Nur in diesem Raum
command-staff-digest = Der ganze Bericht einer Woche
command-staff-digest-week = Welche Woche, wie 2026-W46
command-staff-silences = Warum nichts gesagt wurde: Zahlen, und die letzten Momente
command-staff-silences-since = Wie weit zurück: 1d, 7d oder 30d
command-staff-silences-reason = Nur dieser Grund
command-staff-silences-channel = Nur in diesem Raum
command-staff-level = Wie weit einer Praxis vertraut wird, und auf welche Belege hin
command-staff-level-practice = Welche Praxis
command-staff-level-to = Wohin: listen, digest, suggest oder speak
command-staff-level-channel = Nur in diesem Raum
command-staff-hosts = Wie viele angeboten haben, wozu gefragt zu werden
command-staff-privacy = Was aufs Löschen wartet, und wie lange etwas behalten wird
command-staff-link = Discord-Server und Slack-Workspace zu einer Community machen
command-staff-link-code = Der Code, den ich der Moderation auf der anderen Plattform gezeigt habe
command-staff-unlink = Server und Workspace wieder trennen: zwei Communitys
command-staff-stop = Mich sofort schweigen lassen, in einem Raum oder überall
command-staff-stop-channel = Nur in diesem Raum
command-staff-resume = Mich weitermachen lassen, aber nie gleich wieder sprechend
command-staff-resume-channel = Nur in diesem Raum

help-heading = Ich bin ein Programm, das den Leuten hier hilft, miteinander ins Gespräch zu kommen.
help-what = Ich höre zu und schweige meistens; für einen Menschen antworte ich nie.
help-who = Betrieben werde ich in { $community } von der Moderation, nach einer Charta, die sie unterschrieben hat: { $member } charter
help-switches = Was über dich gespeichert ist, und alle Schalter: { $member } me. Ruhe vor mir: { $member } pause. Alles löschen: { $member } forget
help-budget = Wie oft ich spreche, was ich zurückgehalten habe und warum: { $member } budget
help-charter = Warum ich etwas gesagt habe oder nicht: { $member } why, oder der Knopf darunter

member-card = Du, und was du erlaubst
member-switch-prompts = Anregungen zu dem, was du schreibst
member-switch-mentions = Erwähnungen und Nachrichten an dich
member-switch-analysis = Aufnehmen, was du schreibst
member-switch-on = an
member-switch-off = für immer pausiert
member-switch-until = pausiert bis zum { $until }
member-asked = an
member-not-asked = aus
member-pause-button = Pausieren: { $what }
member-resume-button = Fortsetzen: { $what }
member-opt-in-button = Zustimmen: { $what }
member-opt-out-button = Zurücknehmen: { $what }
member-optin-connect-short = Vorgestellt werden
member-optin-draw-me-out-short = Zurückgebeten werden
member-optin-ask-me-short = Gefragt werden
member-optin-ask-me-privately-short = Nur privat
member-optin-reminders-short = Erinnerungen
member-optin-callbacks-short = Wiederfinden
member-export-button = Alles als Datei
member-forget-button = Mich vergessen
member-exported =
    { $messages ->
        [one] Alles, was über dich gespeichert ist, mit einer Nachricht von dir. Sonst sieht diese Datei niemand.
       *[other] Alles, was über dich gespeichert ist, mit { $messages } Nachrichten von dir. Sonst sieht diese Datei niemand.
    }
member-forget-ask = Alles von dir wird gelöscht: Worte, was aus ihnen gelesen wurde, Wünsche und Angebote. { $then ->
    [ignore-me] Ein Fingerabdruck mit Schlüssel bleibt, damit nie wieder etwas von dir aufgenommen wird.
   *[other] Nichts bleibt, und wenn du wieder schreibst, bist du hier neu.
 }
member-forget-do = Alles von mir löschen
member-forget-confirm = Es lässt sich nicht rückgängig machen. Löschen?
member-forgotten-now = Erledigt. Alles von dir ist gelöscht. Das ist dein Beleg.
member-message-forgotten = Erledigt. Diese Nachricht und was ich aus ihr gelesen habe, ist gelöscht.
receipt-reference = Beleg
receipt-at = Gelöscht am
receipt-remains = Was bleibt:
forget-part-files = die Dateien der Datenbank
stop-choice = Hier mit „{ $practice }“ aufhören: für wen?
stop-for-all = In diesem Raum, für alle
stop-for-me = Hier, für mich
member-why-heading = Was entschieden wurde
member-stop-button = Hier für mich aufhören: { $practice }
lines-help = Drück einen Knopf unter dem, was ich gesagt habe.
said-helpful = Danke. Festgehalten.
said-not-helpful = Danke. „{ $practice }“ bleibt { $room } fern, { $until ->
    [always] und zwar für immer
   *[other] bis zum { $until }
 }.
said-not-now = Erledigt. Nichts von mir an dich, { $until ->
    [always] von jetzt an, so wie du es schon gesagt hattest
   *[other] bis zum { $until }
 }.
said-stop-here = Erledigt. „{ $practice }“ betrifft dich in { $room } nicht mehr.
said-stop-here-all = Erledigt. „{ $practice }“ ist in { $room } angehalten, für alle.

fewer-than-five = weniger als fünf
everywhere = überall
level-LISTEN = zuhören
level-DIGEST = berichten
level-SUGGEST = vorschlagen
level-SPEAK = sprechen
audience-PUBLIC = alle dort
audience-MEMBER = eine Person, privat
audience-MODERATORS = die Moderation
status-heading = Wie es steht
status-rooms = Räume, die ich höre
status-charter = Charta
status-no-charter = keine unterschrieben, also höre ich nur zu
status-speech = Sprechen
status-listening = Ich höre nur zu
status-may-speak = Ich darf vorschlagen oder sprechen
status-heard = Zuletzt gehört
status-levels = Mehr zugetraut als zuhören
status-lacking = Lässt sich hier nicht sagen
budget-heading = Das Budget für Unterbrechungen: { $state }
budget-this-week = Diese Woche
budget-last-week = Letzte Woche
budget-spoken = Gesprochen
budget-suggested = Der Moderation vorgeschlagen
budget-would-have = Hätte gesagt
budget-to-learn = Mit Absicht zurückgehalten, um zu lernen
budget-followed = Leute sind gefolgt
budget-ignored = Unbeachtet
budget-held-back = Zurückgehalten
budget-limits = Grenzen
budget-limit = { $allowed } { $unit }; davon verbraucht: { $spent } (üblich { $usual }, äußerste Grenze { $hardest })
budget-not-shown = nicht je Person gezeigt
budget-felt = Was Leute in diesen zwei Wochen dazu gesagt haben
budget-helpful = Hilfreich
budget-not-helpful = Nicht hilfreich
budget-frozen = Eingefroren nach „nicht hilfreich“
budget-stop = So hört es auf: für dich mit { $member } pause; hier oder überall, wenn die Moderation { $staff } stop sagt
experiment-heading = Was herausgefunden wird
experiment-none = Hier wird nichts erprobt.
experiment-commitment = Festlegung auf den Startwert
experiment-stay-out = Außen vor bleiben: { $member } pause prompts

queue-heading =
    { $count ->
        [one] Ein Entwurf wartet.
       *[other] { $count } Entwürfe warten, der älteste zuerst.
    }
queue-empty = Nichts wartet.
queue-elsewhere =
    { $count ->
        [one] Einer mehr wartet auf der anderen Plattform und wird dort entschieden.
       *[other] { $count } weitere warten auf der anderen Plattform und werden dort entschieden.
    }
queue-more =
    { $count ->
        [one] Einer mehr wartet; erst diese entscheiden.
       *[other] { $count } weitere warten; erst diese entscheiden.
    }
queue-one = { $practice } in { $room }
queue-draft = Entwurf
queue-no-words = Keine Fassung von mir ist noch unbenutzt; deine eigenen Worte bleiben.
queue-because = Denn
queue-about = Dazu
queue-message = die Nachricht
queue-audience = Zu sehen für
queue-until = Wartet bis
queue-post = Ich schreibe es selbst
queue-send = Vom Bot senden lassen
queue-edit = Bearbeiten
queue-decline = Ablehnen
queue-never = Nie so etwas
queue-words = Deine Worte an seiner Stelle
queue-reason = Warum nicht, für alle, die nach dir kommen
queue-edit-title = Entwurf bearbeiten
queue-decline-title = Entwurf ablehnen
queue-done-post-it-myself = Nun liegt es bei dir. Ich sage in { $room } nichts; der Entwurf:
queue-done-let-the-bot-send = Ich sage es in { $room } außerhalb der Ruhezeiten, wenn sich dort nichts geändert hat.
queue-done-edit = Ich sage deine Worte in { $room } außerhalb der Ruhezeiten, wenn sich dort nichts geändert hat.
queue-done-decline = Abgelehnt. In { $room } wird nichts gesagt.
queue-done-never-like-this = Abgelehnt, und „{ $practice }“ ist in { $room } abgeschaltet.
staff-practice-stopped = „{ $practice }“ ist in { $room } abgeschaltet.
staff-stopped = Schweigen überall seit dem { $time }. Weitermachen lassen kann mich nur eine verantwortliche Person.
staff-stopped-room = Schweigen in { $room } seit dem { $time }. Weitermachen lassen kann mich nur eine verantwortliche Person.
staff-resumed = Ich bin wieder da. Nichts steht höher als auf der Stufe „vorschlagen“.
level-heading = { $practice }: { $where }
level-now = Stufe
level-ceiling = Kann steigen bis
level-evidence = Belege
level-reviewed = { $reviewed } beurteilt, { $say } davon „sagen“; zum Sprechen sind { $needed } nötig{ $least ->
    [none] {""}
   *[other] ; nach den Urteilen bisher mindestens { $least } %
 }
level-again = Wieder anzusehen
level-again-by = bis { $by }; am { $drops } sinkt sie um eine Stufe, wenn niemand es tut
level-keep = Bei „{ $level }“ lassen
level-up = Hinauf auf „{ $level }“
level-down = Hinunter auf „{ $level }“
level-confirm = Auf diese Belege hin die Stufe „{ $level }“ unterschreiben?
readiness-listening = Tage des Zuhörens
readiness-labels = beurteilte Fälle ({ $say } davon „sagen“)
silences-heading =
    { $count ->
        [one] Einmal geschwiegen.
       *[other] { $count }-mal geschwiegen.
    }
silences-none = Ein solches Schweigen gibt es nicht.
silences-latest = Die letzten
silences-others = andere, jeweils weniger als fünf
hosts-heading = Wer angeboten hat, gefragt zu werden
hosts-none = keine
hosts-few = einige
privacy-heading = Datenschutz hier
privacy-open = Anfragen, die nicht fertig sind
privacy-oldest = Die älteste davon
privacy-words = Worte werden behalten
privacy-hours =
    { $count ->
        [one] eine Stunde
       *[other] { $count } Stunden
    }
privacy-authors = Wer was geschrieben hat
privacy-features = Was gelesen wurde, ohne Worte
privacy-days =
    { $count ->
        [one] einen Tag
       *[other] { $count } Tage
    }

command-staff-setup = Vom Zuhören zur unterschriebenen Charta: was getan ist, und was als Nächstes kommt
command-staff-object = Worum man sich hier sammelt: Thema, Wort oder Fundstück hinzufügen oder entfernen
command-staff-object-facet = Ein Thema, das dazukommt oder wegfällt
command-staff-object-word = Ein eigenes Wort der Community, das dazukommt oder wegfällt
command-staff-object-artefact = Etwas, das hier entstanden ist, etwa eine Anleitung, mit Namen
command-staff-object-link = Wo das Fundstück steht
command-staff-object-remove = yes: entfernen
command-staff-roles = Wer unterschreiben darf: in der Charta als Moderation nennen oder streichen
command-staff-roles-add = Wen nennen
command-staff-roles-remove = Wen streichen
setup-heading = Einrichten
setup-step-listening = Zuhören
setup-step-charter = Charta
setup-step-signature = Unterschrift
setup-days = { $done } von { $needed } Tagen
setup-written = geschrieben
setup-signed = unterschrieben
setup-not-yet = noch nicht
setup-unsigned = Noch nicht unterschrieben
setup-sign = Unterschreiben
setup-sign-about = Von da an fällt jede Entscheidung unter ihr und hält ihre Fassung fest.
setup-because = Worauf sie sich stützt, in einem Satz
setup-in-force = Unterschrieben. Es gilt Fassung { $version }.
charter-form-about = Worum es geht
charter-form-more = Wörter, Werte, Grenzen
charter-form-place = Sprache und Zeiten
charter-form-about-it = Gilt, sobald eine verantwortliche Person es unterschreibt.
charter-form-keep = Als Entwurf behalten
charter-one-a-line = Eines je Zeile.
charter-ask-kind = Was euch verbindet, ist
charter-ask-purpose = Wozu diese Community da ist
charter-ask-facets = Seiten davon
charter-ask-tone = Wie zu ihr gesprochen wird
charter-ask-norms = Wie man hier miteinander umgeht
charter-ask-vocabulary = Eigene Wörter
charter-ask-values = Was ihr wichtig ist
charter-ask-good-conversation = Was hier ein gutes Gespräch ist
charter-ask-off-limits = Themen, die ich in Ruhe lasse
charter-ask-never = Wörter, die ich nie sage
charter-ask-language = Die Sprache, die ich spreche, wie de
charter-ask-other-languages = Andere Sprachen, in denen man schreibt
charter-ask-timezone = Zeitzone, wie Europe/Berlin
charter-ask-quiet-hours-start = Ruhe ab, wie 21:00
charter-ask-quiet-hours-end = Ruhe bis, wie 08:00
object-heading = Worum man sich hier sammelt
object-drafted = Als Entwurf behalten. Es gilt, sobald eine verantwortliche Person unterschreibt.
roles-heading =
    { $count ->
        [one] Eine Person darf unterschreiben. Ein Name steht hier nicht.
       *[other] { $count } Personen dürfen unterschreiben. Namen stehen hier nicht.
    }
roles-nobody = Diese Person

command-solved = Das ist beantwortet: niemanden mehr danach fragen
command-solved-message = Die Frage, als platform/id; oder auf sie zeigen
solved-noted = Erledigt. Ich bitte niemanden mehr um eine Antwort hierauf.
command-weave = Ein langes Gespräch in wenigen Links, nur für dich oder für seinen Raum
command-weave-message = Eine Nachricht aus dem Gespräch, als platform/id; oder auf sie zeigen
command-weave-where = only-me, oder here: dann wird vorher alles geprüft
weave-only-me = Ein Weg durch dieses Gespräch, nur für dich zu sehen
weave-granted = Das wird dort gleich gesagt. Dasselbe für dich:
weave-review = Die Moderation sieht es an, bevor es dort gesagt wird. Dasselbe für dich:
weave-silent = Dort sage ich es nicht: { $reason }. Nur für dich:
weave-began = wie es anfing
weave-link = später, { $number }
weave-limits = Zuerst, was dort gefragt und noch offen ist, dann, was ausführlich gesagt wurde. Wer zustimmt und wer nicht, kann ich nicht messen.
command-staff-experiment = Was erprobt wird: beenden, oder sehen, wie bald ein Versuch etwas zeigen könnte
command-staff-experiment-practice = Welche Praxis erprobt werden soll
experiment-how = Beginnen: { $staff } experiment und eine Praxis
experiment-end = Versuch beenden: { $practice }
experiment-end-title = Versuch beenden
experiment-ended = Beendet. Sein Startwert, aus dem sich jede Ziehung nachrechnen lässt: { $seed }
experiment-promise = Ein Versuch mit „{ $practice }“: Das Budget erlaubt etwa { $pace } Anlässe in der Woche
experiment-points = Um { $points } Punkte zu sehen
experiment-openings = { $moments } Anlässe, etwa { $weeks } Wochen
experiment-sooner = Was sich früher zeigt: ob sie passt, nach euren Urteilen, und ob sie schadet.
experiment-level-missing = Hier wird ihr noch nicht zugetraut, vorzuschlagen, also würde nichts gelost. Zuerst: { $staff } level
experiment-no-budget = Das Budget erlaubt keine öffentliche Nachricht, also könnte sich nie etwas zeigen.
experiment-begin = Versuch beginnen
experiment-begun = Unterschrieben. Festlegung auf seinen Startwert: { $commitment }
experiment-question = Sie bringt mehr von dem, wozu sie da ist, als Schweigen.
experiment-what = Was herausgefunden werden soll
experiment-how-long = Wie lange mindestens
experiment-weeks =
    { $weeks ->
        [one] eine Woche
       *[other] { $weeks } Wochen
    }

command-staff-schedule = Der Kalender: eine eigene Nachricht der Moderation, zu einer unterschriebenen Stunde
command-staff-schedule-message = Die Nachricht der Moderation, als platform/id; oder auf sie zeigen
command-staff-schedule-day = An welchem Tag, wie 2026-11-30
command-staff-schedule-time = Um welche Uhrzeit hier, wie 18:30
command-staff-schedule-artefact = Worum es geht, wie es in der Charta heißt
command-staff-channels = Räume, die ich höre: wozu jeder da ist, Ruhezeiten, wo die Umgangsregeln stehen
command-staff-channels-norms = on oder off: Umgangsregeln, wo in diesem Raum ein Thread beginnt
command-staff-channels-channel = Welcher Raum
command-staff-channels-purpose = Wozu er da ist; - nimmt es zurück
command-staff-channels-listen = on oder off: diesen Raum hören, oder den, in dem du fragst, oder nicht mehr hören
command-staff-channels-quiet-hours = Wann ich ihn in Ruhe lasse, wie 22:00-07:00, neben den Zeiten der Charta; - für nie
schedule-heading = Was vorgemerkt ist
schedule-empty = Nichts ist vorgemerkt.
schedule-set = Unterschrieben: kommt am { $at } wieder zur Sprache, zu { $artefact }.
channels-heading =
    { $count ->
        [one] Ein Raum
       *[other] { $count } Räume
    }
channel-heard = gehört
channel-not-heard = nicht gehört
channel-listens = Erledigt. Diesen Raum höre ich ab jetzt: wer wem antwortet. Worte werden ab { $day } gelesen, damit alle hier Zeit haben zu widersprechen; sagt es ihnen. Auf Slack muss ich hier auch eingeladen sein.
channel-listens-already = Diesen Raum höre ich schon.
channel-left-out = Erledigt. Diesen Raum höre ich nicht mehr. Was gehört wurde, bleibt, bis seine Zeit um ist.
channel-left-out-already = Diesen Raum höre ich nicht.
channel-norms = gehört; die Umgangsregeln stehen, wo ein Thread beginnt
channel-quiet = außerdem in Ruhe gelassen { $hours }
channel-purpose = Zweck: { $purpose }
channel-change = Zweck und Ruhezeiten
channel-change-about = Eigene Ruhezeiten kommen zu denen der Charta hinzu, nie an ihre Stelle.
channel-ask-purpose = Wozu ist dieser Raum da?
channel-ask-quiet-hours = Eigene Ruhezeiten, wie 22:00-07:00
refusal-hours = Zeiten stehen so: 22:00-07:00. Es wurde nichts geändert.

### Verbindungen zwischen Plattformen.

member-link-code = Dein Code: { $code }
member-link-how = Sag innerhalb von zehn Minuten in deinem anderen Konto { $member } link { $code }. Zeig ihn niemandem: Wer ihn eingibt, gilt als du.
member-linked = Verbunden. Eine Abmeldung gilt jetzt für beide, und das Vergessen auch; keines der Konten zeige ich jemandem. Falls dir jemand anders diesen Code gegeben hat, sag jetzt { $member } unlink: Wem er gezeigt wurde, kann nach dem fragen, was du geschrieben hast, und dich vergessen lassen.
member-unlinked = Deine Konten sind wieder zwei. Was du pausiert hast, bleibt in beiden pausiert.
staff-link-code = Der Code: { $code }
staff-link-how = Innerhalb von zehn Minuten sagt die Moderation auf der anderen Plattform { $staff } link { $code }
staff-link-what = Dann sind beide eine Community: eine Charta, ein Budget, ein Wochenbericht, ein Anhalten. Was die Charta erlaubt, gilt in den Räumen beider. Keine Nachricht und kein Name geht von der einen zur anderen.
staff-linked = Verbunden: { $home } und { $other } sind von jetzt an eine Community.
staff-linked-then = Die Charta von { $home } gilt für beide. Was auf einer Seite angehalten war, ist auf beiden angehalten. Was an { $other } vorher gemessen wurde, bleibt, wo es ist, und kommt zurück, wenn die Verbindung gelöst wird.
staff-link-undo = Die Moderation beider Seiten kann das mit unlink lösen; stop lässt mich auf beiden sofort schweigen.
staff-unlinked = { $home } und { $other } sind wieder zwei Communitys.
staff-unlinked-then = Die gemeinsamen Wochen bleiben bei { $home }. { $other } macht mit der eigenen Charta und den eigenen Wochen von vorher weiter; was inzwischen angehalten, pausiert oder vergessen wurde, bleibt es auf beiden Seiten.
