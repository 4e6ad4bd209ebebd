### The weekly digest, for moderators. Rules of wording: no causes, no praise, no decimals over two
### percent, no volume in the headline. A part's title is `part-<name>`.

## Numbers, times and places

whole = { NUMBER($value, maximumFractionDigits: 0) }
hundredths = { NUMBER($value, minimumFractionDigits: 2, maximumFractionDigits: 2) }
decimal = { NUMBER($value, minimumFractionDigits: 1, maximumFractionDigits: 1) }
percent = { $value }{ "\u00A0" }%
extent = { $low } to { $high }
list-separator = { ", " }
minutes = { $minutes }{ "\u00A0" }min
hours =
    { $minutes ->
        [0] { $hours }{ "\u00A0" }h
       *[other] { $hours }{ "\u00A0" }h { $minutes }{ "\u00A0" }min
    }
days =
    { $days ->
        [one] { $days }{ "\u00A0" }day
       *[other] { $days }{ "\u00A0" }days
    }{ $hours ->
        [0] { "" }
       *[other] { " " }{ $hours }{ "\u00A0" }h
    }
weekday-and-time = { $day }{ "\u00A0" }{ $time }
date-and-time = { $date }, { $time }
period = { $first } to { $last }
day-of-month = { $day }
question-place = Question in { $room }, { $when }
conversation-place = Conversation in { $room }, { $when }
message-place = { $room }, { $when }

## The words of uncertainty: a closed list

trend-no-usual = no usual value yet
trend-no-change = no change we can tell
trend-perhaps-higher = perhaps higher (one week only)
trend-perhaps-lower = perhaps lower (one week only)
trend-higher = higher for the second week running
trend-lower = lower for the second week running
trend-clearly-higher = clearly higher
trend-clearly-lower = clearly lower
too-few = not enough talk to say
not-measured = not measured: { $cause }
hidden = fewer than five people, so not shown

## The numbers

number-known = { $label }: { $said }, usual { $usual }: { $verdict }.
number-alone = { $label }: { $said }.
number-without-usual = { $label }: { $said }: { $verdict }.
number-missing = { $label }: { $value }.
value-with-range = { $value } ({ $extent })
value-with-range-rough = { $value } ({ $extent }; rough)
counted-then-estimate = { $counted }; estimate { $estimate }
counted-questions = { $count } of { $of } questions
counted-pairs = { $count } of { $of } pairs
counted-newcomers = { $count } of { $of } newcomers
points-less = { $points } points less often answered
points-more = { $points } points more often answered
points-same = answered as often
end-less = { $points } less
end-more = { $points } more
end-same = 0
label-valued_share = Valued Share, week { $week }
label-valued_share_so_far = Valued Share, week { $week } so far
label-answered_rate = Answered by a person within a day
label-time_to_first_human_response = Median time to the first human reply
label-sustained_share = Sustained exchange
label-new_ties = New ties, pairs who replied to each other for the first time
label-kept_ties = Kept ties, pairs who met again within 28 days
label-newcomer_survival = Newcomers still here after 14 days
label-newcomer_reply_equity = Newcomers against regulars
label-tummler_independence = Talk without the bot

## Frame

title = Week { $week }
title-kicker = Weekly digest
banner-demo = Demo data. A made-up town; every word was written by Tummler’s developers. Nothing here is about real people.
banner-generated = The { $count } weeks before the town’s own two are generated numbers: no talk stands behind them. They show what a comparison looks like.
banner-replay = A replay of an export: what Tummler would have told you, and what it would have said, had it been there. It spoke to nobody.
banner-replay-week = The last week with enough talk is week { $week }; the archive ends with week { $last }.
banner-preview = Preview: nothing was sent.
banner-saved = This page holds numbers, rooms and times. None of your members’ words are in it.
banner-structure = From structure only: I have read no text yet. Whatever needs text is not measured.
banner-structure-cause = From structure only: I have read no text. { $cause } Whatever needs text is not measured.
banner-measured-differently = Numbers before { $date } were measured differently; usual values start again there.
part-headline = This week
part-to_do = To do
part-waiting = Waiting for an answer
part-worth_reading = Worth reading
part-newcomers = Newcomers
part-care = Care
part-the_bot = The bot this week
part-rewind = Rewind
part-footer = What this rests on

