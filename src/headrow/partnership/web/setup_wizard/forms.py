"""One form a step; each says what is wrong in the words of the field."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.validators import EmailValidator, RegexValidator

from headrow.partnership.web.setup_wizard.words import (
    KINDS_OF_AREA,
    KINDS_OF_BOARD,
    QUORUMS,
    WORDS,
)
from headrow.vocabulary.contrast import LEAST_RATIO, contrast_on_white
from headrow.vocabulary.localities import OUR_BAND

AREA = re.compile(r"[EW]\d{8}")
DOMAIN = re.compile(r"(?=.{4,253}\Z)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")
# What may not stand in a name: a file of words never holds them, and no page can show them.
NO_CONTROLS = RegexValidator(r"\A[^\x00-\x1f\x7f]*\Z", "Remove line breaks and control characters")


def text(label: str, missing: str, **more: Any) -> forms.CharField:
    """A line of text that must be there; `missing` is said where it is not."""
    more.setdefault("max_length", 120)
    return forms.CharField(
        label=label, error_messages={"required": missing}, validators=[NO_CONTROLS], **more
    )


class AreaForm(forms.Form):
    """Step 1."""

    code = text(
        "Code of the district", "Enter the code of the district", max_length=9,
        help_text="Nine characters, as in official statistics: E or W and eight digits",
    )  # fmt: skip
    name = text("Name of the district", "Enter the name of the district")
    place = forms.CharField(
        label="Name in sentences", required=False, max_length=120, validators=[NO_CONTROLS],
        help_text="Only where it differs, for example: the Vale",
    )  # fmt: skip

    def clean_code(self) -> str:
        """E or W and eight digits."""
        code = str(self.cleaned_data["code"]).strip().upper()
        if not AREA.fullmatch(code):
            raise forms.ValidationError("Code of the district must be E or W and eight digits")
        return code


class ForceForm(forms.Form):
    """Step 2."""

    force = text(
        "Police force", "Enter the name of the police force",
        help_text="As it names itself in the files it publishes",
    )  # fmt: skip


class KindForm(forms.Form):
    """Step 3."""

    kind_of_area = forms.ChoiceField(
        label="Kind of area", choices=KINDS_OF_AREA, widget=forms.RadioSelect,
        error_messages={"required": "Select the kind of area"},
    )  # fmt: skip


class PartnershipForm(forms.Form):
    """Step 4."""

    name = text("Name of the partnership", "Enter the name of the partnership")
    code = forms.SlugField(
        label="Short code", max_length=40,
        help_text="Small letters, digits and hyphens. It names the folder and never changes",
        error_messages={
            "required": "Enter a short code",
            "invalid": "Short code must be small letters, digits and hyphens, for example nidd-vale",
        },
    )  # fmt: skip
    band = forms.CharField(
        label="Colour of the band at the top", initial=OUR_BAND, max_length=7,
        help_text="# and six digits. White words must be readable on it",
        error_messages={"required": "Enter a colour, for example #0b4a53"},
    )  # fmt: skip

    def clean_code(self) -> str:
        """In small letters."""
        return str(self.cleaned_data["code"]).lower()

    def clean_band(self) -> str:
        """Dark enough for white words."""
        try:
            ratio = contrast_on_white(self.cleaned_data["band"])
        except ValueError:
            raise forms.ValidationError(
                "Colour must be # and six digits, for example #0b4a53"
            ) from None
        if ratio < LEAST_RATIO:
            raise forms.ValidationError(
                f"Colour is too light: white words on it have a contrast of {ratio:.1f} to 1, and {LEAST_RATIO}"
                " is the least. Choose a darker one"
            )
        return str(self.cleaned_data["band"]).lower()


class BoardForm(forms.Form):
    """Step 5: one board at a time."""

    name = text("Name of the board", "Enter the name of the board")
    letters = forms.RegexField(
        r"\A[A-Za-z]{2,8}\Z", label="Letters of its decision numbers", max_length=8,
        help_text="Two to eight letters, for example GOLD",
        error_messages={
            "required": "Enter the letters of its decision numbers",
            "invalid": "Letters must be two to eight letters without digits, for example GOLD",
        },
    )  # fmt: skip
    kind = forms.ChoiceField(
        label="What it is", choices=KINDS_OF_BOARD, widget=forms.RadioSelect,
        error_messages={"required": "Select what the board is"},
    )  # fmt: skip
    meets_every_months = forms.IntegerField(
        label="Months between meetings", min_value=1, max_value=12, initial=2,
        error_messages={
            "required": "Enter the months between meetings",
            "min_value": "Months between meetings must be from 1 to 12",
            "max_value": "Months between meetings must be from 1 to 12",
            "invalid": "Months between meetings must be a whole number from 1 to 12",
        },
    )  # fmt: skip
    quorum = forms.ChoiceField(
        label="Quorum",
        help_text="The share of its voting members who must be there before it may decide",
        choices=QUORUMS,
        initial="1/2", widget=forms.RadioSelect,
        error_messages={"required": "Select the quorum"},
    )  # fmt: skip

    def clean_letters(self) -> str:
        """In capitals."""
        return str(self.cleaned_data["letters"]).upper()


class WordsForm(forms.Form):
    """Step 6: the partnership's own words; an empty one keeps ours."""

    def __init__(self, *args: Any, **known: Any) -> None:
        super().__init__(*args, **known)
        for code, ours, means in WORDS:
            self.fields[code.replace(" ", "_")] = forms.CharField(
                label=f"Your word for “{ours}”", help_text=means, required=False,
                max_length=80, validators=[NO_CONTROLS],
            )  # fmt: skip


class ContactForm(forms.Form):
    """Step 7: one contact at a time; it needs a telephone number or an e-mail address."""

    name = text("Name of the contact", "Enter the name of the contact")
    says = text("What it is for", "Enter what the contact is for", max_length=300)
    phone = forms.RegexField(
        r"\A[0-9 +()]{3,20}\Z", label="Telephone number", required=False,
        error_messages={"invalid": "Telephone number must be digits, for example 01234 567890"},
    )  # fmt: skip
    email = forms.CharField(
        label="E-mail address", required=False, max_length=200,
        validators=[EmailValidator("E-mail address must look like name@example.gov.uk")],
    )  # fmt: skip
    hours = forms.CharField(
        label="When it answers", required=False, max_length=120, validators=[NO_CONTROLS]
    )

    def clean(self) -> dict[str, Any]:
        """A way to reach it."""
        found = super().clean() or {}
        if not found.get("phone") and not found.get("email") and not self.errors:
            self.add_error("phone", "Enter a telephone number or an e-mail address")
        return found


class DomainsForm(forms.Form):
    """Step 8."""

    email_domains = forms.CharField(
        label="E-mail domains of the agencies", widget=forms.Textarea,
        help_text="One on each line, without the @, for example council.gov.uk",
        error_messages={"required": "Enter at least one e-mail domain"},
    )  # fmt: skip

    def clean_email_domains(self) -> list[str]:
        """Each a domain, once."""
        found = str(self.cleaned_data["email_domains"]).lower().replace("@", " ").split()
        for each in found:
            if not DOMAIN.fullmatch(each):
                raise forms.ValidationError(f"“{each}” is not a domain, such as council.gov.uk")
        return list(dict.fromkeys(found))


class MakeForm(forms.Form):
    """The last question, where a folder of that code is there already."""

    replace = forms.BooleanField(
        label="Replace what was set up under this code before. The old file is kept aside",
        error_messages={"required": "Confirm that what was set up before is replaced"},
    )
