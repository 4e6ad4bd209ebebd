rewind-page-title = What I would have said
rewind-page-lead = Moments of your archive, as I would have met them. Say of each whether it was apt; nobody was sent any of this. The words are read from the archive while you look, and nothing of them is kept.
rewind-page-done =
    { $rated } of { $cards } rated{ $left ->
        [0] .
       *[other] , { $left } to go: about { $minutes ->
            [one] one minute
           *[other] { $minutes } minutes
        }.
    }
rewind-page-none = Within this stretch I would have said nothing, and held nothing back. There is nothing to rate.
rewind-page-finished = All of it is rated. What that says:
rewind-page-heading = { $practice } in { $room }
rewind-page-talk = What was said before
rewind-page-person = Person { $letter }
rewind-page-program = A program
rewind-page-waits = this is what I looked at
rewind-page-missing = The archive does not hold these words any more.
rewind-page-later =
    I looked at it { $waited } later.
rewind-page-would = I would have said
rewind-page-would-moderators = I would have told moderators
rewind-page-silent = I would have kept silent
rewind-page-no-words = No wording of mine was left unused.
rewind-page-because = Because
rewind-page-then = What happened then, without me
rewind-page-nothing-then = Nothing more, as far as the archive goes.
rewind-page-keys = Keys 1, 2 and 3 do the same.
rewind-page-say = Say
rewind-page-dont-say = Don’t say
rewind-page-too-late = Too late
rewind-page-skip = Not now: the next one
rewind-page-noted = Noted: { $label }.
rewind-page-again = Change that
rewind-page-precision = How apt each practice was
rewind-page-practice = Practice
rewind-page-rated = Rated
rewind-page-said = “Say”
rewind-page-at-least = At least, nineteen times of twenty
rewind-page-few = { $rated } of the { $needed } that a practice needs before a person may let it speak. Labels of a replay stay with the replay and promote nothing by themselves.
rewind-page-all = All moments
rewind-page-unrated = not rated
rewind-page-gone = There is no such moment any more.
rewind-page-digest = The digest of this replay
