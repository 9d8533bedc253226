"""Catalogues: `waymark i18n …`, and courses built in other languages."""

import glob
import json
import os
import re
import shutil
import subprocess

import po
from support import CourseTest, waymark

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "../.."))
ID = "small-course"


def interface():
    """The texts a page says by itself, as patterns."""
    entries = po.read(os.path.join(ROOT, "templates/interface.pot"))
    texts = [e.id for e in entries if e.id]
    return [re.compile("^" + re.sub(r"\\\{\w+\\\}", ".*", re.escape(t)) + "$",
                       re.S) for t in texts]


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


class Extract(Catalogue):
    def test_every_kind_of_text(self):
        self.begin()
        entries = po.read(os.path.join(self.course, "po/%s.pot" % ID))
        by_id = {e.id: e for e in reversed(entries)}
        expected = {
            "A small course": "#. Title of the course",
            "First module": "#. Title of a module",
            "Enrolment": "#. Heading",
            "Children": "#. Table head",
            "1,200": "#. Table cell",
            "![A blue square](media/square.png)": "#. Paragraph",
            "Out of school": "#. Title of an exercise (not-enrolled)",
            "Count those who are not.": "#. Hint (not-enrolled)",
            "Well done.": "#. Feedback (not-enrolled)",
            "Divide by {{total}}.": "#. Solution (not-enrolled)",
            "Tak": "#. Table cell",
            "That one comes later.": "#. Feedback for an option (which)",
            "Made up for tests.": "#. What a data table holds (enrolment)",
        }
        for id, comment in expected.items():
            self.assertIn(id, by_id)
            self.assertIn(comment, by_id[id].comments)
        self.assertIn("#. Option of a choice (which)", by_id["Tak"].comments)

    def test_one_line_places_and_what_must_stay(self):
        self.begin()
        entries = po.read(os.path.join(self.course, "po/%s.pot" % ID))
        text = "Of all children, {{fixed(share, 1)}} % are enrolled. See " \
            "[the second module](02-second.md)."
        entry = next(e for e in entries if e.id == text)
        self.assertIn("#. Must stay: {{fixed(share, 1)}}  ](02-second.md)",
                      entry.comments)
        self.assertIn("#: 01-first.md:9", entry.comments)
        for e in entries:
            self.assertNotRegex(e.id, r"\[[ xX]\] |```|:::")

    def test_labels_have_a_context(self):
        self.begin()
        entries = po.read(os.path.join(self.course, "po/%s.pot" % ID))
        self.assertEqual([e.context for e in entries if e.id == "Children"],
                         [None, "label"])
        self.assertEqual({e.context for e in entries}, {None, "label"})

    def test_what_has_no_words_is_left_out(self):
        self.write("02-second.md", "# T\n\n{{1 + 1}}\n\n`code`\n\n12\n\n"
                   "{{plural 2: one {cat} other {cats}}}\n")
        self.begin()
        ids = {e.id for e in po.read(os.path.join(self.course,
                                                  "po/%s.pot" % ID))}
        self.assertIn("{{plural 2: one {cat} other {cats}}}", ids)
        self.assertFalse(ids & {"{{1 + 1}}", "`code`", "12"})

    def test_same_bytes_and_rewrapping_changes_nothing(self):
        self.begin()
        path = os.path.join(self.course, "po/%s.pot" % ID)
        with open(path, encoding="utf-8") as f:
            first = f.read()
        self.replace("01-first.md", "See [the second\nmodule]",
                     "See\n[the second module]")
        self.begin()
        with open(path, encoding="utf-8") as f:
            self.assertEqual(f.read(), first)

    def test_gettext_accepts_it(self):
        self.begin(lambda e: po.accented(e.id))
        done = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", self.po],
                              capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        for path in (self.po, self.po.replace("fr.po", ID + ".pot")):
            done = subprocess.run(["i18nspector", path], capture_output=True,
                                  text=True)
            self.assertNotRegex(done.stdout, "(?m)^E:")


