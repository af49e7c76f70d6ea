"""Zip archives from learning platforms: read as a stream, and never unpacked to disk."""

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Final, NamedTuple

from hedgelab.desk.model.statuses import Status
from hedgelab.desk.text.visible import visible

MAX_MEMBERS: Final = 300_000
"""The files in one archive: three for each student of a class of 100,000."""

_SHORTEST_ENTRY = 47  # bytes of a file's entry in it
_MOST_DIRECTORY = 64 * 1024 * 1024  # bytes of an archive's list of its files
_FREE_BYTES = 256 * 1024 * 1024  # what any archive may inflate to
_MOST_RATIO = 100  # and beyond it, times its own size; text shrinks ten- to thirtyfold

_NO_YEAR = 1980  # what archives have that were packed without dates
_ENCRYPTED, _SIZES_FOLLOW, _UTF8 = 0x1, 0x8, 0x800
_STORED, _DEFLATED = 0, 8
_LOCAL = struct.Struct("<4s5H3L2H")
_LOCAL_MAGIC, _DIRECTORY_MAGIC, _END_MAGIC = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_DESCRIPTOR_MAGIC = b"PK\x07\x08"
_END = struct.Struct("<4s4H2LH")
_END64_MAGIC, _END64 = b"PK\x06\x06", struct.Struct("<4sQ2H2L4Q")
_UNKNOWN_SIZE = 0xFFFFFFFF
_CHUNK = 64 * 1024

_OUTSIDE = re.compile(r"(^|[/\\])\.\.([/\\]|$)|^[/\\]|^[A-Za-z]:")
_ARCHIVES = (".zip", ".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz")
_OFFICE = (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".pages", ".numbers", ".epub")

_ZIP_ERRORS = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, NotImplementedError,
    RuntimeError, EOFError, OSError, ValueError, OverflowError,
)  # fmt: skip
"""What `zipfile` raises for archives that are damaged in one way or another."""

_PACK_AGAIN = "ask for the file itself, or pack it again as an ordinary zip"
_UNPACK = "unpack the outer archive, and hand in the folder"
_ZIP_IN_ZIP = f"It is an archive in an archive: {_UNPACK}."


