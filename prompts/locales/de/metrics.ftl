### Die Seiten der Maße: was jedes ist, wie es zu lesen ist, was es täuschen würde. Je vier Sätze:
### metric-<name> und dasselbe mit -what, -read und -fooled. Es gelten die Regeln des Wochenberichts.

## Was um sie herum steht

part-diagnostics = Zum Verständnis
diagnostics-note = Diese Zahlen erklären und sind kein Ziel. Die meisten blicken auf vier Wochen zurück.
by-chance = { $above ->
        [one] { $above } Abweichung
       *[other] { $above } Abweichungen
    } { $side } dem, was Zufall allein ergäbe
by-chance-above = über
by-chance-below = unter
part-definitions = Wie jede Zahl entsteht
definitions-note = Was jede Zahl ist, wie sie zu lesen ist, und was sie täuschen würde.
definition-name = Zahl
definition-what = Was sie ist
definition-read = Wie sie zu lesen ist
definition-fooled = Was sie täuschen würde
definition-least = Mindestens { $least } von dem, was sie zählt; Güte: { $grade }.
definition-pooled = Über { $weeks } Wochen. Mindestens { $least } von dem, was sie zählt; Güte: { $grade }.
measured-differently = anders gemessen
chart-range = { $label }: Jeder Punkt ist eine Woche mit ihrer Spanne von 90{ "\u00A0" }%; anders gemessene Wochen sind nicht verbunden.
chart-alt = Linie, { $label }, über { $weeks } Wochen. Zuletzt, { $week }: { $value }. Tabelle darunter.

## Die Seite jeder einzelnen

metric-page-title = { $label }, { $community }
metric-page-demo = DEMODATEN. Alles hier wurde in einer erfundenen Stadt gezählt, über ihre zwei Wochen.
metric-page-all = Alle Zahlen
metric-page-back = Der Wochenbericht
metric-page-more = Mehr heißt: { $more }.
metric-page-rests = Sie beruht auf
metric-page-unit = Einheit: { $unit }.
metric-page-source = Quelle
metric-page-weeks = Woche für Woche
metric-page-no-week = Noch hat niemand etwas geschrieben.
metric-page-value = Wert
metric-page-latest = Letzte Woche mit Wert
metric-page-sample = Gezählt
metric-page-said = Was sich sagen lässt
metric-page-so-far = bisher; { $said }
metric-page-instrument = Bestimmt durch
metric-page-part = Teil

## Woraus eine Zahl besteht

layers-name = Woraus sie besteht
layers-note = Stand { $week }, der letzten Woche mit einer Zahl.
layers-said = { $label }: { $layers }.
layer-said = { $layer } { $value }
layer-none = kein Wert ({ $cause })
layer-ladder_level-level-0 = neben der Sache
layer-ladder_level-level-1 = einzelne Beiträge
layer-ladder_level-level-2 = Zusammenarbeit
layer-ladder_level-level-3 = Gemeinschaft
layer-ladder_level-level-4 = gemeinsames Werk
layer-ladder_level-mean = mittlere Stufe, von 0 bis 4
layer-ladder_level-lag = Tage, bis gemeinsames Werk wieder genannt wird
layer-valued_share-from-0 = Nachrichten unter 5 Wörtern
layer-valued_share-from-5 = mit 5 bis 11 Wörtern
layer-valued_share-from-12 = mit 12 bis 24 Wörtern
layer-valued_share-from-25 = mit 25 bis 49 Wörtern
layer-valued_share-from-50 = mit 50 Wörtern oder mehr
layer-substance-from-0 = Nachrichten unter 12 Wörtern
layer-substance-from-12 = Nachrichten mit 12 bis 24 Wörtern
layer-substance-from-25 = mit 25 bis 49 Wörtern
layer-substance-from-50 = mit 50 Wörtern oder mehr
layer-time_to_first_human_response-mean = mittlere Wartezeit in Stunden, längere als 24 gezählt
layer-reply_depth-mean = mittlere längste Kette, in Antworten
layer-turn_predictability-passing = Wechsel zu jemand anderem als den letzten beiden
layer-branching-variance-to-mean = Varianz der Antworten, geteilt durch ihren Mittelwert
layer-effective_speakers-of-all = Personen für alles Geschriebene, nicht zu vergleichen
layer-balance_dynamics-throughout = eine Seite durchweg vorn
layer-balance_dynamics-back_and_forth = hin und her
layer-balance_dynamics-alternating = Seiten abwechselnd vorn
layer-balance_dynamics-mixed = gemischt
layer-derailment_exposure-recovered = Gespräche, die zu kippen drohten und sich fingen

