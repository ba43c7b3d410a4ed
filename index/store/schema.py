"""The tables of the database file.

SQLite is the truth: articles as they came, and what the reader did. What is derived (analysis,
placement) lies in tables of its own and can be made again.
"""

from __future__ import annotations

SCHEMA_VERSION = 3
APPLICATION_ID = 0x5241534F

NEWEST_DAY = "CASE WHEN julianday(last) - julianday(first) > 120 THEN first ELSE last END"
"""The day an event is listed under: its last, or its first where the span is too wide (``WIDE``)
for its end to mean anything."""

TABLES = f"""
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
CREATE INDEX article_conflict ON article(conflict) WHERE conflict;
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
CREATE INDEX event_newest ON event(last IS NULL, {NEWEST_DAY} DESC, id DESC);
CREATE TABLE event_sum (event INTEGER PRIMARY KEY, told INTEGER, tied INTEGER);
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
CREATE TABLE term_events (term INTEGER PRIMARY KEY, events BLOB NOT NULL);
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
CREATE TABLE feed (
    id INTEGER PRIMARY KEY AUTOINCREMENT, url TEXT NOT NULL UNIQUE, title TEXT NOT NULL,
    folder TEXT NOT NULL DEFAULT '', site TEXT, full_text INTEGER NOT NULL DEFAULT 0,
    added TEXT NOT NULL, state TEXT NOT NULL DEFAULT '{{}}'
);
CREATE TABLE feed_entry (
    feed INTEGER NOT NULL, guid TEXT NOT NULL, article INTEGER, url TEXT,
    print BLOB NOT NULL, seen TEXT NOT NULL, PRIMARY KEY (feed, guid)
) WITHOUT ROWID;
CREATE INDEX feed_entry_article ON feed_entry(article);
CREATE INDEX feed_entry_print ON feed_entry(feed, print);
CREATE INDEX feed_entry_url ON feed_entry(feed, url);
CREATE TABLE forgotten (
    article INTEGER PRIMARY KEY, batch INTEGER NOT NULL, identity BLOB NOT NULL,
    label TEXT NOT NULL, data BLOB NOT NULL, at TEXT NOT NULL
);
CREATE INDEX forgotten_batch ON forgotten(batch);
CREATE INDEX forgotten_identity ON forgotten(identity);
CREATE TABLE input (
    path BLOB PRIMARY KEY, stamp TEXT NOT NULL, refused TEXT NOT NULL, at TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE table_row (
    path INTEGER NOT NULL, line INTEGER NOT NULL, print BLOB NOT NULL, article INTEGER NOT NULL,
    PRIMARY KEY (path, line)
) WITHOUT ROWID;
CREATE TABLE import_run (
    id INTEGER PRIMARY KEY AUTOINCREMENT, began TEXT NOT NULL, ended TEXT NOT NULL,
    report TEXT NOT NULL
);
CREATE TABLE retention (
    id INTEGER PRIMARY KEY, days INTEGER NOT NULL, outlet TEXT NOT NULL DEFAULT '',
    feed TEXT NOT NULL DEFAULT '', UNIQUE (outlet, feed)
);
CREATE TABLE repeated_line (
    print INTEGER NOT NULL, outlet INTEGER NOT NULL, bodies INTEGER NOT NULL,
    carriers TEXT NOT NULL, PRIMARY KEY (print, outlet)
) WITHOUT ROWID;
CREATE TABLE lines_counted (article INTEGER PRIMARY KEY, version INTEGER NOT NULL);
CREATE INDEX lines_counted_version ON lines_counted(version);
CREATE TABLE lines_due (article INTEGER PRIMARY KEY, stale INTEGER NOT NULL DEFAULT 0);
"""
INDEXES = {
    statement.split()[2]: statement
    for each in TABLES.split(";")
    if (statement := each.strip()).startswith("CREATE INDEX")
}
"""The statement that makes each index."""
