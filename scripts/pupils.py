#!/usr/bin/env python3
"""Writes the pupils' file of the course from the school records in R's package
clubSandwich, so that nobody in it can be recognised.

    scripts/pupils.py Rdata.rdx OUT.csv

Only the columns of COLUMNS are kept: no school, no pupil's number, no family.
The rows are sorted by their content, so that their order tells nothing either.
Then the people who share all of KEYS are counted: if any group is smaller than
SMALLEST_GROUP, nothing is written. modules/children-on-the-move/data/
datapackage.yaml repeats all this for the readers.
"""

import collections
import csv
import os
import sys

sys.dont_write_bytecode = True  # no folder beside the scripts
import rdata  # noqa: E402

OBJECT = "AchievementAwardsRCT"
YES_NO = {"0": "no", "1": "yes"}
COLUMNS = {  # ours: (the source's, its values as ours)
    "year": ("year", {y: y for y in ("1999", "2000", "2001", "2002")}),
    "sex": ("sex", {"Girl": "F", "Boy": "M"}),
    "immigrant": ("immigrant", YES_NO),
    "quarter": ("qrtl", {q: q for q in ("", "1", "2", "3", "4")}),
    "certificate": ("Bagrut_status", YES_NO),
}
# What somebody could know of a pupil, and how many must share it.
KEYS = ("year", "sex", "immigrant", "quarter")
SMALLEST_GROUP = 5


def recode(source):
    """Our columns as lists of texts, from the source's."""
    found = {}
    for name, (theirs, values) in COLUMNS.items():
        unknown = set(source[theirs]) - set(values)
        if unknown:
            raise rdata.Problem("has the unknown value '%s' in the column '%s'"
                                % (min(unknown), theirs))
        found[name] = [values[v] for v in source[theirs]]
    return found


def smallest_group(columns):
    groups = collections.Counter(zip(*(columns[k] for k in KEYS)))
    return min(groups.values(), default=0), len(groups)


def write(path, columns):
    """The whole file or nothing."""
    with open(path + ".new", "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(columns)
        out.writerows(sorted(zip(*columns.values())))
    os.replace(path + ".new", path)


def main(words):
    if len(words) != 2:
        sys.exit("usage: scripts/pupils.py Rdata.rdx OUT.csv")
    try:
        source = rdata.read_table(words[0], OBJECT,
                                  [theirs for theirs, _ in COLUMNS.values()])
        columns = recode(source)
    except rdata.Problem as e:
        sys.exit("pupils.py: error: %s %s" % (words[0], e))
    k, groups = smallest_group(columns)
    if k < SMALLEST_GROUP:
        sys.exit("pupils.py: error: %d pupils share their %s, expected at least"
                 " %d: nothing was written" % (k, ", ".join(KEYS),
                                               SMALLEST_GROUP))
    write(words[1], columns)
    print("%s: %d pupils; at least k = %d share the same %s (%d groups)"
          % (words[1], len(columns["year"]), k, ", ".join(KEYS), groups))


if __name__ == "__main__":
    main(sys.argv[1:])
