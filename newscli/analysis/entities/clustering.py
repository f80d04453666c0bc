"""Name clusters: which names in an article mean the same person, organization or place.

A sieve (Raghunathan et al. 2010), from the surest rule to the least sure: the same words; full names of one person;
acronyms, parts and plurals of other names; transliterations; misspelled last names; parts of a person's full name.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from newscli.analysis.entities.names import (
    NameCluster,
    NameKey,
    ShownName,
    are_same_first_name,
    drop_suffixes,
    normalize_name,
    trim_name,
)
from newscli.analysis.entities.short_names import assign_short_names
from newscli.analysis.entities.spelling import transliterate
from newscli.lang.en.people import (
    ACRONYM_STOP_WORDS,
    GENERATIONS,
    ORGANIZATION_NOUNS,
)
from newscli.model import EntityType, Name
from newscli.patterns import compile_lazily
from newscli.text import fold_name

# The numbers of two clusters that mean the same.
ClusterPair = tuple[int, int]

# A name is compared with at most this many others with the same last name or first letters, to keep time linear.
MAX_NAMESAKES = 20
# Names whose words are all shorter than this are never compared by sound or spelling.
MIN_FUZZY_LETTERS = 5
# A misspelled last name shares at least this many first letters with the right one.
SHARED_FIRST_LETTERS = 3
# A single word may be short for a longer name of an organization only if it is this long.
MIN_SHORT_NAME_LETTERS = 4

_BRACKET = compile_lazily(r"\s?\(")


def cluster_names(text: str, names: Sequence[Name]) -> list[NameCluster]:
    """Cluster the names of an article, in order of first mention. ``names`` are in text order."""
    clusters = list(_cluster_same_words(text, names))
    clusters = _merge_clusters(clusters, _pair_full_names(clusters))
    clusters = _merge_clusters(clusters, _pair_organizations(clusters))
    clusters = _merge_clusters(clusters, _pair_bracketed(text, clusters))
    clusters = _merge_clusters(clusters, _pair_qualified_places(clusters))
    clusters = _merge_clusters(clusters, _pair_plurals(clusters))
    clusters = _merge_clusters(clusters, _pair_transliterations(clusters), are_variants=True)
    clusters = _merge_clusters(clusters, _pair_misspellings(clusters), are_variants=True)
    clusters = assign_short_names(text, clusters)
    for cluster in clusters:
        cluster.names.sort()
    return sorted(clusters, key=lambda cluster: cluster.names[0])


def _cluster_same_words(text: str, names: Sequence[Name]) -> Iterator[NameCluster]:
    """Yield a cluster for each normalized name, of the type that most of its names have."""
    clusters: dict[NameKey, NameCluster] = {}
    types: dict[NameKey, Counter[EntityType]] = {}
    for name in names:
        bare_name = trim_name(text, name.span)
        key = normalize_name(bare_name)
        clusters.setdefault(key, NameCluster(name.type)).names.append(ShownName(name.span, bare_name))
        types.setdefault(key, Counter())[name.type] += 1
    common_types = {key: counts.most_common(1)[0][0] for key, counts in types.items()}
    last_names = {key[-1] for key, common_type in common_types.items() if len(key) > 1 and common_type == "person"}
    for key, cluster in clusters.items():
        is_last_name = len(key) == 1 and key[0] in last_names and types[key]["person"]
        cluster.type = "person" if is_last_name else common_types[key]
        yield cluster


def _merge_clusters(
    clusters: Sequence[NameCluster], pairs: Iterable[ClusterPair], *, are_variants: bool = False
) -> list[NameCluster]:
    """Merge the clusters of each pair into the first (union-find), and return the clusters that remain.

    With ``are_variants``, each pair is recorded as two spellings of one name.
    """
    parents = list(range(len(clusters)))

    def find_root(number: int) -> int:
        while parents[number] != number:
            number = parents[number]
        return number

    for a, b in pairs:
        if are_variants:
            clusters[b].variants += [clusters[b].names[0].text, clusters[a].names[0].text]
        first_root, second_root = sorted((find_root(a), find_root(b)))
        parents[second_root] = first_root
    for number, cluster in enumerate(clusters):
        if (root := find_root(number)) != number:
            if are_variants and "place" in (cluster.type, clusters[root].type):
                clusters[root].type = "place"
            clusters[root].names += cluster.names
            clusters[root].variants += cluster.variants
    roots = [cluster for number, cluster in enumerate(clusters) if parents[number] == number]
    for cluster in roots:
        cluster.names.sort()
    return roots


def _pair_full_names(clusters: Sequence[NameCluster]) -> Iterator[ClusterPair]:
    """Yield pairs of one person's full names: "Joe Biden", "Joseph R. Biden Jr.".

    Where a junior and a senior bear a name, each is one person, and the name alone nobody's.
    """
    generations: dict[NameKey, set[str]] = {}
    for cluster in clusters:
        for key in cluster.keys:
            generations.setdefault(drop_suffixes(key), set()).add(_find_generation(key))
    by_last_name: dict[str, list[tuple[int, NameKey, str]]] = {}
    for number, cluster in enumerate(clusters):
        if cluster.type != "person":
            continue
        for key in cluster.keys:
            name, generation = drop_suffixes(key) or key, _find_generation(key)
            if len(name) > 1:
                namesakes = by_last_name.setdefault(name[-1], [])
                is_shared = len(generations.get(name, set()) - {""}) > 1
                for other_number, other_name, other_generation in namesakes[-MAX_NAMESAKES:]:
                    is_other = generation != other_generation and (is_shared or (generation and other_generation))
                    if not is_other and _may_be_one_person(name, other_name):
                        yield other_number, number
                namesakes.append((number, name, generation))


def _find_generation(key: NameKey) -> str:
    """Find what tells a father from a son of his name, such as "jr"; empty if there is nothing."""
    return next((word for word in key if word in GENERATIONS), "")


def _may_be_one_person(a: NameKey, b: NameKey) -> bool:
    """Whether two full names with the same last word may be one person's."""
    if a[1:-1] and b[1:-1] and not any(are_same_first_name(x, y) for x in a[1:-1] for y in b[1:-1]):
        return False
    return are_same_first_name(a[0], b[0]) or a[0] in b[1:-1] or b[0] in a[1:-1]


