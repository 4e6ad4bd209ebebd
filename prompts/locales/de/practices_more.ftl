### Der zweite Teil dessen, was Tummler für eine Praxis sagt.

## callback

callback-because = ein früheres Gespräch hier drehte sich um etwas Ähnliches

callback-link-1 = Das hat die Leute hier schon einmal beschäftigt: { $because }; es ist unten verlinkt. Hat sich seither etwas geändert?
callback-link-2 = Mir fiel auf: { $because }. Der Link führt dorthin, mit Zustimmung von damals. Gilt das noch?
callback-link-3 = Vielleicht ist hier ein Faden wieder aufzunehmen: { $because }. Mag, wer damals dabei war, sagen, wie es heute aussieht?
callback-link-4 = Ein Link zum Weiterlesen, denn { $because }. Er kann überholt sein; wenn ja, was würdet ihr heute sagen?
callback-link-5 = Das Gespräch oben ist nicht das erste seiner Art, denn { $because }. Hilft etwas daraus, oder ist es weitergegangen?

## bridge_camps

bridge_camps-because = zwei Gespräche über ein Thema laufen unter Leuten, die sich selten begegnen

bridge_camps-point-1 = Für die Moderation: { $because }. Eine Zeile in jedem, die auf das andere verweist, wäre vielleicht willkommen; mag sie jemand schreiben?
bridge_camps-point-2 = Mir fiel auf: { $because }. Beide sind verlinkt. Gibt es eine Frage, die beide beantworten könnten?
bridge_camps-point-3 = Das hat zwei Räume, denn { $because }. Kennt jemand von euch Leute in beiden?
bridge_camps-point-4 = Zwei Links für einen Menschen: { $because }. Vielleicht lässt man sie am besten getrennt; ihr kennt die Leute.
bridge_camps-point-5 = Weitergereicht, denn { $because }. Wäre ein Hinweis vom einen zum anderen für jemanden nützlich?

## probe_further

probe_further-because = das wurde vor { practice-waited } erzählt und bekam ein Nicken und sonst nichts

probe_further-question-1 = Oben steht eine Geschichte, und { $because }. An welcher Stelle hätte sie auch anders ausgehen können?
probe_further-question-2 = Ich verweise noch einmal hierauf, denn { $because }. Wer es erzählt hat oder Ähnliches kennt: Was kam danach?
probe_further-question-3 = Mir fiel auf: { $because }. Was würdet ihr wieder genauso machen, und was nicht?
probe_further-question-4 = Vielleicht steckt noch mehr darin: { $because }. Wie kam es dazu, es gerade so zu machen?
probe_further-question-5 = Eines blieb oben ungefragt, denn { $because }. Was kam dabei am unerwartetsten?

## revoice

revoice-because = diese lange Nachricht wartet seit { practice-waited }, und niemand hat sie aufgegriffen

revoice-draft-1 = Für die Moderation: { $because }. Zwei Zeilen, die wiedergeben, was darin steht, helfen anderen vielleicht zu antworten; mag es jemand versuchen?
revoice-draft-2 = Eine lange Nachricht fand keine Antwort, und { $because }. Gibt es einen Punkt darin, den jemand von euch wiedergeben würde?
revoice-draft-3 = Mir fiel auf: { $because }. In wenigen Worten, mit der Frage, ob es so gemeint war, lässt es sich vielleicht leichter aufgreifen.
revoice-draft-4 = Auf der Liste für einen Menschen: { $because }. Kann jemand von euch sagen, worum es darin geht?
revoice-draft-5 = Oben wurde viel auf einmal gesagt, und { $because }. Mag jemand von euch die zwei Hauptpunkte in je eine Zeile fassen?

## redirect_to_object

redirect_to_object-because = das wurde vor { practice-waited } gesagt, als das Gespräch woanders war, und niemand hat darauf geantwortet

redirect_to_object-lift-1 = Ich hole das noch einmal hervor, denn { $because }. Sieht jemand, wie es mit dem Rest zusammenhängt?
redirect_to_object-lift-2 = Hier haben sich zwei Fäden gekreuzt: { $because }. Mag jemand von euch diesen aufnehmen?
redirect_to_object-lift-3 = An einer Nachricht ging das Gespräch vielleicht vorbei, denn { $because }. Führt von hier ein Weg zu dem, was sie sagt?
redirect_to_object-lift-4 = Mir fiel auf: { $because }. Beides kann gut nebeneinander weitergehen. Wer mag auf diese antworten?
redirect_to_object-lift-5 = Ein Stück des Gesprächs liegt etwas abseits: { $because }. Ist es nahe an dem, worum es gerade geht?

## step_up_step_back

step_up_step_back-because = in diesem langen Gespräch wartet jemand seit { practice-waited } auf eine Antwort

