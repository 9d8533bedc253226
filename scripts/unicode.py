#!/usr/bin/env python3
"""Writes the table by which answers in words are compared: case, and marks of
the scripts where a mark is not a letter.

    scripts/unicode.py OUT.h

Reads Debian's package unicode-data, or the folder that the environment variable
UNICODE_DATA names. generator/engine/fold.h says how the table is used.
"""

import os
import sys

UNICODE = os.environ.get("UNICODE_DATA") or "/usr/share/unicode"
# Latin, Greek, Cyrillic and Arabic, in which format.md ignores marks; in Thai,
# Lao, Khmer and Burmese a mark is a letter and stays.
SCRIPTS = [(0x00C0, 0x024F), (0x0370, 0x052F), (0x0600, 0x06FF),
           (0x1E00, 0x1EFF), (0xFB00, 0xFB06), (0xFF21, 0xFF5A)]
MARKS = [(0x0300, 0x036F), (0x0483, 0x0487), (0x0610, 0x061A),
         (0x064B, 0x065F), (0x0670, 0x0670), (0x06D6, 0x06DC),
         (0x06DF, 0x06E4), (0x06E7, 0x06E8), (0x06EA, 0x06ED)]
LONGEST = 3
BLOCK = 64
# One word, typed in two ways that look the same, or by a keyboard's habit.
SAME = {
    0x0640: [],                # Arabic kashida only stretches a word
    0x0E33: [0x0E4D, 0x0E32],  # Thai sara am
    0x0EB3: [0x0ECD, 0x0EB2],  # Lao am
    0x06A9: [0x0643],          # Persian keheh, Arabic kaf
    0x06CC: [0x064A],          # Persian yeh, Arabic yeh
    0x0649: [0x064A],          # alef maksura
    0x2018: [0x27], 0x2019: [0x27], 0x02BC: [0x27],
    0x201C: [0x22], 0x201D: [0x22],
    0x2010: [0x2D], 0x2011: [0x2D], 0x2012: [0x2D], 0x2013: [0x2D],
    0x2014: [0x2D], 0x2212: [0x2D],
}


def inside(code, ranges):
    return any(first <= code <= last for first, last in ranges)


def read_decompositions():
    table = {}
    with open(os.path.join(UNICODE, "UnicodeData.txt"), encoding="ascii") as f:
        for line in f:
            field = line.split(";")
            if field[5]:
                parts = [p for p in field[5].split() if p[0] != "<"]
                table[int(field[0], 16)] = [int(p, 16) for p in parts]
    return table


def read_case_folding():
    table = {}
    with open(os.path.join(UNICODE, "CaseFolding.txt"), encoding="utf-8") as f:
        for line in f:
            field = line.split("#")[0].split(";")
            if len(field) >= 3 and field[1].strip() in "CF":
                table[int(field[0], 16)] = [int(p, 16)
                                            for p in field[2].split()]
    return table


def fold(code, decomposed, folded):
    """A code point without case and marks, as a list of code points."""
    if code in SAME:
        return SAME[code]
    if inside(code, MARKS):
        return []
    for table in (folded, decomposed):
        if code in table and table[code] != [code]:
            return [c for part in table[code]
                    for c in fold(part, decomposed, folded)]
    return [code]


def rows():
    decomposed, folded = read_decompositions(), read_case_folding()
    codes = set(SAME)
    for first, last in SCRIPTS + MARKS:
        codes.update(range(first, last + 1))
    for code in sorted(codes):
        to = fold(code, decomposed, folded)
        if to != [code] and len(to) <= LONGEST and max(to, default=0) < 0x10000:
            yield code, to + [0] * (LONGEST - len(to))


def wrap(name, values):
    values = list(values)
    lines = ["static const %s[] = {" % name]
    lines += ["    " + ", ".join(values[i:i + 12]) + ","
              for i in range(0, len(values), 12)]
    return lines + ["};"]


def tables():
    """Four tables, a third of the size of a plain one when compressed. The
    rows stand in blocks, whose rows give the distance to the one before; each
    row names what becomes of its code point: so much further on (the first
    ones), or a text of its own."""
    blocks, steps, kinds, last = [], [], [], 0
    for code, to in rows():
        if not blocks or len(steps) - blocks[-1][1] == BLOCK or code - last > 255:
            blocks.append((code, len(steps)))
            last = code
        steps.append(code - last)
        last = code
        single = to[0] >= 0x80 and to[1] == 0
        kinds.append((0, to[0] - code) if single else (1, *to))
    known = sorted(set(kinds))
    assert len(known) < 256
    shifts = [k[1] for k in known if k[0] == 0]
    yield from wrap("struct block blocks", ("{0x%04X, %d}" % b for b in blocks))
    yield from wrap("uint8_t steps", map(str, steps))
    yield from wrap("uint8_t kinds", (str(known.index(k)) for k in kinds))
    yield from wrap("int32_t shifts", map(str, shifts))
    yield from wrap("uint16_t texts", ("0x%04X" % c for k in known if k[0] == 1
                                       for c in k[1:]))


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    lines = ["/* Made by scripts/unicode.py from the Unicode data. */"]
    lines += tables()
    part = sys.argv[1] + ".part"
    with open(part, "w", encoding="ascii") as out:
        out.write("\n".join(lines) + "\n")
    os.replace(part, sys.argv[1])


main()
