"""waymark data describe: the summary, and the data package it writes."""

import os

from office import sheet, workbook
from support import DATA, MANIFEST, CourseTest, tree, waymark

PUPILS = """\
id_card;first name;sex;birth year;province;score;day
1101700230708;Somchai Jaidee;M;2550;Tak;12,5;25/08/2561
1101700230716;Somying Deejai;F;2551;Tak;-;13/09/2561
1101700230724;Mana Rakthai;M;2550;Ranong;9,25;01/10/2561
"""

CODEBOOK = """\
<codeBook xmlns="%s" version="%s">
 <stdyDscr><citation><titlStmt><titl>A survey</titl></titlStmt></citation></stdyDscr>
 <dataDscr>
  <var ID="V1" name="SEX"><labl>Sex of
    the child</labl><qstn><qstnLit>Boy or girl?</qstnLit></qstn>
   <catgry><catValu>1</catValu><labl>Boy &amp; man</labl>
     <catStat type="freq">812</catStat></catgry>
   <catgry><catValu>2</catValu><labl>Girl</labl>
     <catStat type="freq">3</catStat><catStat type="freq" wgtd="wgtd">2</catStat></catgry>
   <catgry missing="Y"><catValu>9</catValu><labl>No answer</labl></catgry></var>
  <var ID="V2" name="age"><labl>Age</labl>
   <invalrng><range UNITS="INT" min="97" max="99"/></invalrng></var>
 </dataDscr>
</codeBook>
"""

# As the extract systems of census archives write version 2.5.
EXTRACT = """\
<?xml version="1.0" encoding="UTF-8"?>
<codeBook xmlns="ddi:codebook:2_5" version="2.5" ID="extract">
<docDscr><citation><titlStmt><titl>Extract 7</titl></titlStmt></citation></docDscr>
<fileDscr ID="F1"><fileTxt><fileName>extract.dat</fileName></fileTxt></fileDscr>
<dataDscr>
<var ID="SEX" name="SEX" files="F1" dcml="0" intrvl="discrete">
<location StartPos="1" EndPos="1" width="1"/><labl>Sex</labl><txt>As reported.</txt>
<catgry><catValu>1</catValu><labl>Male</labl></catgry>
<catgry><catValu>2</catValu><labl>Female</labl></catgry>
<concept vocab="X">People</concept><varFormat type="numeric" schema="other"/></var>
<var ID="AGE" name="AGE" files="F1" dcml="0" intrvl="contin"><labl>Age</labl>
<valrng><range UNITS="INT" min="0" max="100"/></valrng>
<invalrng><range UNITS="INT" min="990"/></invalrng>
<catgry><catValu>000</catValu><labl>Less than 1 year</labl></catgry>
<catgry><catValu>100</catValu><labl>100 or more</labl></catgry>
<catgry><catValu>999</catValu><labl>Not reported</labl></catgry></var>
<var ID="GEO" name="GEO"><labl>Region</labl>
<catgry><catValu>01</catValu><labl>North</labl></catgry>
<catgry><catValu>03</catValu><labl>West</labl></catgry></var>
</dataDscr></codeBook>
"""

# As the toolkits of survey archives write version 1.2.2.
ARCHIVE = """\
<?xml version='1.0' encoding='UTF-8'?>
<ddi:codeBook version="1.2.2" xmlns:ddi="http://www.icpsr.umich.edu/DDI">
<ddi:dataDscr>
<ddi:varGrp ID="VG1" var="V1 V2"><ddi:labl>Members</ddi:labl></ddi:varGrp>
<ddi:var ID="V1" name="sex" files="F1" dcml="0" intrvl="discrete">
 <ddi:labl>
   Sex of
   member
 </ddi:labl>
 <ddi:qstn><ddi:qstnLit>Is (name) male or female?</ddi:qstnLit></ddi:qstn>
 <ddi:valrng><ddi:range UNITS="REAL" min="1" max="2"/></ddi:valrng>
 <ddi:sumStat type="vald">4</ddi:sumStat><ddi:sumStat type="invd">1</ddi:sumStat>
 <ddi:catgry><ddi:catValu>1</ddi:catValu><ddi:labl>Male</ddi:labl>
  <ddi:catStat type="freq">5</ddi:catStat><ddi:catStat type="percent">3</ddi:catStat></ddi:catgry>
 <ddi:catgry><ddi:catValu>2</ddi:catValu><ddi:labl>Female</ddi:labl>
  <ddi:catStat type="freq">4</ddi:catStat></ddi:catgry>
 <ddi:catgry missing="Y"><ddi:catValu>Sysmiss</ddi:catValu>
  <ddi:catStat type="freq">1</ddi:catStat></ddi:catgry></ddi:var>
<ddi:var ID="V2" name="age"><ddi:labl>Age</ddi:labl>
 <ddi:invalrng><ddi:item VALUE="98"/><ddi:item UNITS="INT" VALUE="99"/></ddi:invalrng>
 <ddi:catgry><ddi:catValu>98</ddi:catValu><ddi:labl>Does not know</ddi:labl></ddi:catgry></ddi:var>
<ddi:var ID="V3" name="geo"><ddi:catgryGrp ID="G"><ddi:labl>All</ddi:labl></ddi:catgryGrp>
 <ddi:qstn><ddi:qstnLit>Which region?</ddi:qstnLit></ddi:qstn>
 <ddi:catgry><ddi:catValu>1</ddi:catValu><ddi:labl>North</ddi:labl></ddi:catgry></ddi:var>
</ddi:dataDscr></ddi:codeBook>
"""