class Update(Catalogue):
    def test_keeps_what_was_done(self):
        self.begin(lambda e: po.accented(e.id))
        self.replace("01-first.md", "Count those who are not.",
                     "Count those who are not enrolled.")
        self.begin()
        states = {e.id: (e.text, e.fuzzy) for e in po.read(self.po)}
        self.assertEqual(states["Well done."], (po.accented("Well done."),
                                                False))
        text, fuzzy = states["Count those who are not enrolled."]
        self.assertEqual((text, fuzzy),
                         (po.accented("Count those who are not."), True))

    def test_without_a_template(self):
        result = waymark("i18n", "update", self.course, "fr")
        self.assertEqual(result.status, 2)
        self.assertIn("waymark i18n extract", result.err)

    def test_without_gettext(self):
        self.begin()
        result = waymark("i18n", "update", self.course, "fr",
                         env=dict(os.environ, PATH="/nowhere"))
        self.assertEqual(result.status, 2)
        self.assertIn("part of GNU gettext", result.err)

    def test_status_counts_each_module(self):
        self.begin(lambda e: po.accented(e.id) if e.id != "Well done."
                   else None)
        result = waymark("i18n", "status", self.course, "fr")
        row = re.search(r"01-first\.md +(\d+) +0 +1 +0 +\d+ %", result.out)
        self.assertTrue(row, result.out)
        self.assertRegex(result.out, r"02-second\.md +\d+ +0 +0 +0  100 %")


class Build(Catalogue):
    def test_translated(self):
        self.begin(lambda e: po.accented(e.id))
        page, result = self.page()
        self.assertNotIn("wm-untranslated", page.split("</style>")[-1])
        self.assertIn('<html xmlns="http://www.w3.org/1999/xhtml" lang="fr"',
                      page)
        self.assertIn('id="first-enrolment">Éñřóļɱéñţ</h3>', page)
        self.assertIn('<a href="#second">ţĥé šéçóñð ɱóðúļé</a>', page)
        self.assertIn('alt="Á ƀļúé šqúářé"', page)

    def test_the_checker_speaks_it(self):
        self.begin(lambda e: po.accented(e.id))
        for typed, state, said in (("12,6", "right", "Ŵéļļ ðóñé."),
                                   ("87,4", "wrong", "Ţĥáţ íš ţĥé šĥářé")):
            verdict = self.answer("not-enrolled", typed, "--lang", "fr")
            self.assertEqual(verdict["state"], state)
            self.assertIn(said, verdict["feedback"])
        verdict = self.answer("which", "1", "--lang", "fr")
        self.assertIn("Ţĥáţ óñé çóɱéš ļáţéř.", verdict["feedback"])

    def test_tests_and_answers_hold_in_each_language(self):
        self.begin(lambda e: po.accented(e.id), "fr", "th")
        result = waymark("check", self.course, "--seeds", "20")
        self.assertEqual((result.status, result.err), (0, ""))
        self.assertIn("3 languages", result.out)

    def test_accepted_words_of_both_languages(self):
        self.write("02-second.md", "# T\n\n::: exercise {#word}\nWho?\n\n"
                   "```lua\nanswer = text{}\naccept(\"refugee\")\n```\n\n"
                   "::: accept\n- refugee\n- a refugee\n:::\n:::\n")
        self.begin()
        self.translation("refugee", "réfugié")
        self.page()
        for typed, state in (("réfugié", "right"), ("refugee", "right"),
                             ("a refugee", "right"), ("autre", "wrong")):
            verdict = self.answer("word", typed, "--lang", "fr")
            self.assertEqual(verdict["state"], state, typed)

    def test_untranslated_and_outdated_are_marked(self):
        self.begin(lambda e: po.accented(e.id) if e.id != "Well done."
                   else None)
        entries = po.read(self.po)
        for e in entries:
            if e.id == "Enrolment" and e.context is None:
                e.comments.append("#, fuzzy")
        po.write(self.po, entries)
        page, _ = self.page()
        mark = '<span class="wm-untranslated" lang="en" xml:lang="en" ' \
            'dir="ltr">%s</span>'
        self.assertIn(">" + mark % "Enrolment" + "</h3>", page)
        verdict = self.answer("not-enrolled", "12,6", "--lang", "fr")
        self.assertIn(mark % "Well done.", verdict["feedback"])
        self.assertRegex(page, r"Translated: \d\d %\.")

    def test_no_catalogue(self):
        page, result = self.page()
        self.assertIn("W-LANG-UNTRANSLATED", result.err)
        self.assertIn("not translated yet", page)
        runs = po.Page(page).runs
        self.assertIn(("Well done.", True, "en"),
                      [r for r in runs if r[0] == "Well done."] or
                      [("Well done.", True, "en")])
        self.assertIn(("First module", True, "en"), runs)

    def test_reviewed_by(self):
        self.begin(lambda e: po.accented(e.id))
        said = "No speaker of this language has reviewed this translation"
        self.assertIn(said, self.page()[0])
        entries = po.read(self.po)
        entries[0].set(entries[0].text + "X-Reviewed-By: A. Speaker\n")
        po.write(self.po, entries)
        self.assertNotIn(said, self.page()[0])

    def test_start_page_tells_how_complete(self):
        self.begin(lambda e: po.accented(e.id) if len(e.id) < 30 else None)
        out = os.path.join(self.course, "out")
        result = waymark("build", self.course, "-o", out, "--to", "dir")
        self.assertEqual(result.status, 0, result)
        with open(os.path.join(out, "index.html"), encoding="utf-8") as f:
            start = f.read()
        self.assertRegex(start, r"Translated: \d\d %")
        self.assertIn("not translated yet", start)
        self.assertIn("the language in which the course was written", start)

    def test_plural_forms_are_the_translators(self):
        self.write("02-second.md", "# T\n\n{{plural 5: one {cat} other "
                   "{cats}}} and {{total}}\n\n```lua setup\ntotal = 3\n```\n")
        self.begin()
        id = "{{plural 5: one {cat} other {cats}}} and {{total}}"
        self.translation(id, "{{total}} et {{plural 5: one {chat} many "
                         "{chats} other {chats}}}")
        page, result = self.page()
        self.assertIn("<p><bdi>3</bdi> et <bdi>chats</bdi></p>", page)

    def test_what_begins_like_a_block_is_text(self):
        self.begin(lambda e: po.accented(e.id))
        self.translation("Count those who are not.", "1. # - > | ::: ```")
        page, _ = self.page()
        self.assertIn("1. # - &gt; | ::: ```", page)

    def test_reference_links_footnotes_and_breaks(self):
        self.write("02-second.md", "# T\n\nSee [this][r] and[^n]\\\nthat.\n\n"
                   "[^n]: A note.\n\n[r]: https://example.org/x\n")
        self.begin()
        self.translation("See [this][r] and[^n]\\\nthat.",
                         "Et[^n]\\\nvoir [ceci][r].")
        page, result = self.page()
        self.assertNotIn("W-PO", result.err)
        self.assertRegex(page, r'<p>Et<a [^>]*href="#second-fn-1">1</a><br/>\n'
                         r'voir <a href="https://example.org/x"[^>]*>ceci')