def _pair_organizations(clusters: Sequence[NameCluster]) -> Iterator[ClusterPair]:
    """Yield pairs of a longer name and its acronym, or its first or last words: "Goldman Sachs", "Goldman".

    A short form of several longer names is in no pair.
    """
    names = [
        (number, key)
        for number, cluster in enumerate(clusters)
        if cluster.type in ("organization", "other")
        for key in cluster.keys
    ]
    by_initials: dict[str, set[int]] = {}
    by_edge: dict[NameKey, set[int]] = {}
    for number, key in names:
        if len(key) > 1:
            for words in ([word for word in key if word not in ACRONYM_STOP_WORDS], key):
                by_initials.setdefault("".join(word[0] for word in words), set()).add(number)
            for count in range(1, len(key)):
                by_edge.setdefault(key[:count], set()).add(number)
                by_edge.setdefault(key[-count:], set()).add(number)
    other_names = {key for cluster in clusters if cluster.type in ("place", "group", "person") for key in cluster.keys}
    for number, key in names:
        longer: set[int] = set()
        if _is_acronym(key, clusters[number]):
            longer = by_initials.get(key[0], set()) - {number}
        if not longer and key not in other_names and not _is_generic(key):
            longer = by_edge.get(key, set()) - {number}
        if len(longer) == 1:
            yield longer.pop(), number


def _pair_bracketed(text: str, clusters: Sequence[NameCluster]) -> Iterator[ClusterPair]:
    """Yield pairs of a name and the short form in brackets after it: "Provincial Disaster Authority (PDA)"."""
    by_start = {name.span.start: (number, name) for number, cluster in enumerate(clusters) for name in cluster.names}
    for number, cluster in enumerate(clusters):
        for name in cluster.names if cluster.type != "person" and " " in cluster.names[0].text else ():
            match = _BRACKET.match(text, name.span.end)
            other, short = by_start.get(match.end(), (number, name)) if match else (number, name)
            if other != number:
                initials = [word[0] for word in normalize_name(name.text) if word not in ACRONYM_STOP_WORDS]
                is_acronym = short.text.replace(".", "").isupper() or list(short.text.casefold()) == initials
                if is_acronym and len(short.text) < len(name.text) and text[short.span.end : short.span.end + 1] == ")":
                    yield number, other


