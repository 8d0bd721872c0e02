"""The simulated market: decisions in, the five tables out, its truth inspectable."""
