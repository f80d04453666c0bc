"""The tables of a store. Positions are half-open spans of code points in an article's text, as in a Report."""

# "news" in ASCII: how a store is told from other SQLite files.
APPLICATION_ID = 0x6E657773
VERSION = 1
MIN_SQLITE = (3, 37, 0)
# In bytes. With pages of 4,096, texts and reports leave 600 bytes an article unused.
PAGE_SIZE = 2048

# - runs: each time that newscli index ran; ``reader`` is the digest of weights and rules.
# - inputs: files, by their paths from the root, and addresses; ``shown_path`` is the path as given. ``articles`` and
#   ``lines`` are how many are done, of a file that is not ``done``.
# - failures: articles that could not be read, by input and number; number 0 is the whole input.
# - articles: one row for each version of an article; ``current`` is 1 for the newest. ``record`` is its number in the
#   file, 0 if it is the only one. What a table of metadata says outranks what the article says.
# - reports: everything that was found, packed; see packing.py. ``layouts`` has the keys of what is packed.
# - names: the names of entities; ``key`` joins those of one person in different articles, and ``shown`` is the most
#   frequent of them; see persons.py.
# - persons, person_names: those of the user's table, and all their names, folded.
# - voices: each source of an article: who, and how much is quoted. ``quotes`` and ``words`` are of the quotes that
#   commands show by default, ``all_quotes`` and ``all_words`` of everything that was found.
# - quotes: ``percent`` is the confidence, and ``name_percent`` that of the speaker's name, of 100. ``parts`` has the
#   spans of those that consist of several, each with what joins it to the one before. The quotes of an article have
#   numbers in a row, from its ``first_quote`` on.
# - bands, copies: after `newscli index --copies`: sketches of articles, and the first of those that are copies of one.
_TABLES = """
CREATE TABLE runs(id INTEGER PRIMARY KEY, started TEXT NOT NULL, ended TEXT, newscli TEXT NOT NULL,
    reader TEXT NOT NULL, options TEXT NOT NULL, state TEXT NOT NULL);
CREATE TABLE inputs(id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, shown_path TEXT NOT NULL, size INTEGER,
    mtime_ns INTEGER, sha256 TEXT, state TEXT NOT NULL, articles INTEGER NOT NULL DEFAULT 0,
    lines INTEGER NOT NULL DEFAULT 0, attempts INTEGER NOT NULL DEFAULT 0, reader TEXT, run INTEGER NOT NULL);
CREATE INDEX inputs_by_digest ON inputs(size, sha256);
CREATE TABLE failures(input INTEGER NOT NULL, record INTEGER NOT NULL, path TEXT NOT NULL, error TEXT NOT NULL,
    message TEXT NOT NULL, attempts INTEGER NOT NULL, run INTEGER NOT NULL, PRIMARY KEY(input, record)) WITHOUT ROWID;
CREATE TABLE articles(id INTEGER PRIMARY KEY, key TEXT NOT NULL, version INTEGER NOT NULL, current INTEGER NOT NULL,
    input INTEGER NOT NULL, record INTEGER NOT NULL, path TEXT NOT NULL, url TEXT, outlet TEXT, title TEXT,
    authors TEXT, published TEXT, published_from TEXT, modified TEXT, section TEXT, language TEXT,
    words INTEGER NOT NULL, quotes INTEGER NOT NULL, all_quotes INTEGER NOT NULL, unattributed INTEGER NOT NULL,
    first_quote INTEGER, sha256 TEXT, digest BLOB NOT NULL, text_digest BLOB NOT NULL, first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL, reader TEXT NOT NULL, run INTEGER NOT NULL, UNIQUE(key, version));
CREATE INDEX articles_by_input ON articles(input, record);
CREATE INDEX articles_by_day ON articles(published, outlet);
CREATE INDEX articles_by_outlet ON articles(outlet COLLATE NOCASE, published);
CREATE TABLE texts(article INTEGER PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE layouts(id INTEGER PRIMARY KEY, layout TEXT NOT NULL UNIQUE);
CREATE TABLE reports(article INTEGER PRIMARY KEY, layout INTEGER NOT NULL, packed BLOB NOT NULL);
CREATE TABLE persons(id INTEGER PRIMARY KEY, name TEXT NOT NULL, wikidata TEXT, gender TEXT, source TEXT NOT NULL);
CREATE TABLE person_names(name TEXT PRIMARY KEY, person INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE names(id INTEGER PRIMARY KEY, type TEXT NOT NULL, name TEXT NOT NULL, key TEXT NOT NULL, shown TEXT,
    person INTEGER,    UNIQUE(type, name));
CREATE INDEX names_by_key ON names(key);
CREATE TABLE entities(article INTEGER NOT NULL, n INTEGER NOT NULL, name INTEGER NOT NULL, count INTEGER NOT NULL,
    roles TEXT, aliases TEXT, gender TEXT, gender_from TEXT, place INTEGER, PRIMARY KEY(article, n)) WITHOUT ROWID;
CREATE TABLE places(id INTEGER PRIMARY KEY, gazetteer_id TEXT, country TEXT, kind TEXT, latitude REAL, longitude REAL,
    UNIQUE(gazetteer_id, country, kind, latitude, longitude));
CREATE TABLE voices(article INTEGER NOT NULL, n INTEGER NOT NULL, kind TEXT NOT NULL, entity INTEGER, name INTEGER,
    mention TEXT, anonymous TEXT, gender TEXT, gender_from TEXT, quotes INTEGER NOT NULL, words INTEGER NOT NULL,
    all_quotes INTEGER NOT NULL, all_words INTEGER NOT NULL, PRIMARY KEY(article, n)) WITHOUT ROWID;
CREATE INDEX voices_by_name ON voices(name);
CREATE TABLE quotes(id INTEGER PRIMARY KEY, article INTEGER NOT NULL, n INTEGER NOT NULL, kind TEXT NOT NULL,
    act TEXT NOT NULL, polarity TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, split INTEGER NOT NULL,
    line INTEGER NOT NULL, voice INTEGER, who_start INTEGER, who_end INTEGER, basis TEXT, name_percent INTEGER,
    via INTEGER, cue_start INTEGER, cue_end INTEGER, section TEXT, percent INTEGER NOT NULL, words INTEGER NOT NULL);
CREATE TABLE bands(band INTEGER NOT NULL, hash INTEGER NOT NULL, article INTEGER NOT NULL,
    PRIMARY KEY(band, hash, article)) WITHOUT ROWID;
CREATE TABLE copies(article INTEGER PRIMARY KEY, first INTEGER NOT NULL);
CREATE INDEX copies_by_first ON copies(first);
CREATE TABLE parts(quote INTEGER NOT NULL, k INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
    joint TEXT NOT NULL, PRIMARY KEY(quote, k)) WITHOUT ROWID;
"""

