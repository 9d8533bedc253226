#!/usr/bin/env python3
"""Writes the number, list, date and plural data of CLDR as one C file.

    scripts/cldr.py OUT.c

Reads Debian's package unicode-cldr-core, or the folder that the environment
variable CLDR names (the one that holds main/ and supplemental/). Inheritance
and aliases are resolved here, so that the generator only looks a tag up.
generator/locale/cldr_data.h describes the tables, generator/engine/locale.h the
JSON objects in them.
"""

import json
import os
import re
import sys
import xml.etree.ElementTree as ET

CLDR = os.environ.get("CLDR") or "/usr/share/unicode/cldr/common"
ROOT = "root"
INHERITED = "\u2191\u2191\u2191"  # CLDR's way to say: as the parent
ENGLISH_SIZES = [3, 3]
LATIN = "0123456789"
# Not what a number of the kind 1,234.5 is typed with: 二 followed by 十 is 20.
SKIPPED_SYSTEMS = {"hanidec"}
# Input methods of these languages give full-width digits; CLDR has no word
# for that.
FULL_WIDTH = {"ja", "ko", "yue", "zh"}
# Scripts that run from right to left, Unicode 14.
RTL_SCRIPTS = {
    "Adlm", "Arab", "Aran", "Armi", "Avst", "Chrs", "Cprt", "Elym", "Hatr",
    "Hebr", "Hung", "Khar", "Lydi", "Mand", "Mani", "Mend", "Merc", "Mero",
    "Narb", "Nbat", "Nkoo", "Orkh", "Ougr", "Palm", "Phli", "Phlp", "Phnx",
    "Prti", "Rohg", "Samr", "Sarb", "Sogd", "Sogo", "Syrc", "Syre", "Syrj",
    "Syrn", "Thaa", "Yezi",
}


def fail(message):
    sys.exit("cldr.py: error: " + message)


def read(*parts):
    path = os.path.join(CLDR, *parts)
    try:
        with open(path, encoding="utf-8") as f:
            return f.read()
    except OSError as e:
        fail(f"{path}: {e.strerror}: install unicode-cldr-core or set CLDR")


def supplement(name):
    return ET.fromstring(read("supplemental", name + ".xml"))


def usable(element):
    """Confirmed data in its main form, as other users of CLDR choose it."""
    return (
        element.get("alt") is None
        and element.get("draft") in (None, "approved", "contributed")
        and element.text not in (None, "", INHERITED)
    )


class Main:
    """What one file of main/ itself says: a flat dict of keys to texts."""

    SECTION = re.compile(
        r'<languages>.*?</languages>|<characterOrder>.*?</characterOrder>|'
        r"<numbers>.*?</numbers>|<listPatterns>.*?</listPatterns>|"
        r'<calendar type="(?:gregorian|buddhist)">.*?</calendar>',
        re.S,
    )
    DROPPED = re.compile(
        r"<(currencies|currencyFormats|intervalFormats|miscPatterns|days|"
        r"quarters|dayPeriods|dateTimeFormats)\b[^>]*>.*?</\1>",
        re.S,
    )

    def __init__(self, name, children):
        self.languages_wanted = "|".join([name.split("_")[0]] + children)
        self.values = {}
        for match in self.SECTION.finditer(read("main", name + ".xml")):
            text = match.group(0)
            if text.startswith("<languages>"):
                self.languages(text)
            else:
                self.section(ET.fromstring(self.DROPPED.sub("", text)))

    def put(self, key, element):
        if element is not None and usable(element):
            self.values.setdefault(key, element.text)

    def languages(self, text):
        """A file names hundreds of languages; only its own matters, with its
        regional forms and those that inherit from it."""
        line = (rf'<language type="((?:{self.languages_wanted})(?:_\w+)?)"[^>]*>'
                r"[^<]*</language>")
        for match in re.finditer(line, text):
            self.put(("name", match.group(1)), ET.fromstring(match.group(0)))

    def section(self, e):
        if e.tag == "characterOrder":
            self.put("direction", e)
        elif e.tag == "numbers":
            self.numbers(e)
        elif e.tag == "listPatterns":
            for pattern in e.findall("listPattern"):
                if pattern.get("type") in (None, "standard"):
                    for part in pattern.findall("listPatternPart"):
                        self.put(("list", part.get("type")), part)
        elif e.get("type") == "gregorian":
            self.gregorian(e)
        else:
            for era in e.findall("eras/eraAbbr/era"):
                self.put("buddhist era", era)

    def numbers(self, e):
        for d in e.findall("defaultNumberingSystem"):
            self.put("default", d)
        self.put("native", e.find("otherNumberingSystems/native"))
        self.put("grouping", e.find("minimumGroupingDigits"))
        for symbols in e.findall("symbols"):
            system = symbols.get("numberSystem")
            for mark in ("decimal", "group", "minusSign", "percentSign"):
                for found in symbols.findall(mark):
                    self.put((mark, system), found)
        for kind in ("decimal", "percent"):
            for formats in e.findall(f"{kind}Formats"):
                for length in formats.findall(f"{kind}FormatLength"):
                    if length.get("type") is None:
                        pattern = length.find(f"{kind}Format/pattern")
                        key = (kind + "Format", formats.get("numberSystem"))
                        self.put(key, pattern)

    def gregorian(self, e):
        for length in e.findall("dateFormats/dateFormatLength"):
            if length.get("type") == "medium":
                for pattern in length.findall("dateFormat/pattern"):
                    self.put("date", pattern)
        for context in e.findall("months/monthContext"):
            for width in context.findall("monthWidth"):
                for month in width.findall("month"):
                    if month.get("yeartype") is None:
                        key = (context.get("type"), width.get("type"))
                        self.put(("month",) + key + (month.get("type"),), month)