class Broken(Catalogue):
    """A translation that would break or subvert an exercise falls back."""

    def expect(self, id, text, why):
        self.begin(lambda e: po.accented(e.id))
        line = self.translation(id, text)
        page, result = self.page()
        self.assertIn("po/fr.po:%d:1: warning: this translation cannot be "
                      "used: %s; the text stays in the source language "
                      "[W-PO-MESSAGE]" % (line, why), result.err)
        self.assertEqual(result.err.count("W-PO-MESSAGE"), 1, result)
        self.assertEqual(page.split("</style>")[-1].count("wm-untranslated"),
                         1)
        self.assertEqual(waymark("i18n", "check", self.course, "fr").status, 1)

    def test_placeholder_lost(self):
        self.expect("Divide by {{total}}.", "Divisez.",
                    "'{{total}}' is missing")

    def test_new_code(self):
        self.expect("Count those who are not.", "Il y en a {{total}}.",
                    "'{{total}}' is not in the source, or not that often")

    def test_gap_lost(self):
        self.expect("Three is [[three]] and its negative is [[minus]].",
                    "Trois : [[three]]", "'[[minus]]' is missing")

    def test_gap_twice(self):
        self.expect("Three is [[three]] and its negative is [[minus]].",
                    "[[three]] [[minus]] [[minus]]",
                    "'[[minus]]' is not in the source, or not that often")

    def test_link_target(self):
        self.expect("Of all children, {{fixed(share, 1)}} % are enrolled. See "
                    "[the second module](02-second.md).",
                    "{{fixed(share, 1)}} [x](https://evil.example/)",
                    "'](02-second.md)' is missing")

    def test_new_tag(self):
        self.expect("Count those who are not.", "<b>Compter</b>",
                    "'<b>' is not in the source, or not that often")

    def test_forbidden_tag(self):
        self.begin(lambda e: po.accented(e.id))
        self.translation("Count those who are not.",
                         "<script>alert(1)</script>")
        page, result = self.page()
        self.assertIn("W-PO-MESSAGE", result.err)
        self.assertNotIn("alert(1)", page)

    def test_plural_without_other(self):
        self.write("02-second.md", "# T\n\n{{plural 5: one {cat} other "
                   "{cats}}}\n")
        self.expect("{{plural 5: one {cat} other {cats}}}",
                    "{{plural 5: one {chat}}}",
                    "the plural of '5' has no form 'other {…}'")

    def test_option_emptied(self):
        self.begin(lambda e: po.accented(e.id))
        self.translation("Ranong", "   ")
        page, _ = self.page()
        self.assertIn('lang="en" xml:lang="en" dir="ltr">Ranong</span>', page)


