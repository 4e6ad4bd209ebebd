### What else may be done with a message that somebody points at.

command-more = What else can be done with a message
command-more-message = The message, as platform/id; or point at it
discord-menu-more = More…
more-heading = With this message:
more-more-weave = Weave this thread, for me
more-more-example = Propose as an example
more-more-worth = Worth reading
more-more-waits = Still waits for an answer
more-more-no-case = Not a case
more-example-done = Proposed as an example of good talk, as proposal { $number }. Everybody can vote on it: { $member } vote
more-worth-done = Noted. The digest of that week names the conversation, if at least two people talk in it.
more-waits-done = Noted. I look at it again by the usual rules; nothing is said because of this alone.
more-no-case-done =
    { $count ->
        [0] I said nothing about this message lately, nor would I have.
        [one] Noted: there, nothing should have been said. It counts as one label.
       *[other] Noted: there, nothing should have been said. It counts as { $count } labels.
    }
refusal-no-example = Only what a person wrote, in a room that everybody here may read, can be an example.
