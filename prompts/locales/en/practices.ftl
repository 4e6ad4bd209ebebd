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

rescue_unanswered-list-1 = A question has no answer yet: { $because }. Would one of you take it up, or know who could?
rescue_unanswered-list-2 = For whoever has a moment: { $because }. A word from one of you would count for more than one from a bot.
rescue_unanswered-list-3 = I would have asked a volunteer, but nobody else has offered to be asked, and { $because }. Is it one that you would like to pick up?
rescue_unanswered-list-4 = One question is still open: { $because }. It may be fine as it is; you know the room and I do not.
rescue_unanswered-list-5 = On the list for a person: { $because }. Perhaps one of you knows whom to ask?
rescue_unanswered-list-6 = No volunteer is at hand for the question linked here, and { $because }. Could somebody on your side have a look, if it still matters?

## The practice in _example.py, to be copied

example-because = this story has waited { practice-waited } without a word back

example-story-1 = One story is still without a reply: { $because }. Would one of you like to write a line?
example-story-2 = For whoever has a moment: { $because }. A word from one of you may be enough.
example-story-3 = I noticed that { $because }. Is there somebody it would speak to?
example-story-4 = Passing this on, since { $because }. It may be fine as it is; you know the room.
example-story-5 = On the list for a person: { $because }. Perhaps one of you knows who would like to reply?