step_up_step_back-draft-1 = Für die Moderation: { $because }. Eine Antwort von euch auf diese Nachricht bewirkt mehr als ein Wort über den Rest.
step_up_step_back-draft-2 = Mir fiel auf: { $because }. Mag jemand von euch nach mehr fragen?
step_up_step_back-draft-3 = Eine Stimme wurde vielleicht nicht gehört: { $because }. Ist etwas darin, das ihr aufgreifen würdet?
step_up_step_back-draft-4 = Weitergereicht, denn { $because }. Kann jemand von euch dafür Platz machen?
step_up_step_back-draft-5 = Über eine Nachricht wurde hinweggeredet, denn { $because }. Vielleicht ist das gut so; mag jemand hinsehen?

## draw_out_quiet

draw_out_quiet-because = vor { practice-waited } hat dir jemand geantwortet, in einem Gespräch, an dem du beteiligt warst

draw_out_quiet-note-1 = Eine Zeile nur für dich, wie du sie wolltest: { $because }. Magst du wieder einsteigen? Ein Nein ist völlig in Ordnung.
draw_out_quiet-note-2 = Nur du siehst das. Ich schreibe, denn { $because }. Gibt es etwas, das du noch sagen würdest?
draw_out_quiet-note-3 = Das Gespräch, in dem du warst, geht weiter, und { $because }. Magst du es aufnehmen, oder lieber nicht?
draw_out_quiet-note-4 = Du wolltest so etwas erfahren: { $because }. Wäre es ein Wort von dir wert?
draw_out_quiet-note-5 = Das bleibt unter uns beiden: { $because }. Hast du gesagt, was du wolltest, ist alles gut. Gibt es noch mehr?

## connect_two

connect_two-because = zwei Menschen, die vorgestellt werden wollten, haben über Ähnliches geschrieben

connect_two-volunteer-1 = { $volunteer } schrieb über etwas Ähnliches, und { $because }. Beide Nachrichten sind verlinkt. Ist in der anderen etwas für dich?
connect_two-volunteer-2 = Ich verweise vom einen zum anderen, denn { $because }. { $volunteer }, liegt das nahe an dem, was du geschrieben hast?
connect_two-volunteer-3 = Zwei Nachrichten, die vielleicht zusammengehören: { $because }. { $volunteer }, magst du hineinsehen? Ein Nein ist völlig in Ordnung.
connect_two-volunteer-4 = Vielleicht kennt ihr euch noch nicht, und { $because }. { $volunteer }, kommt dir die Nachricht oben bekannt vor?
connect_two-volunteer-5 = Eine Begegnung für alle, die mögen, denn { $because }. { $volunteer }, ist das die Art von Sache, an der du bist?

## recognise_contribution

recognise_contribution-because = mehrere haben darauf ausführlich geantwortet, und niemand hat mit Worten dafür gedankt

recognise_contribution-thank-1 = Für die Moderation: { $because }. Ein Dank von einem Menschen trägt weiter als einer von einem Bot. Mag ihn jemand schreiben?
recognise_contribution-thank-2 = Mir fiel auf: { $because }. Ist etwas darin, wofür ihr namentlich danken würdet?
recognise_contribution-thank-3 = Eine Nachricht hat etwas angestoßen, denn { $because }. Kann jemand von euch sagen, was sie wert war?
recognise_contribution-thank-4 = Ein Link zum Ansehen, denn { $because }. Falls ihr findet, dass es geholfen hat: Mag es jemand sagen?
recognise_contribution-thank-5 = Das verdient vielleicht ein Wort: { $because }. Ob es so ist, wisst ihr besser als ich.

## summarise_and_weave

summarise_and_weave-because = jemand hier hat mich darum gebeten

summarise_and_weave-links-1 = Ein Weg durch dieses Gespräch, denn { $because }: Anfang, noch Offenes und Ausführliches sind unten verlinkt. Wer mit wem einig ist, kann ich nicht sagen. Was fehlt darin?
summarise_and_weave-links-2 = Einige Links statt eines Urteils, denn { $because }: der Anfang, die offenen Fragen, die langen Antworten. Wer welcher Meinung ist, messe ich nicht. Steht einer falsch?
summarise_and_weave-links-3 = Es folgen Links in das Gespräch oben, denn { $because }. Zustimmung und Widerspruch werden nicht gemessen und kommen darum nicht vor. Mag jemand berichtigen, was nicht stimmt?
summarise_and_weave-links-4 = Das Gespräch in wenigen Links: { $because }. Zuerst, wie es begann, dann, was noch niemand beantwortet hat. Welche Sicht fehlt?
summarise_and_weave-links-5 = Hier lässt sich nachlesen, denn { $because }. Ausgewählt ist nach Länge und danach, was ohne Antwort blieb, sonst nach nichts. Welche Stelle gehört noch hinein?

## norm_at_door

norm_at_door-because = die Moderation hat um diese Zeile am Anfang eines Gesprächs gebeten

