"""The same page three times more: in stock Voilà, in Panel and in Streamlit. `offer.py` is what all of them ask, calculate and draw."""
