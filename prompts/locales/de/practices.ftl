### Was Tummler für eine Praxis sagt, auf Deutsch. Regeln wie im Englischen: mindestens fünf Fassungen,
### immer mit dem Grund ($because, ein Hauptsatz), höchstens eine Frage, ein Ausweg, keine Befehle,
### keine Gefühle, keine Worte von Mitgliedern. Angeredet wird mit ihr und du, so selten es geht.

practice-waited = { $unit ->
    [minutes] { $count ->
        [one] einer Minute
       *[other] { $count } Minuten
    }
    [hours] { $count ->
        [one] einer Stunde
       *[other] { $count } Stunden
    }
   *[days] { $count ->
        [one] einem Tag
       *[other] { $count } Tagen
    }
}

## greet_and_hand_over

answered-because = ein Mensch hatte geantwortet, bevor ich hinsah
greet_and_hand_over-because = diese erste Nachricht steht seit { practice-waited } ohne Antwort da

greet_and_hand_over-question-1 = Hier fragt jemand zum ersten Mal etwas. Ich weise darauf hin, denn { $because }. Ging es jemandem schon einmal so?
greet_and_hand_over-question-2 = Eine Frage von jemandem, der neu ist, weitergereicht an alle, die es wissen könnten: { $because }. Auch eine Vermutung ist willkommen, oder eine Rückfrage.
greet_and_hand_over-question-3 = Mir fiel auf: { $because }. Gefragt ist etwas, das hier vielleicht jemand aus eigener Erfahrung kennt. Mag es jemand aufgreifen?
greet_and_hand_over-question-4 = Weiter oben steht eine Frage von jemandem, der gerade dazugekommen ist, und { $because }. Stand jemand von euch einmal vor derselben?
greet_and_hand_over-question-5 = Ich gebe das in die Runde, denn { $because }. Falls gar nichts gefragt war, ist alles gut. Wenn doch: Wer könnte es wissen?
greet_and_hand_over-question-6 = Das ist vielleicht untergegangen: { $because }. Es liest sich wie eine Frage. Mag sich jemand daran versuchen?

greet_and_hand_over-question-volunteer-1 = { $volunteer } lässt sich gern fragen, deshalb reiche ich das weiter: { $because }. Ist es etwas für dich, oder für jemanden, der so etwas schon hatte?
greet_and_hand_over-question-volunteer-2 = Oben fragt jemand zum ersten Mal, und { $because }. { $volunteer }, wäre das etwas für dich? Ein Nein ist völlig in Ordnung.
greet_and_hand_over-question-volunteer-3 = Mir fiel auf: { $because }. { $volunteer } darf man fragen; wer es sonst weiß, ist genauso willkommen. Kommt euch das bekannt vor?
greet_and_hand_over-question-volunteer-4 = Jemand, der neu ist, hat eine Frage, und { $because }. { $volunteer }, magst du einen Blick darauf werfen, oder lieber nicht?
greet_and_hand_over-question-volunteer-5 = Weitergereicht, denn { $because }. Es geht um etwas, das { $volunteer } kennen könnte und wozu man fragen darf. Stimmt das?

greet_and_hand_over-story-1 = Oben schreibt jemand zum ersten Mal. Ich weise darauf hin, denn { $because }. Erinnert das jemanden an etwas Eigenes?
greet_and_hand_over-story-2 = Weitergereicht an alle, die es anspricht: { $because }. Ein Wort zurück oder eine Rückfrage wäre willkommen.
greet_and_hand_over-story-3 = Mir fiel auf: { $because }. Vielleicht weiß hier jemand genau, worum es geht. Mag jemand etwas dazu schreiben?
greet_and_hand_over-story-4 = Jemand ist gerade dazugekommen und hat etwas erzählt, und { $because }. Wer hat so etwas auch schon gesehen?
greet_and_hand_over-story-5 = Ich gebe das in die Runde, denn { $because }. Braucht es keine Antwort, ist alles gut. Sonst würde eine Zeile von einem Menschen genügen.

