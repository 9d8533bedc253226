"""What translators work with: XLIFF, figures, proofs, checks."""

import json
import os
import re
import subprocess

import po
from catalogue import ID, Catalogue
from support import waymark


class Xliff(Catalogue):
    def export(self, version, path="po/fr.xlf"):
        result = waymark("i18n", "export-xliff", self.course, "fr", "--format",
                         version, "-o", os.path.join(self.course, path))
        self.assertEqual(result.status, 0, result)
        return os.path.join(self.course, path)

    def load(self, path, *language):
        return waymark("i18n", "import-xliff", self.course, path, *language)

    def state(self):
        return [(e.context, e.id, e.text, e.fuzzy)
                for e in po.read(self.po) if e.id]

    def test_round_trip(self):
        for version in ("1.2", "2.0"):
            self.begin(lambda e: po.accented(e.id) if len(e.id) % 4 else None)
            entries = po.read(self.po)
            entries[5].comments.append("#, fuzzy")
            po.write(self.po, entries)
            before = self.state()
            path = self.export(version)
            subprocess.run(["xmllint", "--noout", path], check=True)
            po.fill(self.po, lambda e: None)
            result = self.load(path)
            self.assertEqual((result.status, result.err), (0, ""))
            after = self.state()
            done = [m for m in before if m[2]]
            self.assertEqual([m for m in after if m[2]], done)
            self.assertEqual([m[:2] for m in after], [m[:2] for m in before])

    def test_code_is_protected(self):
        self.begin(lambda e: po.accented(e.id))
        with open(self.export("1.2"), encoding="utf-8") as f:
            self.assertIn('<ph id="1">{{total}}</ph>', f.read())
        with open(self.export("2.0"), encoding="utf-8") as f:
            text = f.read()
        self.assertIn('<data id="d1">{{total}}</data>', text)
        self.assertNotIn("{{total}}</source>", text)

    def test_translate_toolkit(self):
        self.begin(lambda e: po.accented(e.id))
        before = self.state()
        path = self.export("1.2")
        for tool, start, end in (("xliff2po", path, "tt.po"),
                                 ("po2xliff", "tt.po", "tt.xlf")):
            subprocess.run([tool, "--progress=none",
                            os.path.join(self.course, start),
                            os.path.join(self.course, end)], check=True,
                           capture_output=True)
        po.fill(self.po, lambda e: None)
        result = self.load(os.path.join(self.course, "tt.xlf"), "fr")
        self.assertEqual(result.status, 0, result)
        self.assertEqual(self.state(), before)

    def test_of_another_course(self):
        self.begin(lambda e: po.accented(e.id))
        path = self.export("2.0")
        with open(path, encoding="utf-8") as f:
            text = f.read().replace("waymark:small-course", "waymark:other")
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)
        before = self.state()
        result = self.load(path)
        self.assertEqual(result.status, 1)
        self.assertIn("this file is for the course 'other', expected "
                      "'small-course'", result.err)
        self.assertEqual(self.state(), before)

    def test_of_another_version(self):
        self.begin(lambda e: po.accented(e.id))
        path = self.export("1.2")
        self.replace("course.yaml", 'version: "1.0"', 'version: "1.1"')
        self.replace("01-first.md", "Well done.", "Very well done indeed.")
        self.begin()
        result = self.load(path)
        self.assertEqual(result.status, 0)
        self.assertIn("W-XLIFF-VERSION", result.err)
        self.assertEqual(result.err.count("W-XLIFF-UNIT"), 1)

    def test_language_that_leads_elsewhere(self):
        self.begin()
        path = self.export("2.0")
        with open(path, encoding="utf-8") as f:
            text = f.read().replace('trgLang="fr"', 'trgLang="../../x"')
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)
        result = self.load(path)
        self.assertEqual(result.status, 1)
        self.assertIn("E-XLIFF-LANGUAGE", result.err)

    def test_no_xliff(self):
        self.begin()
        for text, why in (
                ("<xliff", "Couldn't find end of Start Tag xliff line 1"),
                ("<a/>", "its root element is not <xliff>"),
                ("<!DOCTYPE xliff [<!ENTITY e SYSTEM 'course.yaml'>]>"
                 "<xliff version='2.0'>&e;</xliff>", "a document type"),
                ("<xliff version='7'/>", "neither 1.x nor 2.x")):
            path = self.write("bad.xlf", text)
            result = self.load(os.path.join(self.course, "bad.xlf"))
            self.assertEqual(result.status, 1, text)
            self.assertIn("bad.xlf:1:1: error: this is no XLIFF file", result.err)
            self.assertIn(why, result.err)


class Figures(Catalogue):
    def test_old_figures_are_named(self):
        self.replace("01-first.md", "| Tak      | 1,200    |",
                     "| Tak      | 1,200    |\n| All      | 4,370    |")
        self.begin(lambda e: po.accented(e.id))
        line = self.translation("4,370", "4 370")
        with open(os.path.join(self.course, "po/values.json")) as f:
            values = json.load(f)
        self.assertEqual(values["languages"], ["en", "fr", "th"])
        self.assertIn({"in": "not-enrolled", "code": "total",
                       "texts": ["4,370", "4\u202f370", "4,370"]},
                      values["figures"])
        self.replace("data/enrolment.csv", "Tak,no,340", "Tak,no,350")
        result = waymark("i18n", "status", self.course, "fr")
        self.assertIn("{{total}} in not-enrolled", result.out)
        self.assertIn("4,370 is now 4,380", result.out)
        self.assertRegex(result.out, r"01-first\.md:\d+ still says 4,370")
        self.assertIn("po/fr.po:%d still says 4" % line, result.out)

    def test_nothing_changed(self):
        self.begin()
        result = waymark("i18n", "status", self.course, "fr")
        self.assertNotIn("figures", result.out)


