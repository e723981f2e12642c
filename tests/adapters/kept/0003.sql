-- A journal as windown 0.3 leaves it: sessions, an evening, and a list. Kept as it is for good.
PRAGMA application_id = 2003072878;
CREATE TABLE event (
    id       INTEGER PRIMARY KEY,
    at_ms    INTEGER NOT NULL CHECK (typeof(at_ms) = 'integer'),
    reminder TEXT    NOT NULL,
    night    TEXT    NOT NULL,
    kind     TEXT    NOT NULL CHECK (kind <> ''),
    detail   TEXT    NOT NULL
);
INSERT INTO "event" VALUES(1,1795377600000,'last_meal','2026-11-22','shown','');
INSERT INTO "event" VALUES(2,1795381200000,'last_meal','2026-11-22','missed','unanswered');
INSERT INTO "event" VALUES(3,1795381200000,'melatonin','2026-11-22','shown','');
INSERT INTO "event" VALUES(4,1795381560000,'melatonin','2026-11-22','done','taken');
INSERT INTO "event" VALUES(5,1795381800000,'','2026-11-22','changed','30 ["dim_lights"]');
INSERT INTO "event" VALUES(6,1795381860000,'','','paused','2026-11-23T06:00:00+00:00');
CREATE TABLE moment (
    name  TEXT    PRIMARY KEY NOT NULL,
    at_ms INTEGER NOT NULL CHECK (typeof(at_ms) = 'integer')
);
INSERT INTO "moment" VALUES('last_seen',1795374000000);
INSERT INTO "moment" VALUES('paused_until',1795413600000);
CREATE TABLE night_change (
    night         TEXT    PRIMARY KEY NOT NULL CHECK (length(night) = 10 AND date(night) IS night),
    bed_shift_min INTEGER NOT NULL CHECK (typeof(bed_shift_min) = 'integer'),
    -- Reminder ids as a JSON list.
    skipped       TEXT    NOT NULL
);
INSERT INTO "night_change" VALUES('2026-11-22',30,'["dim_lights"]');
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
INSERT INTO "occurrence" VALUES('last_meal','2026-11-22',1795377600000,1795381200000,1795381200000,NULL,'missed',1,2,10,1795377600000,NULL,'unanswered','Europe/Berlin');
INSERT INTO "occurrence" VALUES('melatonin','2026-11-22',1795381200000,1795384800000,1795384800000,NULL,'done',1,0,10,1795381200000,1795381560000,'','Europe/Berlin');
INSERT INTO "occurrence" VALUES('own_0a1b2c3d','2026-11-22',1795384800000,1795388400000,1795388400000,1795384800000,'scheduled',0,2,10,NULL,NULL,'','Europe/Berlin');
CREATE TABLE session (
    id         TEXT    PRIMARY KEY NOT NULL CHECK (id <> ''),
    practice   TEXT    NOT NULL CHECK (practice <> ''),
    night      TEXT    NOT NULL CHECK (length(night) = 10 AND date(night) IS night),
    started_ms INTEGER NOT NULL CHECK (typeof(started_ms) = 'integer'),
    zone       TEXT    NOT NULL CHECK (zone <> ''),
    planned_s  REAL    NOT NULL CHECK (typeof(planned_s) = 'real' AND planned_s >= 0),
    done_s     REAL    NOT NULL CHECK (typeof(done_s) = 'real' AND done_s >= 0),
    complete   INTEGER NOT NULL CHECK (complete IN (0, 1)),
    felt       INTEGER CHECK (felt IS NULL OR felt IN (1, 2, 3, 4, 5)),
    note       TEXT    NOT NULL,
    speed      REAL    NOT NULL CHECK (typeof(speed) = 'real' AND speed > 0)
, slow_s REAL NOT NULL DEFAULT 0);
INSERT INTO "session" VALUES('8b6f0f0e-3f7e-4f0b-9c55-2a8c5a5f3b01','extended_4_6','2026-03-28',1774735200000,'Europe/Berlin',600.0,600.0,1,4,'ruhig; wie "früher"',1.0,540.0);
INSERT INTO "session" VALUES('8b6f0f0e-3f7e-4f0b-9c55-2a8c5a5f3b02','pmr_16','2026-03-28',1774740600500,'Europe/Berlin',1500.0,212.5,0,NULL,'',1.0,0.0);
INSERT INTO "session" VALUES('8b6f0f0e-3f7e-4f0b-9c55-2a8c5a5f3b03','body_scan','2026-03-29',1774818000000,'Europe/Berlin',900.0,900.0,1,NULL,'',4.0,0.0);
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
INSERT INTO "written" VALUES('5d3c9a3e-1f0a-4c8e-8a44-0f7a6c2b9d01','worry','2026-03-28',1774730000000,1774730600000,1774800000000);
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
INSERT INTO "written_item" VALUES('5d3c9a3e-1f0a-4c8e-8a44-0f7a6c2b9d01',0,'a','the rent','ask for a week');
CREATE INDEX session_by_night ON session (night, started_ms);
CREATE INDEX occurrence_by_night ON occurrence (night, due_ms);
CREATE INDEX occurrence_open ON occurrence (deadline_ms)
    WHERE state IN ('scheduled', 'firing', 'shown', 'snoozed');
CREATE UNIQUE INDEX event_answer ON event (reminder, night) WHERE kind IN ('done', 'skipped');
CREATE INDEX written_by_night ON written (night, opened_ms);
PRAGMA user_version = 3;
