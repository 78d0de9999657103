"""Routes of risks, escalations, highlight reports, the executive's page, annual reviews, scrutiny."""

from django.urls import path

from headrow.partnership.boards.views import (
    annual_reviews,
    escalations,
    executive,
    highlight_reports,
    risks,
    scrutiny,
)

REPORT = "boards/<uuid:key>/highlight/<slug:period>/"

urlpatterns = [
    path("executive/", executive.needs, name="executive"),
    path("risks/", risks.risk_list, name="risks"),
    path("risks/<uuid:key>/", risks.risk, name="risk"),
    path("risks/<uuid:key>/review/", risks.review, name="risk-review"),
    path("risks/<uuid:key>/accept/", risks.accept, name="risk-accept"),
    path("risks/<uuid:key>/close/", risks.close, name="risk-close"),
    path("boards/<uuid:key>/risks/new/", risks.raise_risk, name="risk-new"),
    path("escalations/", escalations.escalation_list, name="escalations"),
    path("escalations/ask/", escalations.ask_rules, name="escalations-ask"),
    path("escalations/<uuid:key>/", escalations.escalation, name="escalation"),
    path("escalations/<uuid:key>/close/", escalations.close, name="escalation-close"),
    path("deliverables/<uuid:key>/escalate/", escalations.by_hand, name="escalate-deliverable"),
    path("boards/<uuid:key>/highlight/", highlight_reports.reports, name="highlights"),
    path("boards/<uuid:key>/highlight/begin/", highlight_reports.begin, name="highlight-begin"),
    path(REPORT, highlight_reports.report, name="highlight"),
    path(f"{REPORT}fill/", highlight_reports.fill, name="highlight-fill"),
    path(f"{REPORT}sign/", highlight_reports.sign, name="highlight-sign"),
    path(f"{REPORT}<slug:section>/", highlight_reports.write, name="highlight-write"),
    path("reviews/", annual_reviews.reviews, name="reviews"),
    path("reviews/<uuid:key>/", annual_reviews.review, name="review"),
    path("reviews/<uuid:key>/review.pdf", annual_reviews.as_pdf, name="review-pdf"),
    path("reviews/<uuid:key>/review.docx", annual_reviews.as_docx, name="review-docx"),
    path("reviews/<uuid:key>/freeze/", annual_reviews.freeze, name="review-freeze"),
    path("reviews/<uuid:key>/issue/", annual_reviews.issue, name="review-issue"),
    path("reviews/<uuid:key>/<slug:section>/", annual_reviews.write, name="review-write"),
    path("scrutiny/", scrutiny.overview, name="scrutiny"),
    path("scrutiny/recommend/", scrutiny.recommend, name="scrutiny-recommend"),
    path("scrutiny/<uuid:key>/", scrutiny.recommendation, name="scrutiny-one"),
    path("scrutiny/<uuid:key>/respond/", scrutiny.respond, name="scrutiny-respond"),
]
