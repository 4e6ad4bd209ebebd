### The first screen: the demo town, message by message.

town-title = Tummler
town-lead = A bot that gets people to talk to one another, and then steps back. Below is a made-up town, so that you can see how it thinks before it reads anything of yours.
town-digest = Last week’s digest
town-digest-note = As moderators would get it on Monday morning.
town-digest-open = Read the digest
town-digest-json = As JSON
town-charter-open = Read the charter
town-thoughts = What the bot thought
town-thoughts-note = { $messages } messages of the shown week. I looked at { $looked } of them when their time had come, and would have said one line after { $said }. Words are kept for 30 days here, in the demo only; yours would live for 72 hours.
town-scenes = Scenes to look at
town-next = What next?
town-next-past = Your past
town-next-past-text = what I would have done in your community, and why I mostly would not
town-next-keep = Keep it
town-next-keep-text = takes the same export into a store of your own and measures its weeks
town-next-discord = Discord
town-next-discord-text = brings it to your own server, listening only, until you say otherwise
town-next-slack = Slack
town-next-slack-text = the same for a workspace
town-next-unsure = Unsure
town-next-unsure-text = says what is missing, and how to mend it
town-next-erase = Erase the demo
town-next-erase-text = takes this town away again, and nothing else
town-gone = [removed by its author]
town-would-say = I would have said one line here.
town-would-draft = I would have given the moderators a draft.
town-silent = I kept silent: { $reason }.
town-bot = A bot wrote this; bots are left out of everything.
town-nothing-opening = I kept silent: nobody waits here for anything I could help with.
town-nothing-talk = I kept silent: people are talking with one another.
town-steps = The eight steps

step-intake = 1 Taken in
step-intake-done = at { $when }, once; the author’s id became a keyed hash, the words were sealed
step-reading = 2 Read
step-reading-unknown = not measured: a language, or too few words, that the rules do not know
step-reading-plain = nothing in particular; rough, read by a machine
step-threading = 3 Joined
step-threading-opens = opened a conversation
step-threading-answers = answers { $who }, { $when }; { $how }
step-measuring = 4 Measured
step-measuring-done = { $words ->
    [one] one word
   *[other] { $words } words
 } of prose, counted in the week’s numbers
step-nearness = { $near } near to what the town gathers round, on a scale from 0 to 1
step-facet = nearest of all to “{ $facet }”
step-continuity = { $near } near to what was said before it here
step-nearness-none = how near it is to what the town gathers round was not measured
step-deliberation = 5 Considered
step-deliberation-none = no practice had anything to do here
step-deliberation-done = { $practice }, at { $when }: { $because }
step-restraint = 6 Restraint
step-wording = 7 Words
step-wording-none = none were needed
step-outcome = 8 Afterwards
step-outcome-none = nobody else answered
step-outcome-done = a person answered after { $after }

head-question = a question; rough
head-thanks = thanks; rough
head-distress = something personal that a bot must leave alone; rough

link-thread = said by the thread
link-reply = said by pressing reply
link-mention = worked out from the mention, right in about { $percent } of 100 cases
link-inferred = worked out by a rule, right in about { $percent } of 100 cases
