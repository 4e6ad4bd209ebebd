### The pages of the metrics: what each is, how to read it, what would fool it. Four messages for each:
### metric-<name>, and the same with -what, -read and -fooled. The wording rules of the digest hold.

## What stands around them

part-diagnostics = Diagnostics
diagnostics-note = These explain and are no target. Most look back over four weeks.
by-chance = { $above ->
        [one] { $above } deviation
       *[other] { $above } deviations
    } { $side } what chance alone would give
by-chance-above = above
by-chance-below = below
part-definitions = How each number is made
definitions-note = What each number is, how to read it, and what would fool it.
definition-name = Number
definition-what = What it is
definition-read = How to read it
definition-fooled = What would fool it
definition-least = At least { $least } of what it counts; grade: { $grade }.
definition-pooled = Over { $weeks } weeks. At least { $least } of what it counts; grade: { $grade }.
measured-differently = measured differently
chart-range = { $label }: each point is one week with its 90{ "\u00A0" }% range; weeks that were measured differently are not joined.
chart-alt = Line of { $label } over { $weeks } weeks. Latest, { $week }: { $value }. Table below.

## The page of each

metric-page-title = { $label }, { $community }
metric-page-demo = DEMO DATA. Everything here was counted in a made-up town, over its two weeks.
metric-page-all = All numbers
metric-page-back = The digest
metric-page-more = More means: { $more }.
metric-page-rests = It rests on
metric-page-unit = Unit: { $unit }.
metric-page-source = Source
metric-page-weeks = Week by week
metric-page-no-week = Nobody has written anything yet.
metric-page-value = Value
metric-page-latest = Latest week
metric-page-sample = Counted
metric-page-said = What may be said
metric-page-so-far = so far; { $said }
metric-page-instrument = Told by
metric-page-part = Part

## What a number is made of

layers-name = What it is made of
layers-note = As of { $week }, the latest week with a number.
layers-said = { $label }: { $layers }.
layer-said = { $layer } { $value }
layer-none = no value ({ $cause })
layer-ladder_level-level-0 = off the object
layer-ladder_level-level-1 = single contributions
layer-ladder_level-level-2 = collaboration
layer-ladder_level-level-3 = community
layer-ladder_level-level-4 = collective work
layer-ladder_level-mean = mean level, from 0 to 4
layer-ladder_level-lag = days until collective work is cited again
layer-valued_share-from-0 = messages under 5 words
layer-valued_share-from-5 = of 5 to 11 words
layer-valued_share-from-12 = of 12 to 24 words
layer-valued_share-from-25 = of 25 to 49 words
layer-valued_share-from-50 = of 50 words or more
layer-substance-from-0 = messages under 12 words
layer-substance-from-12 = messages of 12 to 24 words
layer-substance-from-25 = of 25 to 49 words
layer-substance-from-50 = of 50 words or more
layer-time_to_first_human_response-mean = mean wait in hours, longer ones counted as 24
layer-reply_depth-mean = mean longest chain, in replies
layer-turn_predictability-passing = turns by neither of the last two speakers
layer-branching-variance-to-mean = variance of the replies over their mean
layer-effective_speakers-of-all = people for all that was written, not to be compared
layer-balance_dynamics-throughout = one side ahead throughout
layer-balance_dynamics-back_and_forth = back and forth
layer-balance_dynamics-alternating = sides ahead in turn
layer-balance_dynamics-mixed = mixed
layer-derailment_exposure-recovered = conversations forecast to turn sour that came back

## The first page

metric-valued_share = Valued Share
metric-valued_share-what = The share of people’s messages that had a consequence within seven days: another person replied at some length or with thanks, or two other people replied.
metric-valued_share-read = One message in three is common. Compare a community with its own past only, and only complete weeks with complete weeks.
metric-valued_share-fooled = Long replies to everything, and a change in how long messages are. Links that had to be guessed move it too.

metric-answered_rate = Answered by a person
metric-answered_rate-what = The share of questions that another person answered within 24 hours. A question still open when last seen counts for as long as it was seen.
metric-answered_rate-read = About six in ten was found in newsgroups. Who is left without an answer matters more than the share; look at the questions that wait.
metric-answered_rate-fooled = Questions that no rule takes for one, and replies that answer nothing.

