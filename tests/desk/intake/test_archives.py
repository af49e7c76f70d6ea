"""An archive that is damaged is read as far as it goes; one that is a trap is not sprung."""

import io
import random
import struct
import tracemalloc
import zipfile
import zlib
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedgelab.desk.intake.archives import MAX_MEMBERS, Archive, ArchiveError
from hedgelab.desk.model.statuses import Status

MOST = 1024 * 1024
NAMES = ["a.json", "deep/b.json", "c.json"]
TEXT = {name: f"text of {name} ".encode() * 50 for name in NAMES}


class Streaming(io.BytesIO):
    """A file that cannot seek, so that sizes are written behind each member."""

    def seekable(self) -> bool:
        return False

    def tell(self) -> int:
        raise OSError("a stream")

    def seek(self, *_: int) -> int:
        raise OSError("a stream")


def archive_of(
    files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED, stream: bool = False
) -> bytes:
    """Give the bytes of an archive."""
    held = Streaming() if stream else io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return held.getvalue()


def outcomes(content: bytes, most: int = MOST) -> dict[str, bytes | Status]:
    """Give what each member holds, or what becomes of it."""
    archive = Archive(io.BytesIO(content), most)
    found: dict[str, bytes | Status] = {}
    for member in archive.members:
        try:
            found[member.name] = archive.read(member)
        except ArchiveError as error:
            found[member.name] = error.status
    return found


def reason(content: bytes, most: int = MOST) -> tuple[Status, str]:
    """Give why the first member, or the archive, is not read."""
    try:
        archive = Archive(io.BytesIO(content), most)
        archive.read(archive.members[0])
    except ArchiveError as error:
        return error.status, error.reason
    raise AssertionError("it was read")


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
@pytest.mark.parametrize("stream", [False, True])
def test_an_archive_is_read(method: int, stream: bool) -> None:
    content = archive_of({**TEXT, "deep/": b""}, method, stream)
    assert outcomes(content) == TEXT
    assert Archive(io.BytesIO(content), MOST).problem == ""


@pytest.mark.parametrize(
    ("method", "stream"),
    [(zipfile.ZIP_DEFLATED, False), (zipfile.ZIP_DEFLATED, True), (zipfile.ZIP_STORED, False)],
)
def test_without_its_list_an_archive_is_read_in_full(method: int, stream: bool) -> None:
    content = archive_of(TEXT, method, stream)
    cut = content[: content.index(b"PK\x01\x02")]
    assert outcomes(cut) == TEXT
    assert "cut off or damaged: 3 files" in Archive(io.BytesIO(cut), MOST).problem


@pytest.mark.parametrize("stream", [False, True])
def test_where_an_archive_is_cut_the_last_file_is_named(stream: bool) -> None:
    content = archive_of(TEXT, stream=stream)
    cut = content[: content.index(b"c.json") + 10]
    assert outcomes(cut) == {**TEXT, "c.json": Status.UNREADABLE}


def test_a_bad_checksum_is_told() -> None:
    content = archive_of({"a.json": b"x" * 100}, zipfile.ZIP_STORED)
    at = content.index(b"xxxx")
    told = reason(content[:at] + b"y" + content[at + 1 :])
    assert told[0] is Status.UNREADABLE
    assert "damaged in the archive" in told[1]
    cut = content[:at] + b"y" + content[at + 1 : content.index(b"PK\x01\x02")]
    assert "checksum" in reason(cut)[1]


@cache
def bomb(size: int) -> bytes:
    """Give an archive whose one member inflates a thousandfold."""
    return archive_of({"a.json": b"\0" * size})


def peak_of(content: bytes) -> tuple[tuple[Status, str], int]:
    """Give why an archive is not read, and the memory that this took."""
    tracemalloc.start()
    told = reason(content)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return told, peak


