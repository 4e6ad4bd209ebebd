### What commands say of themselves, and what they answer. A command's own line has 100 characters
### at most, for that is what Discord shows.

command-help = What this is, who runs it, and what you can ask of it
command-me = What is held of you, and every switch
command-pause = Be left alone in some respect, for a while or for good
command-pause-what = In which respect: prompts, mentions, analysis or all
command-pause-for = For how long: 1d, 7d, 30d or always
command-resume = End a pause
command-resume-what = Which one: prompts, mentions, analysis or all
command-not-now = Peace for a day: no prompt, no mention
command-opt-in = Ask for something that stays off otherwise
command-opt-in-to = For what
command-opt-out = Take back what you asked for
command-opt-out-of = What you no longer want, or all
command-offer = Offer to be asked about a topic now and then, or take one offer back
command-offer-topic = What you can help with, as the charter calls it
command-offer-how = Whether I may name you in the room or ask you privately, for all that you offer
command-offer-stop = An offer of yours to take back
command-stop-here = Stop something that I do in a room, for you
command-stop-here-practice = What I should stop doing
command-stop-here-room = In which room; this one if you leave it out
command-stop-this = Stop this here
command-why = Why I said something, or did not
command-why-message = The message, as platform/id; or point at it
command-forget = Have everything erased that is held of you
command-forget-then = ignore-me: never taken in again; start-afresh: as if you were new
command-forget-message = Forget this message
command-link = One person, two accounts: let me know that they are yours
command-link-code = The code that I showed you in your other account
command-unlink = Let your two accounts be two again
command-export = Everything that is held of you, as a file
command-charter = What this community gathers round, in plain words
command-charter-section = Only this section
command-budget = What I may say, said and held back, and why
command-budget-channel = Only this room
command-status = How things stand here: what is heard, what is stopped
command-experiment = What is being found out here, and how to stay out of it
command-digest = What there is to say of a week
command-digest-week = Which week, as 2026-W46
command-lines = The buttons below what I said
command-staff-queue = What waits for you: drafts, each with what it rests on
command-staff-queue-practice = Only of this practice
command-staff-queue-channel = Only in this room
command-staff-digest = The full digest of a week
command-staff-digest-week = Which week, as 2026-W46
command-staff-silences = Why nothing was said: counts, and the latest moments
command-staff-silences-since = How far back: 1d, 7d or 30d
command-staff-silences-reason = Only this reason
command-staff-silences-channel = Only in this room
command-staff-level = How far a practice is trusted, and on what evidence
command-staff-level-practice = Which practice
command-staff-level-to = Where to: listen, digest, suggest or speak
command-staff-level-channel = In this room only
command-staff-hosts = How many people offered to be asked about what
command-staff-privacy = What waits to be erased, and how long things are kept
command-staff-link = Make one community of your Discord server and your Slack workspace
command-staff-link-code = The code that I showed a moderator on the other platform
command-staff-unlink = Let the server and the workspace be two communities again
command-staff-stop = Silence me at once, in a room or everywhere
command-staff-stop-channel = In this room only
command-staff-resume = Let me go on, never straight to speaking
command-staff-resume-channel = In this room only

help-heading = I am a program that helps the people here to talk with one another.
help-what = I listen, and mostly I keep silent; I never answer for a person.
help-who = In { $community } the moderators run me, under a charter that they signed: { $member } charter
help-switches = What is held of you, and every switch: { $member } me. Peace from me: { $member } pause. Erase it all: { $member } forget
help-budget = How often I speak, what I held back and why: { $member } budget
help-charter = Why I said something, or did not: { $member } why, or the button below it

member-card = You, and what you allow
member-switch-prompts = Prompts about what you write
member-switch-mentions = Mentions and messages to you
member-switch-analysis = Taking in what you write
member-switch-on = on
member-switch-off = paused for good
member-switch-until = paused until { $until }
member-asked = on
member-not-asked = off
member-pause-button = Pause: { $what }
member-resume-button = Resume: { $what }
member-opt-in-button = Ask for: { $what }
member-opt-out-button = Take back: { $what }
member-optin-connect-short = Introductions
member-optin-draw-me-out-short = Being drawn out
member-optin-ask-me-short = Being asked
member-optin-ask-me-privately-short = Only privately
member-optin-reminders-short = Reminders
member-optin-callbacks-short = Callbacks
member-export-button = Everything as a file
member-forget-button = Forget me
member-exported =
    { $messages ->
        [one] Everything that is held of you, with one message of yours. Nobody else sees this file.
       *[other] Everything that is held of you, with { $messages } messages of yours. Nobody else sees this file.
    }
