# Its facts are fixed: who runs it, what is read, how long it is kept, where it goes, how to stop it, and
# that it keeps silent on purpose. Its wording is free.
announcement =
    We are trying out Tummler here: a bot that helps people to answers and to one another, and mostly keeps silent. The moderators of { $name } run it, on a machine of their own.
    - It hears { $rooms }, and no direct messages.
    - { $objections ->
        [0] It reads words to see what waits for an answer, keeps them for { $hours } hours, and then only counts.
       *[other] Until { $until } it hears only who answers whom, and when. From then on it reads words to see what waits for an answer, keeps them for { $hours } hours, and then only counts.
      }
    - Nothing of it is sent anywhere else.
    - Nobody is ranked or scored. Now and then it keeps silent on purpose, to find out whether its words help.
    - /tummler me shows what it holds of you; there you can pause it, and have it forget you.
    Do you object? Tell a moderator{ $objections ->
        [0] .
       *[other] {" "}before { $until }.
    }
announcement-first = Tell your members before you start; this is a text for it, in words that are yours to change:
announcement-until = Until { $until } I hear structure only: who answers whom, and when. { $days ->
        [one] Members have a day to object.
       *[other] Members have { $days } days to object.
    } --objections DAYS changes that.
announcement-then = Once it is posted, say where: tummler connect { $platform } --announced LINK
announcement-kept = Noted where members were told, for { $rooms ->
        [one] one channel.
       *[other] { $rooms } channels.
    }
announcement-no-rooms = No channel is listened to yet, so there is nothing to announce.
