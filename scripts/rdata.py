#!/usr/bin/env python3
"""Reads one data frame that R has saved, without R, and writes it as CSV.

    scripts/rdata.py FILE OBJECT [COLUMN...] >OUT.csv

FILE is a package's data store (Rdata.rdx or Rdata.rdb, which lie side by side)
or an .rda file; without COLUMNs all of them are written. A factor becomes its
labels, a missing value an empty cell.

The bytes may come from anywhere: every length is checked against what is left
of the file before memory is asked for, decompression and depth are bounded,
and what a table cannot hold (functions, environments) is refused by name.
"""

import bz2
import csv
import lzma
import math
import os
import signal
import struct
import sys
import zlib

MAX_BYTES = 64 << 20  # of one object, packed or unpacked
MAX_DEPTH = 100
NA_INTEGER = -(1 << 31)

# Kinds of items in R's serialisation, from "R Internals".
SYMBOL, PAIRS, LANGUAGE, CHARACTERS = 1, 2, 6, 9
LOGICAL, INTEGER, REAL, COMPLEX, STRINGS = 10, 13, 14, 15, 16
LIST, EXPRESSION, RAW = 19, 20, 24
COMPACT, ATTRIBUTE_PAIRS, ATTRIBUTE_LANGUAGE = 238, 239, 240
NULL, REFERENCE = 254, 255
PAIR_KINDS = {PAIRS, LANGUAGE, ATTRIBUTE_PAIRS, ATTRIBUTE_LANGUAGE}
NAMED_VALUES = {253: "global environment", 252: "unbound", 251: "missing",
                250: "base namespace", 242: "empty environment",
                241: "base environment"}
REFUSED = {3: "a function", 4: "an environment", 5: "a promise",
           7: "a function", 8: "a function", 21: "byte code",
           22: "an external pointer", 23: "a weak reference",
           25: "an S4 object", 247: "an environment", 248: "an environment",
           249: "a namespace"}
# Flags of an item, and of the encoding of characters.
HAS_ATTRIBUTES, HAS_TAG = 0x200, 0x400
LATIN_1 = 1 << (12 + 2)


class Problem(Exception):
    """The file is not what it should be; the text says how."""


class Value:
    """A vector, list or pair list: its items, and its attributes by name."""

    def __init__(self, items, attributes=None):
        self.items, self.attributes = items, attributes or {}

    def names(self):
        names = self.attributes.get("names")
        return [name if isinstance(name, str) else None for name in cells(names)]

    def by_name(self):
        return dict(zip(self.names(), self.items))


