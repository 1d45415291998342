"""Reads a CSV file in blocks of whole records, as bytes. Memory holds one block, whatever the number of rows."""

import csv
import io
import re
from pathlib import Path
from typing import Iterator, List, NamedTuple, Tuple

import numpy as np
from errors import DataError, quoted

BLOCK_BYTES = 4 * 1024 * 1024
_HEADER_BYTES = 1024 * 1024
_BOM = b"\xef\xbb\xbf"
_QUOTE, _COMMA, _NEWLINE = 34, 44, 10


class Block(NamedTuple):
    """Whole records of one file, without their line ends; a record may contain quoted line ends."""

    records: List[bytes]
    rows: "np.ndarray"
    """The number of each record, int64. Record 1 is the header, as in a spreadsheet if no cell has a line break."""

    @property
    def body(self) -> bytes:
        return b"\n".join(self.records) + b"\n"


class CsvFile:
    """A comma-separated UTF-8 file with a header."""

    def __init__(self, path, block_bytes: int = BLOCK_BYTES):
        """Raises DataError when the file is empty, or its header is unusable or not UTF-8."""
        self.path = Path(path)
        self._block_bytes = block_bytes
        with self.path.open("rb") as file:
            head = file.read(_HEADER_BYTES)
        if not head.strip():
            raise self._error("is empty; a header and rows are needed")
        ends, _ = _record_ends(head + b"\n")
        if not len(ends):
            raise self._error("has a header (row 1) that opens a quote and never closes it")
        self._data_start = int(ends[0]) + 1
        line = head[: ends[0]].rstrip(b"\r")
        self.header = line[len(_BOM) :] if line.startswith(_BOM) else line
        self.columns = self._names()

    def blocks(self) -> Iterator[Block]:
        """Yields blocks in file order. Raises DataError at a record with too many or too few fields, or not UTF-8."""
        row, rest = 2, b""
        with self.path.open("rb") as file:
            file.seek(self._data_start)
            for data in iter(lambda: file.read(self._block_bytes), b""):
                text = rest + data
                ends, outside = _record_ends(text)
                if not len(ends):
                    rest = text
                    continue
                cut = int(ends[-1]) + 1
                rest = text[cut:]
                yield self._block(text[:cut], ends, outside if outside is None else outside[:cut], row)
                row += len(ends)
        if rest.strip():
            text = rest + b"\n"
            ends, outside = _record_ends(text)
            if not len(ends) or ends[-1] != len(text) - 1:
                raise self._error(
                    f"has a quote in row {row + len(ends)} that is never closed; "
                    "a field that holds a quote is quoted as a whole, and the quote in it doubled"
                )
            yield self._block(text, ends, outside, row)

    def _names(self) -> List[str]:
        try:
            text = self.header.decode("utf-8")
        except UnicodeDecodeError:
            raise self._error("has a header (row 1) that is not UTF-8; save the file as UTF-8") from None
        names = [name.strip() for name in next(csv.reader(io.StringIO(text, newline="")), [])]
        nameless = [str(number) for number, name in enumerate(names, 1) if not name]
        if nameless:
            raise self._error(f"has a header (row 1) without a name for column {', '.join(nameless)}")
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise self._error(f"has a header (row 1) that names {quoted(twice)} more than once")
        return names

    def _block(self, text: bytes, ends, outside, row: int) -> Block:
        self._check_characters(text, ends, outside, row)
        starts = np.concatenate(([0], ends[:-1] + 1))
        if outside is None:
            records = text.split(b"\n")
            records.pop()
        else:
            records = [text[start:end] for start, end in zip(starts.tolist(), ends.tolist())]
        rows = np.arange(row, row + len(records))
        commas = np.frombuffer(text, np.uint8) == _COMMA
        positions = np.flatnonzero(commas if outside is None else commas & outside)
        if self._all_complete(positions, starts, ends):
            return Block(records, rows)
        filled = np.array([bool(record.strip()) for record in records])
        counts = np.diff(np.searchsorted(positions, ends), prepend=0)
        wrong = np.flatnonzero(filled & (counts != len(self.columns) - 1))
        if len(wrong):
            raise self._wrong_count(int(rows[wrong[0]]), int(counts[wrong[0]]) + 1)
        return Block([record for record, keep in zip(records, filled) if keep], rows[filled])

    def _all_complete(self, positions, starts, ends) -> bool:
        """Whether each record has as many separators as the header: the usual case, found without counting."""
        separators = len(self.columns) - 1
        if separators == 0 or len(positions) != separators * len(ends):
            return False
        grid = positions.reshape(len(ends), separators)
        return bool((grid[:, 0] >= starts).all() and (grid[:, -1] < ends).all())

    def _check_characters(self, text: bytes, ends, outside, row: int) -> None:
        for character, name in ((b"\0", "a zero byte"), (b"\r", "a carriage return within a line")):
            allowed = text.count(b"\r\n") if character == b"\r" else 0
            if outside is None and text.count(character) != allowed:
                bare = re.search(rb"\0|\r(?!\n)", text)
                raise self._error(f"has {name} in row {row + int(np.searchsorted(ends, bare.start()))}")
        try:
            text.decode("utf-8")
        except UnicodeDecodeError as error:
            bad = row + int(np.searchsorted(ends, error.start))
            byte = text[error.start]
            raise self._error(f"is not UTF-8 at row {bad} (byte 0x{byte:02x}); save the file as UTF-8") from None

    def _wrong_count(self, row: int, fields: int) -> DataError:
        return self._error(f"has {fields} fields in row {row}, but its header names {len(self.columns)} columns")

    def _error(self, text: str) -> DataError:
        return DataError(f"{self.path.name} {text}")


def _record_ends(text: bytes) -> Tuple["np.ndarray", "np.ndarray"]:
    """Positions of the line ends outside quotes, and which bytes are outside, or None if nothing is quoted."""
    data = np.frombuffer(text, np.uint8)
    if b'"' not in text:
        return np.flatnonzero(data == _NEWLINE), None
    outside = (np.cumsum(data == _QUOTE) & 1) == 0
    return np.flatnonzero((data == _NEWLINE) & outside), outside
