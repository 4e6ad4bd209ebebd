"""Makes the model of reply links from the train part of irc-disentanglement."""
