"""Reads a CSV file in blocks of whole records, as bytes: memory is one block, whatever the number of rows."""

import csv
import io
from pathlib import Path
from typing import Iterator, List, NamedTuple, Tuple

import numpy as np
from errors import DataError, quoted

BLOCK_BYTES = 4 * 1024 * 1024
_HEADER_BYTES = 1024 * 1024
_BOM = b"\xef\xbb\xbf"
_QUOTE, _COMMA, _NEWLINE = 34, 44, 10


class Block(NamedTuple):
    """Whole records of one file, without their line ends; a record may hold quoted line ends."""

    records: List[bytes]
    rows: "np.ndarray"
    """The number of each record, int64: record 1 is the header, so a sheet without line breaks in cells agrees."""

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
                raise self._error(f"opens a quote at row {row + len(ends)} that is never closed")
            yield self._block(text, ends, outside, row)

    def _names(self) -> List[str]:
        try:
            text = self.header.decode("utf-8")
        except UnicodeDecodeError:
            raise self._error("has a header (row 1) that is not UTF-8; save the file as UTF-8") from None
        names = next(csv.reader(io.StringIO(text, newline="")), [])
        nameless = [str(number) for number, name in enumerate(names, 1) if not name.strip()]
        if nameless:
            raise self._error(f"has a header (row 1) without a name for column {', '.join(nameless)}")
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise self._error(f"has a header (row 1) that names {quoted(twice)} more than once")
        return names

    def _block(self, text: bytes, ends, outside, row: int) -> Block:
        self._check_encoding(text, ends, row)
        if outside is None:
            records = text.split(b"\n")
            records.pop()
        else:
            starts = np.concatenate(([0], ends[:-1] + 1))
            records = [text[start:end] for start, end in zip(starts.tolist(), ends.tolist())]
        rows = np.arange(row, row + len(records))
        blank = self._may_hold_blank_lines(text)
        separators = len(self.columns) - 1
        # Counting all commas at once is enough for the usual block: pandas refuses a record with too many.
        if blank or outside is not None or text.count(b",") != separators * len(records):
            commas = _commas_per_record(text, ends, outside)
            filled = np.array([bool(record.strip()) for record in records])
            wrong = np.flatnonzero(filled & (commas != separators))
            if len(wrong):
                raise self._wrong_count(int(rows[wrong[0]]), int(commas[wrong[0]]) + 1)
            records, rows = [record for record, keep in zip(records, filled) if keep], rows[filled]
        return Block(records, rows)

    def _check_encoding(self, text: bytes, ends, row: int) -> None:
        try:
            text.decode("utf-8")
        except UnicodeDecodeError as error:
            bad = row + int(np.searchsorted(ends, error.start))
            byte = text[error.start]
            raise self._error(f"is not UTF-8 at row {bad} (byte 0x{byte:02x}); save the file as UTF-8") from None

    def _may_hold_blank_lines(self, text: bytes) -> bool:
        return b"\n\n" in text or b"\n\r\n" in text or text[:1] in (b"\n", b"\r") or len(self.columns) == 1

    def _wrong_count(self, row: int, fields: int) -> DataError:
        return self._error(f"has {fields} fields in row {row}, but its header names {len(self.columns)} columns")

    def _error(self, text: str) -> DataError:
        return DataError(f"{self.path.name} {text}")


def _record_ends(text: bytes) -> Tuple["np.ndarray", "np.ndarray"]:
    """Positions of the line ends outside quotes; and which bytes are outside, or None where nothing is quoted."""
    data = np.frombuffer(text, np.uint8)
    if b'"' not in text:
        return np.flatnonzero(data == _NEWLINE), None
    outside = (np.cumsum(data == _QUOTE) & 1) == 0
    return np.flatnonzero((data == _NEWLINE) & outside), outside


def _commas_per_record(text: bytes, ends, outside) -> "np.ndarray":
    commas = np.frombuffer(text, np.uint8) == _COMMA
    positions = np.flatnonzero(commas if outside is None else commas & outside)
    return np.diff(np.searchsorted(positions, ends), prepend=0)
