"""What Canvas and Moodle do with a zip of feedback, as their sources say it, in a few lines each.

Moodle: ``mod/assign/feedback/file/importziplib.php``.  Canvas: ``app/models/assignment.rb``,
``generate_comments_from_files`` and ``infer_comment_context_from_filename``.
"""

import zipfile
from collections.abc import Mapping
from pathlib import Path

_PLUGINS = {("assignfeedback", "file"), ("assignsubmission", "file")}


def moodle_takes(path: Path, participants: Mapping[int, str]) -> dict[str, dict[str, bytes]]:
    """Give what each user gets, by the file's name; what Moodle knows nothing of is passed over."""
    taken: dict[str, dict[str, bytes]] = {}
    with zipfile.ZipFile(path) as archive:
        for member in archive.namelist():
            pieces = member.split("/")
            if pieces[-1].startswith((".", "~")):
                continue
            for place, piece in enumerate(pieces):
                parts = piece.split("_", 4)
                is_known = (
                    len(parts) >= 4
                    and parts[1].isdecimal()
                    and int(parts[1]) in participants
                    and (parts[2], parts[3]) in _PLUGINS
                )
                if is_known:
                    name = "/".join([*parts[4:], *pieces[place + 1 :]])
                    user = participants[int(parts[1])]
                    taken.setdefault(user, {})[name] = archive.read(member)
                    break
    return taken


def canvas_takes(
    path: Path, attachments: Mapping[int, int], users: Mapping[int, str]
) -> dict[str, list[bytes]]:
    """Give what each user gets a comment with; an attachment of another's submission is ignored."""
    taken: dict[str, list[bytes]] = {}
    with zipfile.ZipFile(path) as archive:
        for member in archive.namelist():
            base = member.rpartition("/")[2]
            if base.startswith("._"):
                continue
            user, attachment, *_ = [
                int(piece) for piece in base.split("_") if piece.isascii() and piece.isdecimal()
            ] + [0, 0]
            if users.get(user) and attachments.get(attachment) == user:
                taken.setdefault(users[user], []).append(archive.read(member))
    return taken
