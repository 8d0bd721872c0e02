"""From what was answered to what is calculated with.

Pages and the plan calculate from the same answers; the translation stands here once, so that they cannot differ.
Each function takes the typed answers of a form and gives what a calculation wants, or `None` while too little is known.
"""
