### What Tummler says for a practice. Each template has its variants numbered from 1, at least five:
### no wording is used twice within 60 days in one community. Each gives its reason ($because), asks
### at most one thing, leaves a way out, commands nobody and claims no feeling. No member's words.

practice-waited = { $unit ->
    [minutes] { $count ->
        [one] one minute
       *[other] { $count } minutes
    }
    [hours] { $count ->
        [one] one hour
       *[other] { $count } hours
    }
   *[days] { $count ->
        [one] one day
       *[other] { $count } days
    }
}

## greet_and_hand_over

answered-because = a person had answered before I looked
greet_and_hand_over-because = this first message has waited { practice-waited } without an answer

greet_and_hand_over-question-1 = Somebody is new here and asks something. I point to it because { $because }. Has anyone been there and would like to say how it went?
greet_and_hand_over-question-2 = A newcomer's question, passed on to whoever knows: { $because }. A guess is welcome, and so is a question back.
greet_and_hand_over-question-3 = I noticed that { $because }. It asks something that people here may know at first hand. Would one of you like to take it up?
greet_and_hand_over-question-4 = There is a question above from somebody who has just come in, and { $because }. Perhaps one of you once asked the same?
greet_and_hand_over-question-5 = Passing this on to the room, for { $because }. If I misread it and nothing is being asked, all is well. If not, who might know?
greet_and_hand_over-question-6 = The person above came with a question; { $because }. One line from somebody who knows would be plenty. Might that be you?
greet_and_hand_over-question-7 = This may have slipped by: { $because }. It reads as a question. Is there somebody who would like to have a go at it?

greet_and_hand_over-question-volunteer-1 = { $volunteer } offered to be asked, so I pass this on: { $because }. Would you like to answer, or hand it to somebody who has been there?
greet_and_hand_over-question-volunteer-2 = A newcomer asks something above, and I speak up because { $because }. { $volunteer }, might it be one for you? No is a fine answer.
greet_and_hand_over-question-volunteer-3 = I noticed that { $because }. { $volunteer } said they may be asked; whoever else knows is just as welcome. Does it ring a bell?
greet_and_hand_over-question-volunteer-4 = Somebody new has a question, and { $because }. { $volunteer }, would you have a look, or would you rather leave it to others?
greet_and_hand_over-question-volunteer-5 = Handing this over, since { $because }. It asks something that { $volunteer }, who offered to be asked, may know. Is that so?
greet_and_hand_over-question-volunteer-6 = The question above came from a new face, and { $because }. { $volunteer } is on the list of people to ask. Could you say a word to it, if it suits?
greet_and_hand_over-question-volunteer-7 = This may have slipped by: { $because }. { $volunteer } offered to be asked first. If you read it as a question too, how would you go about it?

greet_and_hand_over-story-1 = Somebody new is writing above. I point to it because { $because }. Does it remind anyone of something of their own?
greet_and_hand_over-story-2 = Passed on to whoever it speaks to: { $because }. A word back, or a question, would be welcome.
greet_and_hand_over-story-3 = I noticed that { $because }. There may be somebody here who knows just what it is about. Would you like to reply?
greet_and_hand_over-story-4 = The person above has just come in and told us something, and { $because }. Who has seen the like?
greet_and_hand_over-story-5 = Passing this on to the room, for { $because }. If it needs no reply, all is well. If it does, one line from a person would do.
greet_and_hand_over-story-6 = This may have slipped by: { $because }. Is there somebody who would like to ask how it goes on?
greet_and_hand_over-story-7 = A new voice above, and { $because }. What it is about may be close to what some of you do; is it?

greet_and_hand_over-story-volunteer-1 = { $volunteer } offered to be asked, so I pass this on: { $because }. Would you like to say a word, or hand it to somebody it speaks to?
greet_and_hand_over-story-volunteer-2 = Somebody new is writing above, and I speak up because { $because }. { $volunteer }, is it close to anything of yours? No is a fine answer.
greet_and_hand_over-story-volunteer-3 = I noticed that { $because }. { $volunteer } said they may be asked; anyone else is just as welcome. Would you like to reply?
greet_and_hand_over-story-volunteer-4 = A new voice above, and { $because }. { $volunteer }, would you have a look, or would you rather leave it to others?
greet_and_hand_over-story-volunteer-5 = Handing this over, since { $because }. { $volunteer } offered to be asked. Might there be something in it that you know?
greet_and_hand_over-story-volunteer-6 = The person above has just come in and told us something, and { $because }. { $volunteer } is on the list of people to ask. Does it ring a bell?
greet_and_hand_over-story-volunteer-7 = This may have slipped by: { $because }. { $volunteer } offered to be asked first. Is there anything you would like to ask back?

