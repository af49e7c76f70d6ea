"""What an instructor writes: assignments, rubrics and banks of events, and the draw of sheets."""
