"""What the tests of translations share: a course with a catalogue."""

import glob
import os

import po
from support import CourseTest, waymark

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
ID = "small-course"


class Catalogue(CourseTest):
    def setUp(self):
        super().setUp()
        self.replace("course.yaml", "language: en",
                     "language: en\nlanguages: [fr, th]")
        self.po = os.path.join(self.course, "po/fr.po")

    def begin(self, translate=None, *languages):
        languages = languages or ("fr",)
        for part in (("extract",), ("update",) + languages):
            result = waymark("i18n", part[0], self.course, *part[1:])
            self.assertEqual(result.status, 0, result)
        for language in languages:
            if translate:
                po.fill(os.path.join(self.course, "po/%s.po" % language),
                        translate)

    def page(self, language="fr", course=None, **kinds):
        out = os.path.join(self.course, "out")
        result = waymark("build", course or self.course, "-o", out, "--lang",
                         language, "--to", "dir", **kinds)
        self.assertEqual(result.status, 0, result)
        name = glob.glob(os.path.join(out, "*-%s/index.html" % language))
        with open(name[0], encoding="utf-8") as f:
            return f.read(), result

    def translation(self, id, text, context=None):
        """Gives one message a translation; the line of its msgid."""
        entries = po.read(self.po)
        found = [e for e in entries if e.id == id and e.context == context]
        self.assertEqual(len(found), 1, id)
        found[0].set(text)
        po.write(self.po, entries)
        with open(self.po, encoding="utf-8") as f:
            lines = f.read().split("\n")
        return lines.index("msgid " + po.quote(id)) + 1
