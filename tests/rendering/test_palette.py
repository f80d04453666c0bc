"""Colours can be read on black and on white, and no two kinds differ by colour alone."""

import re

from newscli.rendering.palette import KIND_STYLES, QUOTE_STYLES, list_styles

_LEVELS = (0, 95, 135, 175, 215, 255)  # of the colour cube of xterm
MIN_CONTRAST = 4.0


def measure_luminance(number: int) -> float:
    """Relative luminance of one of the 216 colours of the cube (WCAG 2.2)."""
    cube = number - 16
    channels = (_LEVELS[cube // 36] / 255, _LEVELS[cube // 6 % 6] / 255, _LEVELS[cube % 6] / 255)
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_colours_can_be_read_on_black_and_on_white() -> None:
    numbers = {
        int(n) for style in list_styles(has_256_colours=True).values() for n in re.findall(r"color\((\d+)\)", style)
    }
    assert len(numbers) >= 5
    for number in numbers:
        luminance = measure_luminance(number)
        assert (luminance + 0.05) / 0.05 >= MIN_CONTRAST, number
        assert 1.05 / (luminance + 0.05) >= MIN_CONTRAST, number


def test_quotes_in_the_article_differ_by_weight_and_slant() -> None:
    for has_256_colours in (True, False):
        styles = list_styles(has_256_colours=has_256_colours)
        weights = [
            re.sub(r"color\(\d+\)|green|magenta|cyan", "", styles[name]).strip() for name in QUOTE_STYLES.values()
        ]
        assert weights == ["bold", "bold italic", "italic"]
        assert len({styles[name] for name in KIND_STYLES.values()}) == 3
