### Limits of what the bot may say, and the record of each change.

command-staff-change = How often I may speak: each limit, its changes and their evidence; a steward signs
command-staff-change-setting = Which limit
command-staff-change-to = What it should be, as a number
command-staff-change-evidence = What you measured or saw, with a link
command-staff-change-insight = What follows from it, in a sentence
command-staff-change-rival = What else might explain it
command-staff-change-review = When you look at it again, as 2026-11-30

setting-per-day = Lines a day, in all
setting-per-conversation = Lines in one conversation, ever
setting-channel-gap = Hours between two lines in a room
setting-people-between = People who wrote since my last line
setting-messages-between = Messages since my last line
setting-bot-share = Share of talk, in percent
setting-private-gap = Days between two private notes to one person
setting-mention-gap = Days between two mentions of one person

change-heading = How often I may speak
change-now = { $now } (usual: { $usual })
change-signed = Signed as version { $version }.
change-record = Version { $version }, { $day }: { $setting }, from { $before } to { $after }
change-evidence = Seen: { $text }
change-insight = Concluded: { $text }
change-rival = Or else: { $text }
change-review = To be looked at again on { $day }
change-overdue = To be looked at again since { $day }
change-title = Change a limit
change-about-it = What you write here stands beside your signature, for all moderators.
change-ask-evidence = What did you see or measure? Add a link.
change-ask-insight = What follows from it, in a sentence?
change-ask-rival = What else might explain it?
change-ask-review = When do you look at it again?
change-sign = Sign
refusal-no-evidence = A change says what was seen, what follows from it, and what else might explain it. Nothing was changed.
refusal-beyond-ceiling = Nobody can sign that: it lies between { $least } and { $most }. Nothing was changed.
refusal-below-least = Nobody can sign that: it is { $least } or more. Nothing was changed.
refusal-no-number = That is no number for this limit. Nothing was changed.
refusal-review-day = A change is looked at again on a day within a year, as 2026-11-30. Nothing was changed.
refusal-nothing-changed = It is that already. Nothing was changed.