## rescue_unanswered

rescue_unanswered-because = this has waited { practice-waited } without an answer, and by then answers are rare here

rescue_unanswered-ask-1 = { $volunteer }, you offered to be asked now and then. I point here because { $because }. Would you have a look? No is a fine answer.
rescue_unanswered-ask-2 = One question is still open: { $because }. { $volunteer } offered to be asked. Is it one for you, or for somebody else who reads along?
rescue_unanswered-ask-3 = I noticed that { $because }. { $volunteer } said they may be asked, and anyone else who knows is just as welcome. Could you say a word to it?
rescue_unanswered-ask-4 = Perhaps this slipped by in the talk: { $because }. { $volunteer }, might it be one for you? If it is settled already, so much the better.
rescue_unanswered-ask-5 = Handing this on, since { $because }. { $volunteer } offered to be asked first; whoever has been there before may know too. Does it ring a bell?
rescue_unanswered-ask-6 = The question above still stands, and { $because }. { $volunteer } is on the list of people to ask. How would you go about it, if it is one for you?
rescue_unanswered-ask-7 = The reason I speak up: { $because }. { $volunteer }, you said you may be asked. Is there a thought you would share, or would you rather pass?
rescue_unanswered-ask-8 = It may be that nobody saw this, for { $because }. { $volunteer } offered to be asked. Would you like to take it, or leave it to others?

rescue_unanswered-link-1 = No answer yet: { $because }. Something like it was answered here before, and the link leads there by its author's leave. Does it help?
rescue_unanswered-link-2 = I noticed that { $because }. The thread linked below was about the like, and it found an answer. Is it of any use here?
rescue_unanswered-link-3 = Perhaps an older answer helps, for { $because }. It is linked below; whoever knows better is welcome to say so.
rescue_unanswered-link-4 = Before it slips by: { $because }. An earlier question was close to it and was answered; the link leads to it. Is yours another matter?
rescue_unanswered-link-5 = I point to an older thread because { $because }. It may or may not be the same thing, and people here can tell better than I.
rescue_unanswered-link-6 = The question above is open: { $because }. One like it was settled some time ago, linked below with its author's leave. Would that do?

rescue_unanswered-list-1 = A question has no answer yet: { $because }. Would one of you take it up, or know who could?
rescue_unanswered-list-2 = For whoever has a moment: { $because }. A word from one of you would count for more than one from a bot.
rescue_unanswered-list-3 = I would have asked a volunteer, but nobody else has offered to be asked, and { $because }. Is it one that you would like to pick up?
rescue_unanswered-list-4 = One question is still open: { $because }. It may be fine as it is; you know the room and I do not.
rescue_unanswered-list-5 = On the list for a person: { $because }. Perhaps one of you knows whom to ask?
rescue_unanswered-list-6 = No volunteer is at hand for the question linked here, and { $because }. Could somebody on your side have a look, if it still matters?

## coach_request

coach_request-because = this first question is shorter than those that are easy to answer

coach_request-draft-1 = Before others can answer, a little more may help: { $because }. Would one of you ask what they have tried so far?
coach_request-draft-2 = For whoever has a moment: { $because }. A friendly line from one of you, asking what it is for, may bring the rest out.
coach_request-draft-3 = I noticed that { $because }. Is there one of you who would ask what they see when it goes wrong?
coach_request-draft-4 = A newcomer asks in few words, and { $because }. Perhaps a moderator can draw out what they are after?
coach_request-draft-5 = This may go unanswered, for { $because }. What they tried and what came of it would help; would one of you ask?

## pass_the_mic

pass_the_mic-because = this question has waited { practice-waited }, and somebody here may be asked about its topic

