"""The page in Streamlit: `streamlit run streamlit_page.py`."""

import streamlit as st

from benchmarks.peers.offer import FIELDS, cash, headline, stages


def asked(field):
    if field.choices:
        return st.selectbox(field.label, field.choices, index=field.choices.index(field.begin))
    if isinstance(field.begin, str):
        return st.text_input(field.label, field.begin)
    return st.number_input(field.label, value=float(field.begin))


st.title("Offer")
values = {field.name: asked(field) for field in FIELDS}
st.header(headline(values))
st.altair_chart(stages(values))
st.altair_chart(cash(values))
