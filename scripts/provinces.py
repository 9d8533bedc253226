#!/usr/bin/env python3
"""Writes the list of Thai provinces by which spellings of one are recognised.

    scripts/provinces.py OUT.h

Reads Debian's package iso-codes, or the folder that the environment variable
ISO_CODES names: ISO 3166-2, with the Thai names of its translation.
"""

import gettext
import json
import os
import sys

FOLDER = os.environ.get("ISO_CODES") or "/usr/share/iso-codes/json"
# What the Thai translation lacks, from the Royal Thai names in use.
THAI = {"TH-10": "กรุงเทพมหานคร", "TH-38": "บึงกาฬ"}


def provinces():
    with open(os.path.join(FOLDER, "iso_3166-2.json"), encoding="utf-8") as file:
        entries = json.load(file)["3166-2"]
    thai = gettext.translation("iso_3166-2", languages=["th"],
                               localedir="/usr/share/locale", fallback=True)
    for entry in sorted(entries, key=lambda e: e["code"]):
        if entry["code"].startswith("TH-"):
            yield (entry["code"], entry["name"], THAI.get(
                entry["code"], thai.gettext(entry["name"])))


def main():
    lines = ['  {"%s", "%s", "%s"},\n' % entry for entry in provinces()]
    if len(lines) < 77:
        sys.exit("provinces.py: only %d Thai provinces found" % len(lines))
    with open(sys.argv[1] + ".new", "w", encoding="utf-8") as out:
        out.write("/* Made by scripts/provinces.py from iso-codes. */\n"
                  + "".join(lines))
    os.replace(sys.argv[1] + ".new", sys.argv[1])


main()