## Die erste Seite

metric-valued_share = Nutzanteil
metric-valued_share-what = Der Anteil der Nachrichten von Menschen, auf die innerhalb von sieben Tagen etwas folgte: Eine andere Person antwortete ausführlicher oder mit Dank, oder zwei andere antworteten.
metric-valued_share-read = Eine von drei Nachrichten ist üblich. Vergleichen lässt sich eine Community nur mit sich selbst, und nur vollständige Wochen mit vollständigen.
metric-valued_share-fooled = Lange Antworten auf alles, und wenn Nachrichten länger oder kürzer werden. Auch Zuordnungen, die geraten werden mussten, verschieben ihn.

metric-answered_rate = Von Menschen beantwortet
metric-answered_rate-what = Der Anteil der Fragen, die eine andere Person innerhalb von 24 Stunden beantwortet hat. Eine zuletzt noch offene Frage zählt so lange, wie sie zu sehen war.
metric-answered_rate-read = In Newsgroups waren es etwa sechs von zehn. Wer ohne Antwort bleibt, ist wichtiger als der Anteil; lohnender ist der Blick auf die Fragen, die warten.
metric-answered_rate-fooled = Fragen, die keine Regel als solche erkennt, und Antworten, die nichts beantworten.

metric-time_to_first_human_response = Zeit bis zur ersten Antwort von einem Menschen
metric-time_to_first_human_response-what = Wie lange eine Frage wartet, bis die Hälfte eine Antwort von einer anderen Person hat; die ohne Antwort warten mit und fallen nie heraus.
metric-time_to_first_human_response-read = Nächte und Wochenenden gehören dazu. Längeres Warten bei gleichem Anteil kann eine andere Tageszeit sein, nicht weniger Zuwendung.
metric-time_to_first_human_response-fooled = Ein paar Fragen zu einer Zeit, in der niemand wach ist.

metric-sustained_share = Anhaltender Austausch
metric-sustained_share-what = Der Anteil der Nachrichten in Gesprächen, die hin und her gingen: vier Wechsel oder mehr, zwischen mindestens zwei Personen.
metric-sustained_share-read = In einer Woche mit sechzig Gesprächen sind elf Punkte mehr oder weniger Rauschen.
metric-sustained_share-fooled = Zwei Leute mit einer Gewohnheit, und eine Zuordnung, die aus zwei Gesprächen eines macht.

metric-new_ties = Neue Verbindungen
metric-new_ties-what = Wie viele Paare einander zum ersten Mal seit 90 Tagen geantwortet haben, in beide Richtungen.
metric-new_ties-read = Sie folgt der Menge des Gesagten; daneben gehören die gehaltenen Verbindungen.
metric-new_ties-fooled = Ein lebhafter Anlass, Leute, die nach langer Zeit wiederkommen, und eine Person unter zwei Namen.

metric-kept_ties = Gehaltene Verbindungen
metric-kept_ties-what = Von den Paaren, die vor vier Wochen begannen, der Anteil, der sich innerhalb von 28 Tagen noch einmal ausgetauscht hat.
metric-kept_ties-read = Sie erzählt von den Paaren vor einem Monat, nicht von denen dieser Woche.
metric-kept_ties-fooled = Paare teilen sich Leute, also verschiebt der Urlaub einer Person viele davon.

metric-newcomer_survival = Neue, die bleiben
metric-newcomer_survival-what = Der Anteil der Neuen, die 14 Tage nach ihrer ersten Nachricht noch dabei waren.
metric-newcomer_survival-read = Viele kommen mit einer Frage und haben mit einer Antwort genug; zu gehen ist an sich kein Scheitern.
metric-newcomer_survival-fooled = Wer liest und selten schreibt, sieht aus wie gegangen.

metric-newcomer_second_post = Neue, die wieder schrieben
metric-newcomer_second_post-what = Der Anteil der Neuen, die innerhalb von 14 Tagen nach der ersten eine zweite Nachricht schrieben.
metric-newcomer_second_post-read = Die zweite Nachricht kommt bald oder selten; diese Zahl ist früher da als die der Neuen, die bleiben.
metric-newcomer_second_post-fooled = Eine erste Nachricht, in zwei Teilen geschrieben.

metric-newcomer_reply_equity = Neue und Alteingesessene im Vergleich
metric-newcomer_reply_equity-what = Wie viel häufiger oder seltener Fragen von Neuen beantwortet werden als die von Alteingesessenen, zur gleichen Tageszeit.
metric-newcomer_reply_equity-read = Null ist ausgeglichen. Unter null warten Neue öfter vergeblich als Alteingesessene.
metric-newcomer_reply_equity-fooled = Neue, die schwerer oder ungenauer fragen.