class Reader:
    """Walks through one serialised object in R's portable binary form."""

    def __init__(self, data):
        self.data, self.at, self.references = data, 0, []
        if self.take(2) != b"X\n":
            raise Problem("is not in R's binary format (XDR)")
        version = self.integer()
        self.take(8)  # the versions of R that wrote it and that can read it
        if version not in (2, 3):
            raise Problem("has version %d of R's format, expected 2 or 3"
                          % version)
        if version == 3:
            self.take(self.length(1))  # the native encoding of the writer

    def take(self, size):
        if size < 0 or size > len(self.data) - self.at:
            raise Problem("ends too early, at byte %d" % len(self.data))
        self.at += size
        return self.data[self.at - size:self.at]

    def integer(self):
        return struct.unpack(">i", self.take(4))[0]

    def length(self, size):
        """A length that as many items of at least `size` bytes can have."""
        count = self.integer()
        if count == -1:
            high, low = struct.unpack(">II", self.take(8))
            count = high << 32 | low
        if count < 0 or count > (len(self.data) - self.at) // size:
            raise Problem("gives a wrong length at byte %d" % self.at)
        return count

    def numbers(self, code, size):
        count = self.length(size)
        return list(struct.unpack(">%d%s" % (count, code),
                                  self.take(count * size)))

    def item(self, depth=0):
        if depth > MAX_DEPTH:
            raise Problem("is nested deeper than %d levels" % MAX_DEPTH)
        flags = self.integer()
        kind = flags & 0xff
        if kind in NAMED_VALUES or kind == NULL:
            return None
        if kind == REFERENCE:
            return self.reference(flags >> 8)
        if kind == SYMBOL:
            name = self.item(depth + 1)
            self.references.append(name)
            return name
        if kind == CHARACTERS:
            return self.characters(flags)
        if kind in PAIR_KINDS:
            return self.pairs(flags, depth)
        if kind == COMPACT:
            return self.compact(depth)
        return self.vector(kind, flags, depth)

    def reference(self, index):
        index = index or self.integer()
        if not 1 <= index <= len(self.references):
            raise Problem("refers to nothing at byte %d" % self.at)
        return self.references[index - 1]

    def characters(self, flags):
        size = self.integer()
        if size == -1:
            return None
        text = self.take(size)
        try:
            return text.decode("latin-1" if flags & LATIN_1 else "utf-8")
        except UnicodeDecodeError:
            raise Problem("has text that is not UTF-8 at byte %d" % self.at)

    def pairs(self, flags, depth):
        """A linked list: a loop, so that a long one needs no depth."""
        items, names = [], []
        while flags & 0xff in PAIR_KINDS:
            if flags & HAS_ATTRIBUTES:
                self.item(depth + 1)
            names.append(self.item(depth + 1) if flags & HAS_TAG else None)
            items.append(self.item(depth + 1))
            flags = self.integer()
        if flags & 0xff != NULL:  # the end of a dotted pair
            self.at -= 4
            names.append(None)
            items.append(self.item(depth + 1))
        return Value(items, {"names": Value(names)})

    def compact(self, depth):
        """A vector that R has saved as the rule to make it."""
        about, state = self.item(depth + 1), self.item(depth + 1)
        attributes = self.item(depth + 1)
        rule = about.items[0] if isinstance(about, Value) and about.items \
            else None
        found = state.items if isinstance(state, Value) else []
        if rule in ("compact_intseq", "compact_realseq") and len(found) == 3:
            return Value(sequence(found), named(attributes))
        if found and rule == "deferred_string":
            return Value(list(map(text_of, cells(found[0]))),
                         named(attributes))
        if found and str(rule).startswith("wrap_"):
            if isinstance(found[0], Value):
                return Value(found[0].items, named(attributes))
        raise Problem("holds a compact vector of an unknown kind (%s)" % rule)

    def vector(self, kind, flags, depth):
        if kind in (LOGICAL, INTEGER):
            items = [None if x == NA_INTEGER else x
                     for x in self.numbers("i", 4)]
        elif kind == REAL:
            items = self.numbers("d", 8)
        elif kind == COMPLEX:
            parts = struct.iter_unpack(">dd", self.take(16 * self.length(16)))
            items = [complex(*part) for part in parts]
        elif kind in (STRINGS, LIST, EXPRESSION):
            items = [self.item(depth + 1) for _ in range(self.length(4))]
        elif kind == RAW:
            items = list(self.take(self.length(1)))
        else:
            raise Problem("holds %s, which a table cannot have" % REFUSED.get(
                kind, "an item of the unknown kind %d" % kind))
        return Value(items, named(self.item(depth + 1))
                     if flags & HAS_ATTRIBUTES else None)


def named(pairs):
    return pairs.by_name() if isinstance(pairs, Value) else {}


def cells(value):
    return value.items if isinstance(value, Value) else []


def sequence(state):
    if not all(isinstance(n, float) and math.isfinite(n) for n in state) or \
            not 0 <= state[0] <= MAX_BYTES // 8:
        raise Problem("holds a sequence without an end")
    count, first, step = state
    return [first + step * i for i in range(int(count))]


def bounded(machine, data):
    """`data` through a decompressor, but no more than MAX_BYTES of it."""
    try:
        found = machine.decompress(data, MAX_BYTES + 1)
    except (zlib.error, lzma.LZMAError, OSError, EOFError):
        raise Problem("is damaged: it cannot be decompressed")
    if len(found) > MAX_BYTES:
        raise Problem("unpacks to more than %d bytes" % MAX_BYTES)
    if not machine.eof:
        raise Problem("ends too early, inside compressed data")
    return found


def decompress_file(data):
    if data[:2] == b"\x1f\x8b":
        return bounded(zlib.decompressobj(zlib.MAX_WBITS | 32), data)
    if data[:3] == b"BZh":
        return bounded(bz2.BZ2Decompressor(), data)
    if data[:6] == b"\xfd7zXZ\0":
        return bounded(lzma.LZMADecompressor(lzma.FORMAT_XZ), data)
    if data[:1] == b"\x78":
        return bounded(zlib.decompressobj(), data)
    return data


def decompress_entry(data, store):
    """One entry of an .rdb: its unpacked size, then, unless the whole store is
    zlib, one character for the way it is packed, then the packed bytes."""
    if len(data) < 5:
        raise Problem("has an entry that is too short")
    size, way, body = struct.unpack(">I", data[:4])[0], b"1", data[4:]
    if store != 1:
        way, body = data[4:5], data[5:]
    if way == b"0":
        found = body
    elif way == b"1":
        found = bounded(zlib.decompressobj(), body)
    elif way == b"2":
        found = bounded(bz2.BZ2Decompressor(), body)
    elif way == b"Z":
        found = bounded(RawLzma(size), body)
    else:
        raise Problem("has an entry packed in an unknown way")
    if len(found) != size:
        raise Problem("has an entry of %d bytes, %d announced"
                      % (len(found), size))
    return found