norm_at_door-line-1 = Worauf sich die Leute hier geeinigt haben, steht in der Charta, und { $because }. Die meisten Gespräche halten sich daran. Wen man fragen kann, steht auch darin.
norm_at_door-line-2 = Ein Wort an der Tür: { $because }. Wie man hier miteinander spricht, ist aufgeschrieben; den meisten fällt es leicht.
norm_at_door-line-3 = Die meisten, die hier schreiben, halten sich an das, was die Charta über den Umgang sagt. Es steht hier, denn { $because }.
norm_at_door-line-4 = Bevor dieses Gespräch in Gang kommt: { $because }. Was hier gilt, ist verlinkt, und auch, wen man fragen kann.
norm_at_door-line-5 = Was an diesem Ort gilt, ist hier verlinkt, denn { $because }. Es ist nicht viel, und fast alle Gespräche halten sich daran.

## standing_prompt

standing_prompt-because = die Moderation hat es für heute angesetzt und ist dabei

standing_prompt-line-1 = Die Nachricht oben ist die von heute, denn { $because }. Mag jemand etwas Eigenes dazulegen?
standing_prompt-line-2 = Es ist Zeit für das, was oben verlinkt ist: { $because }. Ein Mensch ist dabei und antwortet. Was würdet ihr zeigen?
standing_prompt-line-3 = Ich bringe das zur Sprache, denn { $because }. Wer war diese Woche daran?
standing_prompt-line-4 = Aus dem Kalender dieses Ortes: { $because }. Gibt es etwas, das ihr hinzufügen würdet?
standing_prompt-line-5 = Die Stunde dafür ist da, denn { $because }. Falls es euch anspricht: Was käme euch zuerst in den Sinn?

## cool_down

cool_down-because = ein scharfes Wort steht hier seit { practice-waited } als letztes

cool_down-show-1 = Nur für die Moderation: { $because }. Die Nachrichten sind verlinkt. Vielleicht renkt es sich ein; mag jemand hinsehen?
cool_down-show-2 = Mir fiel auf: { $because }. Im Raum wurde nichts gesagt. Gibt es jemanden, auf den beide Seiten hören würden?
cool_down-show-3 = Ein Gespräch, das vielleicht einen Menschen braucht: { $because }. Beim Ton kann ich irren. Mag es jemand lesen?
cool_down-show-4 = Unter uns weitergereicht, denn { $because }. Worum sich der Streit dreht, kann ein Mensch besser sagen als ich.
cool_down-show-5 = Zwei Beiträge oder mehr waren scharf, und { $because }. Der langsame Modus gehört zu euren eigenen Mitteln, falls ihr ihn wollt.

## close_the_loop

close_the_loop-because = vor { practice-waited } sollte hier etwas versucht und erzählt werden

close_the_loop-remind-1 = Eine Erinnerung, um die du gebeten hast, nur für dich zu sehen: { $because }. Magst du sagen, wie es ging?
close_the_loop-remind-2 = Du wolltest an so etwas erinnert werden: { $because }. Wurde nichts daraus, ist auch das eine Zeile wert. Wie ging es aus?
close_the_loop-remind-3 = Nur du siehst das. Nach deinen eigenen Worten gilt: { $because }. Hat die Geschichte ein Ende?
close_the_loop-remind-4 = Weil du um Erinnerungen gebeten hast: { $because }. Ist es noch offen, oder schon anderswo erzählt?
close_the_loop-remind-5 = Ein loses Ende von dir, wie gewünscht: { $because }. Wäre jetzt ein Augenblick dafür?

close_the_loop-show-1 = Für die Moderation: { $because }. Wer geholfen hat, möchte es vielleicht wissen. Mag jemand von euch fragen, wie es ging?
close_the_loop-show-2 = Mir fiel auf: { $because }, und an dieser Stelle kam nichts mehr dazu. Lohnt es sich, danach zu fragen?
close_the_loop-show-3 = Vielleicht fehlt ein Ende: { $because }. Weiß jemand von euch, wie es ausging?
close_the_loop-show-4 = Auf der Liste für einen Menschen: { $because }. Vielleicht ist es anderswo erzählt; ihr wisst es eher.
close_the_loop-show-5 = Ein loses Ende, weitergereicht, denn { $because }. Mag es jemand von euch aufnehmen?

## Was eine Praxis aus dem Buch der Anregungen zieht

book-message = der Nachricht oben
book-thread = dem unten verlinkten Gespräch
book-asked = { $asked } Warum ich frage: { $because }.
book-offered = Eine Frage, die ihr selbst stellen könntet, denn { $because }. { $asked }

## The practice in _example.py, to be copied

example-because = diese Geschichte wartet seit { practice-waited } auf ein Wort

example-story-1 = Eine Geschichte ist noch ohne Antwort: { $because }. Mag jemand von euch eine Zeile schreiben?
example-story-2 = Für alle, die gerade Zeit haben: { $because }. Ein Wort von euch genügt vielleicht.
example-story-3 = Mir fiel auf: { $because }. Gibt es jemanden, den sie ansprechen würde?
example-story-4 = Weitergereicht, denn { $because }. Vielleicht ist das gut so; ihr kennt den Raum.
example-story-5 = Auf der Liste für einen Menschen: { $because }. Weiß jemand von euch, wer gern antworten würde?
