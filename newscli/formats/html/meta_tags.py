"""The metadata in <meta>, <html lang> and the canonical link of a page, with the origin of each value."""

from collections.abc import Iterator

from lxml import html

from newscli.formats.html.microdata import find_page_items, is_of_article

# Key -> names of <meta>, the most trusted first: OpenGraph, Parse.ly, Sailthru, Cxense, Dublin Core, …
_META_NAMES = {
    "title": "og:title twitter:title sailthru.title parsely-title headline dc.title dcterms.title citation_title title",
    "authors": "authors parsely-author sailthru.author cxenseparse:author citation_author dc.creator dcterms.creator "
    "byl byline author article:author og:article:author article_author article.author sailthru.byline_name "
    "dc.contributor twitter:data1",
    "published": "article:published_time og:article:published_time datepublished parsely-pub-date sailthru.date "
    "cxenseparse:recs:publishtime cxenseparse:publishtime dc.date.issued dcterms.issued dcterms.date dc.date "
    "dcterms.created dc.date.created citation_publication_date citation_date article.published article_date_original "
    "publish-date publish_date pub_date pubdate published_at published publication_date release_date datecreated "
    "uploaddate iso-8601-publish-date rnews:datepublished date",
    "modified": "article:modified_time og:article:modified_time og:updated_time datemodified dc.date.modified "
    "dcterms.modified last-modified lastmod",
    "publisher": "og:site_name application-name dc.publisher citation_journal_title",
    "section": "article:section og:article:section parsely-section section",
    "language": "og:locale content-language dc.language",
    "url": "og:url parsely-link",
}
_KEY_AND_RANK = {name: (key, rank) for key, names in _META_NAMES.items() for rank, name in enumerate(names.split())}


def read_meta_tags(root: html.HtmlElement) -> Iterator[tuple[str, str, str]]:
    """Yield (key, value, origin) of each <meta> with a known name, the most trusted first.

    <html lang> and the canonical link follow. Copies of pages that have ``value`` instead of ``content`` are read too.
    """
    values: list[tuple[int, str, str, str]] = []
    page_items = find_page_items(root)
    for tag in root.iter("meta"):
        name = (tag.get("property") or tag.get("name") or tag.get("itemprop") or tag.get("http-equiv") or "").lower()
        value = tag.get("content") or tag.get("value")
        is_property = tag.get("itemprop") is not None
        if name in _KEY_AND_RANK and value and value.strip() and (not is_property or is_of_article(tag, page_items)):
            key, rank = _KEY_AND_RANK[name]
            values.append((rank, key, value.strip(), f"meta {name}"))
    for _, key, value, origin in sorted(values, key=lambda ranked: ranked[0]):
        yield key, value, origin
    if language := root.get("lang"):
        yield "language", language, "html lang"
    for link in root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and link.get("href"):
            yield "url", link.get("href"), "canonical link"