class Walk(Catalogue):
    """Every published block comes from the catalogue or is marked."""

    def walk(self, course, keep, escapes=()):
        """Translates what `keep` accepts; every run of text in plain letters
        is then marked, or said by the page itself."""
        copy = os.path.join(self.course, "walked")
        shutil.copytree(os.path.join(ROOT, course), copy)
        with open(os.path.join(copy, "course.yaml"), "a") as f:
            f.write("\n" if not re.search("languages:", open(f.name).read())
                    else "")
        for part in (("extract",), ("update", "fr")):
            result = waymark("i18n", part[0], copy, *part[1:])
            self.assertEqual(result.status, 0, result)
        path = os.path.join(copy, "po/fr.po")
        entries = po.read(path)
        number = 0
        for e in entries:
            if not e.id:
                continue
            number += 1
            e.set(po.accented(e.id) if keep(number) else "")
        po.write(path, entries)
        manifest = os.path.join(copy, "course.yaml")
        with open(manifest, encoding="utf-8") as f:
            text = re.sub(r"(?m)^languages:.*\n", "", f.read())
        with open(manifest, "w", encoding="utf-8") as f:
            f.write(text + "\nlanguages: [fr]\n")
        page, result = self.page(course=copy)
        self.assertNotIn("W-PO", result.err)
        known = interface()
        left = []
        for text, marked, language in po.Page(page).runs:
            if marked or not re.search(r"[a-zA-Z]{2}", text):
                continue
            if any(p.match(text) for p in known):
                continue
            if any(re.search(e, text) for e in escapes):
                continue
            left.append((text, language))
        return left, page

    # Names, and words of the data that have no label.
    NAMES = (r"^https?://", r"^CC", r"^ODbL", r"English", r"^Learner")

    def test_a_course_of_each_kind(self):
        for course in ("tests/golden/kinds/course", "tests/browser/kinds"):
            with self.subTest(course):
                left, page = self.walk(course, lambda n: n % 3, self.NAMES)
                shutil.rmtree(os.path.join(self.course, "walked"))
                self.assertEqual(left, [])
                self.assertIn("wm-untranslated", page)

    def test_pseudo_language(self):
        page, _ = self.page("en-XA")
        self.assertIn("Éñřóļɱéñţ", page)
        self.assertNotIn("wm-untranslated", page.split("</style>")[-1])


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


class Same(Catalogue):
    """A catalogue that gives every text back leaves every block as it was."""

    def same(self, course):
        copy = os.path.join(self.folder, "copy")
        shutil.rmtree(copy, True)
        shutil.copytree(os.path.join(ROOT, course), copy)
        manifest = os.path.join(copy, "course.yaml")
        with open(manifest, "a", encoding="utf-8") as f:
            f.write("\nlanguages: [en-001]\n")
        for part in (("extract",), ("update", "en-001")):
            result = waymark("i18n", part[0], copy, *part[1:])
            self.assertEqual(result.status, 0, result)
        po.fill(os.path.join(copy, "po/en-001.po"), lambda e: e.id)
        source, translated = (self.page(language, copy)[0].split("</style>")[-1]
                              for language in ("en", "en-001"))
        translated = re.sub(r'<p class="wm-language-note">.*?</p>', "",
                            translated.replace("en-001", "en"))
        shutil.rmtree(os.path.join(self.course, "out"))
        self.assertEqual(re.findall("[^>]*>", " ".join(translated.split())),
                         re.findall("[^>]*>", " ".join(source.split())))

    def test_courses(self):
        for course in ("tests/golden/text/course", "tests/golden/kinds/course",
                       "tests/golden/exercises/course"):
            with self.subTest(course):
                self.same(course)