def _pair_qualified_places(clusters: Sequence[NameCluster]) -> Iterator[ClusterPair]:
    """Yield pairs of a place and the same with its region: "Decatur", "Decatur, Ill."."""
    by_base: dict[str, list[int]] = {}
    for number, cluster in enumerate(clusters):
        for text in {name.text for name in cluster.names} if cluster.type == "place" else ():
            base = fold_name(text.partition(",")[0])
            by_base.setdefault(base, []).append(number)
    for numbers in by_base.values():
        different = list(dict.fromkeys(numbers))
        if len(different) == 2:
            yield different[0], different[1]


def _pair_plurals(clusters: Sequence[NameCluster]) -> Iterator[ClusterPair]:
    """Yield pairs of a name and its plural: "Tunisian", "Tunisians"; "Skerry Airway's", "Skerry Airways"."""
    by_key = {
        key: number
        for number, cluster in enumerate(clusters)
        for key in cluster.keys
        if cluster.type == "group" or (cluster.type == "organization" and len(key) > 1)
    }
    for key, number in by_key.items():
        plural = by_key.get((*key[:-1], f"{key[-1]}s")) if key else None
        if plural is not None and plural != number:
            yield number, plural


def _is_acronym(key: NameKey, cluster: NameCluster) -> bool:
    is_word = len(key) == 1 and len(key[0]) > 1
    return is_word and any(name.text.replace(".", "").isupper() for name in cluster.names)


def _is_generic(key: NameKey) -> bool:
    """Whether a name is a single word too generic to be short for a longer name."""
    return len(key) == 1 and (key[0] in ORGANIZATION_NOUNS or len(key[0]) < MIN_SHORT_NAME_LETTERS)


def _pair_transliterations(clusters: Sequence[NameCluster]) -> Iterator[ClusterPair]:
    """Yield pairs that transliterate one name: Gaddafi and Qadhafi."""
    by_sound: dict[tuple[bool, NameKey], tuple[int, NameKey]] = {}
    for number, cluster in enumerate(clusters):
        if cluster.type not in ("person", "place", "organization"):
            continue
        for key in cluster.keys:
            parts = [key, key[-1:]] if cluster.type == "person" and len(key) > 1 else [key]
            for part in parts:
                if max(map(len, part), default=0) < MIN_FUZZY_LETTERS:
                    continue
                # A base or a town may have been tagged as either.
                sound = cluster.type == "person", tuple(map(transliterate, part))
                other_number, spelling = by_sound.setdefault(sound, (number, part))
                # An equal last name may be another person's; _pair_full_names compares full names.
                if other_number != number and spelling != part and part == key:
                    yield other_number, number


def _pair_misspellings(clusters: Sequence[NameCluster]) -> Iterator[ClusterPair]:
    """Yield pairs of a person and a last name alone that is one letter off: "Kathryn Waters", "Water".

    Only one person may have the right last name, and no full name may contain the misspelled one.
    """
    owners: dict[str, set[int]] = {}
    single_words: list[tuple[int, str]] = []
    full_name_words: set[str] = set()
    for number, cluster in enumerate(clusters):
        for key in cluster.keys if cluster.type == "person" else ():
            if len(key) > 1:
                owners.setdefault(key[-1], set()).add(number)
                full_name_words.update(key)
            elif key and len(key[0]) >= MIN_FUZZY_LETTERS:
                single_words.append((number, key[0]))
    by_first_letters: dict[str, list[str]] = {}
    for last_name in owners:
        by_first_letters.setdefault(last_name[:SHARED_FIRST_LETTERS], []).append(last_name)
    for number, word in single_words:
        candidates = by_first_letters.get(word[:SHARED_FIRST_LETTERS], ())[:MAX_NAMESAKES]
        similar = [last_name for last_name in candidates if _differ_by_one_letter(word, last_name)]
        if word not in full_name_words and len(similar) == 1 and len(owners[similar[0]]) == 1:
            (owner,) = owners[similar[0]]
            if owner != number and len(clusters[number].names) <= len(clusters[owner].names):
                yield owner, number


def _differ_by_one_letter(a: str, b: str) -> bool:
    """Whether inserting, deleting or replacing one letter turns one word into the other."""
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    letters = enumerate(zip(a, b, strict=False))
    difference = next((k for k, (x, y) in letters if x != y), min(len(a), len(b)))
    return a[difference + (len(a) >= len(b)) :] == b[difference + (len(b) >= len(a)) :]