metric-time_to_first_human_response = Time to the first human reply
metric-time_to_first_human_response-what = How long a question waits until half of them have a reply by another person; those without one are waited for, never left out.
metric-time_to_first_human_response-read = Hours at night and on weekends belong to it. A longer wait with the same share answered may be another time of day, no less care.
metric-time_to_first_human_response-fooled = A few questions asked while nobody is awake.

metric-sustained_share = Sustained exchange
metric-sustained_share-what = The share of messages in conversations that went back and forth: four turns or more, between at least two people.
metric-sustained_share-read = In one week of sixty conversations a move of eleven points is noise.
metric-sustained_share-fooled = Two people with a habit, and a linker that joins what was two conversations.

metric-new_ties = New ties
metric-new_ties-what = How many pairs of people replied to each other, both ways, for the first time in 90 days.
metric-new_ties-read = It follows how much is said; look at it beside kept ties.
metric-new_ties-fooled = One busy event, people who come back after a season, and one person under two names.

metric-kept_ties = Kept ties
metric-kept_ties-what = Of the pairs that began four weeks ago, the share that had another exchange within 28 days.
metric-kept_ties-read = It tells of the pairs of a month ago, not of this week’s.
metric-kept_ties-fooled = Pairs share people, so one person’s holiday moves many of them.

metric-newcomer_survival = Newcomers who stay
metric-newcomer_survival-what = The share of newcomers who still took part 14 days after their first message.
metric-newcomer_survival-read = Many come with one question and are well served by one answer; leaving is no failure by itself.
metric-newcomer_survival-fooled = Readers who write seldom look as if they had left.

metric-newcomer_second_post = Newcomers who wrote again
metric-newcomer_second_post-what = The share of newcomers who wrote a second message within 14 days of the first.
metric-newcomer_second_post-read = The second message comes soon or seldom; the number is ready sooner than survival.
metric-newcomer_second_post-fooled = A first message cut in two.

metric-newcomer_reply_equity = Newcomers against regulars
metric-newcomer_reply_equity-what = How much more or less often newcomers’ questions are answered than regulars’, at the same time of day.
metric-newcomer_reply_equity-read = Nought is even-handed. Below nought newcomers wait in vain more often than regulars.
metric-newcomer_reply_equity-fooled = Newcomers who ask harder or vaguer questions.

metric-tummler_independence = Talk without the bot
metric-tummler_independence-what = The share of people’s messages in conversations in which the bot said nothing. An exact count.
metric-tummler_independence-read = It must not fall: a bot that people lean on has failed.
metric-tummler_independence-fooled = Other bots are not counted; only this one.

## Over several weeks

metric-reply_depth = Depth of replies
metric-reply_depth-what = The share of conversations whose longest chain of replies has three replies or more.
metric-reply_depth-read = Deep is not good by itself: a quarrel is deep too.
metric-reply_depth-fooled = Guessed links; with them chains come out nearly twice as long.

metric-branching = Branching
metric-branching-what = How many direct replies a message has that was replied to at all, where people said themselves what they answer.
metric-branching-read = Near one, talk is a line; above two, openings draw many who do not talk with each other.
metric-branching-fooled = Few people press reply; then it is about those few.

metric-discussion_h_index = Discussion h-index
metric-discussion_h_index-what = The largest number h such that level h of the replies holds at least h messages, for the middle one of the longer conversations.
metric-discussion_h_index-read = It was made to find controversy. High means deep and broad at once.
metric-discussion_h_index-fooled = Guessed links, and long threads.

metric-participation_gini = Inequality of participation
metric-participation_gini-what = How unequally messages are spread over those who wrote, in samples of one size; nought is equal.
metric-participation_gini-read = In rooms for questions a few answer many, and that is well.
metric-participation_gini-fooled = Without samples of one size it follows how much is said; people under two names.

metric-effective_speakers = Effective speakers
metric-effective_speakers-what = How many equally busy people would make talk as varied as it was, in samples of 100 messages.
metric-effective_speakers-read = Higher means that more different people are heard. It knows nothing of what they say.
metric-effective_speakers-fooled = A week of greetings, and one person under two names.