class RawLzma:
    """LZMA2 without a header: it ends at the announced size."""

    def __init__(self, size):
        self.size, self.eof = size, False
        self.machine = lzma.LZMADecompressor(
            lzma.FORMAT_RAW, filters=[{"id": lzma.FILTER_LZMA2, "preset": 6}])

    def decompress(self, data, limit):
        found = self.machine.decompress(data, limit)
        self.eof = self.machine.eof or len(found) == self.size
        return found


def read_bytes(path, offset=0, size=-1):
    try:
        with open(path, "rb") as file:
            file.seek(offset)
            found = file.read(MAX_BYTES + 1 if size < 0 else size)
    except OSError as e:
        raise Problem("cannot be read: " + e.strerror)
    if len(found) > MAX_BYTES:
        raise Problem("is larger than %d bytes" % MAX_BYTES)
    return found


def choose(objects, name):
    if name not in objects:
        raise Problem("has no object '%s'; it has %s" % (
            name, ", ".join(sorted(filter(None, objects))) or "none"))
    return objects[name]


def from_store(stem, name):
    index = Reader(decompress_file(read_bytes(stem + ".rdx"))).item()
    index = index.by_name() if isinstance(index, Value) else {}
    variables, packed = index.get("variables"), cells(index.get("compressed"))
    if not isinstance(variables, Value):
        raise Problem("is not the index of a data store")
    place = cells(choose(variables.by_name(), name))
    if len(place) != 2 or not all(isinstance(n, int) and 0 <= n <= MAX_BYTES
                                  for n in place):
        raise Problem("gives no place for '%s'" % name)
    entry = read_bytes(stem + ".rdb", *place)
    if len(entry) != place[1]:
        raise Problem("ends too early: '%s' is not in it" % name)
    return Reader(decompress_entry(entry, packed[0] if packed else 1)).item()


def from_rda(path, name):
    data = decompress_file(read_bytes(path))
    if data[:5] not in (b"RDX2\n", b"RDX3\n"):
        raise Problem("is not a file of saved R objects")
    found = Reader(data[5:]).item()
    return choose(found.by_name() if isinstance(found, Value) else {}, name)


def text_of(value):
    """A cell as CSV has it."""
    if value is None or value != value:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def column_of(value, name, rows):
    if not isinstance(value, Value):
        raise Problem("has no values in the column '%s'" % name)
    items = value.items
    levels = value.attributes.get("levels")
    if isinstance(levels, Value):
        if not all(i is None or isinstance(i, int)
                   and 1 <= i <= len(levels.items) for i in items):
            raise Problem("has a wrong label in the column '%s'" % name)
        items = [None if i is None else levels.items[i - 1] for i in items]
    if any(isinstance(i, Value) for i in items):
        raise Problem("has a list in the column '%s'" % name)
    if rows is not None and len(items) != rows:
        raise Problem("has %d rows in the column '%s', %d in others"
                      % (len(items), name, rows))
    return [text_of(i) for i in items]


def table_of(frame, wanted):
    """(column names, columns of texts) of a data frame."""
    if not isinstance(frame, Value) or "data.frame" not in cells(
            frame.attributes.get("class")):
        raise Problem("holds something that is not a data frame")
    columns = frame.by_name()
    names = list(wanted) or [n for n in frame.names() if n]
    found = []
    for name in names:
        if name not in columns:
            raise Problem("has no column '%s'; it has %s" % (
                name, ", ".join(filter(None, columns))))
        found.append(column_of(columns[name], name,
                               len(found[0]) if found else None))
    return names, found


def read_table(path, name, wanted=()):
    """The columns of a data frame as texts, by name. Raises Problem."""
    stem, suffix = os.path.splitext(path)
    frame = from_store(stem, name) if suffix in (".rdx", ".rdb") else \
        from_rda(path, name)
    names, columns = table_of(frame, wanted)
    return dict(zip(names, columns))


def main(words):
    if len(words) < 2:
        sys.exit("usage: scripts/rdata.py FILE OBJECT [COLUMN...]")
    try:
        table = read_table(words[0], words[1], words[2:])
    except Problem as e:
        sys.exit("rdata.py: error: %s %s" % (words[0], e))
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(table)
    out.writerows(zip(*table.values()))


if __name__ == "__main__":
    main(sys.argv[1:])