def test_what_declares_too_much_is_not_inflated() -> None:
    (status, told), peak = peak_of(bomb(40_000_000))
    assert status is Status.REFUSED
    assert "It has 40.0 MB, more than the 1.0 MB" in told
    assert peak < 1_000_000


@pytest.mark.parametrize("declared", [0, 10, MOST])
@pytest.mark.parametrize("with_list", [True, False])
def test_what_lies_about_its_size_is_inflated_to_the_limit_at_most(
    declared: int, with_list: bool
) -> None:
    content = bomb(40_000_000)
    whole = struct.pack("<L", 40_000_000)
    content = content.replace(whole, struct.pack("<L", declared))
    if not with_list:
        content = content[: content.index(b"PK\x01\x02")]
    (status, _), peak = peak_of(content)
    assert status in (Status.REFUSED, Status.UNREADABLE)
    assert peak < 12_000_000


@pytest.mark.slow
def test_many_members_over_the_same_bytes_inflate_to_a_bound() -> None:
    # One member's bytes, told to be those of two thousand; together they would be 2 GB.
    content = bomb(MOST)
    at = content.index(b"PK\x01\x02")
    start, entry = content[:at], content[at : content.index(b"PK\x05\x06")]
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 2000, 2000, len(entry) * 2000, at, 0)
    archive = Archive(io.BytesIO(start + entry * 2000 + end), MOST)
    # Some 268 may be read, a quarter of a gigabyte; the next one may not.
    for member in archive.members[:256]:
        assert len(archive.read(member)) == MOST
    with pytest.raises(ArchiveError, match="inflates to far more than its own size"):
        [archive.read(member) for member in archive.members[256:300]]


def test_a_list_of_too_many_files_is_not_even_read() -> None:
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 100_000_000, 0, 0)
    assert reason(b"\0" * 1000 + end)[0] is Status.REFUSED
    large = struct.pack(
        "<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, MAX_MEMBERS + 1, MAX_MEMBERS + 1, 5, 0
    )
    marks = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0, 0)
    status, told = reason(large + marks)
    assert status is Status.REFUSED
    assert "holds 300,001 files, more than 300,000" in told


def test_the_larger_form_is_looked_at_even_where_the_end_does_not_ask_for_it() -> None:
    # Python's own reader believes it wherever its locator stands.
    large = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, 100_000_000, 0)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, 0, 1)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, 60, 0, 0)
    assert reason(large + locator + end)[0] is Status.REFUSED


def test_an_end_in_the_comment_hides_no_vast_list() -> None:
    vast = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 9, 9, 100_000_000, 0, 22)
    small = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, 60, 0, 0)
    assert reason(vast + small)[0] is Status.REFUSED


@pytest.mark.parametrize("count", [1, 3])
def test_an_end_that_speaks_of_other_files_is_told(count: int) -> None:
    content = archive_of({"a.json": b"x", "b.json": b"y"})
    at = content.index(b"PK\x05\x06") + 8
    forged = content[:at] + struct.pack("<2H", count, count) + content[at + 4 :]
    archive = Archive(io.BytesIO(forged), MOST)
    assert len(archive.members) == 2
    assert f"end speaks of {count} files, and its list names 2" in archive.problem
    assert not Archive(io.BytesIO(content), MOST).problem


def test_a_large_archive_of_the_newer_form_is_read() -> None:
    held = io.BytesIO()
    with (
        zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("a.json", "w", force_zip64=True) as member,
    ):
        member.write(TEXT["a.json"])
    assert outcomes(held.getvalue()) == {"a.json": TEXT["a.json"]}


def test_an_encrypted_member_is_refused() -> None:
    content = archive_of({"a.json": b"x"})
    for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = content.index(magic) + at
        content = content[:start] + b"\x01" + content[start + 1 :]
    status, told = reason(content)
    assert status is Status.REFUSED
    assert "It is encrypted" in told
    assert "without a password" in told


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_of_packing_are_refused(method: int) -> None:
    assert reason(archive_of({"a.json": b"x" * 1000}, method))[1].startswith(
        "It is packed in a way"
    )