member-forget-ask = Everything of yours will be erased: words, what was read of them, wishes and offers. { $then ->
    [ignore-me] One keyed fingerprint stays, so that nothing of yours is taken in again.
   *[other] Nothing stays, and if you write again you are new here.
 }
member-forget-do = Erase everything of mine
member-forget-confirm = It cannot be undone. Erase it?
member-forgotten-now = Done. Everything of yours is erased. This is your receipt.
member-message-forgotten = Done. That message and what I read of it are erased.
receipt-reference = Receipt
receipt-at = Erased at
receipt-remains = What remains:
forget-part-files = the database's files
stop-choice = Stop “{ $practice }” here: for whom?
stop-for-all = In this room, for everybody
stop-for-me = Here, for me
member-why-heading = What was decided
member-stop-button = Stop here, for me: { $practice }
lines-help = Press a button below what I said.
said-helpful = Thank you. Noted.
said-not-helpful = Thank you. “{ $practice }” stays away from { $room } { $until ->
    [always] for good
   *[other] until { $until }
 }.
said-not-now = Done. Nothing from me to you, { $until ->
    [always] from now on, as you asked before
   *[other] until { $until }
 }.
said-stop-here = Done. “{ $practice }” will not concern you in { $room } any more.
said-stop-here-all = Done. “{ $practice }” is stopped in { $room }, for everybody.

fewer-than-five = fewer than five
everywhere = everywhere
level-LISTEN = listen
level-DIGEST = digest
level-SUGGEST = suggest
level-SPEAK = speak
audience-PUBLIC = everybody there
audience-MEMBER = one person, privately
audience-MODERATORS = moderators
status-heading = How things stand
status-rooms = Rooms that I hear
status-charter = Charter
status-no-charter = none is signed, so I only listen
status-speech = Speaking
status-listening = I only listen
status-may-speak = I may suggest or speak
status-heard = Heard last
status-levels = Trusted beyond listening
status-lacking = Cannot be told here
budget-heading = The interruption budget: { $state }
budget-this-week = This week
budget-last-week = Last week
budget-spoken = Spoken
budget-suggested = Suggested to moderators
budget-would-have = Would have said
budget-to-learn = Held back on purpose to learn
budget-followed = People followed
budget-ignored = Ignored
budget-held-back = Held back
budget-limits = Limits
budget-limit = { $spent }, of { $allowed } { $unit } (usually { $usual }, at the very most { $hardest })
budget-not-shown = not shown per person
budget-felt = What people said of it, in these two weeks
budget-helpful = Helpful
budget-not-helpful = Not helpful
budget-frozen = Frozen after “not helpful”
budget-stop = To stop it: for you, { $member } pause; here or everywhere, a moderator’s { $staff } stop
experiment-heading = What is being found out
experiment-none = Nothing is under test here.
experiment-commitment = Commitment to the seed
experiment-stay-out = To stay out of it: { $member } pause prompts

queue-heading =
    { $count ->
        [one] One draft waits.
       *[other] { $count } drafts wait, oldest first.
    }
queue-empty = Nothing waits.
queue-elsewhere =
    { $count ->
        [one] One more waits on the other platform; it is decided there.
       *[other] { $count } more wait on the other platform; they are decided there.
    }
queue-more =
    { $count ->
        [one] One more waits; decide on these first.
       *[other] { $count } more wait; decide on these first.
    }
queue-one = { $practice } in { $room }
queue-draft = Draft
queue-no-words = No wording of mine is left unused; your own words remain.
queue-because = Because
queue-about = It is about
queue-message = the message
queue-audience = Seen by
queue-until = Waits until
queue-post = I post it myself
queue-send = Let the bot send
queue-edit = Edit
queue-decline = Decline
queue-never = Never like this
queue-words = Your words in its place
queue-reason = Why not, for those who come after you
queue-edit-title = Edit the draft
queue-decline-title = Decline the draft
queue-done-post-it-myself = Yours to post. I say nothing in { $room }; the draft:
queue-done-let-the-bot-send = I will say it in { $room } outside of quiet hours, unless something has changed there.
queue-done-edit = I will say your words in { $room } outside of quiet hours, unless something has changed there.
queue-done-decline = Declined. Nothing is said in { $room }.
queue-done-never-like-this = Declined, and “{ $practice }” is switched off in { $room }.
staff-practice-stopped = “{ $practice }” is switched off in { $room }.
staff-stopped = Silent everywhere since { $time }. Only a steward can resume.
staff-stopped-room = Silent in { $room } since { $time }. Only a steward can resume.
staff-resumed = Back. Nothing is above the level “suggest”.
level-heading = { $practice }: { $where }
level-now = Level
level-ceiling = May rise to
level-evidence = Evidence
level-reviewed = { $say } “say” of { $reviewed } reviewed, { $needed } needed to speak{ $least ->
    [none] {""}
   *[other] ; at least { $least } % by the labels so far
 }
