"""What the README and the manual page say is true."""

import os
import re

from support import CourseTest, waymark

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))


def read(name):
    with open(os.path.join(ROOT, name), encoding="utf-8") as file:
        return file.read()


class Readme(CourseTest):
    def test_first_module_in_ten_lines(self):
        section = read("README.md").split("\n## A first module")[1]
        block = re.search(r"\n\n((?:    .*\n)+)", section).group(1)
        module = re.sub("(?m)^    ", "", block)
        self.assertEqual(module.count("\n"), 10)
        self.course = self.make_course("readme", {
            "course.yaml": "id: readme\ntitle: R\nlanguage: en\n"
                           "languages: [fr]\nlicence: CC-BY-4.0\n",
            "01-school.md": module})
        self.build_well()
        for typed in ("44.7", "44.7 %"):
            self.assertEqual(self.answer("girls", typed)["state"], "right")
        french = self.answer("girls", "44,7", "--lang", "fr")
        self.assertEqual(french["state"], "right")
        self.assertEqual(self.answer("girls", "44.6")["diagnosis"], "rounding")
        self.assertEqual(self.answer("girls", "half")["state"], "unreadable")

    def test_links_lead_somewhere(self):
        text = read("README.md")
        for target in re.findall(r"\]\(([^)#:]+)\)", text):
            self.assertTrue(os.path.exists(os.path.join(ROOT, target)), target)
        for folder in re.findall(r"^\| `([a-z/]+)` \|", text, re.M):
            self.assertTrue(os.path.isdir(os.path.join(ROOT, folder)), folder)

    def test_manual_page_knows_every_option(self):
        page = read("scripts/waymark.1")
        for command in ("build", "check", "answer", "new"):
            usage = waymark(command, "--help").out
            for option in re.findall(r"^  (?:-\w, )?--([a-z]+)", usage, re.M):
                self.assertRegex(page, r"\.It .*Fl -%s\b|\.It .*, Fl -%s\b" % (
                    option, option), command)
