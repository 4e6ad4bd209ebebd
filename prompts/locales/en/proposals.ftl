### What members propose for their community, the votes on it, and what moderators decide.

command-propose = Propose something for the charter, a practice, or a new artefact
command-propose-text = What you propose, in your own words
command-propose-about = What it is for: charter, practice or artefact
command-vote = What is proposed here, and your vote on it
command-vote-proposal = The number of the proposal
command-vote-choice = for, against, or none to take your vote back
command-staff-proposals = What members proposed: take it up or decline it, and say why
command-staff-proposals-number = The number of the proposal
command-staff-proposals-decide = take-up or decline
command-staff-proposals-because = Why; everybody here can read it

proposed = Proposal { $number } opened; it will be in the next digest. Everybody can read it and vote: { $member } vote
proposed-how = Nobody is told that it is yours. The moderators decide, and say why.
propose-begin = Propose something
propose-about = What is it for?
propose-text = What do you propose?
propose-submit = Propose
motion-one = Proposal { $number }, { $about }, opened { $day }
motion-about-charter = for the charter
motion-about-practice = about what I do
motion-about-artefact = for a new artefact
motion-about-example = an example of good talk
motion-example = this message
motion-elsewhere = a message on the other platform
motion-words-gone = Its words have had their time.
motion-votes = Votes
motion-too-few = shown once { $fewest } people have voted
motion-counted = { $approve } for, { $oppose } against
motion-divided = five people or more voted, and neither side has five
motion-mostly-for = five or more for, fewer than five against
motion-mostly-against = five or more against, fewer than five for
motion-taken-up = Taken up { $day }
motion-declined = Declined { $day }
vote-for = For
vote-against = Against
vote-none = Take my vote back
vote-counted = Counted: proposal { $number }. Names are not shown.
vote-taken-back = Your vote on proposal { $number } is taken back.
vote-heading = What members propose
vote-nothing = Nothing is proposed here at present.
vote-more =
    { $count ->
        [one] One more is there; name it by its number.
       *[other] { $count } more are there; name one by its number.
    }
proposals-heading = What members propose; nobody is named
proposals-none = Nothing is proposed at present.
proposal-take-up = Take up
proposal-decline = Decline
proposal-take-up-title = Take up proposal { $number }
proposal-decline-title = Decline proposal { $number }
proposal-about-it = Everybody here can read the reason for four weeks. Nothing changes by this alone.
proposal-because = Why?
proposal-done-take-up = Proposal { $number } is taken up. Everybody can read why: { $member } vote
proposal-done-decline = Proposal { $number } is declined. Everybody can read why: { $member } vote
proposal-next-charter = Nothing has changed yet. Write it into the charter, which a steward signs: { $staff } setup
proposal-next-practice = Nothing has changed yet. How far a practice is trusted: { $staff } level
proposal-next-artefact = Nothing has changed yet. Add it to what gathers you, which a steward signs: { $staff } object
refusal-no-proposal = There is no proposal { $number } that is still open. Nothing was changed.
refusal-too-many-proposals = { $open } proposals of yours are not decided yet. Another can follow when one is.
refusal-nothing-proposed = A proposal says something, in 500 characters at most. Nothing was changed.
refusal-no-reason-given = A decision says why, in a sentence that everybody can read. Nothing was changed.

part-proposals = What members propose
proposals-open =
    { $count ->
        [one] One proposal by members is open. The command vote shows it.
       *[other] { $count } proposals by members are open. The command vote shows them.
    }
proposals-decided =
    { $count ->
        [one] One proposal was decided this week, with a reason that everybody can read.
       *[other] { $count } proposals were decided this week, with reasons that everybody can read.
    }