pass_the_mic-ask-1 = { $volunteer } listed this as something they like to be asked about, and { $because }. No pressure; would you have a thought?
pass_the_mic-ask-2 = I point here because { $because }. { $volunteer }, it is on your own list of topics. Might it be one for you? A pass is a fine answer.
pass_the_mic-ask-3 = The topic above is one that { $volunteer } offered to talk about; { $because }. Is it the kind you meant?
pass_the_mic-ask-4 = Handing this on, since { $because }. { $volunteer }, would you like to say a word to it, or leave it for another day?
pass_the_mic-ask-5 = By their own list this is near to what { $volunteer } does, and { $because }. Does it ring a bell?

pass_the_mic-named-ask-1 = { $volunteer } agreed to be asked, and the charter names them for this; { $because }. No pressure; would you have a thought?
pass_the_mic-named-ask-2 = I point here because { $because }. { $volunteer }, the charter has your name beside it. Might it be one for you? A pass is a fine answer.
pass_the_mic-named-ask-3 = For the topic above the charter names { $volunteer }, who agreed to be asked; { $because }. Is it the kind you meant?
pass_the_mic-named-ask-4 = Handing this on by the charter, since { $because }. { $volunteer }, would you like to say a word to it, or leave it for another day?
pass_the_mic-named-ask-5 = The charter says that { $volunteer } may be asked here, and { $because }. Does it ring a bell?

pass_the_mic-alone-1 = For you alone, as you chose to be asked: { $because }. That is you; would you have a thought? A pass is a fine answer.
pass_the_mic-alone-2 = Only you can see this. I write because { $because }. Might it be one for you?
pass_the_mic-alone-3 = I ask you here and not in the room, as you wished: { $because }. Would you like to answer it there, or let it be?
pass_the_mic-alone-4 = Handing this to you alone, since { $because }. Would you like to say a word to it, or leave it for another day?
pass_the_mic-alone-5 = This is between the two of us: { $because }. If it is not for you, all is well. Does it ring a bell?

## callback

callback-because = an earlier conversation here was about something close to this

callback-link-1 = People here have been at this before: { $because }, and it is linked below. Has anything changed since?
callback-link-2 = I noticed that { $because }. The link leads to it, by its author's leave. Does it still hold?
callback-link-3 = There may be a thread to pick up: { $because }. Would whoever was in it say how it looks today?
callback-link-4 = Passing on one link, since { $because }. It may be out of date; if so, what would you say now?
callback-link-5 = The talk above is not the first of its kind, for { $because }. Is there something in it that helps, or has it moved on?

## bridge_camps

bridge_camps-because = two talks on one topic are going on among people who seldom meet

bridge_camps-point-1 = For a moderator: { $because }. A line in each that points to the other may be welcome; would one of you write it?
bridge_camps-point-2 = I noticed that { $because }. Both are linked. Is there one question that both could answer?
bridge_camps-point-3 = There are two rooms to this, for { $because }. Perhaps one of you knows people in both?
bridge_camps-point-4 = Two links for a person to look at: { $because }. It may be best to leave them apart; you know the people.
bridge_camps-point-5 = Passing this on because { $because }. Would a pointer from the one to the other help either?

## probe_further

probe_further-because = this was told { practice-waited } ago and has had a nod and nothing more

probe_further-question-1 = There is a story above, and { $because }. What was the moment when it might have gone another way?
probe_further-question-2 = I point back here because { $because }. Whoever told it, or knows the like: what came next?
probe_further-question-3 = I noticed that { $because }. What would you do in the same way again, and what not?
probe_further-question-4 = Perhaps there is more to it: { $because }. How did you come to do it like that?
probe_further-question-5 = One thing was left unasked above, for { $because }. What surprised you in it the most?
probe_further-question-6 = The message above stands nearly alone: { $because }. What made the difference, as you see it?

## revoice

revoice-because = this long message has waited { practice-waited } and nobody took it up

