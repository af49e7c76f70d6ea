"""The tables of the ledger.

What was found in the files stands apart from what became of them: `files` is only ever
added to, and everything in `outcomes` and `grades` can be computed again from it, from
`students`, `marks` and the key.
"""

VERSION = 7
"""What ``PRAGMA user_version`` says of a ledger with these tables."""

_MARKERS = """
-- Which marker is to judge which text, and why: calibration, first or second.
CREATE TABLE allotments (
    student TEXT NOT NULL,
    event TEXT NOT NULL,
    marker TEXT NOT NULL,
    part TEXT NOT NULL,
    made TEXT NOT NULL,
    PRIMARY KEY (student, event, marker)
) WITHOUT ROWID;

-- What each marker wrote of a text, in a file of their own; the latest of each marker is theirs.
CREATE TABLE markings (
    id INTEGER PRIMARY KEY,
    student TEXT NOT NULL,
    event TEXT NOT NULL,
    marker TEXT NOT NULL,
    points TEXT NOT NULL,
    comment TEXT NOT NULL,
    text_digest TEXT NOT NULL,
    flagged INTEGER NOT NULL,
    written TEXT NOT NULL,
    made TEXT NOT NULL
);
CREATE INDEX markings_by_student ON markings (student, event)
"""

_DECISIONS = (
    # Those in force, as decisions.csv had them at the last run.
    """CREATE TABLE decisions (
    row INTEGER NOT NULL,
    student TEXT NOT NULL,
    what TEXT NOT NULL,
    value TEXT NOT NULL,
    reason TEXT NOT NULL,
    who TEXT NOT NULL,
    made TEXT NOT NULL
)""",
    # What they say of one student; what was computed without them stays in grades.
    """CREATE TABLE decided (
    student TEXT PRIMARY KEY,
    decisions TEXT NOT NULL,
    file INTEGER NOT NULL,
    status TEXT NOT NULL,
    points REAL,
    final INTEGER NOT NULL
) WITHOUT ROWID""",
    # What they say of one file.
    """CREATE TABLE decided_files (
    file INTEGER PRIMARY KEY REFERENCES files,
    student TEXT NOT NULL,
    decision TEXT NOT NULL
)""",
    # Every grade that a decision, or taking one out, has changed.
    """CREATE TABLE decision_log (
    id INTEGER PRIMARY KEY,
    made TEXT NOT NULL,
    student TEXT NOT NULL,
    before REAL,
    after REAL,
    why TEXT NOT NULL
)""",
    """CREATE VIEW final_points AS
SELECT grades.student, grades.file, grades.to_mark > 0 AND decided.final IS NOT 1 AS provisional,
       CASE WHEN decided.student IS NULL THEN grades.points ELSE decided.points END AS points
FROM grades LEFT JOIN decided ON decided.student = grades.student
UNION ALL
SELECT student, NULL, 0, points FROM decided
WHERE NOT EXISTS (SELECT 1 FROM grades WHERE grades.student = decided.student)""",
)

