"""The served app: Voilà with our template, static files and limits."""