## Headline

headline-complete = { $share }: Valued Share { $said } in week { $week }, the last complete week; usual { $usual }: { $verdict }.
headline-complete-without-usual = { $share }: Valued Share { $said } in week { $week }, the last complete week; { $verdict }.
headline-complete-missing = Valued Share of week { $week }, the last complete week: { $value }.
headline-so-far = Week { $week } so far { $said }; usual at this age { $usual }: { $verdict }.
headline-so-far-without-usual = Week { $week } so far { $said }; { $verdict }.
headline-so-far-missing = Week { $week } so far: { $value }.
headline-first = There are no usual values yet: comparisons begin after four weeks of history.
headline-no-changes = In the other numbers there is no change we can tell.
headline-definition = Valued Share is the share of people’s messages that were of use to another person within seven days: someone gave a full reply or said thanks, or two people answered. Coming back to it later cannot be seen yet.
share-under-tenth = Fewer than one message in ten was of use to someone else
share-tenth = About one message in ten was of use to someone else
share-fifth = About one message in five was of use to someone else
share-quarter = About one message in four was of use to someone else
share-third = About one message in three was of use to someone else
share-two-fifths = About two messages in five were of use to someone else
share-half = About every second message was of use to someone else
share-three-fifths = About three messages in five were of use to someone else
share-two-thirds = About two messages in three were of use to someone else
share-three-quarters = About three messages in four were of use to someone else
share-four-fifths = About four messages in five were of use to someone else
share-nine-tenths = About nine messages in ten were of use to someone else
share-nearly-every = Nearly every message was of use to someone else
quiet-week = A quiet week: fewer than five conversations, or fewer than five people, in the channels I hear.
nobody-wrote = Nobody wrote in the channels I hear.
quiet-waiting =
    { $count ->
        [0] No question waits. Nothing needs you.
        [one] One question waits. Nothing else needs you.
       *[other] { $count } questions wait. Nothing else needs you.
    }

## To do

to-do-none = Nothing needs you this week.
to-do-newcomer = A newcomer’s question in { $room } has waited { $waited }; there the usual wait is about { $usual }.
to-do-newcomer-no-usual = A newcomer’s question in { $room } has waited { $waited }.
to-do-question = A question in { $room } has waited { $waited }; there the usual wait is about { $usual }.
to-do-question-no-usual = A question in { $room } has waited { $waited }.
to-do-offer-host = You might ask a host.
to-do-deaf-room = I could not hear { $room } from { $start } to { $end }.
to-do-deaf = I could not hear anything from { $start } to { $end }.
to-do-rooms = I hear { $heard } of { $rooms } channels.
to-do-offer-coverage = You might check whether I am still allowed in; what I could not hear is in none of the numbers.
move-ask-host = Ask a host
move-take = I’ll take it
move-doctor = See what is wrong

## Waiting

waiting-newcomer = a newcomer; waited { $waited }, usual there about { $usual }.
waiting-newcomer-no-usual = a newcomer; waited { $waited }.
waiting-question = waited { $waited }, usual there about { $usual }.
waiting-question-no-usual = waited { $waited }.
waiting-more =
    { $count ->
        [one] One more question waits.
       *[other] { $count } more questions wait.
    }
waiting-rough = Read by a machine, so rough: some of these may not be questions.

## Worth reading

worth-built-on = { $people } built on one another.
worth-answered-by-several = a question was answered by several people.
worth-disagreed = people disagreed and gave reasons.
worth-lasting = something lasting came of it.
worth-pointed-at = a moderator pointed at it.
worth-size = { $messages } messages in { $turns } turns.
footer-cannot-tell = The source does not tell: { $what }.
people-counted = { $people } people
people-few = fewer than five people
people-uncounted = people

## Newcomers

newcomers-wrote = { $wrote } people wrote for the first time; { $answered } of them were answered by a person within a day.
newcomers-wrote-only = { $wrote } people wrote for the first time. How many were answered is not shown: fewer than five on one side.
newcomers-few = Fewer than five people wrote for the first time, or fewer than five others did.
newcomers-came-back = Of { $earlier } people who came two weeks before, { $back } wrote again within 14 days.
newcomers-came-back-few = How many of those who came two weeks before wrote again is not shown: fewer than five on one side.

