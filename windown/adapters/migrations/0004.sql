-- Mornings, routines, notes of the night and check-ins.

CREATE TABLE diary (
    -- ISO date of the evening the night begins on.
    night         TEXT    PRIMARY KEY NOT NULL CHECK (length(night) = 10 AND date(night) IS night),
    zone          TEXT    NOT NULL CHECK (zone <> ''),
    -- Instants are UTC, milliseconds since 1970-01-01T00:00:00Z; NULL is not answered.
    filled_ms     INTEGER NOT NULL CHECK (typeof(filled_ms) = 'integer'),
    bed_ms        INTEGER CHECK (bed_ms IS NULL OR typeof(bed_ms) = 'integer'),
    try_ms        INTEGER CHECK (try_ms IS NULL OR typeof(try_ms) = 'integer'),
    sol_min       INTEGER CHECK (sol_min BETWEEN 0 AND 720),
    n_wake        INTEGER CHECK (n_wake BETWEEN 0 AND 30),
    waso_min      INTEGER CHECK (waso_min BETWEEN 0 AND 720),
    wake_ms       INTEGER CHECK (wake_ms IS NULL OR typeof(wake_ms) = 'integer'),
    rise_ms       INTEGER CHECK (rise_ms IS NULL OR typeof(rise_ms) = 'integer'),
    quality       INTEGER CHECK (quality BETWEEN 1 AND 5),
    note          TEXT    NOT NULL,
    tasafa_min    INTEGER CHECK (tasafa_min BETWEEN 0 AND 720),
    early_min     INTEGER CHECK (early_min BETWEEN 0 AND 720),
    rested        INTEGER CHECK (rested BETWEEN 1 AND 5),
    n_naps        INTEGER CHECK (n_naps BETWEEN 0 AND 30),
    naps_min      INTEGER CHECK (naps_min BETWEEN 0 AND 1440),
    n_alcohol     INTEGER CHECK (n_alcohol BETWEEN 0 AND 99),
    alcohol_last  TEXT    NOT NULL,
    n_caffeine    INTEGER CHECK (n_caffeine BETWEEN 0 AND 99),
    caffeine_last TEXT    NOT NULL,
    medicine      TEXT    NOT NULL,
    screen_off_ms INTEGER CHECK (screen_off_ms IS NULL OR typeof(screen_off_ms) = 'integer')
) WITHOUT ROWID;

CREATE TABLE routine_run (
    -- A UUID: the same run imported twice is one run.
    id         TEXT    PRIMARY KEY NOT NULL CHECK (id <> ''),
    routine    TEXT    NOT NULL CHECK (routine <> ''),
    name       TEXT    NOT NULL,
    night      TEXT    NOT NULL CHECK (length(night) = 10 AND date(night) IS night),
    started_ms INTEGER NOT NULL CHECK (typeof(started_ms) = 'integer'),
    zone       TEXT    NOT NULL CHECK (zone <> ''),
    ended_ms   INTEGER CHECK (ended_ms IS NULL OR typeof(ended_ms) = 'integer')
);

CREATE INDEX routine_run_by_night ON routine_run (night, started_ms);

CREATE TABLE routine_step (
    run      TEXT    NOT NULL CHECK (run <> ''),
    -- From 0, in the order of the routine.
    place    INTEGER NOT NULL CHECK (typeof(place) = 'integer' AND place >= 0),
    id       TEXT    NOT NULL CHECK (id <> ''),
    minutes  REAL    NOT NULL CHECK (minutes >= 0),
    practice TEXT    NOT NULL,
    text     TEXT    NOT NULL,
    state    TEXT    NOT NULL CHECK (state IN ('open', 'done', 'skipped')),
    at_ms    INTEGER CHECK (at_ms IS NULL OR typeof(at_ms) = 'integer'),
    PRIMARY KEY (run, place)
) WITHOUT ROWID;

CREATE TABLE night_note (
    id    TEXT    PRIMARY KEY NOT NULL CHECK (id <> ''),
    night TEXT    NOT NULL CHECK (length(night) = 10 AND date(night) IS night),
    at_ms INTEGER NOT NULL CHECK (typeof(at_ms) = 'integer'),
    text  TEXT    NOT NULL CHECK (text <> ''),
    seen  INTEGER NOT NULL CHECK (seen IN (0, 1))
);

CREATE TABLE check_in (
    id      TEXT    PRIMARY KEY NOT NULL CHECK (id <> ''),
    at_ms   INTEGER NOT NULL CHECK (typeof(at_ms) = 'integer'),
    zone    TEXT    NOT NULL CHECK (zone <> ''),
    -- 0 to 10, or NULL where skipped.
    falling INTEGER CHECK (falling BETWEEN 0 AND 10),
    staying INTEGER CHECK (staying BETWEEN 0 AND 10),
    rested  INTEGER CHECK (rested BETWEEN 0 AND 10),
    bother  INTEGER CHECK (bother BETWEEN 0 AND 10)
);
