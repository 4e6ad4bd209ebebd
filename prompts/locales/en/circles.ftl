### What people say they are to the community: in totals of five people or more, and nowhere else.

command-circle = Say what you are to this community, for totals alone
command-circle-circle = customer, partner or employee; none takes it back
command-staff-hosts-facet = Only this topic, as the charter calls it
circle-noted = Noted. Used only in totals of five people or more.
circle-gone = Taken back. You are in no total.
circle-customer = Customers
circle-partner = Partners
circle-employee = Employees
member-card-circle = You said what you are here: { $circle }. It is used only in totals of five people or more.
circles-heading = What people say they are here
circles-answers = Answers between them, in four weeks
circles-crossing = { $percent } % from one kind of people to another
circles-too-few = Not shown: fewer than five people in it, or outside it.
hosts-load =
    { $count ->
        [0] Within a week nobody was asked.
        [one] Within a week somebody was asked once.
       *[other] Within a week people were asked { $count } times, all together.
    }