_VIEWS = """
CREATE VIEW quote_text(id, text) AS
    SELECT q.id, CASE WHEN q.split
        THEN (SELECT group_concat(piece, '') FROM (SELECT p.joint || substr(t.text, p.start + 1, p.end - p.start) piece
            FROM parts p WHERE p.quote = q.id ORDER BY p.k))
        ELSE substr(t.text, q.start + 1, q.end - q.start) END
    FROM quotes q JOIN texts t ON t.article = q.article;
CREATE VIEW article_text(id, title, text) AS
    SELECT a.id, a.title, t.text FROM articles a JOIN texts t ON t.article = a.id;
CREATE VIEW quote_list AS
    SELECT q.id, a.path, a.outlet, a.published, a.title, q.line, q.kind, q.act, q.polarity,
        coalesce(p.name, n.name, v.mention) speaker, v.kind speaker_kind, v.gender speaker_gender,
        substr(t.text, q.who_start + 1, q.who_end - q.who_start) mention,
        substr(t.text, q.cue_start + 1, q.cue_end - q.cue_start) cue, q.percent / 100.0 confidence,
        q.name_percent / 100.0 name_confidence, x.text
    FROM quotes q JOIN articles a ON a.id = q.article AND a.current JOIN texts t ON t.article = q.article
        JOIN quote_text x ON x.id = q.id
        LEFT JOIN voices v ON v.article = q.article AND v.n = q.voice
        LEFT JOIN names n ON n.id = v.name LEFT JOIN persons p ON p.id = n.person;
CREATE VIEW voice_list AS
    SELECT a.path, a.outlet, a.published, a.title, v.kind, coalesce(p.name, n.name, v.mention) name,
        v.gender, v.gender_from, v.anonymous, v.quotes, v.words, v.all_quotes, v.all_words
    FROM voices v JOIN articles a ON a.id = v.article AND a.current
        LEFT JOIN names n ON n.id = v.name LEFT JOIN persons p ON p.id = n.person;
CREATE VIEW article_list AS
    SELECT a.id, a.path, a.url, a.outlet, a.title, a.authors, a.published, a.section, a.language, a.words, a.quotes,
        a.version, t.text
    FROM articles a JOIN texts t ON t.article = a.id WHERE a.current;
"""

_INDEXES = """
CREATE VIRTUAL TABLE articles_fts USING fts5(title, text, content='article_text', content_rowid='id',
    tokenize="unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE quotes_fts USING fts5(text, content='quote_text', content_rowid='id',
    tokenize="unicode61 remove_diacritics 2");
"""

CREATE = f"""
BEGIN IMMEDIATE; {_TABLES} {_VIEWS} {_INDEXES}
PRAGMA application_id = {APPLICATION_ID};
PRAGMA user_version = {VERSION};
COMMIT;
"""