class Cldr:
    def __init__(self):
        data = supplement("supplementalData")
        self.parents = {}
        for p in data.iter("parentLocale"):
            for child in p.get("locales").split():
                self.parents[child] = p.get("parent")
        self.calendars = {}
        for p in data.iter("calendarPreference"):
            for territory in p.get("territories").split():
                self.calendars[territory] = p.get("ordering").split()
        self.likely = {
            e.get("from"): e.get("to")
            for e in supplement("likelySubtags").iter("likelySubtag")
        }
        self.digits = {
            e.get("id"): e.get("digits")
            for e in supplement("numberingSystems").iter("numberingSystem")
            if e.get("type") == "numeric"
        }
        self.plurals = self.read_plurals()
        names = sorted(
            f[:-4] for f in os.listdir(os.path.join(CLDR, "main"))
            if re.fullmatch(r"root\.xml|[a-z]{2,3}(_[A-Z][a-z]{3})?"
                            r"(_([A-Z]{2}|[0-9]{3}))?\.xml", f)
        )
        self.files = {name: Main(name, self.children(name)) for name in names}

    def children(self, name):
        """no: nb, nn"""
        return [child for child, parent in self.parents.items()
                if parent == name and "_" not in child and name != ROOT]

    @staticmethod
    def read_plurals():
        plurals = {}
        for plural in supplement("plurals").iter("plurals"):
            if plural.get("type") != "cardinal":
                continue
            for rules in plural.findall("pluralRules"):
                found = {}
                for rule in rules.findall("pluralRule"):
                    condition = rule.text.partition("@")[0].strip()
                    if rule.get("count") != "other":
                        found[rule.get("count")] = condition
                for locale in rules.get("locales").split():
                    plurals[locale] = found
        return plurals

    def chain(self, name):
        """The locale and its parents, nearest first; root comes last."""
        names = []
        while name != ROOT:
            names.append(name)
            name = self.parents.get(name) or name.rpartition("_")[0] or ROOT
        return names + [ROOT]

    def get(self, name, key):
        for n in self.chain(name):
            if n in self.files and key in self.files[n].values:
                return self.files[n].values[key]
        return None

    def of_system(self, name, key, system):
        """Root says: as with Latin digits, unless it has values of its own."""
        return self.get(name, (key, system)) or self.get(name, (key, "latn"))

    # The parts of a locale object.

    def systems(self, name):
        """Those that people of this locale may type, the usual one first."""
        found = []
        wanted = [self.get(name, "default"), self.get(name, "native"), "latn"]
        if name.split("_")[0] in FULL_WIDTH:
            wanted.append("fullwide")
        for system in wanted:
            if system in SKIPPED_SYSTEMS or system in found:
                continue
            if system in self.digits:
                found.append(system)
        return found

    def system(self, name, system):
        number = {}
        if system != "latn":
            number["digits"] = self.digits[system]
        number["decimal"] = self.of_system(name, "decimal", system)
        number["group"] = self.of_system(name, "group", system)
        if number["decimal"] == number["group"]:
            fail(f"{name}: decimal and group mark of {system} are the same")
        minus = self.of_system(name, "minusSign", system)
        if minus != "-":
            number["minus"] = minus
        percent = self.of_system(name, "percentFormat", system)
        sign = self.of_system(name, "percentSign", system)
        percent = re.sub("[#0,.]+", "{0}", percent.partition(";")[0])
        percent = percent.replace("%", sign)
        if percent != "{0}%":
            number["percent"] = percent
        groups = self.of_system(name, "decimalFormat", system)
        groups = groups.partition(";")[0].partition(".")[0].split(",")
        if len(groups) < 2:
            fail(f"{name}: a number pattern without groups")
        sizes = [len(groups[-1]), len(groups[-2 if len(groups) > 2 else -1])]
        if sizes != ENGLISH_SIZES:
            number["sizes"] = sizes
        return number

    def plural(self, name):
        for n in self.chain(name):
            if n in self.plurals:
                return self.plurals[n]
        return {}

    def months(self, name, letters):
        context = "stand-alone" if letters[0] == "L" else "format"
        width = "wide" if len(letters) > 3 else "abbreviated"
        ways = [(context, width)]
        if context == "stand-alone":  # root's aliases
            ways.append(("format", width))
        ways.append(("format", "wide"))
        for way in ways:
            names = [self.get(name, ("month",) + way + (str(month),))
                     for month in range(1, 13)]
            if all(names):
                return names
        fail(f"{name}: no names of months")

    def date(self, name):
        pattern = self.get(name, "date")
        bare = re.sub("'[^']*'", "", pattern)
        letters = re.findall("[A-Za-z]+", bare)
        if not all(re.fullmatch("d+|M+|L+|y+", w) for w in letters):
            fail(f"{name}: date pattern {pattern} has an unknown field")
        found = {"date": pattern}
        for word in letters:
            if word[0] in "ML" and len(word) > 2:
                found["months"] = self.months(name, word)
        return found

    def year(self, name):
        """Where the calendar people use counts years from elsewhere but is
        the common one otherwise."""
        full = self.likely.get(name) or self.likely.get(name.split("_")[0]) or ""
        territory = name.split("_")[-1]
        if territory not in self.calendars:
            territory = full.split("_")[-1]
        if self.calendars.get(territory, [""])[0] != "buddhist":
            return None
        era = self.get(name, "buddhist era") or "BE"
        return {"offset": 543, "pattern": era + " {0}"}

    def locale(self, name, first=None):
        systems = self.systems(name)
        if first:
            systems = [first] + [s for s in systems if s != first]
        found = {"numbers": [self.system(name, s) for s in systems]}
        grouping = int(self.get(name, "grouping"))
        if grouping != 1:
            found["grouping"] = grouping
        found["plurals"] = self.plural(name)
        parts = {"two": "2", "start": "start", "middle": "middle", "end": "end"}
        found["list"] = {k: self.get(name, ("list", v)) for k, v in parts.items()}
        found.update(self.date(name))
        year = self.year(name)
        if year:
            found["year"] = year
        return found

    def autonym(self, name):
        own = name
        while own:
            found = self.get(name, ("name", own))
            if found:
                return found
            own = own.rpartition("_")[0]
        return name.replace("_", "-")

    def rtl(self, name):
        return self.get(name, "direction") == "right-to-left"


