### What moderators write themselves, to be said at an hour of their choice.

command-staff-post = Write a post of your own, for a room and an hour; it is said under your name
command-staff-posts = What is set for an hour, and what did not go out; change it or cancel it

own-post-title = A post of your own
own-post-submit = Set it
own-post-field-room = Room
own-post-field-when = When
own-post-field-words = Your words
own-post-field-answers = Answers of a poll, one on each line
own-post-field-thread = Name of a thread below it
own-post-about-room = Where it is to be said. Only rooms that I hear.
own-post-about-when = As 2026-12-31 18:30, by the community’s clock ({ $zone })
own-post-about-words = Said as they stand, with your name below. Nobody is called by them.
own-post-about-answers = Empty: no poll. With answers, your words are the question.
own-post-about-thread = Empty: no thread. Only where the platform opens threads.

own-post-set = Set for { $at } in { $room }. It is said under your name, within five minutes after that.
own-post-how =
    It is not said where moderators have silenced me, in the charter’s quiet hours, an hour after its time, or once you no longer moderate. Budgets and levels are for my own lines, and do not count here.
own-post-poll = Where a room has no polls, the answers stand as a list below your words.
own-post-no-room = There is no such room that I hear.
own-post-quiet = That is in the charter’s quiet hours, in which I say nothing. Choose another hour, or post it yourself.
own-post-never = The charter names words that I never say, and one of them is in this.
own-post-long = From 1 to { $longest } characters.
own-post-answers = From 2 to { $most } different answers, each of { $longest } characters at most.
own-post-cancelled = Cancelled: what was set for { $at } in { $room } is not said.

own-posts-empty = Nothing is set for an hour.
own-posts-heading =
    { $count ->
        [one] One post
       *[other] { $count } posts
    }
own-post-one = { $at }, { $room }
own-post-status = How it stands
own-post-whose = Whose
own-post-words = Words
own-post-yours = Yours
own-post-another = Another moderator’s
own-post-edit = Change
own-post-cancel = Cancel it
own-post-WAITING = It waits for its hour.
own-post-SENDING = It is being said.
own-post-WITHHELD = Not said: I was silenced, it was a quiet hour, or whoever wrote it could not be seen to moderate.
own-post-REFUSED = Not said: the platform refused, or I may not post there.
own-post-TOO_LATE = Not said: I was away for more than an hour after its time.
own-post-UNCERTAIN = I was stopped while saying it, and cannot tell whether it stands there. I do not say it again.

own-post-poll-of = Your poll of { $at }, { $room }
own-post-poll-open = People may still choose.
own-post-poll-over = It is over.

own-post-by = — { $author }, by way of Tummler at an hour they chose
own-post-answer = { $number }. { $answer }
own-post-why = A moderator of this community wrote this, whose name stands below it, and chose its hour: { $at }. I only said it then. No practice of mine proposed it and no number led to it; a post like this is to be taken up with them.

refusal-not-theirs = Only who wrote a post changes it. You may cancel it.
refusal-too-many-posts = { $most } posts wait already. Cancel one first: { $staff } posts
