"""SDMX-CSV: read with its codes, and written from a data package."""

import os

from support import CourseTest, waymark

TABLE = """\
province,year,sex,pupils,teachers
Tak,2562,F,120,10
Tak,2562,M,NA,12
Chiang Mai,2563,F,90,9
"""

WRITTEN = """\
STRUCTURE,STRUCTURE_ID,ACTION,FREQ,PROVINCE,SEX,INDICATOR,TIME_PERIOD,OBS_VALUE,OBS_STATUS,CONF_STATUS
dataflow,NSO:PUPILS(1.0),I,A,Tak,F,PUPILS,2019,120,A,F
dataflow,NSO:PUPILS(1.0),I,A,Tak,F,TEACHERS,2019,10,A,F
dataflow,NSO:PUPILS(1.0),I,A,Tak,M,PUPILS,2019,,O,F
dataflow,NSO:PUPILS(1.0),I,A,Tak,M,TEACHERS,2019,12,A,F
dataflow,NSO:PUPILS(1.0),I,A,Chiang_Mai,F,PUPILS,2020,90,A,F
dataflow,NSO:PUPILS(1.0),I,A,Chiang_Mai,F,TEACHERS,2020,9,A,F
"""
FLOW = ("--dataflow", "NSO:PUPILS(1.0)")


class Sdmx(CourseTest):
    def describe(self, text):
        file = self.write("t.csv", text, self.folder)
        package = os.path.join(self.folder, "datapackage.yaml")
        if os.path.exists(package):
            os.remove(package)
        result = waymark("data", "describe", file, "--source", "NSO",
                         "--licence", "CC0-1.0", "-o", package)
        self.assertStatus(result, 0)
        return package, result

    def export(self, *options, status=0):
        package, _ = self.describe(TABLE)
        result = waymark("data", "export", package, "t", *options)
        self.assertStatus(result, status)
        return result

    def test_written(self):
        self.assertEqual(self.export(*FLOW).out, WRITTEN)
        lines = self.export(*FLOW, "--to", "sdmx-1.0").out.split("\n")
        self.assertEqual(lines[0], "DATAFLOW," + WRITTEN.split("\n", 1)[0]
                         .split("ACTION,")[1])
        self.assertEqual(lines[1], "NSO:PUPILS(1.0),A,Tak,F,PUPILS,2019,120,A,F")

    def test_written_and_read(self):
        for form, name in (("sdmx-1.0", "1.0"), ("sdmx-2.0", "2.0")):
            text = self.export(*FLOW, "--to", form).out
            package, result = self.describe(text)
            self.assertIn("SDMX-CSV " + name, result.out)
            with open(package, encoding="utf-8") as file:
                described = file.read()
            self.assertIn('{value: "O", label: Missing}', described)
            self.assertIn("unit: aggregate", described)
            again = waymark("data", "export", package, "t", *FLOW, "--to", form)
            self.assertStatus(again, 0)
            self.assertEqual(again.out, text)

    def test_codes_stay_apart(self):
        package, _ = self.describe("area,year,pupils\nA B,2562,12\n"
                                   "A_B,2562,14\nA-B,2562,15\n")
        result = waymark("data", "export", package, "t", *FLOW)
        self.assertStatus(result, 1)
        self.assertIn("t.csv:3:1: error: 'A_B' would be the same SDMX code",
                      result.err)
        self.assertNotIn("A-B' would", result.err)

    def test_names_in_headings(self):
        _, result = self.describe(
            "DATAFLOW,SEX: Sex of child,TIME_PERIOD,OBS_VALUE,CONF_STATUS\n"
            "A:B(1.0),F,2019,70,F\nA:B(1.0),M,2019,60,C\nA:B(1.0),T,2019,,C\n")
        self.assertIn("t.csv:3:1: warning: 1 observation is marked", result.err)
        with open(os.path.join(self.folder, "datapackage.yaml")) as file:
            self.assertIn("title: Sex of child", file.read())

    def test_nothing_is_written_that_the_gate_refuses(self):
        package, _ = self.describe(TABLE.replace("90", "3"))
        out = os.path.join(self.folder, "s.csv")
        result = waymark("data", "export", package, "t", *FLOW, "-o", out)
        self.assertStatus(result, 1)
        self.assertIn("below its threshold", result.err)
        self.assertFalse(os.path.exists(out))

    def test_values_that_can_be_no_code(self):
        package, _ = self.describe(TABLE.replace("Tak", "ตาก"))
        result = waymark("data", "export", package, "t", *FLOW)
        self.assertStatus(result, 1)
        self.assertIn("t.csv:2", result.err)
        self.assertEqual(result.out, "")

    def test_wrong_usage(self):
        self.export("--dataflow", "PUPILS", status=2)
        self.export(*FLOW, "--to", "xml", status=2)
        package, _ = self.describe(TABLE)
        result = waymark("data", "export", package, "u", *FLOW)
        self.assertStatus(result, 2)