## Care

care-counted = { $count } conversations seemed to hold a disclosure of distress. None is linked here.
care-some = Somewhere there seemed to be a disclosure of distress, in fewer than five conversations. None is linked here.
care-private = Each is told to moderators in private.

## The bot

bot-nothing = I had no occasion to consider saying anything.
bot-listened = I only listened. I considered { $considered }, would have said something in public { $public } and to moderators { $moderators }, and would have kept silent { $silent }.
bot-spoke = I considered { $considered }, spoke in public { $spoken }, gave you a draft { $drafted }, and kept silent { $silent }.
bot-would-have = Only the level of trust held me back from saying something in public { $public } and to moderators { $moderators }.
bot-reasons = Why I kept silent: { $reasons }.
bot-reasons-title = Why silent
bot-reason-count = { $reason } { $count }
bot-after = Of the moments in which I would have said something, { $answered } had an answer by a person within a day and { $unanswered } had none.
bot-after-note = What would have followed had I spoken, nobody can know.
bot-nothing-to-say =
    { $count ->
        [one] In one other moment
       *[other] In { $count } other moments
    } no practice had anything to propose.
times =
    { $count ->
        [one] once
       *[other] { $count } times
    }
moments =
    { $count ->
        [one] one moment
       *[other] { $count } moments
    }
reason-outranked = another practice was chosen
reason-no-charter = no signed charter
reason-channel-closed = channel not allow-listed
reason-practice-off = practice switched off
reason-listening = listening only
reason-digest-only = goes to the digest
reason-frozen = frozen after “not helpful”
reason-safe-mode = running degraded
reason-capability-missing = missing capability
reason-opted-out = member opted out
reason-not-opted-in = practice needs an opt-in
reason-someone-is-talking = people were talking
reason-moderator-present = moderator present
reason-talk-is-well = the conversation needed nothing
reason-distress = a disclosure of distress
reason-off-limits = a topic that the charter leaves alone
reason-heated = too heated for a bot
reason-off_limits = a topic that the charter leaves alone
reason-not-measured = language or head not measured
reason-low-confidence = low confidence
reason-not-worth-it = expected gain below the cost of speaking
reason-target-gone = cited message edited or deleted
reason-reserved = inside another outcome window
reason-quiet-hours = quiet hours
reason-quiet-day = quiet day
reason-budget = budget
reason-held-out = on purpose to learn
reason-declined = declined by a moderator
reason-expired = review expired
reason-refused = platform refused
reason-granted = granted
reason-needs-review = needs review
reason-other = other reasons

## Rewind

rewind-intro = { $period }. Had I been there and been trusted to speak, within the standard limits,
rewind-tally = I would have said something { $said }: { $public } in public, { $moderators } to moderators. I would have kept silent { $silent }.
rewind-after = Without me, { $answered } of these moments had an answer by a person within a day and { $unanswered } had none.
rewind-cards-title = What I would have said
rewind-silences-title = Where I would have kept silent, a sample
rewind-more =
    { $count ->
        [one] One more moment is not shown here.
       *[other] { $count } more moments are not shown here.
    }
rewind-cannot-know = I cannot know what would have happened had I spoken.
card-public = would have said in public
card-moderators = would have drafted for moderators
card-member = would have said to one member
card-silent = kept silent: { $reason }
card-answered = A person answered after { $waited }.
card-not-within-a-day = Nobody answered within 24 hours.
card-too-early = Its 24 hours have not passed in this archive.
card-unknown = What followed cannot be seen in this archive.
card-saw = What I saw
card-draft = My words
card-then = What happened

## Charts and tables

