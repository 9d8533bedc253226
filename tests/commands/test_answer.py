"""The verdicts of `waymark answer`."""

import json
import math

from support import CourseTest, waymark

KEYS = ["state", "score", "diagnosis", "understood", "feedback", "gaps"]
OUT, ALL = 340 + 125 + 85, 4370
SHARE = 100 * OUT / ALL  # 12.585…


class Answer(CourseTest):
    def test_right(self):
        verdict = self.answer("not-enrolled", "12.6")
        self.assertEqual(list(verdict), KEYS)
        self.assertEqual(verdict["state"], "right")
        self.assertEqual(verdict["score"], 1)
        self.assertIsNone(verdict["diagnosis"])
        self.assertEqual(verdict["understood"], 12.6)
        self.assertIn("Well done.", verdict["feedback"])
        self.assertEqual(verdict["gaps"],
                         {"answer": {"state": "right", "diagnosis": None}})

    def test_one_object_on_one_output(self):
        result = waymark("answer", self.course, "not-enrolled", "12.6")
        self.assertEqual(result.err, "")
        self.assertEqual(result.out.count("\n"), 1)
        self.assertEqual(list(json.loads(result.out)), KEYS)

    def test_unit_and_more_digits(self):
        for typed in ("12.6 %", "12.6%", " 12.59", "12.5858"):
            self.assertEqual(self.answer("not-enrolled", typed)["state"],
                             "right", typed)

    def test_truncated_is_partly_right(self):
        verdict = self.answer("not-enrolled", "12.5")
        self.assertEqual((verdict["state"], verdict["score"],
                          verdict["diagnosis"]), ("partly", 0.5, "rounding"))

    def test_expected_mistake(self):
        verdict = self.answer("not-enrolled", "87.4")
        self.assertEqual(verdict["state"], "wrong")
        self.assertEqual(verdict["score"], 0)
        self.assertEqual(verdict["diagnosis"], "enrolled-instead")
        self.assertIn("<em>is</em>", verdict["feedback"])

    def test_unreadable(self):
        for typed in ("twelve", "", "1.2.3.4", "12,59.1"):
            verdict = self.answer("not-enrolled", "--", typed)
            self.assertEqual(verdict["state"], "unreadable", typed)
            self.assertIsNone(verdict["understood"])
            self.assertTrue(verdict["feedback"])

    def test_no_value_is_an_empty_field(self):
        self.assertEqual(self.answer("not-enrolled")["state"], "unreadable")

    def test_locale_of_the_course(self):
        self.replace("course.yaml", "language: en", "language: fr")
        self.assertEqual(self.answer("not-enrolled", "12,6")["state"], "right")

    def test_negative_value_after_dashes(self):
        verdict = self.answer("not-enrolled", "--", "-5")
        self.assertEqual(verdict["understood"], -5)

    def test_choice(self):
        self.assertEqual(self.answer("which", "2")["state"], "right")
        verdict = self.answer("which", "1")
        self.assertEqual(verdict["state"], "wrong")
        self.assertEqual(verdict["diagnosis"], "option-1")
        self.assertIn("comes later", verdict["feedback"])

    def test_choice_out_of_range(self):
        for typed in ("0", "4", "x", "1,2"):
            state = self.answer("which", "--", typed)["state"]
            self.assertEqual(state, "unreadable", typed)

    def test_gaps(self):
        verdict = self.answer("two", "--gap", "three=3", "--gap", "minus=-3")
        self.assertEqual(verdict["state"], "right")
        self.assertEqual(verdict["understood"], {"three": 3, "minus": -3})

    def test_gaps_mean_score(self):
        verdict = self.answer("two", "--gap", "three=3", "--gap", "minus=3")
        self.assertEqual((verdict["state"], verdict["score"]), ("partly", 0.5))
        self.assertEqual(verdict["gaps"]["minus"],
                         {"state": "wrong", "diagnosis": "sign"})

    def test_one_empty_gap(self):
        verdict = self.answer("two", "--gap", "three=3")
        self.assertEqual(verdict["state"], "unreadable")

    def test_unknown_gap(self):
        result = self.answer("two", "--gap", "four=4", status=2)
        self.assertIn("four", result.err)

    def test_seeds_draw_variants(self):
        column = {"1200": 0, "610": 0, "2010": 0}
        for seed in range(1, 13):
            right = [typed for typed in column if self.answer(
                "drawn", typed, "--seed", seed)["state"] == "right"]
            self.assertEqual(len(right), 1)
            column[right[0]] += 1
            again = self.answer("drawn", right[0], "--seed", seed)
            self.assertEqual(again["state"], "right")
        self.assertGreaterEqual(sum(1 for n in column.values() if n), 2)

    def test_attempt_reaches_the_check(self):
        self.replace("02-second.md", "answers.three = number(3)",
                     "answers.three = number(3)\n"
                     "function check(given) return given.attempt == 2 end")
        typed = ("two", "--gap", "three=1", "--gap", "minus=1")
        self.assertEqual(self.answer(*typed)["state"], "wrong")
        self.assertEqual(self.answer(*typed, "--attempt", 2)["state"], "right")

    def test_arithmetic_of_this_test(self):
        self.assertEqual(math.floor(SHARE * 10 + 0.5), 126)
