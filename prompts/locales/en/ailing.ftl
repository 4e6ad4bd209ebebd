### What is not well in a community, and what its moderators can do about it.

command-staff-doctor = What is not well here, and what to do about it
doctor-heading =
    { $count ->
        [one] One thing is not well here.
       *[other] { $count } things are not well here.
    }
doctor-well = All that I can see of this community is well.
doctor-machine = What concerns the machine, the tokens and the platform’s rights, its operator sees: tummler doctor
ails-unerased =
    { $count ->
        [one] somebody asked to be forgotten more than a day ago, and it is not finished
       *[other] { $count } people asked to be forgotten more than a day ago, and it is not finished
    }
ails-unerased-fix = Ask whoever runs me to look: tummler doctor --only P03
ails-unsaid =
    { $count ->
        [one] an approved line was not said within ten minutes
       *[other] { $count } approved lines were not said within ten minutes
    }
ails-unsaid-fix = Look whether I am stopped or it is a quiet hour: { $member } status. Else ask whoever runs me: tummler doctor --only R04
ails-unheard = nothing was heard here yet
ails-unheard-fix = Choose rooms, and see that I may read them: { $staff } setup
ails-deaf =
    { $count ->
        [one] for a stretch of the last week I could not hear
       *[other] for { $count } stretches of the last week I could not hear
    }
ails-deaf-fix = The digest names them. Ask whoever runs me: tummler doctor --only R03
ails-unproven = { $practice } speaks by itself, and { $say } of { $reviewed } labelled moments were “say”; it takes 24 of 30
ails-unproven-fix = Step it down: { $staff } level. Or label more moments: { $staff } queue
ails-unreviewed =
    { $count ->
        [one] a change should have been looked at again by now
       *[other] { $count } changes should have been looked at again by now
    }
ails-unreviewed-fix = Look at each, and sign it anew or as it was: { $staff } change
ails-unsigned = nobody has signed a charter, so I only listen
ails-unsigned-fix = Write it, and have a steward sign it: { $staff } setup
ails-unsigned-change = a change of the charter has waited { $days } days for a signature
ails-unsigned-change-fix = Sign it, or write it anew: { $staff } setup
ails-no-norms = the charter has no norms
ails-no-norms-fix = Write them, and sign it anew: { $staff } setup
ails-few-moderators =
    { $count ->
        [one] one moderator stands in the charter
       *[other] { $count } moderators stand in the charter
    }
ails-few-moderators-fix = Name at least two: { $staff } roles
ails-no-hosts = { $count } of { $of } topics have nobody who wishes to be asked
ails-no-hosts-fix = Tell members how to offer one: { $member } offer
