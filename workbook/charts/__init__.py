"""Tables to charts, in one theme."""
