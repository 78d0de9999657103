"""The Word styles of a document: an analyst changes a style once, and the whole document follows.

Sizes are points from the tokens; Word wants half points for type and twentieths for space.
"""

from __future__ import annotations

from typing import Any, Final

from headrow.documents import tokens

_W: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_SOFT: Final = tokens.SOFT_INK[1:]
_INK: Final = tokens.INK[1:]
_TEAL: Final = tokens.BAND[1:]
# Names that Word knows; its own in small letters are known by that.
_WORDS_OWN: Final = frozenset({"Normal", "Title", "Subtitle", "List Bullet", "List Number"})
_KEEP: Final = "<w:keepNext/><w:keepLines/>"


def dress(document: Any, language: str) -> None:
    """Give a new python-docx document our styles, and drop its own of the same name."""
    from docx.oxml import parse_xml

    styles = document.styles.element
    made = [parse_xml(markup) for markup in _styles(language)]
    ours = {style.get(_name("styleId")) for style in made}
    for style in list(styles.findall(_name("style"))):
        if style.get(_name("styleId")) in ours:
            styles.remove(style)
    defaults = styles.find(_name("docDefaults"))
    if defaults is not None:
        styles.remove(defaults)
    styles.insert(0, parse_xml(_defaults(language)))
    styles.extend(made)


def name_a_stand_in(document: Any) -> None:
    """Arial where our face is not installed: said in the table of fonts, as Word reads it."""
    face = f'<w:font w:name="{tokens.FONT_FAMILY}"><w:altName w:val="Arial"/><w:family w:val="swiss"/></w:font>'
    for part in document.part.package.iter_parts():
        if part.partname.endswith("/fontTable.xml"):
            # python-docx has no door to this part: it keeps it as bytes.
            part._blob = part.blob.replace(b"</w:fonts>", face.encode() + b"</w:fonts>")


def _name(tag: str) -> str:
    return "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}" + tag


def _defaults(language: str) -> str:
    size, line = tokens.TYPE_PT["body"]
    return (
        f"<w:docDefaults {_W}><w:rPrDefault><w:rPr>{_font()}{_run(size)}"
        f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault><w:pPr>{_space(0, 6, line)}</w:pPr></w:pPrDefault></w:docDefaults>"
    )


def _font() -> str:
    family = tokens.FONT_FAMILY
    return f'<w:rFonts w:ascii="{family}" w:hAnsi="{family}" w:cs="Arial" w:eastAsia="{family}"/>'


def _run(size: float, colour: str = _INK, bold: bool = False, italic: bool = False) -> str:
    return (
        ("<w:b/>" if bold else "")
        + ("<w:i/>" if italic else "")
        + f'<w:color w:val="{colour}"/><w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>'
    )


def _space(before: float, after: float, line: float) -> str:
    return (
        f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}"'
        f' w:line="{round(line * 20)}" w:lineRule="atLeast"/>'
    )


def _paragraph(
    code: str, name: str, role: str, *, before: float = 0, after: float = 6, paragraph: str = "",
    borders: str = "", tail: str = "", colour: str = _INK, bold: bool = False, based_on: str = "Normal",
    following: str = "",
) -> str:  # fmt: skip
    size, line = tokens.TYPE_PT[role]
    default = ' w:default="1"' if code == "Normal" else ""
    custom = "" if name[0].islower() or name in _WORDS_OWN else ' w:customStyle="1"'
    based = f'<w:basedOn w:val="{based_on}"/>' if code != "Normal" else ""
    return (
        f'<w:style {_W} w:type="paragraph"{default}{custom} w:styleId="{code}"><w:name w:val="{name}"/>{based}'
        f'<w:next w:val="{following or code}"/><w:qFormat/>'
        f"<w:pPr>{paragraph}{borders}{_space(before, after, line)}{tail}</w:pPr>"
        f"<w:rPr>{_font()}{_run(size, colour, bold)}</w:rPr></w:style>"
    )


def _edge(side: str, colour: str, eighths: int, line: str = "single", space: int = 4) -> str:
    return f'<w:{side} w:val="{line}" w:sz="{eighths}" w:space="{space}" w:color="{colour}"/>'


def _borders(*edges: str) -> str:
    return f"<w:pBdr>{''.join(edges)}</w:pBdr>"


def _level(number: int) -> str:
    return f'<w:outlineLvl w:val="{number}"/>'


def _styles(language: str) -> list[str]:
    return [*_text_styles(), *_figure_styles(), *_notice_styles(), *_run_styles(), _table_style()]


def _text_styles() -> list[str]:
    rule = tokens.RULE[1:]
    return [
        _paragraph("Normal", "Normal", "body"),
        _paragraph("Title", "Title", "h1", after=4, bold=True, following="Subtitle"),
        _paragraph("Subtitle", "Subtitle", "small", after=2, colour=_SOFT),
        *(
            _paragraph(
                f"Heading{n}", f"heading {n}", "h2" if n == 1 else "h3", before=before, after=6, bold=True,
                paragraph=_KEEP, tail=_level(n - 1), following="Normal",
            )
            for n, before in ((1, 20), (2, 16), (3, 12), (4, 12), (5, 12), (6, 12))
        ),
        _paragraph("Lead", "Lead", "lead", before=6, after=9),
        _paragraph("Small", "Small", "small", after=3, colour=_SOFT),
        _paragraph("ListBullet", "List Bullet", "body", after=3, paragraph=_numbering(1)),
        _paragraph("ListNumber", "List Number", "body", after=3, paragraph=_numbering(2)),
        _paragraph("Finding", "Finding", "body", after=4, borders=_borders(_edge("bottom", rule, 4))),
        _paragraph("ContentsTitle", "Contents Title", "h3", before=16, after=4, bold=True, paragraph=_KEEP),
        _paragraph("TOC1", "toc 1", "body", after=2, bold=True),
        _paragraph("TOC2", "toc 2", "body", after=2, tail='<w:ind w:left="284"/>'),
        _paragraph("Header", "header", "small", after=0, colour=_SOFT, paragraph=_right_tab()),
        _paragraph("Footer", "footer", "small", after=0, colour=_SOFT, paragraph=_right_tab()),
    ]  # fmt: skip