class Proof(Catalogue):
    def test_side_by_side(self):
        self.begin(lambda e: po.accented(e.id))
        self.translation("Divide by {{total}}.", "Divisez.")
        out = os.path.join(self.course, "out")
        result = waymark("build", self.course, "-o", out, "--lang", "fr",
                         "--to", "dir", "--proof")
        self.assertEqual(result.status, 0, result)
        path = os.path.join(out, ID + "-fr-proof.html")
        subprocess.run(["xmllint", "--noout", path], check=True)
        with open(path, encoding="utf-8") as f:
            page = f.read()
        row = re.search(r'<tr class="wm-proof-broken".*?</tr>', page, re.S)[0]
        self.assertRegex(row, r'data-message="[^"]*po/fr\.po:\d+"')
        self.assertIn("Divide by <code class=\"wm-kept\">{{total}}</code>.",
                      row)
        self.assertIn("Divisez.", row)
        self.assertIn("&#39;{{total}}&#39; is missing"
                      if "&#39;" in row else "'{{total}}' is missing", row)


class Oversights(Catalogue):
    """What is allowed, but told by check and proof."""

    def check(self, id, text, said):
        self.begin(lambda e: po.accented(e.id))
        line = self.translation(id, text)
        result = waymark("i18n", "check", self.course, "fr")
        self.assertEqual(result.status, 0, result)
        if said:
            self.assertIn("fr.po:%d:1: warning: this translation has %s "
                          "[W-PO-STYLE]" % (line, said), result.err)
        else:
            self.assertEqual(result.err, "")

    def test_figures(self):
        self.append("01-first.md", "\nSome 1,640 of 20 in 2015.\n")
        id = "Some 1,640 of 20 in 2015."
        for text, said in (("20 en 2015 : 1 640.", None),
                           ("٢٠١٥ ٢٠ ١٬٦٤٠", None),
                           ("๒๕๕๘ 20 1,640", None),
                           ("20 en 2015 : 1 460.", "no figure with the digits "
                            "1640, which the source has")):
            self.check(id, text, said)

    def test_markup(self):
        self.append("01-first.md", "\nSome *text*.\n")
        self.check("Some *text*.", "Du texte.", "*emphasis* 0 times, expected "
                   "1 as in the source")

    def test_plural_form(self):
        self.append("01-first.md", "\n{{plural 5: one {cat} other {cats}}}\n")
        self.check("{{plural 5: one {cat} other {cats}}}",
                   "{{plural 5: one {chat} other {chats}}}",
                   "a plural without the form 'many {…}', which its language "
                   "has")


class Glossary(Catalogue):
    def test_other_words_than_the_glossarys(self):
        self.write("glossary.yaml", "- id: enrol\n  term: enrolled\n"
                   "  definition: On a school's list.\n")
        self.replace("01-first.md", "are enrolled.",
                     "are [enrolled](term:enrol).")
        self.begin(lambda e: po.accented(e.id))
        self.translation("enrolled", "inscrits")
        result = waymark("i18n", "check", self.course, "fr")
        self.assertIn("the glossary has 'inscrits' for 'enrolled', which this "
                      "translation does not use [W-PO-TERM]", result.err)
        self.assertEqual(result.status, 0)

    def test_words_of_a_term_may_be_inflected(self):
        self.write("glossary.yaml", "- id: enrol\n  term: enrolled child\n"
                   "  definition: On a school's list.\n")
        self.append("01-first.md", "\nEach [enrolled child](term:enrol).\n")
        for text, used in (("Les [enfants inscrits](term:enrol).", True),
                           ("Une [enfant inscrite](term:enrol).", True),
                           ("[Inscrit](term:enrol), un enfant.", False),
                           ("Un [enfant admis](term:enrol).", False)):
            self.begin(lambda e: po.accented(e.id))
            self.translation("enrolled child", "enfant inscrit")
            self.translation("Each [enrolled child](term:enrol).", text)
            result = waymark("i18n", "check", self.course, "fr")
            self.assertEqual("W-PO-TERM" not in result.err, used, text)

    def test_targets_of_links_are_no_words(self):
        self.write("glossary.yaml", "- id: enrol\n  term: enrolled\n"
                   "  definition: On a school's list.\n")
        self.append("01-first.md", "\nOf [it](https://x.org/enrolled), see "
                    "[it](term:enrol).[^enrolled]\n\n[^enrolled]: A note.\n")
        self.begin(lambda e: po.accented(e.id))
        self.translation("enrolled", "inscrits")
        result = waymark("i18n", "check", self.course, "fr")
        self.assertIn("W-PO-TERM", result.err)
        self.assertNotIn("x.org", result.err)
