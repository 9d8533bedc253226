"""Numbers and years as each language writes and types them."""

import json
import re
import unittest

from catalogue import Catalogue
from support import DATA, waymark

FIELD = re.compile(r'<label for="not-enrolled-answer">(.*?)</label>')


class Languages(Catalogue):
    def setUp(self):
        super().setUp()
        self.replace("course.yaml", "[fr, th]", "[fr, th, my, km, lo, ar]")

    def marked(self, language, typed):
        result = waymark("answer", self.course, "not-enrolled", typed, "--lang",
                         language)
        self.assertEqual(result.status, 0, result)
        return json.loads(result.out)["state"]

    def test_what_is_typed_with_own_digits(self):
        # 100 * 550 / 4370
        for language, typed in {"th": "๑๒.๖", "my": "၁၂.၆", "km": "១២,៦",
                                "lo": "໑໒,໖", "ar": "١٢٫٦", "fr": "12,6 %"
                                }.items():
            self.assertEqual(self.marked(language, typed), "right", typed)
            self.assertEqual(self.marked(language, "12" + typed[2:]),
                             "right" if language == "fr" else "unreadable",
                             typed)  # digits of two scripts are asked back
        self.assertEqual(self.marked("en", "12.6"), "right")

    def test_example_of_the_form(self):
        for language, number in {"en": "12.5", "fr": "12,5", "th": "12.5",
                                 "my": "၁၂.၅", "km": "12,5",
                                 "ar": "١٢٫٥"}.items():
            page, _ = self.page(language)
            label = FIELD.search(page)[1]
            self.assertIn(number, label.split('<span class="wm-form">')[1])
        # Whole numbers look alike in every form.
        self.assertNotIn("wm-form", re.search(
            r'<label for="drawn-answer">(.*?)</label>', page)[1])

    def test_counts_in_the_text(self):
        self.write("data/enrolment.csv", DATA + "Trat,yes,1\n" * 1200)
        for language, rows in {"en": "1,206 rows", "fr": "1\u202f206 ",
                               "my": "၁,၂၀၆"}.items():
            page, _ = self.page(language)
            facts = page.split('<div class="wm-data-facts">')[1]
            self.assertIn(rows, facts[:200])
        start = self.text_of_start()
        self.assertRegex(start, r"[0-9]+ kB|[0-9]\.[0-9] MB")

    def text_of_start(self):
        self.build_well()
        with open(self.out + "/index.html", encoding="utf-8") as file:
            return file.read()

    def years(self, language):
        page, _ = self.page(language)
        return re.search(r"Since (.*?) and (.*?);", re.sub(
            r"<[^>]*>", "", page.split("<main")[1]))

    def test_era_where_the_course_asks(self):
        self.replace("01-first.md", "Of all children,",
                     "Since {{year(1991)}} and {{date(\"1991-03-01\")}}; of "
                     "all children,")
        self.assertEqual(self.years("th")[1], "1991")
        self.assertIn("1991", self.years("th")[2])
        self.replace("course.yaml", "edition: 1", "edition: 1\nera: local")
        self.assertIn("2534", self.years("th")[1])
        self.assertIn("2534", self.years("th")[2])
        self.assertIn("1991", self.years("fr")[1])
        self.assertIn("1991", self.years("en")[1])


if __name__ == "__main__":
    unittest.main()
