-- The evening: what was to be said, what became of it, and what is other tonight.

-- One reminder on one night; the key makes a second one impossible.
CREATE TABLE occurrence (
    reminder    TEXT    NOT NULL CHECK (reminder <> ''),
    -- ISO date of the evening the night begins on.
    night       TEXT    NOT NULL CHECK (length(night) = 10 AND date(night) IS night),
    -- Instants are UTC, milliseconds since 1970-01-01T00:00:00Z.
    due_ms      INTEGER NOT NULL CHECK (typeof(due_ms) = 'integer'),
    deadline_ms INTEGER NOT NULL CHECK (typeof(deadline_ms) = 'integer'),
    -- From when it is not shown for the first time, or NULL where only the deadline counts.
    show_by_ms  INTEGER CHECK (show_by_ms IS NULL OR typeof(show_by_ms) = 'integer'),
    -- When it is to be shown (again), or NULL where it is not.
    next_ms     INTEGER CHECK (next_ms IS NULL OR typeof(next_ms) = 'integer'),
    state       TEXT    NOT NULL CHECK (state IN
        ('scheduled', 'firing', 'shown', 'snoozed', 'done', 'skipped', 'missed')),
    -- How often it was on the screen.
    shows       INTEGER NOT NULL CHECK (typeof(shows) = 'integer' AND shows >= 0),
    -- Shown again until answered: so many times, every so many minutes.
    times       INTEGER NOT NULL CHECK (typeof(times) = 'integer' AND times >= 0),
    every_min   INTEGER NOT NULL CHECK (typeof(every_min) = 'integer'),
    shown_ms    INTEGER CHECK (shown_ms IS NULL OR typeof(shown_ms) = 'integer'),
    answered_ms INTEGER CHECK (answered_ms IS NULL OR typeof(answered_ms) = 'integer'),
    -- How it came to be missed, such as 'paused', or ''.
    why         TEXT    NOT NULL,
    -- IANA name of the zone its instants were reckoned in.
    zone        TEXT    NOT NULL CHECK (zone <> ''),
    PRIMARY KEY (reminder, night)
) WITHOUT ROWID;

CREATE INDEX occurrence_by_night ON occurrence (night, due_ms);
CREATE INDEX occurrence_open ON occurrence (deadline_ms)
    WHERE state IN ('scheduled', 'firing', 'shown', 'snoozed');

-- What happened, in order; only ever added to.
CREATE TABLE event (
    id       INTEGER PRIMARY KEY,
    at_ms    INTEGER NOT NULL CHECK (typeof(at_ms) = 'integer'),
    reminder TEXT    NOT NULL,
    night    TEXT    NOT NULL,
    kind     TEXT    NOT NULL CHECK (kind <> ''),
    detail   TEXT    NOT NULL
);

-- The last word on an occurrence is said once.
CREATE UNIQUE INDEX event_answer ON event (reminder, night) WHERE kind IN ('done', 'skipped');

-- What is other than planned in one night only.
CREATE TABLE night_change (
    night         TEXT    PRIMARY KEY NOT NULL CHECK (length(night) = 10 AND date(night) IS night),
    bed_shift_min INTEGER NOT NULL CHECK (typeof(bed_shift_min) = 'integer'),
    -- Reminder ids as a JSON list.
    skipped       TEXT    NOT NULL
);

-- Moments that exist once: 'paused_until', 'last_seen'.
CREATE TABLE moment (
    name  TEXT    PRIMARY KEY NOT NULL,
    at_ms INTEGER NOT NULL CHECK (typeof(at_ms) = 'integer')
);
