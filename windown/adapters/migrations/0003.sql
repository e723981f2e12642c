-- Lists a person writes in the evening, and how long breathing was slow.

CREATE TABLE written (
    -- A UUID: the same list imported twice is one list.
    id        TEXT    PRIMARY KEY NOT NULL CHECK (id <> ''),
    kind      TEXT    NOT NULL CHECK (kind IN ('todo', 'worry')),
    -- ISO date of the evening the night begins on.
    night     TEXT    NOT NULL CHECK (length(night) = 10 AND date(night) IS night),
    -- Instants are UTC, milliseconds since 1970-01-01T00:00:00Z.
    opened_ms INTEGER NOT NULL CHECK (typeof(opened_ms) = 'integer'),
    closed_ms INTEGER CHECK (closed_ms IS NULL OR typeof(closed_ms) = 'integer'),
    -- From when its lines may be shown again, or NULL where they always may.
    hidden_ms INTEGER CHECK (hidden_ms IS NULL OR typeof(hidden_ms) = 'integer')
);

CREATE INDEX written_by_night ON written (night, opened_ms);

CREATE TABLE written_item (
    list  TEXT    NOT NULL CHECK (list <> ''),
    -- From 0, in the order they stand in.
    place INTEGER NOT NULL CHECK (typeof(place) = 'integer' AND place >= 0),
    id    TEXT    NOT NULL CHECK (id <> ''),
    what  TEXT    NOT NULL,
    -- When it is to be done, or a worry's next small step; '' where nothing was said.
    next  TEXT    NOT NULL,
    PRIMARY KEY (list, place),
    UNIQUE (list, id)
) WITHOUT ROWID;

-- Seconds of a session in which breathing was paced below 10 a minute.
ALTER TABLE session ADD COLUMN slow_s REAL NOT NULL DEFAULT 0;
