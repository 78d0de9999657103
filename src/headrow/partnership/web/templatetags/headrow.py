"""The site's template tags. `{% load headrow %}` in any template of any app.

A page
    {% extends "web/layout.html" %}{% load headrow %}   ("web/layout_public.html" on the public host)
    {% block h1 %}Board on 9 December 2026{% endblock %}   the h1, and by itself the title
    {% block back %}{% back "/boards/" %}{% endblock %}    or block breadcrumbs; never both
    {% block sub_navigation %}{% sub_navigation items %}{% endblock %}
    {% block content %} ... {% endblock %}
  Plain h2, p, ul, dl, table and a need no class. `<div class="two-thirds">` holds text;
  `<div class="with-side"><div>..</div><aside>..</aside></div>` puts facts at the right;
  `<p class="lead">`, `<p class="small">`; `<div class="columns">` lays its children in columns;
  `<ul class="pairs"><li><a>..</a> {% status .. %}</li></ul>` puts a status at the right of a name.
  A form in the context called `form` (or a list called `forms`) puts its errors at the head of the
  page and "Error: " before the title, by itself.
  `{% block head %}{% htmx %}{% endblock %}` brings htmx 2 to a page that uses hx- attributes.
  A page that is only a form: {% extends "web/form_page.html" %}, give `form`, `submit`.

Forms (Django forms; widgets decide the pattern; SelectDateWidget is drawn as three boxes)
    {% whole_form form submit="Record the decision" %}     with CSRF, idempotency key, fields
        cancel="/boards/"  warning=True  draft="update-17" (kept on the phone)  action="/x/"  key=False
    {% fields form %}                       every field, for a <form> of your own with {% csrf_token %}
    {% idempotency_key %}                   the hidden key; posted again it keeps its value
    {% field form.reason %}                 label= hint= heading=True width="10" rows=8 inline=True
    {% button "Send the update" %}          kind="secondary" or "warning"; href="/x/" makes a link
    {% error_summary form %}                only where the layout does not see the form

Words in boxes
    {% status deliverable.colour %}         on_track at_risk off_track done complete not_started
                                            stopped no_update, or red amber green grey; word="..."
    {% tag "Draft" %}                       a plain grey label; "urgent" or "quiet" as second word
    {% warning %}This cannot be undone.{% endwarning %}
    {% inset %}...{% endinset %}
    {% details "How was this worked out?" %}...{% enddetails %}
    {% panel "Report sent" %}Your reference is ...{% endpanel %}
    {% empty "No actions are due." %}       href="/x/" text="Make the first one"
    {% identity "Case HR-7K3M" facts %}     facts: list of (words, value)

Lists
    {% table "Deliverable|Status|Lead|Due:number" rows caption="Deliverables" %}
        rows: lists of words, numbers, dates, None ("Not stated"), {"href", "text"}, {"status"};
        a phone shows each row as a block. By hand: <table class="stack"> with data-label on each td.
    {% summary_list rows %}                 rows: (key, value) or (key, value, href) or
                                            (key, value, href, "Change")
    {% card "Neighbourhood board" %}...{% endcard %}
    {% task_list items %}                   items: {"text", "href", "hint", "done", "status"}
    {% timeline items %}                    items: {"when", "text", "by", "detail", "current"}, newest first
    {% sub_navigation items %}              items: {"href", "text", "current"}
    {% breadcrumbs "Boards" "/boards/" "Gold" "/boards/gold/" %}
    {% pagination page %}                   a Django Page; keeps the other filters of the address
    {% filters form %}                      GET form of a filter column, with removable tags
    {% risk_matrix risks %}                 risks: {"likelihood", "impact", "text", "href"}; appetite="..."

Filters
    {{ d|day }} 22 November 2026   {{ d|short_day }} 22 Nov 2026   {{ d|month }} November 2026
    {{ t|clock_time }} 3:30pm      {{ d|in_days }} in 3 days
    {{ t|moment }} 22 November 2026, 3:30pm
    {{ n|number }} 12,345          {{ n|change }} +5, −8           {{ n|counted:"case,cases" }} 3 cases
    {{ x|or_not_stated }}          the value, or "Not stated"
    {{ "Delivery board"|our_words }}   the partnership's own word for it, or ours
"""

import uuid
from typing import Any

from django import template
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.template.context import Context
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.templatetags.static import static
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe

from headrow.partnership.web.look import boxes, dates, lists, numbers
from headrow.partnership.web.look.errors import errors_of
from headrow.partnership.web.look.fields import drawn
from headrow.partnership.web.look.filtering import chosen_filters
from headrow.partnership.web.look.lists import part
from headrow.partnership.web.look.own_words import our_words
from headrow.partnership.web.look.status import status_tag
from headrow.partnership.web.look.tables import cell

register = template.Library()