@pytest.mark.parametrize("name", ["a.zip", "b.json", "c.7z", "d.tar.gz"])
def test_an_archive_in_an_archive_is_refused(name: str) -> None:
    inner = archive_of({"a.json": b"x"})
    status, told = reason(archive_of({name: inner}))
    assert status is Status.REFUSED
    assert "archive in an archive: unpack the outer" in told


def test_an_office_document_is_no_archive_in_an_archive() -> None:
    inner = archive_of({"word/document.xml": b"x"})
    assert outcomes(archive_of({"a.docx": inner})) == {"a.docx": inner}


@pytest.mark.parametrize(
    "name",
    ["../a.json", "x/../../a.json", "/etc/a.json", "C:\\a.json", "c:a.json", "..\\a.json",
     "\\\\host\\a.json"],
)  # fmt: skip
def test_a_name_that_leads_out_is_refused(name: str) -> None:
    assert outcomes(archive_of({name: b"x", "b.json": b"y"})) == {
        name: Status.REFUSED,
        "b.json": b"y",
    }


def test_a_link_is_refused() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        link = zipfile.ZipInfo("a.json")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert "It is a link" in reason(held.getvalue())[1]


def test_a_member_without_a_name_is_no_reason_to_stop() -> None:
    content = archive_of({"\0.json": b"x", "b.json": b"y"})
    assert outcomes(content)["b.json"] == b"y"


@pytest.mark.parametrize("content", [b"", b"PK", b"no zip", b"PK\x05\x06" + b"\0" * 10])
def test_what_is_no_archive_is_told(content: bytes) -> None:
    status, told = reason(content)
    assert status is Status.UNREADABLE
    assert "no zip archive that can be read" in told


GOOD = archive_of(TEXT)
STREAMED = archive_of(TEXT, stream=True)


@given(
    st.sampled_from([GOOD, STREAMED]),
    st.lists(st.tuples(st.integers(0, 700), st.integers(0, 9), st.binary(max_size=4)), max_size=4),
    st.integers(0, 700),
)
def test_any_damage_is_told_and_nothing_else_raised(
    content: bytes, spoils: list[tuple[int, int, bytes]], cut: int
) -> None:
    for at, length, other in spoils:
        content = content[:at] + other + content[at + length :]
    try:
        found = outcomes(content[: len(content) - cut])
    except ArchiveError as error:
        found = {"": error.status}
    # What is given as whole is whole: the checksum says so.
    checksums = {zlib.crc32(text) for text in TEXT.values()} | {0}
    assert all(isinstance(held, Status) or zlib.crc32(held) in checksums for held in found.values())


def test_noise_is_no_archive() -> None:
    noise = random.Random(7).randbytes(5000)
    for content in (noise, b"PK\x03\x04" + noise, noise + b"PK\x05\x06" + noise[:18]):
        try:
            found = outcomes(content)
        except ArchiveError:
            continue
        assert set(found.values()) <= {Status.UNREADABLE, Status.REFUSED}


def test_a_damaged_file_of_known_size_costs_no_other_even_without_the_list() -> None:
    content = archive_of(TEXT)
    at = content.index(b"a.json") + len(b"a.json")
    # The first byte of what was deflated says how: 7 is no way.
    spoilt = content[:at] + b"\x07" + content[at + 1 : content.index(b"PK\x01\x02")]
    assert outcomes(spoilt) == {**TEXT, "a.json": Status.UNREADABLE}


def test_a_file_without_the_list_is_not_taken_for_longer_than_it_is() -> None:
    """Some programs announce that the size follows, and know it all the same."""
    content = archive_of({"a.json": b"x" * 100}, zipfile.ZIP_STORED)
    cut = bytearray(content[: content.index(b"PK\x01\x02")])
    cut[6] |= 0x8
    assert outcomes(bytes(cut)) == {"a.json": b"x" * 100}
