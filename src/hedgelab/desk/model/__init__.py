"""What the desk knows of an assignment and a class: key, roster, records, statuses, points."""
