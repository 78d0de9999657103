"""The partnership's own words in place of ours, wherever a page says them."""


def our_words(label: str) -> str:
    """What this partnership calls something; our label where it has no word of its own.

    A label may end in brackets ("Delivery board (Silver)"): they go with our word.
    """
    # Asked for here, since the look is drawn without the apps of a partnership too.
    from headrow.partnership.directory.queries import locality

    held = locality()
    words = held.declared.wording if held else {}
    return words.get(str(label).split(" (")[0].lower(), str(label))
