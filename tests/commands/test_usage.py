"""Help, versions and wrong usage."""

from support import CourseTest, waymark

COMMANDS = ("build", "check", "answer", "data", "new")


class Usage(CourseTest):
    def test_help(self):
        result = waymark("--help")
        self.assertStatus(result, 0)
        self.assertEqual(result.err, "")
        for command in COMMANDS:
            self.assertIn(command, result.out)

    def test_help_of_each_command(self):
        for command in COMMANDS:
            result = waymark(command, "--help")
            self.assertStatus(result, 0)
            self.assertIn("waymark " + command, result.out)
            self.assertEqual(result.err, "")

    def test_version(self):
        first = waymark("--version")
        self.assertStatus(first, 0)
        self.assertRegex(first.out, r"\Awaymark \d+\.\d+(\.\d+)?\b.*\n")
        for command in COMMANDS:
            result = waymark(command, "--version")
            self.assertStatus(result, 0)
            self.assertEqual(result.out, first.out)

    def assertUsageError(self, result, *words):
        self.assertStatus(result, 2)
        self.assertEqual(result.out, "")
        for word in words:
            self.assertIn(word, result.err)

    def test_no_command(self):
        self.assertUsageError(waymark(), "--help")

    def test_unknown_command(self):
        self.assertUsageError(waymark("bulid", self.course), "bulid", "build")

    def test_unknown_option(self):
        self.assertUsageError(self.build("--fast"), "--fast")

    def test_option_without_its_value(self):
        self.assertUsageError(waymark("build", self.course, "-o"), "--output")

    def test_missing_operands(self):
        for command in COMMANDS:
            self.assertUsageError(waymark(command), "waymark " + command)
        self.assertUsageError(waymark("answer", self.course))

    def test_too_many_operands(self):
        self.assertUsageError(waymark("check", self.course, "again"), "again")
        self.assertUsageError(self.build("again"), "again")

    def test_unknown_output(self):
        self.assertUsageError(self.build("--to", "dir,epbu"), "epbu", "epub")

    def test_unknown_language(self):
        self.assertUsageError(self.build("--lang", "th"), "th")

    def test_unknown_exercise(self):
        self.assertUsageError(
            waymark("answer", self.course, "not-enroled", "1"),
            "not-enroled", "not-enrolled")

    def test_numbers_of_options(self):
        for number in ("0", "x", "-1", "1.5"):
            self.assertUsageError(self.build("-j", number), "--jobs")
        for seed in ("0", "1.5", "abc", "99999999999999999999"):
            self.assertUsageError(waymark("answer", self.course, "which", "1",
                                          "--seed", seed), "seed")

    def test_course_that_is_not_there(self):
        self.assertUsageError(waymark("check", self.course + "-not"), "-not")

    def test_course_that_is_a_file(self):
        self.assertUsageError(waymark("check", self.course + "/course.yaml"),
                              "course.yaml")

    def test_folder_without_a_course(self):
        self.assertUsageError(waymark("check", self.course + "/data"),
                              "course.yaml")