metric-tummler_independence = Gespräche ohne den Bot
metric-tummler_independence-what = Der Anteil der Nachrichten von Menschen in Gesprächen, in denen der Bot nichts sagte. Genau gezählt.
metric-tummler_independence-read = Er darf nicht fallen: Ein Bot, auf den man sich stützt, ist gescheitert.
metric-tummler_independence-fooled = Andere Bots zählen nicht mit, nur dieser.

## Über mehrere Wochen

metric-reply_depth = Tiefe der Antworten
metric-reply_depth-what = Der Anteil der Gespräche, deren längste Kette von Antworten drei Antworten oder mehr hat.
metric-reply_depth-read = Tief ist nicht an sich gut: Auch ein Streit ist tief.
metric-reply_depth-fooled = Geratene Zuordnungen; mit ihnen werden Ketten fast doppelt so lang.

metric-branching = Verzweigung
metric-branching-what = Wie viele direkte Antworten eine Nachricht hat, die überhaupt welche bekam, wo die Leute selbst sagten, worauf sie antworten.
metric-branching-read = Nahe eins ist das Gespräch eine Linie; über zwei zieht ein Anfang viele an, die nicht miteinander reden.
metric-branching-fooled = Wenn nur wenige die Antwortfunktion nutzen; dann geht es um diese wenigen.

metric-discussion_h_index = h-Index der Diskussion
metric-discussion_h_index-what = Die größte Zahl h, bei der die Antwortebene h mindestens h Nachrichten hat, für das mittlere der längeren Gespräche.
metric-discussion_h_index-read = Gemacht wurde er, um Kontroversen zu finden. Hoch heißt tief und breit zugleich.
metric-discussion_h_index-fooled = Geratene Zuordnungen, und lange Threads.

metric-participation_gini = Ungleichheit der Beteiligung
metric-participation_gini-what = Wie ungleich sich Nachrichten auf die verteilen, die geschrieben haben, in Stichproben einer Größe; null ist gleich.
metric-participation_gini-read = Wo Fragen gestellt werden, antworten wenige auf vieles, und das ist gut so.
metric-participation_gini-fooled = Ohne Stichproben einer Größe folgt sie der Menge des Gesagten; und Leute unter zwei Namen.

metric-effective_speakers = Wirksame Stimmen
metric-effective_speakers-what = Wie viele gleich viel schreibende Personen das Gespräch so vielfältig machen würden, wie es war, in Stichproben von 100 Nachrichten.
metric-effective_speakers-read = Höher heißt, dass mehr verschiedene Leute zu hören sind. Was sie sagen, weiß die Zahl nicht.
metric-effective_speakers-fooled = Eine Woche voller Grüße, und eine Person unter zwei Namen.

metric-balance_dynamics = Gleichgewicht der Gespräche
metric-balance_dynamics-what = Welchen Anteil der Wörter in langen Gesprächen die Seite hat, die mehr sagt, und ob das wechselt.
metric-balance_dynamics-read = Die Hälfte ist ausgeglichen. Wer etwas erklärt, sagt mehr, und das kann erwünscht sein.
metric-balance_dynamics-fooled = Eingefügter Text zählt als Wörter.

metric-turn_predictability = Vorhersehbarkeit der Wechsel
metric-turn_predictability-what = Wie offen ist, wer als Nächstes spricht, wenn man weiß, wer zuletzt sprach; und wie oft es jemand ist, der neu dazukommt.
metric-turn_predictability-read = Nahe eins kann das nächste Wort von allen kommen, nahe null geben sich zwei das Wort hin und her.
metric-turn_predictability-fooled = Kurze Gespräche; zwei Gespräche, die irrtümlich zusammengelegt wurden.

metric-reciprocity = Gegenseitigkeit
metric-reciprocity-what = Wie sehr Antworten erwidert werden, über das hinaus, was eine so dichte Gruppe von allein hat.
metric-reciprocity-read = Über null gehen Antworten öfter in beide Richtungen, als der Zufall ergäbe; daneben stehen die Abweichungen vom Zufall.
metric-reciprocity-fooled = Ein Raum mit zwei oder drei Alteingesessenen, und geratene Zuordnungen.

