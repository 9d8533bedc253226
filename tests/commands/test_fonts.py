"""The faces that an edition embeds for scripts that readers lack."""

import base64
import os
import re
import struct
import unittest
import zipfile

from support import DATA, ID, CourseTest, tree

FACE = re.compile(r"@font-face\{font-family:Waymark;font-weight:(\d+);"
                  r"unicode-range:([^;]+);src:url\(([^)]+)\)")
KHMER = "កុមារ ២៥ នាក់"
BURMESE = "ကလေး ၂၅ ယောက်"
ALWAYS = {0x200B, 0x200C, 0x200D, 0x25CC}


def characters(ttf):
    """What a TrueType face has glyphs for, from its cmap in formats 4 and 12
    (OpenType 1.9)."""
    tables = {}
    for i in range(struct.unpack_from(">H", ttf, 4)[0]):
        tag, _, at, _ = struct.unpack_from(">4sIII", ttf, 12 + 16 * i)
        tables[tag] = at
    cmap = tables[b"cmap"]
    found = set()
    for i in range(struct.unpack_from(">H", ttf, cmap + 2)[0]):
        at = cmap + struct.unpack_from(">HHI", ttf, cmap + 4 + 8 * i)[2]
        form = struct.unpack_from(">H", ttf, at)[0]
        if form == 4:
            half = struct.unpack_from(">H", ttf, at + 6)[0] // 2
            ends = struct.unpack_from(">%dH" % half, ttf, at + 14)
            starts = struct.unpack_from(">%dH" % half, ttf, at + 16 + 2 * half)
            for first, last in zip(starts, ends):
                found.update(range(first, last + 1))
        elif form == 12:
            for group in range(struct.unpack_from(">I", ttf, at + 12)[0]):
                first, last, _ = struct.unpack_from(">III", ttf,
                                                    at + 16 + 12 * group)
                found.update(range(first, last + 1))
    return found - {0xFFFF}


def of_script(text, first, last):
    digits = {0x1780: 0x17E0, 0x1000: 0x1040, 0x0600: 0x0660}[first]
    return {ord(c) for c in text if first <= ord(c) <= last} | \
        set(range(digits, digits + 10)) | ALWAYS


class Fonts(CourseTest):
    def say(self, text):
        self.replace("01-first.md", "Well done.", "Well done. " + text)

    def page(self, name=ID + "-en.html"):
        with open(os.path.join(self.out, name), encoding="utf-8") as file:
            return file.read()

    def faces(self, text):
        return [(int(weight), base64.b64decode(url.split(",")[1]))
                for weight, _, url in FACE.findall(text)]

    def book(self):
        path = os.path.join(self.out, ID + "-en.epub")
        with zipfile.ZipFile(path) as book:
            return {n: book.read(n) for n in book.namelist()}

    def test_only_what_is_used_and_digits(self):
        self.say("[%s]{lang=km}" % KHMER)
        result = self.build_well()
        for name in ID + "-en.html", ID + "-en/index.html":
            faces = self.faces(self.page(name))
            self.assertEqual([weight for weight, _ in faces], [400, 700])
            for _, ttf in faces:
                self.assertEqual(characters(ttf) | ALWAYS,
                                 of_script(KHMER, 0x1780, 0x17FF))
                self.assertIn("Open Font License".encode("utf-16-be"), ttf)
        size = sum(len(ttf) for _, ttf in faces)
        self.assertIn("fonts embedded: Khmer %d kB\n" % ((size + 999) // 1000),
                      result.out)
        self.assertEqual(self.faces(self.page("index.html")), [])

    def test_a_book_has_them_as_files(self):
        self.say("[%s]{lang=my} [%s]{lang=ar}" % (BURMESE, "أطفال"))
        self.build_well("--to", "epub")
        files = self.book()
        sheet = files["EPUB/assets/waymark.css"].decode()
        named = [url for _, _, url in FACE.findall(sheet)]
        self.assertEqual(named, ["font-%s-%d.ttf" % (script, weight)
                                 for script in ("burmese", "arabic")
                                 for weight in (400, 700)])
        for name in named:
            self.assertIn('href="assets/%s" media-type="font/ttf"' % name,
                          files["EPUB/package.opf"].decode())
        self.assertEqual(
            characters(files["EPUB/assets/font-burmese-400.ttf"]) | ALWAYS,
            of_script(BURMESE, 0x1000, 0x109F))
        self.assertIn('.wm-chapter [lang|="my"]', sheet)

    def test_browsers_have_arabic(self):
        self.say("[أطفال]{lang=ar}")
        self.build_well("--to", "single")
        self.assertEqual(self.faces(self.page()), [])

    def test_data_and_other_variants_count(self):
        self.write("data/enrolment.csv", DATA.replace("Ranong", "ຫຼວງ"))
        self.build_well("--to", "dir")
        faces = self.faces(self.page(ID + "-en/index.html"))
        self.assertEqual(len(faces), 2)
        self.assertLess({ord(c) for c in "ຫຼວງ"}, characters(faces[0][1]))

    def test_nothing_without_such_a_script_or_wish(self):
        result = self.build_well()
        self.assertNotIn("fonts embedded", result.out)
        self.assertEqual(self.faces(self.page()), [])
        self.say(KHMER)
        self.replace("course.yaml", "edition: 1", "edition: 1\nfonts: none")
        result = self.build_well()
        self.assertNotIn("fonts embedded", result.out)
        self.assertEqual(self.faces(self.page()), [])
        self.assertFalse([n for n in self.book() if n.endswith(".ttf")])

    def test_languages_on_the_start_page(self):
        self.replace("course.yaml", "language: en",
                     "language: en\nlanguages: [km]")
        self.build_well("--to", "single")
        faces = self.faces(self.page("index.html"))
        self.assertLess({ord(c) for c in "ខ្មែរ"}, characters(faces[0][1]))

    def test_the_same_bytes_each_time(self):
        self.say(KHMER + BURMESE)
        self.build_well()
        first = tree(self.out)
        self.build_well()
        self.assertEqual(tree(self.out), first)

    def built_without(self, code, package, **environment):
        self.say(KHMER)
        result = self.build("--to", "dir,epub",
                            env=dict(os.environ, **environment))
        self.assertEqual(result.status, 0, result)
        self.assertEqual(result.err.count("[%s]" % code), 1, result)
        self.assertIn(package, result.err)
        self.assertIn("Khmer letters are not embedded", result.err)
        self.assertEqual(self.faces(self.page(ID + "-en/index.html")), [])
        return result

    def test_faces_that_are_missing(self):
        self.built_without("W-FONT-FILE", "Debian package fonts-noto-core",
                           WAYMARK_FONTS=self.folder)

    def test_program_that_is_missing(self):
        self.built_without("W-FONT-PROGRAM", "Debian package libharfbuzz-bin",
                           PATH=self.folder)

    def test_faces_that_are_broken(self):
        fonts = os.path.join(self.folder, "fonts")
        for weight in "Regular", "Bold":
            self.write("NotoSansKhmer-%s.ttf" % weight, b"\0\1\0\0" * 99, fonts)
        self.built_without("W-FONT-PROGRAM", "did not make a font",
                           WAYMARK_FONTS=fonts)


if __name__ == "__main__":
    unittest.main()