revoice-draft-1 = For a moderator: { $because }. Two lines that say back what it says may help others to answer; would one of you try?
revoice-draft-2 = A long message has found no reply, and { $because }. Is there a point in it that one of you would say back?
revoice-draft-3 = I noticed that { $because }. Said in a few words, and with a question whether it was meant so, it may be easier to take up.
revoice-draft-4 = On the list for a person: { $because }. Perhaps one of you can tell what it asks for?
revoice-draft-5 = Much was said at once above, and { $because }. Would one of you put the two main points in a line each?

## redirect_to_object

redirect_to_object-because = this was said { practice-waited } ago while the talk was elsewhere, and nobody has replied

redirect_to_object-lift-1 = I bring this back up because { $because }. Does somebody see how it goes with the rest of the talk?
redirect_to_object-lift-2 = Two threads have crossed here: { $because }. Would one of you like to pick this one up?
redirect_to_object-lift-3 = One message may have been talked past, for { $because }. Is there a way from where you are now to what it says?
redirect_to_object-lift-4 = I noticed that { $because }. Both may well go on side by side. Who would reply to this one?
redirect_to_object-lift-5 = Here is a piece of the talk that lies a little aside: { $because }. Is it close to what you are on about now?

## step_up_step_back

step_up_step_back-because = somebody in this long talk has waited { practice-waited } without a reply

step_up_step_back-draft-1 = For a moderator: { $because }. A reply from one of you to that message would do more than a word about the rest.
step_up_step_back-draft-2 = I noticed that { $because }. Would one of you ask them to go on?
step_up_step_back-draft-3 = One voice in the talk may not have been heard: { $because }. Is there something in it that you would take up?
step_up_step_back-draft-4 = Passing this on because { $because }. Perhaps one of you can make room for it?
step_up_step_back-draft-5 = A message was talked past, for { $because }. It may be fine as it is; would you have a look?

## draw_out_quiet

draw_out_quiet-because = somebody replied to you { practice-waited } ago in a talk that you were part of

draw_out_quiet-note-1 = A line for you alone, as you asked for such lines: { $because }. Would you like to come back in? No is a fine answer.
draw_out_quiet-note-2 = Only you can see this. I write because { $because }. Is there something you would add?
draw_out_quiet-note-3 = The talk you were in goes on, and { $because }. Would you like to take it up, or let it be?
draw_out_quiet-note-4 = You asked to be told of such things: { $because }. Might it be worth a word from you?
draw_out_quiet-note-5 = This is between the two of us: { $because }. If you have said what you wanted, all is well. Is there more?

## connect_two

connect_two-because = two people who asked to be introduced have written about close things

connect_two-volunteer-1 = { $volunteer } wrote about something close to this, and { $because }. Both messages are linked. Is there something for you in the other?
connect_two-volunteer-2 = I point from the one to the other because { $because }. { $volunteer }, might this be near to what you wrote?
connect_two-volunteer-3 = Two messages that may belong together: { $because }. { $volunteer }, would you have a look? No is a fine answer.
connect_two-volunteer-4 = You may not have met yet, and { $because }. { $volunteer }, does the message above ring a bell?
connect_two-volunteer-5 = Here is a meeting for whoever wants it, since { $because }. { $volunteer }, is this the kind of thing you are at?

## recognise_contribution

recognise_contribution-because = several people answered this at some length, and nobody has thanked for it in words

recognise_contribution-thank-1 = For a moderator: { $because }. A thank-you from a person carries further than one from a bot. Would one of you write it?
recognise_contribution-thank-2 = I noticed that { $because }. Is there something in it that you would thank for by name?
recognise_contribution-thank-3 = One message has moved people, for { $because }. Perhaps one of you can say what it was worth?
recognise_contribution-thank-4 = Passing on a link because { $because }. If you find that it helped, would you tell the one who wrote it?
recognise_contribution-thank-5 = This one may deserve a word: { $because }. You know better than I do whether it does.

## summarise_and_weave

summarise_and_weave-because = somebody here asked me for it

summarise_and_weave-links-1 = A way through this talk, since { $because }: how it began, what is still open and what was said at length are linked below. Who agrees with whom I cannot tell. What is missing from it?
summarise_and_weave-links-2 = Some links instead of a verdict, for { $because }: the beginning, the open questions, the long replies. I cannot measure who is of which mind. Is one of them out of place?
summarise_and_weave-links-3 = What follows are links into the talk above, because { $because }. Agreement and dissent are not measured, so they are not in it. Would you correct what is wrong?
summarise_and_weave-links-4 = The talk in a few links: { $because }. First how it started, then what nobody has answered yet. Which view is missing?
summarise_and_weave-links-5 = Here is where to look, as { $because }. These links are a choice by length and by what is unanswered, nothing more. Which would you put in instead?

