CREATE TABLE article (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    identity BLOB NOT NULL UNIQUE,
    label TEXT NOT NULL, titled INTEGER NOT NULL,
    outlet TEXT, credit TEXT, language TEXT,
    day TEXT, basis TEXT NOT NULL, conflict INTEGER NOT NULL,
    words INTEGER NOT NULL,
    header TEXT NOT NULL,
    dates TEXT NOT NULL,
    family INTEGER, event INTEGER,
    added TEXT NOT NULL
);
CREATE INDEX article_day ON article(day);
CREATE INDEX article_event ON article(event);
CREATE INDEX article_family ON article(family);
CREATE INDEX article_outlet ON article(outlet, event);
CREATE TABLE body (article INTEGER PRIMARY KEY, text BLOB NOT NULL, raw BLOB NOT NULL);
CREATE TABLE origin (
    article INTEGER NOT NULL, path BLOB, line INTEGER, key TEXT, url TEXT
);
CREATE INDEX origin_article ON origin(article);
CREATE TABLE trace (article INTEGER PRIMARY KEY, version INTEGER NOT NULL, data BLOB NOT NULL);
CREATE INDEX trace_version ON trace(version, article);
CREATE TABLE reading (article INTEGER PRIMARY KEY, version INTEGER NOT NULL, data BLOB NOT NULL);
CREATE TABLE ingredients (
    article INTEGER PRIMARY KEY, version INTEGER NOT NULL, data BLOB NOT NULL
);
CREATE INDEX reading_version ON reading(version, article);
CREATE TABLE entity (
    id INTEGER PRIMARY KEY, type TEXT NOT NULL, name TEXT NOT NULL, folded TEXT NOT NULL,
    root INTEGER, UNIQUE (type, name)
);
CREATE INDEX entity_folded ON entity(folded);
CREATE INDEX entity_root ON entity(root);
CREATE TABLE naming (
    article INTEGER NOT NULL, entity INTEGER NOT NULL, mentions INTEGER NOT NULL,
    PRIMARY KEY (article, entity)
) WITHOUT ROWID;
CREATE INDEX naming_entity ON naming(entity, article, mentions);
CREATE TABLE variant (
    entity INTEGER NOT NULL, spelling TEXT NOT NULL, folded TEXT NOT NULL,
    mentions INTEGER NOT NULL, PRIMARY KEY (entity, spelling)
) WITHOUT ROWID;
CREATE INDEX variant_folded ON variant(folded);
CREATE TABLE event (
    id INTEGER PRIMARY KEY, label TEXT NOT NULL, first TEXT, last TEXT,
    articles TEXT NOT NULL, outlets TEXT NOT NULL, independent INTEGER NOT NULL,
    ties TEXT NOT NULL DEFAULT '[]', story BLOB
);
CREATE TABLE redirect (old INTEGER PRIMARY KEY, new INTEGER NOT NULL);
CREATE TABLE standing (
    article INTEGER PRIMARY KEY, version INTEGER NOT NULL,
    first INTEGER NOT NULL, last INTEGER NOT NULL,
    data BLOB NOT NULL, prints BLOB NOT NULL, lede TEXT NOT NULL
);
CREATE INDEX standing_first ON standing(first);
CREATE INDEX standing_version ON standing(version, article);
CREATE TABLE edition (
    name TEXT NOT NULL, article INTEGER NOT NULL, placed INTEGER NOT NULL,
    PRIMARY KEY (name, article)
) WITHOUT ROWID;
CREATE INDEX edition_article ON edition(article);
CREATE TABLE frequencies (id INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE event_term (
    term INTEGER NOT NULL, event INTEGER NOT NULL, weight REAL NOT NULL,
    PRIMARY KEY (term, event)
) WITHOUT ROWID;
CREATE INDEX event_term_event ON event_term(event);
CREATE TABLE read_mark (article INTEGER PRIMARY KEY, at TEXT NOT NULL);
CREATE TABLE star (article INTEGER PRIMARY KEY, at TEXT NOT NULL);
CREATE TABLE tag (
    article INTEGER NOT NULL, folded TEXT NOT NULL, name TEXT NOT NULL,
    PRIMARY KEY (article, folded)
) WITHOUT ROWID;
CREATE INDEX tag_folded ON tag(folded, article);
CREATE TABLE note (
    id INTEGER PRIMARY KEY, article INTEGER NOT NULL, first INTEGER, last INTEGER,
    words TEXT NOT NULL, at TEXT NOT NULL
);
CREATE INDEX note_article ON note(article);
CREATE TABLE saved_search (folded TEXT PRIMARY KEY, name TEXT NOT NULL, query TEXT NOT NULL);
CREATE TABLE memory (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE correction (
    id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, data TEXT NOT NULL,
    at TEXT NOT NULL, undone INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL);
PRAGMA application_id = 1380012879;
PRAGMA user_version = 2;
