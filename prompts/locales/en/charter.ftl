### A charter in plain words, its history, and what was changed.

charter-none = There is no signed charter here, so nothing is ever said in public. Write one: { $edit }
charter-unsigned = Written on { $when }, not signed: it steers nothing yet. Sign it: { $sign }
charter-signed = Version { $version }, signed by { $role } on { $when }
charter-signer = a moderator
charter-signer-gone = a moderator who has since been forgotten
charter-rests-on = It rests on: { $evidence }
charter-people = { $count ->
    [0] nobody
    [one] one person
   *[other] { $count } people
}
charter-nothing = nothing yet
charter-kind-lifestyle = a way of living
charter-kind-identity = who people are
charter-kind-cause = something to bring about
charter-artefact = { $name } ({ $facet })
charter-quiet = from { $start } to { $end }
charter-quiet-none = none
charter-languages = { $spoken }; people also talk in { $others }

charter-field-kind = What gathers you is
charter-field-purpose = Purpose
charter-field-facets = Its sides
charter-field-artefacts = What you made or come back to
charter-field-vocabulary = Your words for it
charter-field-values = Values
charter-field-tone = How the bot sounds
charter-field-norms = What people do here
charter-field-good_conversation = A good conversation here
charter-field-off_limits = Topics left alone
charter-field-never = What the bot never says
charter-field-language = Language
charter-field-timezone = Time zone
charter-field-quiet_hours = Quiet hours
charter-field-helpers = Who may be asked, by facet
charter-field-moderators = Moderators

charter-diff-first = The first version.
charter-diff-same = The charter says the same; what was signed with it (budget, levels or plans) is new.
charter-diff-reordered = the same, in another order
charter-diff-people = { $added ->
    [0] { $removed ->
        [one] one person fewer
       *[other] { $removed } people fewer
    }
    [one] { $removed ->
        [0] one person more
       *[other] one person more, { $removed } fewer
    }
   *[other] { $removed ->
        [0] { $added } people more
       *[other] { $added } people more, { $removed } fewer
    }
}

charter-page-title = Charter of { $name }
charter-page-lead = What this community gathers round, and what its bot may never do. Every decision of the bot names the version it was taken under.
charter-page-contents = In force
charter-page-history = Every version, and what it changed
charter-page-sources = What you made or come back to opens where it stands, outside this page.
charter-page-back = Back to the town
charter-page-added = added
charter-page-removed = taken out
charter-page-demo = This is the invented charter of the demo town, written by the developers.