## norm_at_door

norm_at_door-because = the moderators asked for this line where a thread begins

norm_at_door-line-1 = What people here have agreed on is in the charter, and { $because }. Most threads keep to it. Whom to ask is in there too.
norm_at_door-line-2 = A word at the door: { $because }. How people talk to one another here is written down; most find it easy to keep.
norm_at_door-line-3 = Most who write here keep what the charter says of talking to one another. It stands here because { $because }.
norm_at_door-line-4 = Before this thread gets going: { $because }. The norms that people here keep are linked, and so is whom to ask.
norm_at_door-line-5 = The norms of this place are linked here, since { $because }. They are few, and nearly all threads keep to them.

## standing_prompt

standing_prompt-because = a moderator set it for today and hosts it

standing_prompt-line-1 = The message above is today's, for { $because }. Would you like to bring something of your own to it?
standing_prompt-line-2 = It is time for what is linked above: { $because }. The host is a person and will answer. What would you show?
standing_prompt-line-3 = I bring this up because { $because }. Who was at it this week?
standing_prompt-line-4 = From the calendar of this place: { $because }. Is there something you would add to it?
standing_prompt-line-5 = The hour for this has come, as { $because }. If it speaks to you, what would you say first?

## cool_down

cool_down-because = a sharp word here has stood for { practice-waited } as the last one

cool_down-show-1 = For moderators only: { $because }. The messages are linked. It may mend itself; would one of you have a look?
cool_down-show-2 = I noticed that { $because }. Nothing was said in the room. Is there a person both sides would listen to?
cool_down-show-3 = A talk that may need a person: { $because }. I can be wrong about tone. Would you read it?
cool_down-show-4 = Passing this on, in private, because { $because }. What the disagreement is about, a person can tell better than I can.
cool_down-show-5 = Two turns or more were sharp, and { $because }. Slow mode is among your own tools, should you want it.

## close_the_loop

close_the_loop-because = { practice-waited } ago something was to be tried and told here

close_the_loop-remind-1 = A reminder you asked for, seen by you alone: { $because }. Would you like to say how it went?
close_the_loop-remind-2 = You wanted to be reminded of such things: { $because }. If it came to nothing, that is worth a line as well. How did it go?
close_the_loop-remind-3 = Only you can see this. By your own words, { $because }. Is there an end to the story?
close_the_loop-remind-4 = As you asked for reminders: { $because }. Is it still open, or has it been told elsewhere?
close_the_loop-remind-5 = One loose end of yours, since you asked: { $because }. Would this be a moment to tie it?

close_the_loop-show-1 = For a moderator: { $because }. Those who helped may want to know. Would one of you ask how it went?
close_the_loop-show-2 = I noticed that { $because }, and no more was said of it in that place. Is it worth asking after?
close_the_loop-show-3 = An end may be missing: { $because }. Perhaps one of you knows how it went?
close_the_loop-show-4 = On the list for a person: { $because }. It may have been told elsewhere; you would know.
close_the_loop-show-5 = Passing on a loose end, for { $because }. Would one of you like to pick it up?

## What a practice draws from the book of prompts, and how the book points to what stands right by

book-message = the message above
book-thread = the conversation linked below
book-asked = { $asked } Why I ask: { $because }.
book-offered = A question that you might ask yourself, as { $because }. { $asked }

## The practice in _example.py, to be copied

example-because = this story has waited { practice-waited } without a word back

example-story-1 = One story is still without a reply: { $because }. Would one of you like to write a line?
example-story-2 = For whoever has a moment: { $because }. A word from one of you may be enough.
example-story-3 = I noticed that { $because }. Is there somebody it would speak to?
example-story-4 = Passing this on, since { $because }. It may be fine as it is; you know the room.
example-story-5 = On the list for a person: { $because }. Perhaps one of you knows who would like to reply?
