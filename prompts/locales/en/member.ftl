### What a member is answered who asks for their own things; nobody else sees it.

member-paused = Done. { $until ->
    [always] From now on
   *[other] Until { $until }
 } I will not { $what }. You can undo this with: { $undo }
member-pauses-prompts = say anything about what you write
member-pauses-mentions = mention you or write to you
member-pauses-analysis = take in anything that you write
member-pauses-nor = {" nor "}
member-resumed = Done. { $what }: on again.
member-not-now = Done. Nothing from me to you, and nothing about what you write, { $until ->
    [always] from now on, as you asked before
   *[other] until { $until }
 }.
member-opted-in = Done. You asked for this: { $what }. One word takes it back: { $undo }
member-opted-out = Done. Off: { $what }.
member-offered = You offered { $topic }. At most once a week I may mention you where that is asked. One word takes it back: { $undo }
member-offered-privately = You offered { $topic }. At most once in two weeks I may ask you about it privately, and I name you in no room; so it is with all that you offered. One word takes it back: { $undo }
member-offer-stopped = { $topics ->
    [none] Done. Nothing is left that you offer, so I ask you nothing any more.
   *[other] Done. You still offer: { $topics }
 }
member-not-offered = { $topics ->
    [none] You offer nothing, so there is nothing to stop.
   *[other] You do not offer that. What you offer: { $topics }
 }
member-offer-or-stop = Name one topic to offer, or one offer to stop.
withdraw-button = Withdraw this message
withdraw-about = Should it not stand here at all? It is taken back as soon as { $people } people ask for it.
withdraw-confirm = It goes for everybody once { $people } people have asked. Nobody learns who did.
withdraw-noted = Noted. It is taken back as soon as { $people } people ask for it, and this kind of line stays away from here for a while.
member-stopped = Done. { $practice } will not concern you in { $room } any more.
member-forgotten = You asked to be forgotten. Nothing of yours is taken in, so there is nothing to change.
member-not-a-facet = That is not among what this community gathers round, so it cannot be offered. There is: { $facets }
member-no-facets = Nobody has signed yet what this community gathers round, so nothing can be offered.
member-no-practice = There is no practice called that. There are: { $practices }
member-no-room = There is no room called that here.

member-optin-connect = being introduced to somebody who cares for the same thing
member-optin-draw-me-out = being invited back into a talk that you raised
member-optin-ask-me = being asked now and then
member-optin-ask-me-privately = where you are asked, being asked privately and named in no room
member-optin-reminders = being reminded of what you said you would do
member-optin-callbacks = having earlier talk of yours found again

member-card-held = Held of you: { $what }
member-card-nothing = Nothing is held of you.
member-card-kind = { $kind }: { $count }{ $age ->
    [none] {""}
   *[other] , { $age }
}
member-card-age = from { $oldest } to { $newest }
member-card-topics = You offered to be asked about: { $topics }
member-card-stopped = Stopped by you: { $what }

member-why-nothing = Nothing was decided here that concerned you.
member-why = { $when }, { $practice }: { $because }. What came of it: { $reason }. { $charter } { $odds }
member-why-charter = It was decided under version { $version } of the charter: “{ $line }”
member-why-no-charter = No charter was signed then, so nothing could be said.
member-why-odds = Such a moment is left alone on purpose in { $percent } of 100 cases, so that one can tell whether speaking helps.
member-why-no-odds = Nothing was drawn by lot.