k1-title = Valued Share, complete weeks: { $verdict }
k1-title-missing = Valued Share, complete weeks
k1-alt = Line of Valued Share over { $weeks } complete weeks. { $latest } { $open } Table below.
k1-alt-latest = Week { $week }: { $value }, range { $extent }; usual { $usual }. { $verdict }.
k1-alt-latest-no-usual = Week { $week }: { $value }, range { $extent }. { $verdict }.
k1-alt-latest-missing = Week { $week }: { $value }.
k1-alt-open = This week so far { $value }, range { $extent }.
k1-alt-open-missing = This week so far: { $value }.
k1-caption = Each point is one complete week with its 90{ "\u00A0" }% range. The hollow point is this week so far, which is still open. A missing week is a gap.
k1-caption-usual = Each point is one complete week with its 90{ "\u00A0" }% range; the dashed rule is the usual value. The hollow point is this week so far, which is still open. A missing week is a gap.
k1-usual = usual { $usual }
k1-series-week = complete week
k1-series-open = so far
k1-week = { $week }
k1-week-open = { $week } so far
k1-column-week = Week
k1-column-value = Valued Share
k1-column-extent = 90{ "\u00A0" }% range
k1-gap = no value
k2-title = Questions answered by a person, by waiting time
k2-alt = Curve of the share of questions answered by a person against waiting time. { $latest } { $usual } { $unanswered } Table below.
k2-alt-latest = After { $wait }: { $value }, range { $extent }.
k2-alt-usual = Usual { $value }, range { $extent }.
k2-alt-no-usual = No usual value yet.
k2-unanswered = { $unanswered } of { $asked } questions were still open when last seen; they are counted in.
k2-caption = Kaplan–Meier estimate with 90{ "\u00A0" }% range. { $unanswered }
k2-series-week = this week
k2-series-usual = usual
k2-column-wait = Waited
k2-column-value = Answered, this week
k2-column-usual = Answered, usual
k2-cell = { $value } ({ $extent })
k2-none = not measured
chart-table = The same as a table
chart-left-out = This chart could not be drawn; its table holds the same.

## Footer

footer-heard = Heard: { $heard } of { $rooms } channels, { $hours } hours, { $zone }.
footer-late = { $late } late: I was not running.
footer-left-out =
    { $count ->
        [one] The digest of { $first } was not posted: I was not running at its hour.
       *[other] The digests of { $first } to { $last } were not posted: I was not running at their hours.
    }
footer-gap-room = Gap in { $room }: { $start } to { $end }.
footer-gap-room-filled = Gap in { $room }: { $start } to { $end }, filled afterwards, never spoken about.
footer-gap = Gap: { $start } to { $end }.
footer-gap-filled = Gap: { $start } to { $end }, filled afterwards, never spoken about.
footer-more-gaps =
    { $count ->
        [one] One more gap.
       *[other] { $count } more gaps.
    }
footer-not-measured = Not measured: { $share } of messages (language).
footer-nothing-read = No message was read.
footer-opted-out = Opted out: { $low } to { $high }.
footer-volume =
    { $messages ->
        [one] One message by people
       *[other] { $messages } messages by people
    } and { $own ->
        [0] none
       *[other] { $own }
    } of mine, { $conversations ->
        [one] one conversation
       *[other] { $conversations } conversations
    }, { $people }.
footer-people = { $people } people wrote
footer-people-few = fewer than five people wrote
footer-ranges = Ranges are 90{ "\u00A0" }%.
footer-usual = Usual = the eight weeks before. One week shows large changes only.
footer-so-far = “So far” is compared with earlier weeks at the same age. A week is complete once each message has had its seven days.
footer-rough = Rough = read by a machine ({ $reader }); its error here is not measured.
footer-inferred = Inferred: for { $share } of messages who answers whom was worked out, since nobody said it, and every number here rests on it.
footer-instrument = Links by { $linker }, readings by { $reader }; numbers measured otherwise are not compared with these.
footer-skipped =
    { $count ->
        [one] One record of the source could not be used.
       *[other] { $count } records of the source could not be used.
    }
footer-nothing-about = Nothing to say about: { $parts }.
footer-dropped =
    { $count ->
        [one] One sentence was left out by my wording rules.
       *[other] { $count } sentences were left out by my wording rules.
    }
footer-more = On the page: every number with its range, charts, and what is behind them.
footer-shortened = Shortened: see the page.

## Page

page-skip = Skip to the digest
page-measure = Measure
page-this-week = This week
page-compared = Compared with usual
page-usual = usual { $usual }
page-range = range { $extent }
page-rough = rough
page-count = Times
page-reason = Reason
page-made-by = Written by Tummler on your own machine. It asks nothing of the network.
page-heading = { $title }, { $community }