metric-silo_index = Silo-Index
metric-silo_index-what = Wie sehr Antworten innerhalb von Gruppen bleiben, über das hinaus, was ein zufälliges Netz mit denselben Leuten zeigen würde.
metric-silo_index-read = Gruppen sind kein Mangel; Gruppen, die sich nie begegnen, können einer sein. Daneben gehört der Anteil der Antworten über Kanäle hinweg.
metric-silo_index-fooled = Ein einziger lebhafter Kanal, und eine Gruppierung, die jedes Mal anders ausfällt; eine instabile wird deshalb nicht gezeigt.

metric-cross_channel_share = Antworten über Kanäle hinweg
metric-cross_channel_share-what = Der Anteil der Antworten an jemanden, der in einem anderen Kanal zu Hause ist: zu Hause ist man, wo man in den vier Wochen am meisten schrieb.
metric-cross_channel_share-read = Daneben gehört der Silo-Index. Ein niedriger Anteil ist kein Mangel, wo Kanäle wenig miteinander zu tun haben.
metric-cross_channel_share-fooled = Ein geteilter oder umbenannter Kanal, und Leute, die wenig schreiben.

metric-bridging_rates = Brücken im Gespräch
metric-bridging_rates-what = Wie oft Antworten zwischen Gruppen Neugier zeigen, Gründe, eine eigene Geschichte, Achtung, Wärme, Mitgefühl oder Zwischentöne.
metric-bridging_rates-read = Sie wird nicht gemessen, bis ein Merkmal an eigenen Nachrichten geeicht ist.
metric-bridging_rates-fooled = Höfliche Floskeln, die nichts bedeuten, und Gespräche in anderen Sprachen.

metric-uptake = Aufgreifen
metric-uptake-what = Wie viel öfter eine Antwort Wörter dessen aufgreift, worauf sie antwortet, als andere Nachrichten derselben Person an diesem Tag.
metric-uptake-read = Über null sprechen die Leute zu dem, was gesagt wurde.
metric-uptake-fooled = Zitate, und Produktnamen, die alle benutzen.

metric-substance = Substanz
metric-substance-what = Wie viel an Gründen, Belegen, Einzelheiten und Erfahrung in Nachrichten steckt, ihre Länge herausgerechnet.
metric-substance-read = Eine grobe Zahl, nur innerhalb eines Kanals zu vergleichen, bis sie an eigenen Nachrichten geeicht ist.
metric-substance-fooled = Listen, Links und eingefügter Text.

metric-ladder_level = Leiter
metric-ladder_level-what = Welcher Anteil der Nachrichten in Gesprächen auf jeder Stufe liegt, vom einzelnen Beitrag über Zusammenarbeit und Gemeinschaft bis zum gemeinsamen Werk.
metric-ladder_level-read = Eine Verteilung, keine Note. Die oberste Stufe ist erst eine Woche später oder noch später bekannt.
metric-ladder_level-fooled = Geratene Zuordnungen, und Gespräche, die anderswo weitergehen.

metric-deliberative_quality = Güte der Beratung
metric-deliberative_quality-what = Gründe, Achtung, Gegenseitigkeit und Vorschläge, von Hand bestimmt in dreißig Nachrichten je Quartal.
metric-deliberative_quality-read = Sie wird nicht gemessen, bis zwei Personen Nachrichten eingeordnet haben; daneben steht, wie einig sie sich sind.
metric-deliberative_quality-fooled = Zwei, die sich vorher absprechen.

metric-discursive_diversity = Vielfalt des Gesprächs
metric-discursive_diversity-what = Wie weit die Leute eines Gesprächs in dem auseinanderliegen, worüber sie reden.
metric-discursive_diversity-read = Hoch können viele Ansichten sein oder viele Themen; welches von beiden, zeigt nur das Lesen.
metric-discursive_diversity-fooled = Plaudern, mehrere Sprachen, und ein anderer Encoder.

metric-derailment_exposure = Nähe zu kippenden Gesprächen
metric-derailment_exposure-what = Der Anteil der Beteiligten, die in einem Gespräch waren, das zu kippen drohte, und wie viele dieser Gespräche sich fingen.
metric-derailment_exposure-read = Von drei solchen Vorhersagen ist etwa eine falsch. Sie dient der Fürsorge, nie dem Vorwurf.
metric-derailment_exposure-fooled = Befreundete, die zum Spaß grob zueinander sind.

metric-object_affinity = Nähe zum gemeinsamen Thema
metric-object_affinity-what = Wie nah Nachrichten von Menschen an dem sind, worum die Community sich sammelt.
metric-object_affinity-read = Abdriften allein ist kein Mangel; ein Ziel ist die Zahl nie.
metric-object_affinity-fooled = Andere Wörter für dieselbe Sache, und andere Sprachen.
