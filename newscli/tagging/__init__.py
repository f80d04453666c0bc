"""text -> labels: quotation marks, cues with their sources, names."""

from newscli.model import Article, Labels


def label(article: Article) -> Labels:
    """Label the words of an article's body, and of its title where the text holds it."""
    from newscli.tagging.attributions import attributions
    from newscli.tagging.marks import marked
    from newscli.tagging.names import names

    segments, lonely = marked(article.text, article.blocks)
    return Labels(
        marked=segments,
        lonely=lonely,
        names=names(article.text, article.blocks),
        attributions=attributions(article.text, article.blocks),
    )
