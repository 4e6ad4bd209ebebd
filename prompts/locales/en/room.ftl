### The local room and the pages beside it, where a person plays the members of the demo town.

room-title = The room
room-lead = Write as somebody of the made-up town, and see what the bot thinks of it. Everybody here is simulated, you too.
room-rooms = Rooms
room-pages = Pages
room-house = House
room-queue = Review queue
room-ladder = Levels
room-silences = Silences
room-proposals = Proposals
room-me = What is held of me
room-as = You write as
room-become-newcomer = A newcomer
room-become-member = A member
room-become-moderator = A moderator
room-simulated = simulated
room-clock = It is { $when } here.
room-later-hour = An hour later
room-later-day = A day later
room-silence-all = Silence the bot
room-enter = Write in the room as a newcomer, a member or a moderator
room-silenced = The bot is silenced everywhere.
room-resume-all = Let it go on
room-lines = What was said
room-bot = Tummler
room-bot-sign = a bot
room-thread = in a thread
room-answers = answers { $who }: { $words }
room-answers-gone = answers something that is gone
room-edited = edited
room-gone = [removed by its author]
room-say = Write in #{ $room }
room-say-hint = What you write stands here for everybody, and the bot hears it. A line that begins with /tummler asks the bot, and nobody else sees it.
room-say-button = Send
room-reply = Reply
room-reply-to = Your answer to { $who }
room-change = Change
room-change-words = Your words
room-change-button = Change it
room-take-away = Take it away
room-react = React
room-reacted = { $emoji }: { $count ->
    [one] one person
   *[other] { $count } people
 }; press to give it or to take yours back
room-alone = For you alone
room-dismiss = Put it away
room-thought = What the bot thought
room-nothing-yet = Nothing is decided: people come first. When an answer takes longer than is usual here, I look at it again.
room-granted = I had one line to say here, and say it unless something holds it back.
room-drafted = I drafted one line; a moderator decides what becomes of it.
room-only-here = The room can be used from this machine only.
room-other-site = This did not come from a page of this house, so nothing was done.
room-too-long = That is longer than { $most } characters; nothing was sent.
room-not-yours = Only whoever wrote it can change it.
room-live = New lines appear by themselves.
room-not-live = New lines do not appear by themselves at the moment.
room-download = Save { $name }
room-choose = Choose
room-moderators-only = This page is for moderators. Write as a moderator to see it.

ladder-lead = How far each practice is trusted. Up takes a steward and evidence; down takes any moderator.
ladder-everywhere = everywhere
ladder-practice = Practice
ladder-level = Level
ladder-highest = Highest
ladder-evidence = Evidence
ladder-move = Move
ladder-stopped = stopped
ladder-frozen = frozen until { $until }
ladder-labels = { $reviewed ->
    [0] no reviewed cases
    [one] one reviewed case, { $say } said “say”
   *[other] { $reviewed } reviewed cases, { $say } said “say”
 }
ladder-lacks = would have to know: { $what }
ladder-up = One level up
ladder-down = One level down

shadow-title = What would have been said
shadow-lead = Nobody was sent any of this. What you say of it is the evidence on which a practice may rise.
shadow-heading = { $practice } in #{ $room }
shadow-when = When
shadow-would = Would have said
shadow-because = Because
shadow-about = About
shadow-message = the message that waited
shadow-kept = What kept it back
shadow-say = Say
shadow-dont-say = Don’t say
shadow-too-late = Too late
shadow-labelled = Noted: { $label }.
shadow-gone = There is no such moment any more.
