-- The first schema: sessions under their nights.
-- "wdwn", so that another program's database is never taken for ours.
PRAGMA application_id = 0x7764776E;

CREATE TABLE session (
    -- A UUID: the same record imported twice is one record.
    id         TEXT    PRIMARY KEY NOT NULL CHECK (id <> ''),
    practice   TEXT    NOT NULL CHECK (practice <> ''),
    -- ISO date of the evening the night begins on, noon to noon in `zone`.
    night      TEXT    NOT NULL CHECK (length(night) = 10 AND date(night) IS night),
    -- UTC, milliseconds since 1970-01-01T00:00:00Z.
    started_ms INTEGER NOT NULL CHECK (typeof(started_ms) = 'integer'),
    -- IANA name of the zone the person was in.
    zone       TEXT    NOT NULL CHECK (zone <> ''),
    -- Seconds of the timeline.
    planned_s  REAL    NOT NULL CHECK (typeof(planned_s) = 'real' AND planned_s >= 0),
    done_s     REAL    NOT NULL CHECK (typeof(done_s) = 'real' AND done_s >= 0),
    complete   INTEGER NOT NULL CHECK (complete IN (0, 1)),
    -- 1 to 5, or NULL where nothing was said.
    felt       INTEGER CHECK (felt IS NULL OR felt IN (1, 2, 3, 4, 5)),
    note       TEXT    NOT NULL,
    -- 1.0 in real time; 2.0 was played twice as fast.
    speed      REAL    NOT NULL CHECK (typeof(speed) = 'real' AND speed > 0)
);

CREATE INDEX session_by_night ON session (night, started_ms);
