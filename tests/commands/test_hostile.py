"""Bad input: one clear message with its place, status 1 or 2, nothing written.

Each test spoils the sample course in one way; `refused` then looks at the
message in both forms, and that an output that was there is untouched.
"""

import json
import os
import resource

from support import (DATA, FIRST, PROGRAM, RELEASE, CourseTest, line_of, tree,
                     waymark)


def worked():
    """Seconds of processor time that programs started here have used: the clock
    tells how busy the machine is."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class Hostile(CourseTest):
    def refused(self, place, *words, status=1, program=PROGRAM, seconds=120,
                alone=True):
        """`place` is file:line, or a file; `alone`: it is the one error."""
        os.makedirs(self.out, exist_ok=True)
        self.write("kept.txt", "kept", self.out)
        result = waymark("build", self.course, "-o", self.out,
                         "--diagnostics=json", program=program,
                         seconds=seconds)
        self.assertStatus(result, status)
        self.assertEqual(list(tree(self.out)), ["kept.txt"])
        found = json.loads(result.err)
        file, _, line = place.partition(":")
        messages = [m for m in found if m["severity"] == "error" and
                    m["file"].endswith(file) and
                    (not line or m["line"] == int(line)) and
                    all(w in m["message"] for w in words)]
        self.assertGreaterEqual(len(messages), 1, "%s with %s in:\n%s" % (
            place, words, result.err))
        if alone:
            self.assertEqual(len([m for m in found
                                  if m["severity"] == "error"]), 1, found)
        self.assertRegex(messages[0]["code"], r"^E-[A-Z0-9-]+$")
        self.assertNotIn("\n", messages[0]["message"])
        return found

    def test_text_form(self):
        self.append("01-first.md", "\n[nowhere](03-third.md)\n")
        result = self.build()
        self.assertStatus(result, 1)
        line = FIRST.count("\n") + 2
        self.assertRegex(result.err, r"(?m)^\S*01-first\.md:%d:\d+: error: .*"
                         r"03-third\.md" % line)
        self.assertIn("[nowhere](03-third.md)", result.err)  # the line itself
        self.assertRegex(result.err, r"(?m)^\s*\^")
        self.assertIn("1 error", result.err)

    def test_all_errors_at_once_and_sorted(self):
        self.append("02-second.md", "\n[b](no-b.md)\n")
        self.append("01-first.md", "\n[a](no-a.md)\n\n[c](no-c.md)\n")
        result = self.build()
        places = [result.err.index(n) for n in ("no-a.md", "no-c.md",
                                               "no-b.md")]
        self.assertEqual(places, sorted(places))

    # Files

    def test_missing_module(self):
        os.remove(os.path.join(self.course, "02-second.md"))
        self.refused("course.yaml:%d" % line_of("course.yaml", "modules:"),
                     "02-second.md", status=2)

    def test_missing_data_file(self):
        os.remove(os.path.join(self.course, "data/enrolment.csv"))
        self.refused("data/datapackage.yaml:%d" % line_of(
            "data/datapackage.yaml", "path: enr"), "enrolment.csv", status=2)

    def test_missing_image(self):
        os.remove(os.path.join(self.course, "media/square.png"))
        self.refused("01-first.md:%d" % line_of("01-first.md", "!["),
                     "square.png")

    def test_folder_where_a_module_should_be(self):
        os.remove(os.path.join(self.course, "02-second.md"))
        os.mkdir(os.path.join(self.course, "02-second.md"))
        self.refused("course.yaml", "02-second.md", status=2)

    def test_folder_where_the_manifest_should_be(self):
        os.remove(os.path.join(self.course, "course.yaml"))
        os.mkdir(os.path.join(self.course, "course.yaml"))
        self.refused("", "course.yaml", status=2)

    def test_pipe_where_a_module_should_be(self):
        os.remove(os.path.join(self.course, "02-second.md"))
        os.mkfifo(os.path.join(self.course, "02-second.md"))
        self.refused("course.yaml", "02-second.md", status=2)

    def test_link_out_of_the_course(self):
        path = os.path.join(self.course, "media/square.png")
        os.remove(path)
        os.symlink("/etc/passwd", path)
        self.refused("01-first.md:%d" % line_of("01-first.md", "!["),
                     "square.png")

    def test_path_out_of_the_course(self):
        self.write("secret.md", "secret", self.folder)
        self.replace("course.yaml", "02-second.md", "../secret.md")
        self.refused("course.yaml", "../secret.md", alone=False)

    def test_data_path_out_of_the_course(self):
        self.replace("data/datapackage.yaml", "path: enrolment.csv",
                     "path: ../../../../etc/passwd")
        self.refused("data/datapackage.yaml", "passwd")

    # Sizes and bytes

    def test_line_of_100_megabytes(self):
        self.write("02-second.md", b"---\nid: second\ntitle: S\n---\n\n" +
                   b"a" * 100_000_000 + b"\n")
        start = worked()
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        self.refused("course.yaml", "02-second.md", status=2, program=RELEASE)
        self.assertLess(worked() - start, 20)
        after = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        self.assertLess(max(after - before, 0), 2_000_000)  # KB

    def test_manifest_of_one_long_line(self):
        self.write("course.yaml", b"title: " + b"[" * 1_000_000)
        self.refused("course.yaml")

    def test_deep_quotes(self):
        self.append("01-first.md", "\n" + ">" * 5000 + " x\n")
        result = self.build()
        self.assertIn(result.status, (0, 1), str(result))

    def test_many_brackets(self):
        self.append("01-first.md", "\n" + "[" * 50000 + "\n")
        start = worked()
        result = waymark("build", self.course, "-o", self.out, program=RELEASE)
        self.assertIn(result.status, (0, 1), str(result))
        self.assertLess(worked() - start, 20)

    def test_bytes_that_are_not_utf8(self):
        self.append("01-first.md", "\nx\n")
        with open(os.path.join(self.course, "01-first.md"), "ab") as file:
            file.write(b"caf\xe9\n")
        self.refused("01-first.md:%d" % (FIRST.count("\n") + 3), "UTF-8")

    def test_nul_byte(self):
        with open(os.path.join(self.course, "01-first.md"), "ab") as file:
            file.write(b"\na\0b\n")
        self.refused("01-first.md:%d" % (FIRST.count("\n") + 2))

    # Manifest

    def test_unknown_key(self):
        self.replace("course.yaml", "title:", "tittle:")
        found = self.refused("course.yaml:2", "tittle", "title")
        self.assertTrue(found)

    def test_broken_yaml(self):
        self.replace("course.yaml", "authors: [Test Author]",
                     "authors: [Test Author")
        self.refused("course.yaml")

    def test_wrong_type(self):
        self.replace("course.yaml", "edition: 1", "edition: first")
        self.refused("course.yaml:%d" % line_of("course.yaml", "edition"),
                     "edition")

    def test_bad_id(self):
        self.replace("course.yaml", "id: small-course", "id: Small Course")
        self.refused("course.yaml:1", "Small Course")

    def test_unknown_front_matter_key(self):
        self.replace("01-first.md", "minutes: 5", "minuts: 5")
        self.refused("01-first.md:4", "minuts", "minutes")

    # Text

    def test_duplicate_exercise_ids(self):
        self.replace("02-second.md", "{#which ", "{#not-enrolled ")
        self.refused("02-second.md:%d" % line_of("02-second.md", "{#which"),
                     "not-enrolled")

    def test_duplicate_module_ids(self):
        self.replace("02-second.md", "id: second", "id: first")
        self.refused("02-second.md:2", "first")

    def test_link_to_no_heading(self):
        self.append("01-first.md", "\n[x](02-second.md#nothing)\n")
        self.refused("01-first.md:%d" % (FIRST.count("\n") + 2), "nothing")

    def test_link_with_a_script(self):
        self.append("01-first.md", "\n[x](javascript:alert(1))\n")
        self.refused("01-first.md:%d" % (FIRST.count("\n") + 2), "javascript")

    def test_script_in_raw_html(self):
        for html in ("<script>alert(1)</script>", '<b onclick="x()">b</b>',
                     "<iframe></iframe>"):
            self.write("01-first.md", FIRST + "\n" + html + "\n")
            self.refused("01-first.md:%d" % (FIRST.count("\n") + 2),
                         alone=False)

    def test_unclosed_container(self):
        self.append("01-first.md", "\n::: note\ntext\n")
        self.refused("01-first.md:%d" % (FIRST.count("\n") + 2), "not closed")

    def test_unclosed_fence(self):
        self.append("02-second.md", "\n```text\nnever closed\n")
        self.refused("02-second.md")

    def test_unknown_container(self):
        self.append("01-first.md", "\n::: nota\ntext\n:::\n")
        self.refused("01-first.md:%d" % (FIRST.count("\n") + 2), "nota",
                     "note")

    def test_image_without_text(self):
        self.replace("01-first.md", "![A blue square]", "![]")
        result = self.build()
        self.assertRegex(result.err, r"01-first\.md:%d:\d+: (warning|error): "
                         % line_of("01-first.md", "!["))

    # Data

    def test_csv_row_with_too_few_cells(self):
        self.write("data/enrolment.csv", DATA.replace(
            "Ranong,yes,610", "Ranong,yes"))
        self.refused("enrolment.csv:4")

    def test_csv_value_of_the_wrong_type(self):
        self.write("data/enrolment.csv", DATA.replace("610", "many"))
        self.refused("enrolment.csv:4", "many", "children")

    def test_csv_open_quote(self):
        self.write("data/enrolment.csv", DATA.replace("Ranong,no",
                                                      '"Ranong,no'))
        self.refused("enrolment.csv")

    def test_csv_without_a_column(self):
        self.write("data/enrolment.csv", DATA.replace("enrolled", "in_school"))
        self.refused("", "enrolled", alone=False)

    def test_csv_that_is_empty(self):
        self.write("data/enrolment.csv", "")
        self.refused("enrolment.csv")

    # Lua

    def lua_error(self, old, new, *words):
        """An error at the line of the Markdown file where `old` stood."""
        line = line_of("01-first.md", old)
        self.replace("01-first.md", old, new)
        self.refused("01-first.md:%d" % line, *words)

    def test_wrong_column(self):
        self.lua_error("local out =", "local out = data.enrolment:sum 'childen'"
                       " or", "childen", "children")

    def test_unknown_dataset(self):
        self.lua_error("total = data", "total = data.enrollment:sum 'x'  --",
                       "enrollment", "enrolment")

    def test_undefined_name(self):
        self.lua_error("answer = number(100 * out / total",
                       "answer = number(100 * out / totall", "totall", "total")

    def test_undefined_name_in_text(self):
        self.lua_error("Divide by {{total}}", "Divide by {{totl}}", "totl",
                       "total")

    def test_syntax_error(self):
        self.lua_error("reject(out)", "reject(out))")

    def test_runtime_error(self):
        self.lua_error("reject(out)", "error('on purpose')", "on purpose")

    def test_forbidden_library(self):
        self.lua_error("reject(out)", "os.execute('true')", "os")

    def test_formula_that_cannot_be_read(self):
        self.append("02-second.md", "\nA $\\frac{a}$.\n")
        self.refused("02-second.md", "frac")

    def test_formulas_without_their_program(self):
        self.append("02-second.md", "\nA $x^2$.\n")
        result = self.build(env=dict(os.environ, PATH=self.folder))
        self.assertStatus(result, 2)
        self.assertIn("blahtexml", result.err)

    def test_exercise_without_an_answer(self):
        self.replace("01-first.md", "answer = number", "local unused = number")
        self.refused("01-first.md:%d" % line_of("01-first.md", "::: exercise"),
                     "answer")

    def test_task_list_without_a_right_option(self):
        self.replace("02-second.md", "[x]", "[ ]")
        self.refused("02-second.md")

    def test_not_a_number_in_text(self):
        self.lua_error("Divide by {{total}}", "Divide by {{0/0}}")

    def test_own_test_that_fails(self):
        self.lua_error("reject(out)", "accept(out)")

    def test_feedback_for_an_unknown_mistake(self):
        self.replace("01-first.md", 'expect("enrolled-instead", share)', "")
        result = self.build()
        self.assertIn("enrolled-instead", result.err)


class Runaway(CourseTest):
    """Every runaway ends in its limit, with its line, and the next build of a
    good course works."""

    SAMPLES = {
        "loop": "while true do end",
        "caught loop": "while true do pcall(function() while true do end end)"
                       " end",
        "pattern": "local s = ('a'):rep(120) s:find(('.-'):rep(5) .. 'b')",
        "large text": "local s = ('x'):rep(2 ^ 28) .. ''",
        "doubled text": "local s = 'x' while true do s = s .. s end",
        "large table": "local t = {} for i = 1, 1e9 do t[i] = i end",
        "recursion": "local function f() return 1 + f() end f()",
        "nested gsub": "local function f(n) return (('x'):gsub('x', "
                       "function() return n > 0 and f(n - 1) or 'y' end)) end"
                       " local s = f(200) while true do end",
        "nested tostring": "local t = {} for i = 1, 200 do local inner = t "
                           "t = setmetatable({}, {__tostring = function() "
                           "return tostring(inner) end}) end tostring(t) "
                           "while true do end",
        "sort": "table.sort({3, 1, 2}, function() while true do end end)",
        "format": "local s = ('%99d'):rep(9e6)",
        "concat": "local t = setmetatable({}, {__index = function() "
                  "return ('x'):rep(1000) end, __len = function() "
                  "return 1e9 end}) local s = table.concat(t, ',', 1, 1e9)",
    }

    def stopped(self, name):
        self.write("01-first.md", FIRST.replace("reject(out)",
                                                self.SAMPLES[name]))
        start = worked()
        result = waymark("check", self.course, program=RELEASE)
        self.assertStatus(result, 1)
        self.assertLess(worked() - start, 15)
        self.assertIn("01-first.md:%d:" % line_of(
            "01-first.md", "reject(out)"), result.err)
        self.write("01-first.md", FIRST)
        self.assertStatus(waymark("check", self.course), 0)

    def test_stopped_in_an_answer_too(self):
        self.write("01-first.md", FIRST.replace(
            "reject(out)",
            "function check(given) if given.answer == 1 then while true do end"
            " end return given.answer > 12 and given.answer < 13 end"))
        verdict = self.answer("not-enrolled", "1")
        self.assertEqual(verdict["state"], "error")
        self.assertEqual(self.answer("not-enrolled", "12.6")["state"], "right")


for sample in Runaway.SAMPLES:
    setattr(Runaway, "test_" + sample.replace(" ", "_"),
            lambda self, sample=sample: self.stopped(sample))
