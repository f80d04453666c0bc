"""text -> labels: language, quotation marks, and what the reader model sees: names, cues
with their sources, and whom pronouns mean."""

from collections.abc import Callable

from newscli.model import Article, Labels


def label(article: Article, done: Callable[[int], None] = lambda place: None, *, reader: bool = True) -> Labels:
    """Label the words of an article's body, and of its title where the text holds it.

    ``done`` hears how many code points are read; ``reader`` false leaves the reader model out. Raises
    WeightsError where the model can't be loaded.
    """
    from newscli.lang import is_supported
    from newscli.tagging.language import detect_language
    from newscli.tagging.marks import marked

    segments, lonely = marked(article.text, article.blocks)
    code = detect_language(article.text, *article.body)
    if not reader or not is_supported(code):
        return Labels(segments, lonely, language=code)
    from newscli.tagging.network import network
    from newscli.tagging.tagger import read_all

    return Labels(segments, lonely, *read_all(article.text, article.blocks, segments, network(), done), code)