class Tables:
    """The rows to write. What a tag would get by dropping its last part needs
    no row of its own."""

    def __init__(self, cldr):
        self.cldr = cldr
        self.entries = {}  # tag: (locale object, autonym, rtl)
        self.digits = {}  # (tag, system): locale object
        self.aliases = {}
        for name in sorted(cldr.files, key=lambda n: (n.count("_"), n)):
            self.add(name)
        self.add_aliases()
        self.rtl_languages = sorted(
            lang for lang, full in cldr.likely.items()
            if re.fullmatch("[a-z]{2,3}", lang) and lang != "und"
            and lang not in self.entries and lang not in self.aliases
            and full.split("_")[1] in RTL_SCRIPTS
        )

    def inherited(self, tag):
        while tag:
            tag = tag.rpartition("-")[0]
            if tag in self.entries:
                return self.entries[tag]
        return None

    def add(self, name):
        cldr = self.cldr
        tag = "und" if name == ROOT else name.replace("_", "-")
        row = (cldr.locale(name), cldr.autonym(name), cldr.rtl(name))
        if self.inherited(tag) == row:
            return
        self.entries[tag] = row
        systems = cldr.systems(name)
        for system in systems[1:]:
            self.digits[tag, system] = cldr.locale(name, system)
        native = cldr.get(name, "native")
        if native in systems[1:]:
            self.digits[tag, "native"] = self.digits[tag, native]

    def add_aliases(self):
        for e in supplement("supplementalMetadata").iter("languageAlias"):
            old = e.get("type").replace("_", "-")
            new = e.get("replacement").split()[0].replace("_", "-")
            if (re.fullmatch("[a-z]{2,3}", old) and old not in self.entries
                    and new in self.entries):
                self.aliases[old] = new
        for name in self.cldr.files:
            parts = name.split("_")
            if len(parts) != 3:
                continue
            short = parts[0] + "_" + parts[2]
            if self.cldr.likely.get(short) == name:
                self.aliases[short.replace("_", "-")] = "-".join(parts)
        self.add_scripts()

    def add_scripts(self):
        """Regions that write a language in another script than most do."""
        likely = self.cldr.likely
        for short, full in likely.items():
            if not re.fullmatch("[a-z]{2,3}_[A-Z]{2}", short):
                continue
            language, script, _ = full.split("_")
            usual = likely.get(language, full).split("_")[1]
            if script != usual and not short.startswith("und"):
                self.aliases[short.replace("_", "-")] = full.replace("_", "-")