def _right_tab() -> str:
    return '<w:tabs><w:tab w:val="right" w:pos="9638"/></w:tabs>'


def _numbering(number: int) -> str:
    return f'<w:numPr><w:numId w:val="{number}"/></w:numPr>'


def _figure_styles() -> list[str]:
    top = _borders(_edge("top", _TEAL, 16, space=6))
    return [
        _paragraph("FigureNumber", "Figure Number", "small", before=16, after=0, colour=_SOFT, paragraph=_KEEP,
                   borders=top, following="Caption"),
        _paragraph("Caption", "caption", "h3", after=2, bold=True, paragraph=_KEEP),
        _paragraph("FigureSubtitle", "Figure Subtitle", "small", after=4, colour=_SOFT, paragraph=_KEEP),
        _paragraph("Drawing", "Drawing", "small", after=4, paragraph=_KEEP),
        _paragraph("HowToRead", "How To Read", "small", after=2, paragraph="<w:keepLines/>"),
        _paragraph("TableTitle", "Table Title", "table", before=10, after=2, bold=True, paragraph=_KEEP),
        _paragraph("TableText", "Table Text", "table", after=0),
        _paragraph("TableLabel", "Table Label", "table", after=0, bold=True, paragraph=_KEEP),
        _paragraph("TableNumber", "Table Number", "table", after=0, tail='<w:jc w:val="right"/>'),
        _paragraph("AimTitle", "Aim Title", "body", after=2, bold=True, paragraph=_KEEP),
        _paragraph("PlanItem", "Plan Item", "small", after=4,
                   borders=_borders(_edge("bottom", tokens.RULE[1:], 4, space=2))),
    ]  # fmt: skip


def _notice_styles() -> list[str]:
    control = tokens.CONTROL[1:]
    kinds = {
        "Gap": _borders(_edge("left", control, 18, "dashed", 8)),
        "Box": _borders(*(_edge(side, control, 6, "dashed", 6) for side in ("top", "left", "bottom", "right"))),
        "Caveat": _borders(_edge("left", control, 24, space=8)),
        "Draft": _borders(_edge("left", _INK, 24, space=8)),
        "Commentary": _borders(_edge("left", _TEAL, 24, space=8)),
    }  # fmt: skip
    indent = '<w:ind w:left="227"/>'
    texts = [
        _paragraph(f"Notice{kind}", f"Notice {kind}", "body", after=4, borders=border, tail=indent)
        for kind, border in kinds.items()
    ]
    titles = [
        _paragraph(
            f"Notice{kind}Title",
            f"Notice {kind} Title",
            "body",
            before=9,
            after=4,
            paragraph=_KEEP,
            borders=border,
            tail=indent,
            based_on=f"Notice{kind}",
            following=f"Notice{kind}",
        )
        for kind, border in kinds.items()
    ]
    return [*texts, *titles]  # fmt: skip


def _run_styles() -> list[str]:
    shown = f'<w:u w:val="dotted" w:color="{tokens.CONTEXT[1:]}"/>'
    return [
        _letters(
            "Hyperlink", "Hyperlink", f'<w:color w:val="{tokens.LINK[1:]}"/><w:u w:val="single"/>'
        ),
        _letters("Strong", "Strong", "<w:b/>"),
        _letters("Emphasis", "Emphasis", "<w:i/>"),
        _letters("ShownNumber", "Shown Number", shown, custom=True),
        _letters("OnDark", "On Dark", f'<w:color w:val="{tokens.INVERSE[1:]}"/>', custom=True),
        _letters("NotShown", "Not Shown", f'<w:color w:val="{_SOFT}"/>', custom=True),
    ]


def _letters(code: str, name: str, run: str, *, custom: bool = False) -> str:
    mark = ' w:customStyle="1"' if custom else ""
    return (
        f'<w:style {_W} w:type="character"{mark} w:styleId="{code}"><w:name w:val="{name}"/>'
        f"<w:rPr>{run}</w:rPr></w:style>"
    )


def _table_style() -> str:
    rule = tokens.RULE[1:]
    return (
        f'<w:style {_W} w:type="table" w:customStyle="1" w:styleId="HeadrowTable"><w:name w:val="Headrow Table"/>'
        '<w:pPr><w:spacing w:after="0"/></w:pPr><w:tblPr><w:tblBorders>'
        f'<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{rule}"/>'
        f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{rule}"/></w:tblBorders>'
        '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="60" w:type="dxa"/>'
        '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders>'
        f'<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{_INK}"/></w:tcBorders>'
        '<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>'
    )