level-again = To be looked at again
level-again-by = by { $by }; on { $drops } it drops by one level unless somebody does
level-keep = Keep it at “{ $level }”
level-up = Up to “{ $level }”
level-down = Down to “{ $level }”
level-confirm = Sign the level “{ $level }” on this evidence?
readiness-listening = days of listening
readiness-labels = reviewed cases ({ $say } of them “say”)
silences-heading =
    { $count ->
        [one] Silent once.
       *[other] Silent { $count } times.
    }
silences-none = There is no such silence.
silences-latest = The latest
silences-others = others, each fewer than five
hosts-heading = Who offered to be asked
hosts-none = none
hosts-few = a few
privacy-heading = Privacy here
privacy-open = Requests that are not finished
privacy-oldest = The oldest of them
privacy-words = Words are kept
privacy-hours =
    { $count ->
        [one] one hour
       *[other] { $count } hours
    }
privacy-authors = Who wrote what
privacy-features = What was read, without words
privacy-days =
    { $count ->
        [one] one day
       *[other] { $count } days
    }

command-staff-setup = From listening to a signed charter: what is done, and what comes next
command-staff-object = What people gather round here: add or remove a facet, word or artefact
command-staff-object-facet = A facet to add or remove
command-staff-object-word = A word of the community’s own to add or remove
command-staff-object-artefact = Something made here, as a guide or a table, by its name
command-staff-object-link = Where the artefact stands
command-staff-object-remove = yes: remove it
command-staff-roles = Who may sign: name or unname a moderator in the charter
command-staff-roles-add = Whom to name
command-staff-roles-remove = Whom to unname
setup-heading = Setting up
setup-step-listening = Listening
setup-step-charter = Charter
setup-step-signature = Signature
setup-days = { $done } of { $needed } days
setup-written = written
setup-signed = signed
setup-not-yet = not yet
setup-unsigned = Not signed yet
setup-sign = Sign it
setup-sign-about = From then on every decision is taken under it, and records its version.
setup-because = What it rests on, in a sentence
setup-in-force = Signed. Version { $version } is in force.
charter-form-about = What this is about
charter-form-more = Words, values, limits
charter-form-place = Language and hours
charter-form-about-it = It takes effect when a steward signs it.
charter-form-keep = Keep as draft
charter-one-a-line = One on each line.
charter-ask-kind = What kind of thing gathers people
charter-ask-purpose = What this community is for
charter-ask-facets = Its facets
charter-ask-tone = How it is spoken to
charter-ask-norms = What holds among its people
charter-ask-vocabulary = Its own words
charter-ask-values = What it values
charter-ask-good-conversation = What a good conversation is here
charter-ask-off-limits = Topics that I leave alone
charter-ask-never = Words that I never say
charter-ask-language = The language I speak, as en
charter-ask-other-languages = Other languages people write here
charter-ask-timezone = Time zone, as Europe/Berlin
charter-ask-quiet-hours-start = Quiet from, as 21:00
charter-ask-quiet-hours-end = Quiet until, as 08:00
object-heading = What people gather round here
object-drafted = Drafted. It takes effect when a steward signs.
roles-heading =
    { $count ->
        [one] One moderator may sign. Nobody is named here.
       *[other] { $count } moderators may sign. Nobody is named here.
    }
roles-nobody = That person

