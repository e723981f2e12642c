-- A journal as windown 0.1 leaves it: three sessions over two nights. Kept as it is for good.
PRAGMA application_id = 2003072878;
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
);
CREATE INDEX session_by_night ON session (night, started_ms);
INSERT INTO session VALUES('8b6f0f0e-3f7e-4f0b-9c55-2a8c5a5f3b01','extended_4_6','2026-03-28',1774735200000,'Europe/Berlin',600.0,600.0,1,4,'ruhig; wie "früher"',1.0);
INSERT INTO session VALUES('8b6f0f0e-3f7e-4f0b-9c55-2a8c5a5f3b02','pmr_16','2026-03-28',1774740600500,'Europe/Berlin',1500.0,212.5,0,NULL,'',1.0);
INSERT INTO session VALUES('8b6f0f0e-3f7e-4f0b-9c55-2a8c5a5f3b03','body_scan','2026-03-29',1774818000000,'Europe/Berlin',900.0,900.0,1,NULL,'',4.0);
PRAGMA user_version = 1;