register.filter("day", dates.day)
register.filter("short_day", dates.short_day)
register.filter("month", dates.month)
register.filter("clock_time", dates.clock_time)
register.filter("in_days", dates.in_days)
register.filter("moment", dates.moment)
register.filter("number", numbers.number)
register.filter("change", numbers.change)
register.filter("counted", numbers.counted)
register.filter("or_not_stated", cell)
register.filter(our_words)
register.simple_tag(status_tag, name="status")
for draw in (boxes.button, boxes.tag, boxes.identity, boxes.back, boxes.breadcrumbs):
    register.simple_tag(draw)
for draw in (boxes.warning, boxes.inset, boxes.details, boxes.panel, boxes.card):
    register.simple_block_tag(draw)
for draw in (lists.empty, lists.table, lists.summary_list, lists.task_list, lists.timeline):
    register.simple_tag(draw)
for draw in (lists.sub_navigation, lists.risk_matrix):
    register.simple_tag(draw)


def _request_data(context: Context, method: str) -> Any:
    request = context.get("request")
    return getattr(request, method, {}) if request else {}


HTMX_SETTINGS = (
    '{"allowEval":false,"allowScriptTags":false,"historyCacheSize":0,'
    '"includeIndicatorStyles":false,"selfRequestsOnly":true}'
)


@register.simple_tag
def htmx() -> SafeString:
    """htmx, set so that the content policy needs no exception and no page is kept in the browser."""
    return format_html(
        '<meta name="htmx-config" content="{}"><script defer src="{}"></script>',
        HTMX_SETTINGS,
        static("django_htmx/htmx-2.min.js"),
    )


@register.simple_tag(takes_context=True)
def h1_words(context: Context) -> str:
    """What the page's h1 says, for its title."""
    blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
    block = blocks.get_block("h1") if blocks else None
    return mark_safe(strip_tags(block.render(context)).strip()) if block else ""  # escaped within


def _page_errors(context: Context) -> list[dict[str, str]]:
    return errors_of([context.get("form") or (), context.get("forms") or ()])


@register.simple_tag(takes_context=True)
def error_prefix(context: Context) -> str:
    """ "Error: " when a form of the page was refused, so that the title says it first."""
    return "Error: " if _page_errors(context) else ""


@register.simple_tag(takes_context=True)
def page_errors(context: Context) -> SafeString:
    """The error summary of the forms called `form` and `forms` in the context."""
    return part("error_summary", errors=_page_errors(context))


@register.simple_tag
def error_summary(*forms: BaseForm) -> SafeString:
    """The error summary of the forms given."""
    return part("error_summary", errors=errors_of(forms))


@register.simple_tag
def field(bound: BoundField, **chosen: Any) -> SafeString:
    """One field in its pattern; see `look.fields.drawn` for what may be chosen."""
    return part("field", **drawn(bound, **chosen))


@register.simple_tag
def fields(form: BaseForm) -> SafeString:
    """Every field of a form, hidden ones included."""
    return mark_safe("".join(part("field", **drawn(bound)) for bound in form))


def _key(context: Context) -> str:
    return str(_request_data(context, "POST").get("idempotency_key") or uuid.uuid4())


@register.simple_tag(takes_context=True)
def idempotency_key(context: Context) -> SafeString:
    """The hidden key by which a second press of the same button is known."""
    return format_html('<input type="hidden" name="idempotency_key" value="{}">', _key(context))


@register.simple_tag(takes_context=True)
def whole_form(
    context: Context, form: BaseForm, submit: str = "Continue", key: bool = True, **chosen: Any
) -> SafeString:
    """A complete POST form: token, idempotency key, fields, one button, perhaps "Cancel"."""
    return part(
        "form",
        fields=fields(form),
        submit=submit,
        key=_key(context) if key else "",
        csrf_token=context.get("csrf_token", ""),
        multipart=form.is_multipart(),
        **chosen,
    )


@register.simple_tag(takes_context=True)
def pagination(context: Context, page: Any) -> SafeString:
    """Previous and next, keeping the rest of the address; nothing for one page."""

    def at(number: int) -> str:
        data = _request_data(context, "GET")
        kept = data.copy() if hasattr(data, "urlencode") else None
        if kept is None:
            return f"page={number}"
        kept["page"] = str(number)
        return kept.urlencode()

    return part("pagination", page=page, before=at(page.number - 1), after=at(page.number + 1))


@register.simple_tag(takes_context=True)
def filters(context: Context, form: BaseForm, submit: str = "Apply filters") -> SafeString:
    """The filter column: a GET form, and above it what is filtered now, each with a link to remove it."""
    data = _request_data(context, "GET")
    drawings = mark_safe("".join(part("field", **drawn(f, optional=False)) for f in form))
    return part("filters", fields=drawings, submit=submit, chosen=chosen_filters(form, data))
