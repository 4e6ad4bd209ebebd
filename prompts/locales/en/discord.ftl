### What stands on Discord beside the words themselves: the buttons below what the bot says.

control-said-helpful = Helpful
control-said-notnow = Not now
control-said-stop = Stop here
control-why-show = Why?

discord-tummler = What Tummler knows of you, what it may do, and how to stop it
discord-tummler-staff = For moderators: the queue, the digest, channels, levels, and the stop
discord-menu-why = Why did it say this?
discord-menu-stop-this = Stop this here
discord-menu-forget-message = Forget this message
discord-menu-solved = This is answered
# Names of a forum's tag for what is answered, with commas; any one of them is taken.
discord-answered-tags = answered, solved, resolved, done
discord-outdated = The commands have just changed. Please reload Discord, and call it again.
discord-nowhere = This belongs to no server, so there is nothing to answer.
discord-unknown = I do not listen on this server yet, so there is nothing to answer.
discord-sure = Really?
discord-sure-yes = Yes
discord-form-open = Open the form
discord-form-too-long = This form is too long for Discord. Use the page of your community.
discord-digest-full = Full digest
discord-digest-shortened = Shortened to fit here; the button gives all of it.