class Describe(CourseTest):
    def setUp(self):
        super().setUp()
        self.file = self.write("pupils.csv", PUPILS, self.folder)
        self.package = os.path.join(self.folder, "datapackage.yaml")

    def describe(self, file, *options, status=0):
        result = waymark("data", "describe", file, *options)
        self.assertStatus(result, status)
        return result

    def text_of(self, path):
        with open(path, encoding="utf-8") as file:
            return file.read()

    def test_people_are_found_and_not_shown(self):
        result = self.describe(self.file)
        package = self.text_of(self.package)
        for secret in ("1101700230708", "Somchai", "Mana"):
            self.assertNotIn(secret, result.out + result.err + package)
        self.assertIn("not be published: id_card, first name", result.out)
        self.assertIn("one row is a person", result.out)
        self.assertIn("2007 to 2008 (Buddhist era", result.out)
        self.assertRegex(result.out, r"score +number +2 +1 +9.25 to 12.5")
        self.assertIn("unit: person", package)
        self.assertIn("keys: [sex, birth year, province]", package)
        self.assertIn("calendar: buddhist", package)
        self.assertIn('decimalChar: ","', package)
        self.assertIn('delimiter: ";"', package)
        self.assertIn("# sources:", package)

    def test_clean_table_builds_as_it_is(self):
        for name, make in (("enrolment.csv", self.make_text),
                           ("enrolment.xlsx", self.make_book)):
            course = self.make_course("c" + name[-4:], {
                "course.yaml": MANIFEST.replace(", 02-second.md", ""),
                "01-first.md": "# One\n\n```lua setup\n"
                "n = data.enrolment:sum 'children'\n```\n\nAll {{n}}.\n"})
            os.makedirs(os.path.join(course, "data"))
            file = make(os.path.join(course, "data", name))
            self.describe(file, "--source", "Office https://example.org/",
                          "--licence", "CC-BY-4.0")
            out = os.path.join(self.folder, "o" + name)
            self.assertStatus(waymark("build", course, "-o", out), 0)
            page = [content for path, content in tree(out).items()
                    if path.endswith("-en/index.html")][0]
            self.assertIn(b"4,370", page)
            self.assertIn(b"https://example.org/", page)

    def make_text(self, path):
        with open(path, "w", encoding="utf-8") as file:
            file.write(DATA)
        return path

    def make_book(self, path):
        rows = [line.split(",") for line in DATA.splitlines()]
        return workbook(path, [
            ("Notes", "visible", sheet([["about"], ["x"]])),
            ("S", "visible", sheet([rows[0]] + [
                [a, b, int(n)] for a, b, n in rows[1:]]))][::-1])

    def test_an_edited_package_is_left_alone(self):
        self.write("datapackage.yaml", "mine", self.folder)
        result = self.describe(self.file, status=2)
        self.assertIn("left alone", result.err)
        self.assertIn("score", result.out)
        self.assertEqual(self.text_of(self.package), "mine")
        shown = self.describe(self.file, "-o", "-").out
        self.assertIn("path: pupils.csv", shown)

    def test_where_it_goes(self):
        self.describe(self.file, "-o", os.path.join(self.folder, "new"))
        self.describe(self.file, "-o", os.path.join(self.folder, "x.yaml"))
        self.assertEqual(
            self.text_of(os.path.join(self.folder, "new/datapackage.yaml")),
            self.text_of(os.path.join(self.folder, "x.yaml")))

    def test_labels_from_a_codebook(self):
        file = self.write("t.csv", "sex,age,x\n1,12,a\n2,98,b\n9,7,a\n",
                          self.folder)
        packages = []
        for namespace, version in (("http://www.icpsr.umich.edu/DDI", "1.2.2"),
                                   ("ddi:codebook:2_5", "2.5")):
            ddi = self.write("d.xml", CODEBOOK % (namespace, version),
                             self.folder)
            result = self.describe(file, "--ddi", ddi, "-o", "-")
            packages.append(result.out)
        self.assertEqual(packages[0], packages[1])
        for line in ("title: Sex of the child", '- {value: "9", label: No answer}',
                     '- {value: "1", label: Boy & man}', '- {value: "98"}'):
            self.assertIn(line, packages[0])
        self.assertIn("does not describe the column 'x'", result.err)
        self.assertIn("counts 1 category 1 to 4 times", result.err)
        self.assertNotIn("812", packages[0])

    def test_codebook_of_a_census_extract(self):
        ages = "".join("1,%d,1\n2,%d,1\n1,%d,2\n" % (n, n, n)
                       for n in range(5, 11))
        file = self.write("t.csv", "sex,age,geo\n" + ages +
                          "1,0,1\n2,999,1\n1,995,1\n", self.folder)
        ddi = self.write("d.xml", EXTRACT, self.folder)
        result = self.describe(file, "--ddi", ddi, "--source", "S",
                               "--licence", "CC0-1.0")
        package = self.text_of(self.package)
        for text in ("""\
            - {value: "999", label: Not reported}
            - {value: "995"}
          # Only some values have labels: 0 = Less than 1 year, 100 = 100 or more.
""", """\
          categories:
            - {value: "1", label: North}
            - {value: "3", label: West}
            # Without a label in the file:
            - {value: "2"}
"""):
            self.assertIn(text, package)
        self.assertIn("0 to 10", result.out)
        self.assertEqual(result.err, "")
        self.assertNotIn("E-DATA-VALUE",
                         waymark("data", "check", self.package).err)

    def test_codebook_of_a_survey_archive(self):
        file = self.write("t.csv", "sex,age,geo\n1,0,01\n2,34,02\n1,98,01\n"
                          "1,99,02\n,12,01\n", self.folder)
        ddi = self.write("d.xml", ARCHIVE, self.folder)
        result = self.describe(file, "--ddi", ddi, "-o", "-")
        for line in ("title: Sex of member", '- {value: "98", label: Does not know}',
                     '- {value: "99"}', "title: Which region?",
                     '- {value: "01", label: North}', '- {value: "02"}'):
            self.assertIn(line, result.out)
        self.assertIn("counts 2 categories 1 to 4 times", result.err)

    def test_codebooks_with_faults(self):
        for text, words in (("<codeBook><dataDscr>", "cannot be read"),
                            ("<x/>", "no DDI codebook"),
                            ("<codeBook/>", "no variables"),
                            ('<!DOCTYPE codeBook [<!ENTITY a "b">]><codeBook/>',
                             "entities")):
            ddi = self.write("d.xml", text, self.folder)
            result = self.describe(self.file, "--ddi", ddi, status=1)
            self.assertIn(words, result.err)
            self.assertFalse(os.path.exists(self.package))

    def test_what_is_not_clear_stays_text(self):
        file = self.write("t.csv", "day,n,code\n01/02/2020,\"1,234\",007\n"
                          "03/04/2020,\"2,345\",012\n", self.folder)
        result = self.describe(file)
        package = self.text_of(self.package)
        self.assertIn("either order", result.out)
        self.assertIn("decimals or thousands", result.out)
        self.assertEqual(package.count("type: string"), 3)

    def test_headings_that_yaml_could_misread(self):
        heads = ["yes", "~", "- a", "? b", "x: y", "#c", "a #b", "{d}", "[e]",
                 "it's", "7", "7.5", "2020-01-01", "&f", "*g", "!h", "%i", "@j",
                 "`k", "|", ">", "l\\m", "n,o", 'say "p"', "null", "\u2028q",
                 "\u00a0r", "ส่วน", "الجنس", "😀", "two\nlines", "<s>", "="]
        cells = ",".join('"%s"' % h.replace('"', '""') for h in heads)
        file = self.write("t.csv", cells + "\n" + cells + "\n", self.folder)
        self.describe(file, "--source", "a: b #c", "--licence", "CC0-1.0",
                      "--unit", "aggregate", "--title", "- {x")
        result = waymark("data", "check", self.package)
        self.assertStatus(result, 0)
        self.assertEqual(result.err, "")

    def test_spellings_of_one_place(self):
        names = ["Chiang Mai", "Chieng Mai", "chiangmai", "Changwat Chiang Mai",
                 "Bangkok", "กทม.", "Petchburi", "Phetchaburi", "Phetchabun",
                 "Ranong", "Rayong", "Mae La"]
        file = self.write("t.csv", "province,n\n" + "".join(
            "%s,%d\n" % (name, i + 10) for i, name in enumerate(names)),
            self.folder)
        result = self.describe(file, "-o", os.path.join(self.folder, "x.yaml"))
        for line in ("  'Chiang Mai', 'Chieng Mai', 'chiangmai', 'Changwat "
                     "Chiang Mai': Chiang Mai (TH-50)\n",
                     "  'Bangkok', 'กทม.': Krung Thep Maha Nakhon (TH-10)\n",
                     "  'Petchburi', 'Phetchaburi': Phetchaburi (TH-76)\n"):
            self.assertIn(line, result.out)
        self.assertNotIn("Phetchabun", result.out)
        self.assertNotIn("Ranong", result.out)

    def test_wrong_usage(self):
        self.describe(self.file, "--unit", "child", status=2)
        self.describe(self.file, "--header-row", "0", status=2)
        self.describe(self.file, "-o", "x.json", status=2)
        self.describe(self.file + "x", status=2)
        self.assertEqual(sorted(os.listdir(self.folder)),
                         ["course", "pupils.csv"])
