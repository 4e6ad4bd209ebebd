### What members lay before moderators, and what moderators do about it.

command-flag = Lay a message before the moderators; nobody else learns that you did
command-flag-message = The message: its link, or point at it
more-flag-open = For the moderators…
flag-title = For the moderators
flag-words = What should they know?
flag-about = Moderators see this, and who said it; nobody else does. The words go after three days.
flag-submit = Lay it before them
flag-done = The moderators find it in their queue.
flag-who = They alone see who said so. Nothing is done but by one of them, and nobody counts who flags what.

command-staff-alerts = What members or I laid before you, and what you may do about it
alerts-empty = Nothing waits for moderators.
alerts-heading =
    { $count ->
        [one] One thing waits for you
       *[other] { $count } things wait for you
    }
seen-joins = Many joined at once
seen-joined = How many
seen-from = From
seen-until = Until
seen-joins-why = That is far more than on this server’s usual days. Why they come I cannot tell: a good link brings people as an ill one does.
seen-told-members = I counted the list of members, and kept no name.
seen-told-notices = I counted the notes of welcome in a room that I hear, and kept no name.
seen-advice-discord = I did nothing. Discord can pause invites (Server Settings, Invites) and raise the level of verification (Server Settings, Safety Setup). That is for one of you to press, there.
seen-advice-slack = I did nothing. Slack’s owners can end an invitation link, and choose who may invite, in the settings of the workspace.
seen-rule = A rule of AutoMod’s applied in { $room }
seen-rule-nowhere = A rule of AutoMod’s applied to a profile
seen-rule-name = Rule
seen-rule-other = a rule that I do not know
seen-did = What it did
seen-did-held = held it back
seen-did-told = told a channel of yours
seen-did-timed-out = timed its author out
seen-did-silenced = kept its owner from talking
seen-whose = Whose
seen-words = What was held back
seen-rule-why = Discord did that by the server’s rule; I did nothing.
seen-full = { $count } of these are of rules, which is as many as I keep here. What comes until some are put away stands in Discord’s own log alone.
alert-one = In { $room }
alert-message = Message
alert-since = Since
alert-by = Laid before you by
alert-by-house = Tummler itself; nobody told it to
alert-why-link = It links to a host whose name looks like a trap. I judged the name alone, opened nothing, and did nothing. Of 1,000 ordinary hosts about { $mistaken } raise this; of 100 known traps about { $unseen } do not.
alerts-full = { $count } of these are mine, which is as many as I lay here. What comes until some are put away is not laid here later either.
alert-said = What they said
alert-profile = this person
alert-forgotten = somebody who was forgotten since
alert-elsewhere = For what has no button here, I or you lack the right: the message’s own menu has the platform’s tools.
alert-note = Note
alert-remove = Remove…
alert-slow = Slow down…
alert-time-out = Time out…
alert-settle = Not a case, or settled
alert-because = Why
alert-because-note = For the trail of what moderators did. Other moderators see it.
alert-because-log = It goes into the platform’s audit log with your name, and the member may read it.
alert-note-title = A note
alert-note-about = Nothing is done to anybody.
alert-remove-title = Remove this message
alert-remove-about = It cannot be brought back.
alert-slow-title = Slow this room down
alert-slow-about = Everybody then waits between two messages, until somebody takes it back.
alert-slow-length = Time between two messages
alert-time-out-title = Time its author out
alert-time-out-about = Who wrote the message can say nothing for so long. You can take it back.
alert-time-out-length = For how long
alert-seconds =
    { $seconds ->
        [10] 10 seconds
        [30] 30 seconds
        [60] one minute
        [300] 5 minutes
        [600] 10 minutes
        [3600] one hour
        [86400] one day
       *[other] { $seconds } seconds
    }
alert-done-note = Noted.
alert-done-settle = Put away.
alert-done-remove = Removed from { $room }. That cannot be taken back.
alert-done-slow-down = { $room } is slowed down.
alert-done-time-out = Its author is timed out.
alert-logged = The reason stands in the platform’s audit log, with who decided.

command-staff-acts = What moderators did through me, and the way back where there is one
acts-empty = Moderators did nothing through me yet.
acts-heading = What moderators did, newest first
act-note = { $at }, { $room }: a note
act-settle = { $at }, { $room }: put away
act-remove = { $at }, { $room }: a message removed
act-slow-down = { $at }, { $room }: slowed down
act-time-out = { $at }, { $room }: its author timed out
act-status = How it stands
act-begun = begun; nobody can tell what became of it, look at the platform
act-done = done
act-refused = the platform said no
act-undone = taken back
act-length = Length
act-because = Why
act-who = By
act-undo = Undo
act-undone-note = The note is struck.
act-undone-settle = It waits again.
act-undone-slow-down = The room is as fast as before.
act-undone-time-out = The time-out is as it was before.

acts-upon-you = What moderators did to messages of yours, or to you
refusal-not-heard = I know only messages of rooms that I hear, and that still stand. A moderator can be told directly.
refusal-too-many-alerts = More waits for the moderators than they can read. Tell one of them directly.
refusal-no-right = For that, I or you lack the right in this room. The platform’s own tools stand in the message’s menu.
refusal-platform-said-no = The platform did not do it, so nothing was changed. It may be gone already, or somebody changed it since.
refusal-platform-busy = The platform did not answer. Look whether it was done before you try again.
refusal-done-later = The same was done again since. Take that back first.

command-staff-automod = AutoMod’s rules as the signed charter would have them, and what sets them
automod-heading = AutoMod, beside the signed charter
automod-only-ours = Nothing is set without a press, and only rules that I made are ever touched.
automod-other = Left alone:
automod-spam = Suspected spam
automod-mentions = Many people named in one message
automod-words = Words and topics that the charter rules out
automod-profile = Words that the charter never says, in members’ profiles
automod-stands = As it stands
automod-wanted = As the charter says
automod-nothing = no rule of mine
automod-on = held back
automod-off = switched off
automod-most = more than { $count } are held back
automod-set-up = Set it up
automod-tune = Change it
automod-take-down = Take it down
automod-done = Done. It stands in the server’s audit log, with who decided.
automod-so-already = It stands so already, and nothing was changed.
act-automod = { $at }, { $room }: a rule of AutoMod set
act-undone-automod = The rule is as it was before.