metric-balance_dynamics = Balance of conversations
metric-balance_dynamics-what = In long conversations, which share of the words the one who says more has, and whether that changes hands.
metric-balance_dynamics-read = One half is even. Someone who explains says more, and may be wanted to.
metric-balance_dynamics-fooled = Pasted text counts as words.

metric-turn_predictability = Predictability of turns
metric-turn_predictability-what = How open it is who speaks next, given who spoke last; and how often it is somebody new to the exchange.
metric-turn_predictability-read = Near one anybody may speak next, near nought two people hand the word to and fro.
metric-turn_predictability-fooled = Short conversations; two conversations that were joined by mistake.

metric-reciprocity = Reciprocity
metric-reciprocity-what = How far those who are replied to reply back, beyond what so dense a group has by itself.
metric-reciprocity-read = Above nought, replying goes both ways more than chance; look at the deviations from chance beside it.
metric-reciprocity-fooled = A room of two or three regulars, and guessed links.

metric-silo_index = Silo index
metric-silo_index-what = How far replies stay within groups, beyond what a random network with the same people would show.
metric-silo_index-read = Groups are no fault; groups that never meet may be one. Read it beside the share of replies that cross home channels.
metric-silo_index-fooled = One busy channel, and a grouping that comes out differently each time, which is why an unstable one is not shown.

metric-cross_channel_share = Replies across channels
metric-cross_channel_share-what = The share of replies to somebody who is at home in another channel: home is where a person wrote most in the four weeks.
metric-cross_channel_share-read = Read it beside the silo index. A low share is no fault where channels have little to do with each other.
metric-cross_channel_share-fooled = A channel that was split or renamed, and people who write little.

metric-bridging_rates = Bridging talk
metric-bridging_rates-what = How often replies between groups show curiosity, reasons, a personal story, respect, warmth, compassion or nuance.
metric-bridging_rates-read = It is not measured until a head has been calibrated on local messages.
metric-bridging_rates-fooled = Polite phrases that mean nothing, and talk in other languages.

metric-uptake = Uptake
metric-uptake-what = How much more often a reply takes up words of what it answers than other messages of the same person on that day do.
metric-uptake-read = Above nought, people speak to what was said.
metric-uptake-fooled = Quoting, and names of products that everybody uses.

metric-substance = Substance
metric-substance-what = How much reasons, evidence, detail and experience messages hold, with their length taken out.
metric-substance-read = A rough number, compared only within one channel, until it has been calibrated on local messages.
metric-substance-fooled = Lists, links and pasted text.

metric-ladder_level = Ladder
metric-ladder_level-what = Which share of messages lies in conversations at each level, from a single contribution through collaboration and community to collective work.
metric-ladder_level-read = A distribution, no mark. The uppermost level is known a week late or more.
metric-ladder_level-fooled = Guessed links, and conversations that go on elsewhere.

metric-deliberative_quality = Deliberative quality
metric-deliberative_quality-what = Reasons, respect, reciprocity and proposals, coded by hand in thirty messages a quarter.
metric-deliberative_quality-read = It is not measured until two people have coded messages; their agreement stands beside it.
metric-deliberative_quality-fooled = Two coders who talk it over first.

metric-discursive_diversity = Discursive diversity
metric-discursive_diversity-what = How far apart the people of a conversation are in what they talk about.
metric-discursive_diversity-read = High may be many views or many subjects; only reading tells which.
metric-discursive_diversity-fooled = Small talk, several languages, and another encoder.

metric-derailment_exposure = Exposure to derailment
metric-derailment_exposure-what = The share of those who took part that were in a conversation forecast to turn sour, and how many of those came back.
metric-derailment_exposure-read = Of three such forecasts about one is wrong. It is for care, never for blame.
metric-derailment_exposure-fooled = Friends who are rude to each other for fun.

metric-object_affinity = Affinity to the social object
metric-object_affinity-what = How near people’s messages are to what the community gathers round.
metric-object_affinity-read = Drift alone is no fault; it is never a target.
metric-object_affinity-fooled = Other words for the same thing, and other languages.
