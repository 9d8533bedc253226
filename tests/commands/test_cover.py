"""The cover of a book: dots, which every reader shows on its shelf."""

import os
import struct
import unittest
import zipfile

from support import ID, CourseTest, png

DRAWING = ('<svg xmlns="http://www.w3.org/2000/svg" width="60" height="80">'
           '<rect width="60" height="80" fill="#f00"/></svg>')


class Cover(CourseTest):
    def built(self, language="en", **environment):
        """The names of the book's covers, their bytes, and what was said."""
        result = self.build("--to", "epub",
                            env=dict(os.environ, **environment))
        self.assertEqual(result.status, 0, result)
        path = os.path.join(self.out, "%s-%s.epub" % (ID, language))
        with zipfile.ZipFile(path) as book:
            names = [n for n in book.namelist() if "cover" in n]
            self.assertEqual(len(names), 1)
            kind = {"png": "png", "svg": "svg+xml", "jpg": "jpeg"}[
                names[0][-3:]]
            self.assertIn('href="%s" media-type="image/%s" '
                          'properties="cover-image"' % (
                              names[0][len("EPUB/"):], kind),
                          book.read("EPUB/package.opf").decode())
            return names[0], book.read(names[0]), result

    def with_theme(self, name, content):
        self.replace("course.yaml", "edition: 1", "edition: 1\ntheme: own")
        self.write("own/" + name, content)

    def test_is_made_of_the_title(self):
        name, content, result = self.built()
        self.assertEqual((name, result.err), ("EPUB/cover.png", ""))
        self.assertTrue(content.startswith(b"\x89PNG\r\n\x1a\n"))
        self.assertEqual(struct.unpack(">II", content[16:24]), (900, 1200))
        self.replace("course.yaml", "title: ", "title: New ")
        self.assertNotEqual(self.built()[1], content)

    def test_of_a_theme(self):
        self.with_theme("cover.svg", DRAWING)
        name, content, _ = self.built()
        self.assertEqual(name, "EPUB/cover.png")
        self.assertEqual(struct.unpack(">II", content[16:24]), (900, 1200))
        os.unlink(os.path.join(self.course, "own", "cover.svg"))
        self.write("own/cover.png", png())
        self.assertEqual(self.built()[1], png())

    def test_stays_a_drawing_without_the_program(self):
        self.replace("course.yaml", "edition: 1",
                     "edition: 1\nlanguages: [en, fr]")
        name, content, result = self.built("fr", PATH=self.folder)
        self.assertEqual(name, "EPUB/cover.svg")
        self.assertIn(b"</svg>", content)
        self.assertEqual(result.err.count("[W-COVER-PROGRAM]"), 1, result)
        self.assertIn("Debian package librsvg2-bin", result.err)

    def test_stays_a_drawing_with_a_broken_program(self):
        fake = os.path.join(self.folder, "rsvg-convert")
        with open(fake, "w", encoding="ascii") as file:
            file.write("#!/bin/sh\necho no picture\n")
        os.chmod(fake, 0o755)
        name, _, result = self.built(PATH=self.folder)
        self.assertEqual(name, "EPUB/cover.svg")
        self.assertIn("did not make a picture", result.err)


if __name__ == "__main__":
    unittest.main()