def c_string(text):
    out = []
    for byte in text.encode("utf-8"):
        if byte in b'"\\':
            out.append("\\" + chr(byte))
        elif 32 <= byte < 127 and byte != ord("?"):
            out.append(chr(byte))
        else:
            out.append(f"\\{byte:03o}")
    return '"' + "".join(out) + '"'


def object_text(tag, locale):
    full = {"language": tag, **locale}
    return c_string(json.dumps(full, ensure_ascii=False, separators=(",", ":")))


def write_c(tables):
    out = [
        "/* Made by scripts/cldr.py from CLDR; do not edit. */",
        '#include "locale/cldr_data.h"',
        "",
    ]
    out.append("const struct cldr_entry cldr_entries[] = {")
    for tag, (locale, autonym, rtl) in sorted(tables.entries.items()):
        out.append(f"  {{{c_string(tag)}, {object_text(tag, locale)},\n"
                   f"   {c_string(autonym)}, {int(rtl)}}},")
    out.append("};\nconst struct cldr_digits cldr_digits[] = {")
    for (tag, system), locale in sorted(tables.digits.items()):
        out.append(f"  {{{c_string(tag)}, {c_string(system)},\n"
                   f"   {object_text(tag, locale)}}},")
    out.append("};\nconst struct cldr_alias cldr_aliases[] = {")
    for old, new in sorted(tables.aliases.items()):
        out.append(f"  {{{c_string(old)}, {c_string(new)}}},")
    out.append("};")
    for what, items in (("languages", tables.rtl_languages),
                        ("scripts", sorted(RTL_SCRIPTS))):
        out.append(f"const char *const cldr_rtl_{what}[] = {{")
        out.append("  " + ", ".join(map(c_string, items)) + "};")
    counts = {
        "entry": len(tables.entries), "digits": len(tables.digits),
        "alias": len(tables.aliases), "rtl_language": len(tables.rtl_languages),
        "rtl_script": len(RTL_SCRIPTS),
    }
    for what, count in counts.items():
        out.append(f"const size_t cldr_{what}_count = {count};")
    return "\n".join(out) + "\n"


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: cldr.py OUT.c")
    text = write_c(Tables(Cldr()))
    new = sys.argv[1] + ".new"
    with open(new, "w", encoding="ascii") as f:
        f.write(text)
    os.replace(new, sys.argv[1])


if __name__ == "__main__":
    main()
