"""The site's template tags. `{% load headrow %}` in any template of any app.

A page
    {% extends "web/layout.html" %}{% load headrow %}   ("web/layout_public.html" on the public host)
    {% block h1 %}Board on 9 December 2026{% endblock %}   the h1, and by itself the title
    {% block back %}{% back "/boards/" %}{% endblock %}    or block breadcrumbs; never both
    {% block sub_navigation %}{% sub_navigation items %}{% endblock %}
    {% block content %} ... {% endblock %}
  Plain h2, p, ul, dl, table and a need no class. `<div class="two-thirds">` holds text;
  `<div class="with-side"><div>..</div><aside>..</aside></div>` puts facts at the right;
  `<p class="lead">`, `<p class="small">`; `<div class="columns">` lays its children in columns.
  A form in the context called `form` (or a list called `forms`) puts its errors at the head of the
  page and "Error: " before the title, by itself.
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
    {{ n|number }} 12,345          {{ n|change }} +5, −8           {{ n|counted:"case,cases" }} 3 cases
    {{ x|or_not_stated }}          the value, or "Not stated"
"""

import uuid
from typing import Any

from django import template
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.template.context import Context
from django.template.loader import render_to_string
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.html import format_html, format_html_join, strip_tags
from django.utils.safestring import SafeString, mark_safe

from headrow.partnership.web.look import dates, numbers
from headrow.partnership.web.look.errors import errors_of
from headrow.partnership.web.look.fields import drawn
from headrow.partnership.web.look.matrix import IMPACTS, matrix
from headrow.partnership.web.look.status import status_tag
from headrow.partnership.web.look.tables import cell, laid_out

register = template.Library()

register.filter("day", dates.day)
register.filter("short_day", dates.short_day)
register.filter("month", dates.month)
register.filter("clock_time", dates.clock_time)
register.filter("in_days", dates.in_days)
register.filter("number", numbers.number)
register.filter("change", numbers.change)
register.filter("counted", numbers.counted)
register.filter("or_not_stated", cell)
register.simple_tag(status_tag, name="status")


def _part(name: str, **known: Any) -> SafeString:
    return render_to_string(f"web/parts/{name}.html", known)


def _request_data(context: Context, method: str) -> Any:
    request = context.get("request")
    return getattr(request, method, {}) if request else {}


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
    return _part("error_summary", errors=_page_errors(context))


@register.simple_tag
def error_summary(*forms: BaseForm) -> SafeString:
    """The error summary of the forms given."""
    return _part("error_summary", errors=errors_of(forms))


@register.simple_tag
def field(bound: BoundField, **chosen: Any) -> SafeString:
    """One field in its pattern; see `look.fields.drawn` for what may be chosen."""
    return _part("field", **drawn(bound, **chosen))


@register.simple_tag
def fields(form: BaseForm) -> SafeString:
    """Every field of a form, hidden ones included."""
    return mark_safe("".join(_part("field", **drawn(bound)) for bound in form))


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
    return _part(
        "form",
        fields=fields(form),
        submit=submit,
        key=_key(context) if key else "",
        csrf_token=context.get("csrf_token", ""),
        multipart=form.is_multipart(),
        **chosen,
    )


@register.simple_tag
def button(
    words: str, kind: str = "", href: str = "", name: str = "", value: str = ""
) -> SafeString:
    """A button that sends its form, or a link drawn as one."""
    classes = f"govuk-button govuk-button--{kind}" if kind else "govuk-button"
    if href:
        return format_html('<a class="{}" href="{}" role="button">{}</a>', classes, href, words)
    named = format_html(' name="{}" value="{}"', name, value) if name else ""
    return format_html('<button class="{}" type="submit"{}>{}</button>', classes, named, words)


@register.simple_tag
def tag(words: str, tone: str = "") -> SafeString:
    """A plain label; tone: nothing, "urgent" or "quiet"."""
    tone = f" govuk-tag--{tone}" if tone else ""
    return format_html('<strong class="govuk-tag{}">{}</strong>', tone, words)


@register.simple_block_tag
def warning(content: str) -> SafeString:
    """Something that cannot be undone, or that the law asks for."""
    return format_html(
        '<div class="govuk-warning-text"><span class="govuk-warning-text__icon" '
        'aria-hidden="true">!</span><strong class="govuk-warning-text__text">'
        '<span class="govuk-visually-hidden">Warning: </span>{}</strong></div>',
        content,
    )


