"""OpenDocument workbooks: what is read, and what is refused."""

import os

from office import ods, ods_cell, ods_row, ods_table
from support import RELEASE, waymark
from test_files import Files, limited


class OpenDocument(Files):
    def book(self, *rows, **more):
        return ods(self.path("t.ods"), ods_table("Data", *rows), **more)

    def test_kinds_of_cells(self):
        self.book(
            ods_row("name", "n", "ok", "day", "span"),
            ods_row("จังหวัดตาก", 12.5, True, ("date", "2024-02-29"),
                    ("time", "PT36H00M00S")),
            ods_row('a, "b"\nc', 0.1 + 0.2, False,
                    ("date", "2024-02-29T10:30:00.000000000"),
                    ("time", "-PT1H5M2.5S")),
            ods_row(None, ("percentage", "0.447"), ("currency", "3"),
                    ("date", "2024-02-29T00:00:00"), ("time", "PT9M")))
        self.assertReads("t.ods", """\
name,n,ok,day,span
จังหวัดตาก,12.5,true,2024-02-29,36:00:00
"a, ""b"" c",0.30000000000000004,false,2024-02-29T10:30:00,-01:05:02
,0.447,3,2024-02-29,00:09:00
""")

    def test_text_of_paragraphs_alone(self):
        self.book(ods_row("a"), ods_row(ods_cell(
            "string", "",
            '<office:annotation><text:p>a note</text:p></office:annotation>'
            '<draw:frame><draw:text-box><text:p>no</text:p></draw:text-box>'
            '</draw:frame><text:p>x<text:s text:c="2"/><text:span>y<text:note>'
            "<text:p>no</text:p></text:note></text:span><text:tab/>z</text:p>"
            "<text:p>second</text:p>")))
        self.assertReads("t.ods", "a\nx  y z second\n")

    def test_repeated_rows_and_cells(self):
        self.book(
            ods_row("a", "b", "c"),
            ods_row(ods_cell("float", 'office:value="1"', repeated=2), "x",
                    repeated=3),
            ods_row(ods_cell("", "", repeated=16384), repeated=2),
            ods_row(None, None, 4.5),
            ods_row(ods_cell("", "", repeated=16384), repeated=1048000))
        self.assertReads("t.ods", "a,b,c\n1,1,x\n1,1,x\n1,1,x\n\n\n,,4.5\n")

    def test_places_are_rows_of_the_sheet(self):
        self.book(ods_row(None, repeated=2), ods_row(None, "a", "b"),
                  ods_row("x"), ods_row(None, 1, ods_cell(
                      "string", 'table:formula="of:=1/0" calcext:value-type='
                      '"error" office:string-value=""',
                      "<text:p>#DIV/0!</text:p>")),
                  ods_row(None, 1, ods_cell(
                      "float", 'table:formula="of:=1/0" office:value="0"',
                      "<text:p>Err:502</text:p>")))
        self.assertRefused("t.ods", "t.ods:4:1", "cell A4", "headerRows",
                           "t.ods:5:3", "cell C5", "#DIV/0!", "cell C6", "Err:502")

    MAKER = {"meta.xml": "<meta><generator>LibreOffice/7.4.7.2$Linux_X86_64"
                         "</generator></meta>"}
    OPEN = ods_cell("", 'table:formula="of:=IF([.A2]=9;1;&quot;&quot;)"')

    def test_formulas_without_a_result(self):
        rows = [ods_row("a", "b"), ods_row(1, self.OPEN), ods_row(2, self.OPEN)]
        self.book(*rows)
        self.assertRefused("t.ods", "t.ods:2:2", "cell B2", "never computed",
                           "1 error")
        # LibreOffice writes so what gives an empty text.
        self.book(*rows, parts=self.MAKER)
        self.assertReads("t.ods", "a,b\n1,\n2,\n")
        self.book(*rows, ods_row(3, ods_cell(
            "float", 'table:formula="of:=1" office:value="1"',
            "<text:p>1</text:p>")))
        self.assertReads("t.ods", "a,b\n1,\n2,\n3,1\n")

    def test_numbers_shown_as_something_else(self):
        def shown(value, text, formula=""):
            return ods_cell("float", 'office:value="%s"%s' % (
                value, ' table:formula="of:=X"' if formula else ""),
                "<text:p>%s</text:p>" % text)
        self.book(ods_row("code", "ok", "n"),
                  ods_row(shown(2, "02"), shown(1, "TRUE", "f"),
                          shown(0, "FALSE")),
                  ods_row(shown(13, "13"), shown(0, "FALSE", "f"),
                          shown("0.5", "00")),
                  ods_row(shown(7, "08"), shown(0, "-", "f"), shown(3, "0,3")))
        self.assertReads("t.ods", "code,ok,n\n02,true,0\n13,false,0.5\n7,0,3\n")

    def test_sheets(self):
        ods(self.path("t.ods"), ods_table("Old", ods_row("a"), ods_row(1),
                                          style="hidden") +
            ods_table("ข้อมูล", ods_row("b"), ods_row(2)) +
            ods_table("Notes", ods_row("c"), ods_row(3)))
        self.assertReads("t.ods", "b\n2\n", warns="'ข้อมูล' was taken of 3")
        self.assertReads("t.ods", "c\n3\n", "sheet=Notes")
        self.assertReads("t.ods", "a\n1\n", "sheet=1")
        self.assertRefused("t.ods", "no sheet 'Data'", "'Notes'",
                           options=["sheet=Data"])

    def test_hidden_and_merged(self):
        self.book('<table:table-column table:visibility="collapse"/>',
                  ods_row("a"), ods_row(1, seen="filter"), ods_row(2))
        self.assertReads("t.ods", "a\n1\n2\n",
                         warns="t.ods:2: warning: 1 hidden row")
        self.book(ods_row(ods_cell("string", 'table:number-columns-spanned="2"',
                                   "<text:p>a</text:p>"), None),
                  ods_row(ods_cell("float", 'office:value="1" '
                                   'table:number-rows-spanned="2"')))
        self.assertRefused("t.ods", "t.ods:1:1", "A1:B1", "heading")

    def test_what_is_changed_is_not_read(self):
        ods(self.path("t.ods"), "<table:tracked-changes><table:deletion>"
            "<table:table-cell><text:p>no</text:p></table:table-cell>"
            "</table:deletion></table:tracked-changes>" +
            ods_table("Data", "<table:shapes><draw:frame><table:table>" +
                      ods_row("no") + "</table:table></draw:frame>"
                      "</table:shapes><table:table-header-rows>" +
                      ods_row("a") + "</table:table-header-rows>", ods_row(1)))
        self.assertReads("t.ods", "a\n1\n")

    def test_headings_and_emptiness(self):
        self.book(ods_row("a", None, "a"), ods_row(1, 2, 3))
        self.assertRefused("t.ods", "column 2 has no heading",
                           "columns 1 and 3 are both called 'a'")
        self.book()
        self.assertRefused("t.ods", "'Data' is empty")
        ods(self.path("t.ods"), "")
        self.assertRefused("t.ods", "no workbook", "no sheets")

    def test_what_is_outside_is_said_once(self):
        self.book(ods_row("Table 1"), ods_row("a", "b", "c"), ods_row(1, 2, 3))
        self.assertRefused("t.ods", "t.ods:2:2", "cell B2", "headerRows",
                           "3 more values in columns without a heading",
                           "2 errors")

    def test_cut_off_anywhere(self):
        with open(self.book(ods_row("a"), ods_row(1)), "rb") as file:
            whole = file.read()
        for size in range(100, len(whole), len(whole) // 20):
            self.write(self.path("t.ods"), whole[:size])
            self.assertRefused("t.ods", "damaged or cut off")

    def test_spoilt_parts(self):
        self.book(ods_row("a"), parts={"content.xml": "<office:document>"})
        self.assertRefused("t.ods", "content.xml", "cannot be read")
        self.book(ods_row("a"), parts={"content.xml": None})
        self.assertRefused("t.ods", "no part 'content.xml'")
        self.book(ods_row("a"), parts={"META-INF/manifest.xml":
                                       "<m><encryption-data/></m>"})
        self.assertRefused("t.ods", "password")
        self.book(ods_row("a"), parts={"content.xml": '<!DOCTYPE x [<!ENTITY a '
                                       '"b">]><x>&a;</x>'})
        self.assertRefused("t.ods", "entities")

    def test_repetition_that_fills_the_memory(self):
        for rows, words in (
                ((ods_row("a"), ods_row(1, repeated=2000000000)),
                 "so many rows"),
                ((ods_row(ods_cell("string", "", "<text:p>a</text:p>",
                                   repeated=2000000000)),), "columns"),
                ((ods_row("a"), ods_row(None, ods_cell(
                    "float", 'office:value="1"', repeated=2000000000),
                    repeated=2000000000)), "cell B2")):
            self.book(*rows)
            result = waymark("data", "describe", self.path("t.ods"),
                             program=RELEASE, preexec_fn=limited)
            self.assertStatus(result, 1)
            self.assertIn(words, result.err)
        self.assertFalse(os.path.exists(self.path("datapackage.yaml")))

    def test_no_text_is_cut(self):
        self.book(ods_row("a"), ods_row("x" * (1 << 20)))
        self.assertReads("t.ods", "a\n" + "x" * (1 << 20) + "\n")
        for text in ("x" * ((1 << 20) + 1), ods_cell(
                "string", "", '<text:p>a<text:s text:c="2000000"/>b</text:p>')):
            self.book(ods_row("a"), ods_row(text))
            self.assertRefused("t.ods", "cell A2", "more than a megabyte")

    def test_bomb(self):
        self.book(ods_row("a"), parts={"content.xml": "<x>" + " " * (100 << 20)})
        result = waymark("data", "describe", self.path("t.ods"),
                         program=RELEASE, preexec_fn=limited)
        self.assertStatus(result, 1)
        self.assertIn("unpacks to far more", result.err)

    def test_described_as_what_it_is(self):
        self.book(ods_row("age"), *[ods_row(n) for n in range(5, 25)])
        result = waymark("data", "describe", self.path("t.ods"))
        self.assertEqual(result.status, 0, result.err)
        self.assertIn("an OpenDocument workbook, sheet 'Data' of 1", result.out)
