### Was über einen Versuch gesagt werden darf; nichts kommt dazu.

part-learning = Was wir gerade lernen
learning-practice = { $practice }:
learning-ranges = Spannen in diesem Abschnitt treffen in 95 von 100 Versuchen zu, wann immer man hinsieht.
learning-labelled = Von { $reviewed } Momenten, die Menschen beurteilt haben, war es in { $say } richtig, etwas zu sagen: nach der Spanne in mindestens { $least } %.
learning-level-due = Ihre Stufe wartet seit { $days } { $days ->
        [one] Tag
       *[other] Tagen
    } darauf, wieder angesehen zu werden; in { $left } { $left ->
        [one] Tag
       *[other] Tagen
    } sinkt sie um eine, wenn es niemand tut.
learning-level-dropped = Niemand hat ihre Stufe wieder angesehen, also ist sie vor { $days } { $days ->
        [one] Tag
       *[other] Tagen
    } um eine gesunken.
learning-too-few = Zu wenige Anlässe, um etwas zu sagen (n = { $n }).
learning-cannot-tell = Lässt sich noch nicht sagen. Damit bekamen { $with } von { $drawn } eine Antwort von einem Menschen, ohne { $without } von { $held }. Der Unterschied kann irgendwo zwischen { $low } und { $high } Punkten liegen.
learning-cannot-tell-range = Lässt sich noch nicht sagen. Der Unterschied kann irgendwo zwischen { $low } und { $high } Punkten liegen.
learning-above = Damit kamen mehr Antworten von Menschen als ohne: zwischen { $low } und { $high } Punkten.
learning-above-others = Andere Erklärungen: falsch gelesen, wer wem antwortet; andere Leute, die schreiben; oder eine Moderation, die von sich aus etwas getan hat.
learning-below = Damit kamen weniger Antworten von Menschen als ohne: zwischen { $low } und { $high } Punkten.
learning-too-large = Größer als jede veröffentlichte Wirkung; zuerst nach einem Fehler suchen.
learning-counted = Gesprochen { $acted }, mit Absicht geschwiegen, um zu lernen, { $held }.
learning-counted-drafts = Entwürfe angeboten { $acted }, mit Absicht zurückgehalten, um zu lernen, { $held }.
learning-weeks-left =
    { $weeks ->
        [one] In diesem Tempo dauert es noch eine Woche, bis sich ein Unterschied von 12 Punkten zeigen könnte.
       *[other] In diesem Tempo dauert es noch { $weeks } Wochen, bis sich ein Unterschied von 12 Punkten zeigen könnte.
    }
learning-decided-next = Unterschrieben bis mindestens { $date }; was daraus wird, entscheidet sich dann.
learning-decision-due = Die Zeit, für die unterschrieben war, endete am { $date }: Jemand muss entscheiden, was daraus wird.
learning-missing = Was daraus wurde, fehlt für { $with } Momente damit und { $without } ohne.
learning-other-stage =
    { $count ->
        [one] Ein Moment von einer anderen Stufe ist nicht mitgezählt.
       *[other] { $count } Momente von einer anderen Stufe sind nicht mitgezählt.
    }
learning-not-audited = Die aufgezeichneten Ziehungen sind nicht die des versiegelten Startwerts. Nichts hiervon ist zu glauben, bis das erklärt ist.
learning-quiet-too-few = Tage ohne ein Wort von mir: zu wenige, um etwas zu sagen.
learning-quiet = An Tagen, an denen ich etwas sagte, schrieben die Leute zwischen { $low } % und { $high } % mehr als an Tagen ohne ein Wort von mir (unter 0: weniger).
learning-decision-harm-stop = Nach den unterschriebenen Regeln endet das: eine Stufe hinunter.
learning-decision-harm-alarm = Nach den unterschriebenen Regeln geht jede sprechende Praxis auf Entwürfe zurück.
learning-decision-retire = Nach den unterschriebenen Regeln ist das zu Ende: zurück in den Wochenbericht.
learning-decision-promote = Nach den unterschriebenen Regeln darf die Moderation die nächste Fassung unterschreiben, die in acht von zehn Momenten handelt.
learning-decision-cannot-tell = Daraus folgt noch nichts.
