### Was ein Mitglied, das nach dem Eigenen fragt, zur Antwort bekommt; sonst sieht es niemand.

member-paused = Erledigt. { $until ->
    [always] Von jetzt an gilt:
   *[other] Bis zum { $until } gilt:
 } { $what }. Rückgängig machen: { $undo }
member-pauses-prompts = kein Wort von mir zu dem, was du schreibst
member-pauses-mentions = keine Erwähnung und keine Nachricht an dich
member-pauses-analysis = nichts wird aufgenommen, was du schreibst
member-pauses-nor = {"; "}
member-resumed = Erledigt. { $what }: wieder an.
member-not-now = Erledigt. Nichts von mir an dich, und nichts zu dem, was du schreibst, { $until ->
    [always] von jetzt an, so wie du es schon gesagt hattest
   *[other] bis zum { $until }
 }.
member-opted-in = Erledigt. Du hast zugestimmt: { $what }. Ein Wort nimmt es zurück: { $undo }
member-opted-out = Erledigt. Aus: { $what }.
member-offered = Du hast { $topic } angeboten. Höchstens einmal in der Woche darf ich dich erwähnen, wo danach gefragt wird. Ein Wort nimmt es zurück: { $undo }
member-offered-privately = Du hast { $topic } angeboten. Höchstens einmal in zwei Wochen darf ich dich dazu privat fragen; genannt wirst du in keinem Raum. So gilt es für alles, was du anbietest. Ein Wort nimmt es zurück: { $undo }
member-offer-stopped = { $topics ->
    [none] Erledigt. Du bietest nichts mehr an, also frage ich dich nichts mehr.
   *[other] Erledigt. Das bietest du weiter an: { $topics }
 }
member-not-offered = { $topics ->
    [none] Du bietest nichts an, also gibt es nichts zu beenden.
   *[other] Das bietest du nicht an. Was du anbietest: { $topics }
 }
member-offer-or-stop = Nenne ein Thema, das du anbietest, oder ein Angebot, das enden soll.
withdraw-button = Nachricht zurücknehmen
withdraw-about = Soll sie hier gar nicht stehen? Sie verschwindet, sobald { $people } Menschen darum bitten.
withdraw-confirm = Sie verschwindet für alle, sobald { $people } Menschen darum gebeten haben. Niemand erfährt, wer es war.
withdraw-noted = Notiert. Sie wird zurückgenommen, sobald { $people } Menschen darum bitten, und so etwas bleibt diesem Raum eine Weile fern.
member-stopped = Erledigt. „{ $practice }“ betrifft dich in { $room } nicht mehr.
member-forgotten = Du wolltest vergessen werden. Von dir wird nichts aufgenommen, also gibt es nichts zu ändern.
member-not-a-facet = Das gehört nicht zu dem, worum sich diese Community sammelt, und lässt sich deshalb nicht anbieten. Es gibt: { $facets }
member-no-facets = Noch hat niemand unterschrieben, worum sich diese Community sammelt, also lässt sich nichts anbieten.
member-no-practice = Eine Praxis dieses Namens gibt es nicht. Es gibt: { $practices }
member-no-room = Einen Raum dieses Namens gibt es hier nicht.

member-optin-connect = jemandem vorgestellt werden, dem am selben Thema liegt
member-optin-draw-me-out = in ein Gespräch zurückgebeten werden, das du angestoßen hast
member-optin-ask-me = hin und wieder gefragt werden
member-optin-ask-me-privately = privat gefragt werden, wo du gefragt wirst, und in keinem Raum genannt
member-optin-reminders = an das erinnert werden, was du tun wolltest
member-optin-callbacks = frühere Gespräche von dir wiederfinden lassen

member-card-held = Über dich gespeichert: { $what }
member-card-nothing = Über dich ist nichts gespeichert.
member-card-kind = { $kind }: { $count }{ $age ->
    [none] {""}
   *[other] , { $age }
}
member-card-age = vom { $oldest } bis zum { $newest }
member-card-topics = Wozu man dich fragen darf: { $topics }
member-card-stopped = Von dir beendet: { $what }

member-why-nothing = Hier wurde nichts entschieden, das dich betraf.
member-why = { $when }, { $practice }: { $because }. Was daraus wurde: { $reason }. { $charter } { $odds }
member-why-charter = Entschieden wurde unter Fassung { $version } der Charta: „{ $line }“
member-why-no-charter = Damals war keine Charta unterschrieben, also durfte nichts gesagt werden.
member-why-odds = In { $percent } von 100 solchen Momenten schweige ich mit Absicht, damit sich zeigt, ob Sprechen hilft.
member-why-no-odds = Gelost wurde hier nichts.