greet_and_hand_over-story-volunteer-1 = { $volunteer } lässt sich gern fragen, deshalb reiche ich das weiter: { $because }. Magst du ein Wort dazu sagen, oder weißt du jemanden, den es anspricht?
greet_and_hand_over-story-volunteer-2 = Oben schreibt jemand zum ersten Mal, und { $because }. { $volunteer }, liegt es nahe an etwas von dir? Ein Nein ist völlig in Ordnung.
greet_and_hand_over-story-volunteer-3 = Mir fiel auf: { $because }. { $volunteer } darf man fragen; alle anderen sind genauso willkommen. Mag jemand antworten?
greet_and_hand_over-story-volunteer-4 = Eine neue Stimme weiter oben, und { $because }. { $volunteer }, magst du einen Blick darauf werfen, oder lieber nicht?
greet_and_hand_over-story-volunteer-5 = Weitergereicht, denn { $because }. { $volunteer } darf man fragen. Ist etwas darin, das du kennst?

## rescue_unanswered

rescue_unanswered-because = das steht seit { practice-waited } ohne Antwort da, und nach so langer Zeit kommt hier selten noch eine

rescue_unanswered-ask-1 = { $volunteer }, dich darf man ab und zu fragen. Ich weise hierauf hin, denn { $because }. Magst du einen Blick darauf werfen? Ein Nein ist völlig in Ordnung.
rescue_unanswered-ask-2 = Eine Frage ist noch offen: { $because }. { $volunteer } darf man fragen. Ist sie etwas für dich, oder für jemanden, der mitliest?
rescue_unanswered-ask-3 = Mir fiel auf: { $because }. { $volunteer } darf man fragen, und wer es sonst weiß, ist genauso willkommen. Gibt es ein Wort dazu?
rescue_unanswered-ask-4 = Vielleicht ist das im Gespräch untergegangen: { $because }. { $volunteer }, wäre es etwas für dich? Falls es sich erledigt hat, umso besser.
rescue_unanswered-ask-5 = Weitergereicht, denn { $because }. { $volunteer } darf man zuerst fragen; wer schon einmal davorstand, weiß es vielleicht auch. Kommt euch das bekannt vor?
rescue_unanswered-ask-6 = Der Anlass, mich zu melden: { $because }. { $volunteer }, hast du einen Gedanken dazu, oder lieber nicht?

rescue_unanswered-link-1 = Noch keine Antwort: { $because }. Etwas Ähnliches wurde hier schon beantwortet; der Link führt dorthin, mit Zustimmung von damals. Hilft das?
rescue_unanswered-link-2 = Mir fiel auf: { $because }. In dem verlinkten Gespräch ging es um Ähnliches, und es fand sich eine Antwort. Nützt sie hier etwas?
rescue_unanswered-link-3 = Vielleicht hilft eine ältere Antwort, denn { $because }. Sie ist unten verlinkt; wer es besser weiß, darf gern widersprechen.
rescue_unanswered-link-4 = Bevor es untergeht: { $because }. Eine frühere Frage lag nahe daran und wurde beantwortet; der Link führt zu ihr. Ist deine eine andere?
rescue_unanswered-link-5 = Ich verweise auf ein älteres Gespräch, denn { $because }. Es kann dasselbe sein oder auch nicht; das sehen die Leute hier besser als ich.

rescue_unanswered-list-1 = Eine Frage hat noch keine Antwort: { $because }. Mag sie jemand von euch aufgreifen, oder wisst ihr, wer es könnte?
rescue_unanswered-list-2 = Für alle, die gerade Zeit haben: { $because }. Ein Wort von euch wiegt mehr als eines von einem Bot.
rescue_unanswered-list-3 = Fragen lässt sich hierzu sonst niemand, und { $because }. Wäre es etwas für jemanden von euch?
rescue_unanswered-list-4 = Eine Frage ist noch offen: { $because }. Vielleicht ist das gut so; ihr kennt den Raum, ich nicht.
rescue_unanswered-list-5 = Auf der Liste für einen Menschen: { $because }. Weiß jemand von euch, wen man fragen könnte?

