"""What a finding lists beside its reasons says by a heading what it is."""

from workbook.answers.locale import Locale
from workbook.metrics import business_model
from workbook.metrics.business_model import Sign


def test_other_models_have_their_heading():
    signs = [Sign("advice", "much", {"enquiry": 3, "direct": -2}, "Each customer needs advice."), Sign("price", "high", {"direct": 1}, "It is dear.")]
    found = business_model.finding(business_model.recommend({"advice": "much"}, signs), Locale())
    assert found.points
    assert "open" in found.points_title