TABLES = f"""
CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- Every key that was ever in force, whole: a grade can be recomputed when its file is lost.
CREATE TABLE keys (
    digest TEXT PRIMARY KEY,
    readings_digest TEXT NOT NULL,
    rule_digest TEXT NOT NULL,
    document TEXT NOT NULL
) WITHOUT ROWID;

-- What each place of each event earns by a key; position is '' where none was chosen.
CREATE TABLE scores (
    key TEXT NOT NULL REFERENCES keys,
    event TEXT NOT NULL,
    position TEXT NOT NULL,
    credit REAL NOT NULL,
    distance INTEGER,
    steps INTEGER,
    rule TEXT NOT NULL,
    how TEXT NOT NULL,
    PRIMARY KEY (key, event, position)
) WITHOUT ROWID;

CREATE TABLE students (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    ids TEXT NOT NULL,
    place INTEGER NOT NULL,
    names TEXT NOT NULL DEFAULT '[]',
    sections TEXT NOT NULL DEFAULT '[]'
) WITHOUT ROWID;
CREATE INDEX students_in_order ON students (place, id);

-- One row for each content that was ever found under a path.
CREATE TABLE files (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL,
    digest TEXT NOT NULL,
    hint TEXT NOT NULL,
    status TEXT NOT NULL,
    reason TEXT NOT NULL,
    kind TEXT NOT NULL,
    assignment TEXT NOT NULL,
    sheet TEXT NOT NULL,
    student_id TEXT NOT NULL,
    student_name TEXT NOT NULL,
    saved TEXT NOT NULL,
    notes TEXT NOT NULL,
    doubts TEXT NOT NULL DEFAULT '[]',
    events INTEGER,
    first_seen TEXT NOT NULL,
    present INTEGER NOT NULL DEFAULT 1,
    -- A list of [event, position, confidence, justification, changed, other members].
    -- It stands last, for what stands behind a long column is slow to reach.
    answers TEXT NOT NULL,
    UNIQUE (path, digest)
);
CREATE INDEX files_by_digest ON files (digest);

CREATE TABLE outcomes (
    file INTEGER PRIMARY KEY REFERENCES files,
    student TEXT,
    status TEXT NOT NULL,
    reason TEXT NOT NULL,
    received TEXT NOT NULL,
    clock TEXT NOT NULL,
    notes TEXT NOT NULL,
    -- Whether it may have been handed in after the file that counts.
    unsure INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX outcomes_by_student ON outcomes (student);

CREATE TABLE grades (
    student TEXT PRIMARY KEY,
    file INTEGER NOT NULL REFERENCES files,
    key TEXT NOT NULL REFERENCES keys,
    sheet TEXT NOT NULL,
    position_points REAL NOT NULL,
    justification_points REAL NOT NULL,
    late_share REAL NOT NULL,
    late_how TEXT NOT NULL,
    points REAL NOT NULL,
    to_mark INTEGER NOT NULL
) WITHOUT ROWID;

-- A mark that is given anew is added; the last one counts.
CREATE TABLE marks (
    id INTEGER PRIMARY KEY,
    student TEXT NOT NULL,
    event TEXT NOT NULL,
    points TEXT NOT NULL,
    comment TEXT NOT NULL,
    marker TEXT NOT NULL,
    text_digest TEXT NOT NULL,
    made TEXT NOT NULL,
    -- Whether it is what the files of several markers come to.
    collected INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX marks_by_student ON marks (student, event);

{_MARKERS.strip()};

CREATE TABLE regrades (
    id INTEGER PRIMARY KEY,
    made TEXT NOT NULL,
    key_before TEXT NOT NULL REFERENCES keys,
    key_after TEXT NOT NULL REFERENCES keys
);

CREATE TABLE moves (
    regrade INTEGER NOT NULL REFERENCES regrades,
    student TEXT NOT NULL,
    before REAL,
    after REAL,
    why TEXT NOT NULL
);

-- What was given back to whom, which way, and when; what is given anew is added.
CREATE TABLE releases (
    id INTEGER PRIMARY KEY,
    student TEXT NOT NULL,
    way TEXT NOT NULL,
    page TEXT NOT NULL,
    points REAL,
    made TEXT NOT NULL
);
CREATE INDEX releases_by_student ON releases (student);

-- For people with a database browser: every answer that counts, with its derivation.
CREATE VIEW graded_answers AS
SELECT grades.student,
       json_extract(answer.value, '$[0]') AS event,
       scores.position, scores.credit, scores.distance, scores.steps, scores.rule, scores.how,
       json_extract(answer.value, '$[3]') AS justification
FROM grades
JOIN files ON files.id = grades.file
JOIN json_each(files.answers) AS answer
JOIN scores ON scores.key = grades.key
    AND scores.event = json_extract(answer.value, '$[0]')
    AND scores.position = coalesce(json_extract(answer.value, '$[1]'), '');
""" + ";\n".join(_DECISIONS)

UPGRADES = {
    1: (
        "ALTER TABLE students ADD COLUMN names TEXT NOT NULL DEFAULT '[]'",
        "ALTER TABLE outcomes ADD COLUMN unsure INTEGER NOT NULL DEFAULT 0",
        "CREATE INDEX files_by_digest ON files (digest)",
    ),
    2: (
        "ALTER TABLE files ADD COLUMN doubts TEXT NOT NULL DEFAULT '[]'",
        "ALTER TABLE files ADD COLUMN events INTEGER",
    ),
    3: ("ALTER TABLE students ADD COLUMN sections TEXT NOT NULL DEFAULT '[]'",),
    4: (
        "CREATE TABLE releases (id INTEGER PRIMARY KEY, student TEXT NOT NULL, way TEXT NOT NULL, "
        "page TEXT NOT NULL, points REAL, made TEXT NOT NULL)",
        "CREATE INDEX releases_by_student ON releases (student)",
    ),
    5: (
        "ALTER TABLE marks ADD COLUMN collected INTEGER NOT NULL DEFAULT 0",
        *_MARKERS.split(";\n"),
    ),
    6: _DECISIONS,
}
"""What makes a ledger of each earlier version one of the next; nothing in it is lost."""