command-solved = This is answered: ask nobody about it any more
command-solved-message = The question, as platform/id; or point at it
solved-noted = Done. I will ask nobody to answer this one.
command-weave = A long talk in a few links, for you alone or for its room
command-weave-message = A message of that talk, as platform/id; or point at it
command-weave-where = only-me, or here: then it goes through every check first
weave-only-me = A way through this talk, seen by you alone
weave-granted = This will be said there in a moment. The same for you:
weave-review = A moderator looks at it before it is said there. The same for you:
weave-silent = I will not say it there: { $reason }. For you alone:
weave-began = how it began
weave-link = further on, { $number }
weave-limits = First what is asked there and still open, then what was said at length. Who agrees and who does not I cannot measure.
command-staff-experiment = What is under test: end it, or see how soon a trial could tell anything
command-staff-experiment-practice = Which practice to try
experiment-how = To begin one: { $staff } experiment and a practice
experiment-end = End the trial: { $practice }
experiment-end-title = End the trial
experiment-ended = Ended. Its seed, from which every draw can be worked out again: { $seed }
experiment-promise = A trial of “{ $practice }”: the budget allows about { $pace } openings a week
experiment-points = To see { $points } points
experiment-openings = { $moments } openings, about { $weeks } weeks
experiment-sooner = What you will know sooner: whether it is apt, by your labels, and whether it does harm.
experiment-level-missing = It is not yet trusted to suggest here, so nothing would be drawn. First: { $staff } level
experiment-no-budget = The budget allows no public message, so it could never tell anything.
experiment-begin = Begin a trial
experiment-begun = Signed. Commitment to its seed: { $commitment }
experiment-question = It brings more of what it is for than silence does.
experiment-what = What is to be found out
experiment-how-long = How long at least
experiment-weeks =
    { $weeks ->
        [one] one week
       *[other] { $weeks } weeks
    }

command-staff-schedule = The calendar: a moderator’s own message, brought up at an hour that you sign
command-staff-schedule-message = The moderator’s message, as platform/id; or point at it
command-staff-schedule-day = On which day, as 2026-11-30
command-staff-schedule-time = At what time here, as 18:30
command-staff-schedule-artefact = What it is about, as the charter calls it
command-staff-channels = The rooms that I hear: what each is for, its quiet hours, where norms are shown
command-staff-channels-norms = on or off: the norms where a thread begins in that room
command-staff-channels-channel = Which room
command-staff-channels-purpose = What it is for; - takes it back
command-staff-channels-listen = on or off: hear that room, or the one where you ask, or hear it no more
command-staff-channels-quiet-hours = When I leave it alone, as 22:00-07:00, besides the charter’s hours; - for none
schedule-heading = What is set
schedule-empty = Nothing is set.
schedule-set = Signed: brought up on { $at }, about { $artefact }.
channels-heading =
    { $count ->
        [one] One room
       *[other] { $count } rooms
    }
channel-heard = heard
channel-not-heard = not heard
channel-listens = Done. I hear this room from now on: who answers whom. Words are read from { $day } on, so that whoever is here has time to object; tell them. On Slack I must be invited here too.
channel-listens-already = I hear that room already.
channel-left-out = Done. I hear this room no more. What was heard stays until its time is up.
channel-left-out-already = I do not hear that room.
channel-norms = heard; the norms stand where a thread begins
channel-quiet = left alone { $hours } besides
channel-purpose = for: { $purpose }
channel-change = Purpose and quiet hours
channel-change-about = Its own quiet hours come on top of the charter’s, never in their place.
channel-ask-purpose = What is this room for?
channel-ask-quiet-hours = Quiet hours of its own, as 22:00-07:00
refusal-hours = Hours are written like 22:00-07:00. Nothing was changed.

### Links between platforms.

member-link-code = Your code: { $code }
member-link-how = Within ten minutes, say { $member } link { $code } in your other account. Show it to nobody: whoever enters it is taken for you.
member-linked = Linked. One opt-out now covers both, and so does forgetting you; I show neither account to anybody. If somebody else gave you that code, say { $member } unlink now: whoever was shown it can ask for what you wrote, and have you forgotten.
member-unlinked = Your accounts are two again. What you paused stays paused in both.
staff-link-code = The code: { $code }
staff-link-how = Within ten minutes, a moderator on the other platform says { $staff } link { $code }
staff-link-what = Then both are one community: one charter, one budget, one digest, one stop. What the charter allows holds in the rooms of both. No message and no name goes from one to the other.
staff-linked = Linked: { $home } and { $other } are one community from now on.
staff-linked-then = The charter of { $home } holds for both. What was stopped on either side is stopped on both. What was measured of { $other } before stays where it is and comes back when you unlink.
staff-link-undo = A moderator of either side undoes it with unlink; stop silences both at once.
staff-unlinked = { $home } and { $other } are two communities again.
staff-unlinked-then = The weeks that they shared stay with { $home }. { $other } goes on with its own charter and its own weeks from before; what was stopped, paused or forgotten meanwhile stays so on both sides.
