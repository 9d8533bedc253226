"""`waymark data anonymise`: what it writes, keeps secret and refuses."""

import csv
import io
import os
import re
import stat

from support import CourseTest, tree, waymark

RESOURCE = """\
resource:
  name: people
  path: people.csv
  title: People
  sources: [{title: A register}]
  licenses: [{name: CC-BY-4.0}]
  disclosure: {unit: person, keys: [sex, age, place], sensitive: [income], k: 3}
  schema:
    fields:
      - {name: sex, type: string, title: Sex, categories: [{value: F, label: Girls}, {value: M, label: Boys}]}
      - {name: age, type: string, title: Age}
      - {name: place, type: string, title: Place, missingValues: [""]}
      - {name: income, type: integer, title: Income}
"""
STEPS = """\
steps:
  - drop: [name]
  - bands: age
    into: [0-4, 5-11, 12-17]
  - recode: place
    groups: {North: [Nan, Phrae], West: [Tak]}
    rest: keep
  - pram: place
    change: 0.05
  - noise: income
    share: 0.1
  - suppress: [sex, age, place]
"""


def raw(rows=300):
    lines = ["name,sex,age,place,income"]
    for i in range(rows):
        place = "Uthai Thani" if i == 7 else ("Nan", "Phrae", "Tak")[i % 3]
        lines.append("Person %d,%s,%d,%s,%d"
                     % (i, "FM"[i * 7 // 3 % 2], i * 5 % 18, place,
                        1000 + i * 37 % 900))
    return "\n".join(lines) + "\n"


class Anonymise(CourseTest):
    def setUp(self):
        super().setUp()
        self.raw = self.put("raw.csv", raw())
        self.plan = self.put("people.plan.yaml", STEPS + RESOURCE)
        self.to = os.path.join(self.folder, "made")
        self.seed = os.path.join(self.folder, "secret")

    def put(self, name, text):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)
        return path

    def run_plan(self, *more, to=None, seed=None):
        return waymark("data", "anonymise", self.raw, "--plan", self.plan,
                       "-o", to or self.to, "--seed-file", seed or self.seed,
                       *more)

    def made(self, name, to=None):
        with open(os.path.join(to or self.to, name), encoding="utf-8") as f:
            return f.read()

    def refused(self, result, words, status=1):
        self.assertStatus(result, status)
        self.assertIn(words, result.err)
        self.assertFalse(os.path.exists(self.to))

    def test_writes_data_package_and_report(self):
        result = self.run_plan()
        self.assertStatus(result, 0)
        self.assertEqual(sorted(os.listdir(self.to)),
                         ["datapackage.yaml", "people.csv", "report.html"])
        rows = list(csv.DictReader(io.StringIO(self.made("people.csv"))))
        self.assertEqual(len(rows), 300)
        self.assertEqual(list(rows[0]), ["sex", "age", "place", "income"])
        self.assertEqual({r["age"] for r in rows} - {""},
                         {"0-4", "5-11", "12-17"})
        package = self.made("datapackage.yaml")
        self.assertIn("method:", package)
        self.assertIn("drawn anew at random", " ".join(package.split()))
        self.assertRegex(result.out, r"at least \d+ share their keys")

    def test_what_it_writes_builds_as_it_is(self):
        self.assertStatus(self.run_plan(), 0)
        for name in ("people.csv", "datapackage.yaml"):
            with open(os.path.join(self.course, "data", name), "w",
                      encoding="utf-8") as f:
                f.write(self.made(name))
        self.assertStatus(waymark("data", "check", self.course), 0)

    def test_new_seed_is_private_and_nowhere_else(self):
        result = self.run_plan()
        self.assertIn("a new secret seed", result.out)
        self.assertEqual(stat.S_IMODE(os.stat(self.seed).st_mode), 0o600)
        with open(self.seed, encoding="ascii") as f:
            seed = f.read().strip()
        self.assertRegex(seed, r"^[0-9a-f]{64}$")
        for name in os.listdir(self.to):
            self.assertNotIn(seed, self.made(name))
            self.assertNotIn(self.seed, self.made(name))

    def test_same_seed_same_bytes(self):
        self.run_plan()
        before = tree(self.to)
        self.assertStatus(self.run_plan(), 0)
        self.assertEqual(tree(self.to), before)
        other = os.path.join(self.folder, "other")
        again = os.path.join(self.folder, "again")
        self.assertStatus(self.run_plan(to=again, seed=other), 0)
        self.assertNotEqual(self.made("people.csv"),
                            self.made("people.csv", again))

    def test_seed_inside_a_course(self):
        for name in ("seed", "data/seed", "data/../media/seed"):
            self.refused(self.run_plan(seed=os.path.join(self.course, name)),
                         "lies in the course")
        os.symlink(os.path.join(self.course, "data"),
                   os.path.join(self.folder, "link"))
        self.refused(self.run_plan(seed=self.folder + "/link/seed"),
                     "lies in the course")
        self.assertNotIn("seed", os.listdir(self.course + "/data"))

    def test_seed_inside_the_output(self):
        result = self.run_plan(seed=self.to)
        self.assertIn("lies in the output folder", result.err)
        self.assertStatus(self.run_plan(), 0)
        before = tree(self.to)
        result = self.run_plan(seed=os.path.join(self.to, "seed"))
        self.assertStatus(result, 1)
        self.assertIn("lies in the output folder", result.err)
        self.assertEqual(tree(self.to), before)

    def test_seed_that_others_may_read(self):
        self.put("secret", "ab" * 32 + "\n")
        os.chmod(self.seed, 0o644)
        self.refused(self.run_plan(), "others may read the seed file")
        os.chmod(self.seed, 0o600)
        self.assertStatus(self.run_plan(), 0)

    def test_seed_of_another_form(self):
        self.put("secret", "correct horse battery staple\n")
        os.chmod(self.seed, 0o600)
        self.refused(self.run_plan(), "does not hold 64 hexadecimal digits")

    def test_seed_is_asked_for(self):
        result = waymark("data", "anonymise", self.raw, "--plan", self.plan,
                         "-o", self.to)
        self.refused(result, "give --seed-file FILE")

    def test_seed_in_the_plan_of_raw_data(self):
        self.put("people.plan.yaml", "seed: x\n" + STEPS + RESOURCE)
        self.refused(self.run_plan(), "a seed in the plan undoes noise")

    def test_the_gate_stands_before_writing(self):
        steps = STEPS.replace("  - suppress: [sex, age, place]\n", "")
        self.put("people.plan.yaml", steps + RESOURCE)
        self.refused(self.run_plan(), "nothing was written")

    def test_failure_leaves_the_old_output(self):
        self.assertStatus(self.run_plan(), 0)
        before = tree(self.to)
        self.put("people.plan.yaml", STEPS.replace("Tak", "Tag")
                 .replace("    rest: keep\n", "") + RESOURCE)
        self.assertStatus(self.run_plan(), 1)
        self.assertEqual(tree(self.to), before)

    def test_never_over_a_folder_in_use(self):
        self.put("made/notes.txt", "mine")
        result = self.run_plan()
        self.assertStatus(result, 2)
        self.assertIn("notes.txt", result.err)
        self.assertEqual(os.listdir(self.to), ["notes.txt"])

    def test_report_names_nothing_rare(self):
        # One person lives in Uthai Thani; the plan keeps the name as it is, and
        # local suppression takes it out.
        self.assertStatus(self.run_plan(), 0)
        self.assertNotIn("Uthai", self.made("people.csv"))
        report = self.made("report.html")
        self.assertFalse("Uthai" in report, "the report names a rare value")
        self.assertFalse("Person " in report)
        self.assertTrue("<svg" in report)
        self.assertEqual(re.findall(r"(?:src|href)=|<script|@import", report), [])
        for table in re.findall(r"<h3>.*?</table>", report, re.S):
            for before in re.findall(r"</th><td>([^<]*)</td>", table):
                self.assertTrue(before.startswith("under ") or
                                int(before.replace(",", "")) % 5 == 0, before)

    def test_public_data_need_no_file(self):
        self.put("people.plan.yaml",
                 "public: true\nseed: any text\n" + STEPS + RESOURCE)
        result = waymark("data", "anonymise", self.raw, "--plan", self.plan,
                         "-o", self.to)
        self.assertStatus(result, 0)
        self.refused_seed = self.run_plan()
        self.assertIn("the plan has a seed", self.refused_seed.err)

    def test_usage(self):
        for arguments, words in (((self.raw,), "--plan FILE is missing"),
                                 ((self.raw, "--plan", self.plan),
                                  "-o FOLDER is missing")):
            result = waymark("data", "anonymise", *arguments)
            self.assertStatus(result, 2)
            self.assertIn(words, result.err)

    def test_hostile_tables(self):
        for text, words in (("", "empty"), ("a,b\n1\n", "value"),
                            ("a,a\n1,2\n", "both called"),
                            ("\0\1\2", "")):
            self.put("raw.csv", text)
            result = self.run_plan()
            self.assertNotEqual(result.status, 0)
            self.assertIn(words, result.err)
            self.assertFalse(os.path.exists(self.to))

    def test_a_table_without_rows(self):
        self.put("raw.csv", "name,sex,age,place,income\n")
        self.refused(self.run_plan(), "0 records cannot share their keys")

    def test_many_columns(self):
        names = ["c%d" % i for i in range(2500)]
        self.put("raw.csv", ",".join(names) + "\n" + ",".join(names) + "\n")
        self.refused(self.run_plan(), "columns")
