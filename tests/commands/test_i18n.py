"""Catalogues of a course, and the course in other languages."""

import os
import re
import shutil
import subprocess

import po
from catalogue import ID, ROOT, Catalogue
from support import waymark


def interface():
    """The texts a page says by itself, as patterns."""
    entries = po.read(os.path.join(ROOT, "templates/interface.pot"))
    texts = [e.id for e in entries if e.id]
    return [re.compile("^" + re.sub(r"\\\{\w+\\\}", ".*", re.escape(t)) + "$",
                       re.S) for t in texts]


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
        self.assertRegex(page, r"Traduit\s: \d\d\s%\.")

    def test_a_country_takes_the_catalogue_of_the_language(self):
        self.begin(lambda e: po.accented(e.id))
        self.replace("course.yaml", "[fr, th]", "[fr, fr-CA, zh-TW]")
        page, result = self.page("fr-CA")
        self.assertEqual(result.err, "")
        self.assertIn('xml:lang="fr-CA"', page)
        self.assertIn(">Éñřóļɱéñţ</h3>", page)
        for command in ("status", "check"):
            result = waymark("i18n", command, self.course, "fr-CA")
            self.assertEqual((result.status, result.err), (0, ""), command)
        self.assertIn("fr-CA, from fr.po: ", waymark(
            "i18n", "status", self.course, "fr-CA").out)
        os.rename(self.po, os.path.join(self.course, "po/zh.po"))
        self.assertIn("po/zh-TW.po", self.page("zh-TW")[1].err)

    def test_a_country_of_the_source(self):
        self.replace("course.yaml", "[fr, th]", "[en-IN]")
        page, result = self.page("en-IN")
        self.assertEqual(result.err, "")
        body = page.split("</style>")[-1]
        self.assertNotIn("wm-untranslated", body)
        self.assertNotIn("wm-language-note", body)
        self.assertIn(">Enrolment</h3>", body)
        for command in ("status", "check"):
            result = waymark("i18n", command, self.course)
            self.assertEqual((result.status, result.err), (0, ""), command)

    def test_no_catalogue(self):
        page, result = self.page()
        self.assertIn("W-LANG-UNTRANSLATED", result.err)
        self.assertIn("pas encore traduit", page)
        runs = po.Page(page).runs
        self.assertIn(("Well done.", True, "en"),
                      [r for r in runs if r[0] == "Well done."] or
                      [("Well done.", True, "en")])
        self.assertIn(("First module", True, "en"), runs)

    def test_reviewed_by(self):
        self.begin(lambda e: po.accented(e.id))
        said = "Aucun locuteur de cette langue n’a encore relu cette traduction"
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
        self.assertRegex(start, r"Traduit\s: \d\d\s%")
        self.assertIn("ยังไม่ได้แปล", start)  # each in its own language
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


class Same(Catalogue):
    """A catalogue that gives every text back leaves every block as it was."""

    def same(self, course):
        copy = os.path.join(self.folder, "copy")
        shutil.rmtree(copy, True)
        shutil.copytree(os.path.join(ROOT, course), copy)
        manifest = os.path.join(copy, "course.yaml")
        with open(manifest, "a", encoding="utf-8") as f:
            f.write("\nlanguages: [en-US]\n")
        for part in (("extract",), ("update", "en-US")):
            result = waymark("i18n", part[0], copy, *part[1:])
            self.assertEqual(result.status, 0, result)
        po.fill(os.path.join(copy, "po/en-US.po"), lambda e: e.id)
        source, translated = (self.page(language, copy)[0].split("</style>")[-1]
                              for language in ("en", "en-US"))
        translated = re.sub(r'<p class="wm-language-note">.*?</p>', "",
                            translated.replace("en-US", "en"))
        shutil.rmtree(os.path.join(self.course, "out"))
        self.assertEqual(re.findall("[^>]*>", " ".join(translated.split())),
                         re.findall("[^>]*>", " ".join(source.split())))

    def test_courses(self):
        for course in ("tests/golden/text/course", "tests/golden/kinds/course",
                       "tests/golden/exercises/course"):
            with self.subTest(course):
                self.same(course)
