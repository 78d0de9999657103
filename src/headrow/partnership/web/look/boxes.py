"""Small components: buttons, labels, words in boxes, ways back."""

from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from headrow.partnership.web.look.tables import cell


def button(
    words: str, kind: str = "", href: str = "", name: str = "", value: str = ""
) -> SafeString:
    """A button that sends its form, or a link drawn as one."""
    classes = f"govuk-button govuk-button--{kind}" if kind else "govuk-button"
    if href:
        return format_html('<a class="{}" href="{}" role="button">{}</a>', classes, href, words)
    named = format_html(' name="{}" value="{}"', name, value) if name else ""
    return format_html('<button class="{}" type="submit"{}>{}</button>', classes, named, words)


def tag(words: str, tone: str = "") -> SafeString:
    """A plain label; tone: nothing, "urgent" or "quiet"."""
    tone = f" govuk-tag--{tone}" if tone else ""
    return format_html('<strong class="govuk-tag{}">{}</strong>', tone, words)


def warning(content: str) -> SafeString:
    """Something that cannot be undone, or that the law asks for."""
    return format_html(
        '<div class="govuk-warning-text"><span class="govuk-warning-text__icon" '
        'aria-hidden="true">!</span><strong class="govuk-warning-text__text">'
        '<span class="govuk-visually-hidden">Warning: </span>{}</strong></div>',
        content,
    )


def inset(content: str) -> SafeString:
    """Words set apart from the text around them."""
    return format_html('<div class="govuk-inset-text">{}</div>', content)


def details(content: str, summary: str) -> SafeString:
    """Words that open when asked for."""
    return format_html(
        '<details class="govuk-details"><summary class="govuk-details__summary">'
        '<span class="govuk-details__summary-text">{}</span></summary>'
        '<div class="govuk-details__text">{}</div></details>',
        summary,
        content,
    )


def panel(content: str, title: str) -> SafeString:
    """The confirmation at the end of a journey; its title is the page's h1."""
    return format_html(
        '<div class="govuk-panel"><h1 class="govuk-panel__title">{}</h1>'
        '<div class="govuk-panel__body">{}</div></div>',
        title,
        content,
    )


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


def identity(title: str, facts: Any) -> SafeString:
    """The bar at the head of one record: its name and up to four facts."""
    return format_html(
        '<div class="identity"><p class="identity__title">{}</p><dl>{}</dl></div>',
        title,
        format_html_join(
            "", "<div><dt>{}</dt><dd>{}</dd></div>", ((words, cell(said)) for words, said in facts)
        ),
    )


def back(href: str, words: str = "Back") -> SafeString:
    """The link back, for the block of that name."""
    return format_html('<a class="govuk-back-link" href="{}">{}</a>', href, words)


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