## coach_request

coach_request-because = diese erste Frage ist kürzer als Fragen, die sich leicht beantworten lassen

coach_request-draft-1 = Bevor andere antworten können, hilft vielleicht etwas mehr: { $because }. Mag jemand von euch fragen, was schon versucht wurde?
coach_request-draft-2 = Für alle, die gerade Zeit haben: { $because }. Eine freundliche Zeile, wofür es gedacht ist, lockt vielleicht den Rest hervor.
coach_request-draft-3 = Mir fiel auf: { $because }. Mag jemand von euch fragen, was zu sehen ist, wenn es schiefgeht?
coach_request-draft-4 = Jemand, der neu ist, fragt mit wenigen Worten, und { $because }. Kann jemand von euch herausfinden, worum es geht?
coach_request-draft-5 = Das bleibt vielleicht ohne Antwort, denn { $because }. Was versucht wurde und was dabei herauskam, würde helfen; mag jemand danach fragen?

## pass_the_mic

pass_the_mic-because = diese Frage wartet seit { practice-waited }, und zu ihrem Thema darf man hier jemanden fragen

pass_the_mic-ask-1 = { $volunteer } hat das als etwas angegeben, wozu man fragen darf, und { $because }. Ganz ohne Druck: Hast du einen Gedanken dazu?
pass_the_mic-ask-2 = Ich weise hierauf hin, denn { $because }. { $volunteer }, es steht auf deiner eigenen Liste. Wäre es etwas für dich? Ein Nein ist völlig in Ordnung.
pass_the_mic-ask-3 = Über das Thema oben spricht { $volunteer } nach eigener Angabe gern; { $because }. Ist es die Art von Frage, die du meintest?
pass_the_mic-ask-4 = Weitergereicht, denn { $because }. { $volunteer }, magst du ein Wort dazu sagen, oder lieber ein andermal?
pass_the_mic-ask-5 = Nach der eigenen Liste liegt das nahe an dem, was { $volunteer } macht, und { $because }. Kommt dir das bekannt vor?

pass_the_mic-named-ask-1 = { $volunteer } darf man fragen, und die Charta nennt den Namen hierfür; { $because }. Ganz ohne Druck: Hast du einen Gedanken dazu?
pass_the_mic-named-ask-2 = Ich weise hierauf hin, denn { $because }. { $volunteer }, in der Charta steht dein Name daneben. Wäre es etwas für dich? Ein Nein ist völlig in Ordnung.
pass_the_mic-named-ask-3 = Für das Thema oben nennt die Charta { $volunteer }, mit Zustimmung; { $because }. Ist es die Art von Frage, die du meintest?
pass_the_mic-named-ask-4 = Nach der Charta weitergereicht, denn { $because }. { $volunteer }, magst du ein Wort dazu sagen, oder lieber ein andermal?
pass_the_mic-named-ask-5 = Die Charta sagt, dass man { $volunteer } hier fragen darf, und { $because }. Kommt dir das bekannt vor?

pass_the_mic-alone-1 = Nur für dich, so wie du gefragt werden möchtest: { $because }. Das bist du; hast du einen Gedanken dazu? Ein Nein ist völlig in Ordnung.
pass_the_mic-alone-2 = Nur du siehst das. Ich schreibe, denn { $because }. Wäre es etwas für dich?
pass_the_mic-alone-3 = Ich frage dich hier und nicht im Raum, wie du es wolltest: { $because }. Magst du dort antworten, oder lieber nicht?
pass_the_mic-alone-4 = An dich allein weitergereicht, denn { $because }. Magst du ein Wort dazu sagen, oder lieber ein andermal?
pass_the_mic-alone-5 = Das bleibt unter uns beiden: { $because }. Ist es nichts für dich, ist alles gut. Kommt es dir bekannt vor?
