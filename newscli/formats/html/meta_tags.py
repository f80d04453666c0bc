"""What a page states in <meta>, and microdata, each value with the place it was read from."""

from collections.abc import Iterator

from lxml import html

from newscli.formats.html.page import extract_text

# Names of <meta> for each key, the ones to trust most first: OpenGraph, Parse.ly, Sailthru, Cxense, Dublin Core, …
_META = {
    "title": "og:title twitter:title sailthru.title parsely-title headline dc.title dcterms.title citation_title title",
    "authors": "parsely-author sailthru.author cxenseparse:author citation_author dc.creator dcterms.creator byl "
    "byline author article:author og:article:author article_author article.author sailthru.byline_name dc.contributor "
    "twitter:data1",
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
_KEYS = {name: (key, rank) for key, names in _META.items() for rank, name in enumerate(names.split())}
_ITEMS = {
    "headline": "title",
    "author": "authors",
    "creator": "authors",
    "datepublished": "published",
    "datemodified": "modified",
    "datecreated": "published",
}


def in_head(root: html.HtmlElement) -> Iterator[tuple[str, str, str]]:
    """(key, value, origin) of each <meta> with a known name, by trust; of <title>, <html lang> and the canonical
    link. Savers that rename ``content`` to ``value`` are understood, too."""
    found: list[tuple[int, str, str, str]] = []
    for one in root.iter("meta"):
        name = (one.get("property") or one.get("name") or one.get("itemprop") or one.get("http-equiv") or "").lower()
        value = one.get("content") or one.get("value")
        if name in _KEYS and value and value.strip():
            key, rank = _KEYS[name]
            found.append((rank, key, value.strip(), f"meta {name}"))
    for _, key, value, origin in sorted(found, key=lambda one: one[0]):
        yield key, value, origin
    if lang := root.get("lang"):
        yield "language", lang, "html lang"
    for link in root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and link.get("href"):
            yield "url", link.get("href"), "canonical link"


def in_items(root: html.HtmlElement) -> Iterator[tuple[str, str, str]]:
    """The same of microdata (schema.org's itemprop)."""
    for one in root.iterfind(".//*[@itemprop]"):
        for name in one.get("itemprop").lower().split():
            if name in _ITEMS and one.tag != "meta":
                yield _ITEMS[name], _item(one, _ITEMS[name]), f"itemprop {name}"


def _item(one: html.HtmlElement, key: str) -> str:
    if key == "authors":
        inner = one.find('.//*[@itemprop="name"]')
        return extract_text(inner) if inner is not None else extract_text(one)
    return one.get("content") or one.get("datetime") or extract_text(one)
