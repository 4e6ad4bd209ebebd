# What may be said of an experiment (experiments.md, section 12). Nothing is added to these.

part-learning = What we are learning
learning-practice = { $practice }:
learning-ranges = Ranges in this section hold in 95 of 100 experiments, whenever one looks.
learning-labelled = Of { $reviewed } moments that people labelled, { $say } were right to speak in: by the range at least { $least } %.
learning-level-due = Its level has waited { $days } { $days ->
        [one] day
       *[other] days
    } to be looked at again; in { $left } { $left ->
        [one] day
       *[other] days
    } it drops by one unless somebody does.
learning-level-dropped = Nobody looked at its level again, so it dropped by one, { $days } { $days ->
        [one] day
       *[other] days
    } ago.
learning-too-few = Too few occasions to say anything (n = { $n }).
learning-cannot-tell = Cannot tell yet. With it, { $with } of { $drawn } got a human reply; without it, { $without } of { $held }. The difference could be anywhere from { $low } to { $high } points.
learning-cannot-tell-range = Cannot tell yet. The difference could be anywhere from { $low } to { $high } points.
learning-above = More human replies with it than without: between { $low } and { $high } points.
learning-above-others = Other explanations: a wrong reading of who answers whom, a change in who writes, or moderators who acted on their own.
learning-below = Fewer human replies with it than without: between { $low } and { $high } points.
learning-too-large = Larger than any published effect; check for an error first.
learning-counted = Spoken { $acted }, held back on purpose to learn { $held }.
learning-counted-drafts = Drafts offered { $acted }, held back on purpose to learn { $held }.
learning-weeks-left =
    { $weeks ->
        [one] At this pace it takes one more week until a difference of 12 points could show.
       *[other] At this pace it takes { $weeks } more weeks until a difference of 12 points could show.
    }
learning-decided-next = Signed to run until { $date } at least; what becomes of it is decided then.
learning-decision-due = The time it was signed for ended on { $date }: somebody has to decide what becomes of it.
learning-missing = What came of it is missing for { $with } moments with it and { $without } without.
learning-other-stage =
    { $count ->
        [one] One moment of another level of trust is left out.
       *[other] { $count } moments of another level of trust are left out.
    }
learning-not-audited = The recorded draws are not those of the sealed seed. Believe none of this until that is explained.
learning-quiet-too-few = Days without a word of mine: too few to say anything.
learning-quiet = On days on which I spoke, people wrote between { $low } % and { $high } % more than on days without a word of mine (below 0: less).
learning-decision-harm-stop = By the signed rules this stops: it steps down one level.
learning-decision-harm-alarm = By the signed rules every speaking practice steps down to drafts.
learning-decision-retire = By the signed rules this is retired: it steps down to the digest.
learning-decision-promote = By the signed rules a moderator may sign the next version, which acts in eight of ten moments.
learning-decision-cannot-tell = Nothing follows from this yet.