class ArchiveError(ValueError):
    """An archive that is not opened.

    Attributes
    ----------
    status : Status
        What becomes of it.
    reason : str
        Why, and what to do.
    """

    def __init__(self, status: Status, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive, not read yet.

    Attributes
    ----------
    name : str
        As the archive has it.
    info : ZipInfo
        Where it lies.
    status : Status or None
        What becomes of it, where it is not to be read.
    reason : str
        Why, and what to do.
    """

    name: str
    info: zipfile.ZipInfo
    status: Status | None = None
    reason: str = ""

    @property
    def parts(self) -> tuple[str, ...]:
        """The folders in which it lies, and its own name."""
        return tuple(part for part in re.split(r"[/\\]", self.name) if part)

    @property
    def moment(self) -> datetime | None:
        """The date that the archive gives it, which has no zone; None where it gives none."""
        if self.info.date_time[0] <= _NO_YEAR:
            return None
        with suppress(ValueError):
            return datetime(*self.info.date_time)
        return None


class Archive:
    """An archive that is open for reading.

    One whose list of files is lost, as when a download was cut off, is read as far as it goes.

    Parameters
    ----------
    file : binary file
        The archive; it must be able to seek.
    most_bytes : int
        The largest member that is read.

    Attributes
    ----------
    members : list of Member
        Its files, without folders.
    problem : str
        What is wrong with the archive as a whole; empty where nothing is.

    Raises
    ------
    ArchiveError
        If it is no archive, or one that is not to be opened.
    """

    def __init__(self, file: IO[bytes], most_bytes: int) -> None:
        self._file = file
        self._most_bytes = most_bytes
        self._left = _FREE_BYTES + _MOST_RATIO * file.seek(0, 2)
        self._zip: zipfile.ZipFile | None = None
        self.problem = ""
        tail = _tail(file)
        _refuse_vast_directory(tail)
        try:
            self._zip = zipfile.ZipFile(file)
        except _ZIP_ERRORS:
            self.members = self._salvaged()
        else:
            infos = self._zip.infolist()
            self.members = [_member(info) for info in infos if not _is_folder(info)]
            if (told := _count_at_end(tail)) != len(infos):
                self.problem = (
                    f"The archive’s end speaks of {told:,} files, and its list names "
                    f"{len(infos):,}: there may have been more. Download it again."
                )
        if len(self.members) > MAX_MEMBERS:
            raise ArchiveError(*_too_many(len(self.members)))

    def read(self, member: Member, most_bytes: int | None = None) -> bytes:
        """Read one member, inflating no more of it than may be read.

        Raises
        ------
        ArchiveError
            If it is not to be read, too large, or damaged.
        """
        if member.status is not None:
            raise ArchiveError(member.status, member.reason)
        most = self._most_bytes if most_bytes is None else most_bytes
        if member.info.file_size > most:
            raise ArchiveError(Status.REFUSED, too_large(member.info.file_size, most))
        if self._left <= 0:
            raise ArchiveError(
                Status.REFUSED,
                "The archive inflates to far more than its own size, as a trap does. "
                f"If it is none, {_UNPACK}.",
            )
        try:
            content = self._inflated(member.info, most + 1)
        except _ZIP_ERRORS as error:
            told = visible(str(error) or type(error).__name__)
            raise ArchiveError(
                Status.UNREADABLE, f"It is damaged in the archive ({told}): download it again."
            ) from None
        self._left -= len(content)
        if len(content) > most:
            raise ArchiveError(Status.REFUSED, too_large(len(content), most))
        if content.startswith(_LOCAL_MAGIC) and not _is_office(member.name):
            raise ArchiveError(Status.REFUSED, _ZIP_IN_ZIP)
        return content

    def _inflated(self, info: zipfile.ZipInfo, most: int) -> bytes:
        if self._zip is not None:
            with self._zip.open(info) as stream:
                return stream.read(most)
        content = b"".join(_pieces(self._file, info, most))[:most]
        if len(content) < most and zlib.crc32(content) != info.CRC:
            raise zipfile.BadZipFile("its checksum is another")
        return content

    def _salvaged(self) -> list[Member]:
        """List the files of an archive that has lost its own list."""
        members: list[Member] = []
        size, offset = self._file.seek(0, 2), 0
        while (found := _local_file(self._file, offset)) is not None and offset < size:
            info, offset = found
            if info.flag_bits & _SIZES_FOLLOW and not info.compress_size:
                offset = self._measure(info)
            else:
                offset += info.compress_size
            if not offset or offset > size:
                reason = "The archive ends within this file: download it again."
                members.append(Member(info.filename, info, Status.UNREADABLE, reason))
                break
            if not _is_folder(info):
                members.append(_member(info))
        if not members:
            raise ArchiveError(
                Status.UNREADABLE, "It is no zip archive that can be read: download it again."
            )
        self.problem = (
            f"The archive is cut off or damaged: {len(members):,} files were found in it, and "
            "there may have been more. Download it again."
        )
        return members

    def _measure(self, info: zipfile.ZipInfo) -> int:
        """Find out where a file ends whose size stands behind it; 0 where it does not end."""
        if info.compress_type != _DEFLATED or self._left <= 0:
            return 0
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        self._file.seek(info.header_offset)
        size = 0
        try:
            while not inflater.eof:
                piece = inflater.decompress(
                    inflater.unconsumed_tail or self._file.read(_CHUNK), _CHUNK
                )
                if not piece and not inflater.eof and not inflater.unconsumed_tail:
                    return 0
                size += len(piece)
                self._left -= len(piece)
        except zlib.error:
            return 0
        end = self._file.tell() - len(inflater.unused_data)
        self._file.seek(end)
        behind = self._file.read(_CHUNK)
        info.CRC = int.from_bytes(behind.removeprefix(_DESCRIPTOR_MAGIC)[:4], "little")
        info.file_size, info.compress_size = size, end - info.header_offset
        steps = [behind.find(magic) for magic in (_LOCAL_MAGIC, _DIRECTORY_MAGIC)]
        return end + min((step for step in steps if step >= 0), default=len(behind))


def too_large(size: int, most: int) -> str:
    """Say that a file is too large."""
    return (
        f"It has {size / 1e6:,.1f} MB, more than the {most / 1e6:,.1f} MB that are read: "
        "ask for the file that “Save my answers” wrote."
    )


def is_archive(name: str) -> bool:
    """Whether a file of this name is an archive of some kind."""
    return name.lower().endswith(_ARCHIVES)


def _is_folder(info: zipfile.ZipInfo) -> bool:
    return info.filename.endswith("/")


def _is_office(name: str) -> bool:
    return name.lower().endswith(_OFFICE)


def _too_many(count: int) -> tuple[Status, str]:
    return (
        Status.REFUSED,
        f"The archive holds {count:,} files, more than {MAX_MEMBERS:,}: is it the right one? "
        f"If it is, {_UNPACK}.",
    )


def _member(info: zipfile.ZipInfo) -> Member:
    name = info.orig_filename
    if not info.flag_bits & _UTF8:
        # macOS writes names in UTF-8 without setting the flag that says so.
        try:
            name = name.encode("cp437").decode()
        except UnicodeError:
            name = info.orig_filename
    reason = _why_not(name, info)
    return Member(name, info, Status.REFUSED if reason else None, reason)


def _why_not(name: str, info: zipfile.ZipInfo) -> str:
    """Say why a member is not opened; empty where it may be."""
    if _OUTSIDE.search(name):
        return f"Its name leads out of the archive’s folder: {_PACK_AGAIN}."
    if stat.S_ISLNK(info.external_attr >> 16):
        return f"It is a link to another file: {_PACK_AGAIN}."
    if info.flag_bits & _ENCRYPTED:
        return f"It is encrypted: {_PACK_AGAIN}, without a password."
    if info.compress_type not in (_STORED, _DEFLATED):
        return f"It is packed in a way that is not read: {_PACK_AGAIN}."
    if is_archive(name):
        return _ZIP_IN_ZIP
    return ""


def _tail(file: IO[bytes]) -> bytes:
    """Give so much of an archive's end as its last records may fill."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _END.size - 0xFFFF - _END64.size))
    return file.read()


def _refuse_vast_directory(tail: bytes) -> None:
    """Refuse an archive whose list of files alone would fill the memory.

    Its end says how long the list is, in up to two records, and readers differ in which of
    several they believe: the largest counts.
    """
    for told in (*_ends(tail, _END_MAGIC, _END), *_ends(tail, _END64_MAGIC, _END64)):
        if told == _SEE_LARGER_FORM:
            continue
        if told.files > MAX_MEMBERS or told.directory > _MOST_DIRECTORY:
            raise ArchiveError(*_too_many(max(told.files, told.directory // _SHORTEST_ENTRY)))


class _End(NamedTuple):
    """What the end of an archive says of its list: how many files, in how many bytes."""

    files: int
    directory: int


_MANY = 0xFFFF  # at this count the zip64 record has the true one
_SEE_LARGER_FORM = _End(_MANY, _UNKNOWN_SIZE)


def _ends(tail: bytes, magic: bytes, record: struct.Struct) -> Iterator[_End]:
    at = tail.find(magic)
    while 0 <= at <= len(tail) - record.size:
        members = record.unpack_from(tail, at)
        count, directory = members[4:6] if record is _END else members[-3:-1]
        yield _End(count, directory)
        at = tail.find(magic, at + 1)


def _count_at_end(tail: bytes) -> int:
    """Give how many files the end of an archive speaks of."""
    *_, small = _ends(tail, _END_MAGIC, _END)
    if small.files < _MANY:
        return small.files
    return max([small.files, *(told.files for told in _ends(tail, _END64_MAGIC, _END64))])


def _local_file(file: IO[bytes], offset: int) -> tuple[zipfile.ZipInfo, int] | None:
    """Read what stands before a file's own bytes, and where these begin."""
    file.seek(offset)
    header = file.read(_LOCAL.size)
    if len(header) < _LOCAL.size or not header.startswith(_LOCAL_MAGIC):
        return None
    _, _, flags, method, time, date, checksum, packed, size, *lengths = _LOCAL.unpack(header)
    name_length, extra = lengths
    written = file.read(name_length)
    info = zipfile.ZipInfo(written.decode("utf-8" if flags & _UTF8 else "cp437", "replace"))
    info.date_time = (
        *((date >> 9) + _NO_YEAR, date >> 5 & 0xF, date & 0x1F),
        *(time >> 11, time >> 5 & 0x3F, 2 * (time & 0x1F)),
    )
    info.flag_bits, info.compress_type, info.CRC = flags, method, checksum
    info.compress_size, info.file_size = packed, size
    info.header_offset = offset + _LOCAL.size + name_length + extra
    return info, info.header_offset


def _pieces(file: IO[bytes], info: zipfile.ZipInfo, most: int) -> Iterator[bytes]:
    """Inflate a salvaged file, piece by piece and at most so many bytes."""
    file.seek(info.header_offset)
    if info.compress_type == _STORED:
        yield file.read(min(info.compress_size, most))
        return
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    packed = file.read(min(info.compress_size, most + _CHUNK))
    while most > 0 and packed and not inflater.eof:
        piece = inflater.decompress(packed, min(most, _CHUNK))
        packed = inflater.unconsumed_tail
        most -= len(piece)
        yield piece
