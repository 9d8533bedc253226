"""`waymark new` and `waymark check`."""

import os

from support import CourseTest, tree, waymark


class New(CourseTest):
    def setUp(self):
        super().setUp()
        self.fresh = os.path.join(self.folder, "my-course")

    def test_new_course_is_clean_and_builds(self):
        self.assertStatus(waymark("new", self.fresh), 0)
        self.assertIn("course.yaml", os.listdir(self.fresh))
        checked = waymark("check", self.fresh)
        self.assertStatus(checked, 0)
        self.assertEqual(checked.err, "")  # no warning either
        built = waymark("build", self.fresh, "-o", self.out)
        self.assertStatus(built, 0)
        self.assertTrue([n for n in os.listdir(self.out)
                         if n.endswith(".epub")])

    def test_into_an_empty_folder(self):
        os.mkdir(self.fresh)
        self.assertStatus(waymark("new", self.fresh), 0)
        self.assertIn("course.yaml", os.listdir(self.fresh))

    def test_never_over_a_folder_in_use(self):
        before = tree(self.course)
        result = waymark("new", self.course)
        self.assertStatus(result, 2)
        self.assertIn("course", result.err)
        self.assertEqual(tree(self.course), before)

    def test_never_over_a_file(self):
        result = waymark("new", self.course + "/course.yaml")
        self.assertStatus(result, 2)


class Check(CourseTest):
    def check(self, *arguments):
        return waymark("check", self.course, *arguments)

    def test_clean(self):
        result = self.check()
        self.assertStatus(result, 0)
        self.assertEqual(result.err, "")

    def test_writes_nothing(self):
        before = tree(self.course)
        self.check()
        self.assertEqual(tree(self.course), before)

    def test_own_answer_must_be_accepted(self):
        self.replace("02-second.md", "answers.three = number(3)",
                     "answers.three = number(3)\n"
                     "function check(given) return false end")
        result = self.check()
        self.assertStatus(result, 1)
        self.assertIn("02-second.md:", result.err)
        self.assertIn("two", result.err)

    def test_more_seeds_find_more(self):
        """Only one draw of about ten goes wrong."""
        self.replace("02-second.md", "local rows =",
                     "if random(10) == 1 then error('unlucky') end\n"
                     "local rows =")
        result = self.check("--seeds", "200")
        self.assertStatus(result, 1)
        self.assertIn("unlucky", result.err)

    def test_feedback_for_nothing_is_a_warning(self):
        self.replace("01-first.md", "on=enrolled-instead",
                     "on=enrolled-instaed")
        result = self.check()
        self.assertIn("enrolled-inst", result.err)
        self.assertRegex(result.err, "(warning|error): ")
