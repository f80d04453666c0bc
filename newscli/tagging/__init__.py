"""Text -> labels: the language, the quotation marks, and what the model finds.

The model finds names, attributions (cues with their sources and contents), and the antecedents of pronouns.
"""

from collections.abc import Callable

from newscli.lang import is_supported
from newscli.model import Article, Labels


def label(
    article: Article, on_progress: Callable[[int], None] = lambda position: None, *, use_model: bool = True
) -> Labels:
    """Label the text of an article: its body, and its title if that is in the text.

    ``on_progress`` is called with the position that the model has reached, in code points. Without ``use_model``, or if
    the text is not in English, only quotation marks and the language are labelled. Raises WeightsError if the model
    can't be loaded.
    """
    from newscli.tagging.language import detect_language
    from newscli.tagging.marks import find_quoted_spans

    quoted, unmatched_marks = find_quoted_spans(article.text, article.blocks)
    code = detect_language(article.text, *article.body)
    if not use_model or not is_supported(code):
        return Labels(quoted, unmatched_marks, language=code)
    from newscli.tagging.network import load_network
    from newscli.tagging.tagger import tag

    tags = tag(article.text, article.blocks, quoted, load_network(), on_progress)
    return Labels(quoted, unmatched_marks, tags.names, tags.attributions, tags.anaphors, code)
