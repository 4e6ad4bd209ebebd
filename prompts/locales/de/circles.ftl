### Was Leute sagen, was sie für die Community sind: nur in Summen ab fünf Personen, und sonst nirgends.

command-circle = Sag, was du für diese Community bist; es zählt nur in Summen
command-circle-circle = customer, partner oder employee; none nimmt es zurück
command-staff-hosts-facet = Nur dieses Thema, wie es in der Charta heißt
circle-noted = Festgehalten. Es zählt nur in Summen ab fünf Personen.
circle-gone = Zurückgenommen. Du zählst in keiner Summe mit.
circle-customer = Kundschaft
circle-partner = Partner
circle-employee = Belegschaft
member-card-circle = Du hast gesagt, wozu du hier gehörst: { $circle }. Das zählt nur in Summen ab fünf Personen.
circles-heading = Was Leute sagen, was sie hier sind
circles-answers = Antworten untereinander, in vier Wochen
circles-crossing = { $percent } % zwischen Leuten aus verschiedenen Kreisen
circles-too-few = Nicht gezeigt: weniger als fünf Personen darin oder außerhalb davon.
hosts-load =
    { $count ->
        [0] Innerhalb einer Woche wurde niemand gefragt.
        [one] Innerhalb einer Woche wurde einmal jemand gefragt.
       *[other] Innerhalb einer Woche wurde { $count }-mal jemand gefragt, alle zusammengenommen.
    }