@register.simple_block_tag
def inset(content: str) -> SafeString:
    """Words set apart from the text around them."""
    return format_html('<div class="govuk-inset-text">{}</div>', content)


@register.simple_block_tag
def details(content: str, summary: str) -> SafeString:
    """Words that open when asked for."""
    return format_html(
        '<details class="govuk-details"><summary class="govuk-details__summary">'
        '<span class="govuk-details__summary-text">{}</span></summary>'
        '<div class="govuk-details__text">{}</div></details>',
        summary,
        content,
    )


@register.simple_block_tag
def panel(content: str, title: str) -> SafeString:
    """The confirmation at the end of a journey; its title is the page's h1."""
    return format_html(
        '<div class="govuk-panel"><h1 class="govuk-panel__title">{}</h1>'
        '<div class="govuk-panel__body">{}</div></div>',
        title,
        content,
    )


@register.simple_block_tag
def card(content: str, title: str, href: str = "", act: str = "") -> SafeString:
    """A titled block of facts, usually a summary list."""
    link = format_html('<a class="govuk-link" href="{}">{}</a>', href, act) if href else ""
    return format_html(
        '<section class="govuk-summary-card"><div class="govuk-summary-card__title-wrapper">'
        '<h2 class="govuk-summary-card__title">{}</h2>{}</div>'
        '<div class="govuk-summary-card__content">{}</div></section>',
        title,
        link,
        content,
    )


@register.simple_tag
def empty(words: str, href: str = "", text: str = "") -> SafeString:
    """What a list says when nothing is in it."""
    return _part("empty", words=words, href=href, text=text)


@register.simple_tag
def identity(title: str, facts: Any) -> SafeString:
    """The bar at the head of one record: its name and up to four facts."""
    return format_html(
        '<div class="identity"><p class="identity__title">{}</p><dl>{}</dl></div>',
        title,
        format_html_join(
            "", "<div><dt>{}</dt><dd>{}</dd></div>", ((words, cell(said)) for words, said in facts)
        ),
    )


@register.simple_tag
def table(columns: str, rows: Any, caption: str = "", caption_hidden: bool = False) -> SafeString:
    """A table that becomes blocks on a phone."""
    return _part("table", caption=caption, caption_hidden=caption_hidden, **laid_out(columns, rows))


@register.simple_tag
def summary_list(rows: Any) -> SafeString:
    """Keys and values, each perhaps with a link to change it."""
    filled = [
        {
            "key": row[0],
            "says": cell(row[1]),
            "href": row[2] if len(row) > 2 else "",
            "act": row[3] if len(row) > 3 else "Change",
        }
        for row in rows
    ]
    return _part("summary_list", rows=filled)


@register.simple_tag
def task_list(items: Any) -> SafeString:
    """Steps of a longer job, each with what is left to do."""
    return _part("task_list", items=items)


@register.simple_tag
def timeline(items: Any) -> SafeString:
    """What happened, newest first."""
    return _part("timeline", items=items)


@register.simple_tag
def sub_navigation(items: Any, label: str = "Parts of this page") -> SafeString:
    """Links to the parts of one record."""
    return _part("sub_navigation", items=items, label=label)


@register.simple_tag
def back(href: str, words: str = "Back") -> SafeString:
    """The link back, for the block of that name."""
    return format_html('<a class="govuk-back-link" href="{}">{}</a>', href, words)


@register.simple_tag
def breadcrumbs(*pairs: str) -> SafeString:
    """Words and address in turn, from the top down."""
    return format_html(
        '<nav class="govuk-breadcrumbs" aria-label="Breadcrumb"><ol>{}</ol></nav>',
        format_html_join(
            "",
            '<li><a class="govuk-breadcrumbs__link" href="{}">{}</a></li>',
            zip(pairs[1::2], pairs[::2], strict=True),
        ),
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

    return _part("pagination", page=page, before=at(page.number - 1), after=at(page.number + 1))


@register.simple_tag
def risk_matrix(
    risks: Any, appetite: str = "", caption: str = "Risks by likelihood and impact"
) -> SafeString:
    """The 5 by 5 of risks as a table."""
    return _part(
        "risk_matrix", heads=IMPACTS, rows=matrix(risks), appetite=appetite, caption=caption
    )
