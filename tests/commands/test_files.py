"""Data files as offices have them: what is read, and what is refused."""

import os
import resource
import subprocess
import zipfile

from office import relations, sheet, workbook
from support import RELEASE, CourseTest, tree, waymark

TOOLS = os.path.join(os.environ["BUILD"], "debug", "tools")
MEMORY = 1 << 30  # bytes, for what must be refused without being read


def limited():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


class Files(CourseTest):
    def path(self, name):
        return os.path.join(self.folder, name)

    def read(self, name, *options):
        """(status, CSV and labels, messages)"""
        done = subprocess.run([os.path.join(TOOLS, "table"), name, *options],
                              cwd=self.folder, capture_output=True, timeout=120)
        return (done.returncode, done.stdout.decode(), done.stderr.decode())

    def assertReads(self, name, text, *options, warns=""):
        status, out, err = self.read(name, *options)
        self.assertEqual((status, out), (0, text), err)
        if warns:
            self.assertIn(warns, err)
        else:
            self.assertEqual(err, "")

    def assertRefused(self, name, *words, options=()):
        status, out, err = self.read(name, *options)
        self.assertEqual((status, out), (1, ""), err)
        self.assertIn(name, err)
        for word in words:
            self.assertIn(word, err)

    def book(self, rows, **more):
        after = more.pop("after", "")
        attributes = more.pop("attributes", None)
        return workbook(self.path("t.xlsx"), [
            ("Data", "visible", sheet(rows, after, attributes))], **more)

    def statistics(self, kind, *arguments):
        made = subprocess.run([os.path.join(TOOLS, "statistics"), kind,
                               *arguments], capture_output=True, timeout=120)
        self.assertEqual(made.returncode, 0)
        with open(self.path("t." + kind), "wb") as out:
            out.write(made.stdout)
        return made.stdout


class Workbooks(Files):
    def test_kinds_of_cells(self):
        self.book([["name", "n", "ok", "day"],
                   [("s", "<v>0</v>"), 12.5, True, (1, 45351)],
                   ["a, \"b\"\nc", 0.1 + 0.2, False, (2, 45351.4375)],
                   [None, ("str", "<f>A1</f><v>42 &amp; x</v>"), None,
                    ("d", "<v>2024-02-29T00:00:00</v>")]],
                  strings=["<r><t>จังหวัด</t></r><r><t>ตาก</t></r>"
                           "<rPh><t>no</t></rPh>"],
                  formats=["d/m/yyyy", '[$-41E]"x"d mmm yy h:mm'])
        self.assertReads("t.xlsx", """\
name,n,ok,day
จังหวัดตาก,12.5,true,2024-02-29
"a, ""b"" c",0.30000000000000004,false,2024-02-29T10:30:00
,42 & x,,2024-02-29
""")

    def test_leading_zeros_of_codes(self):
        self.book([["a", "b", "c"], [(1, 2), (2, 7), (3, 2)],
                   [(1, 104), (2, 2.5), (3, 3)]],
                  formats=["00", "[$-409]0000;-0", "0.00"])
        self.assertReads("t.xlsx", "a,b,c\n02,0007,2\n104,2.5,3\n")

    def test_formulas_without_a_result(self):
        row = [["a", "b"], [("str", "<f>IF(1,&quot;&quot;)</f><v></v>"),
                            ("n", "<f>A1*2</f><v></v>")]]
        self.book(row)
        self.assertRefused("t.xlsx", "cell B2", "never computed", "1 error")
        row[1][1] = ("n", "<f>A1*2</f><v>0</v>")
        self.book(row)
        self.assertReads("t.xlsx", "a,b\n,0\n")
        self.book(row, book='<calcPr calcId="124519" fullCalcOnLoad="1"/>')
        self.assertRefused("t.xlsx", "cell A2", "cell B2", "never computed")

    def test_sheets_of_charts(self):
        book = self.book([["a"], [1]])
        with zipfile.ZipFile(book) as parts:
            made = {name: parts.read(name).decode() for name in parts.namelist()}
        made["xl/workbook.xml"] = made["xl/workbook.xml"].replace(
            "<sheets>", '<sheets><sheet name="Chart" r:id="rId9"/>')
        made["xl/_rels/workbook.xml.rels"] = relations(
            ("worksheet", "worksheets/sheet1.xml")).replace(
                "</Rel", '<Relationship Id="rId9" Type="x/chartsheet" '
                'Target="chartsheets/sheet1.xml"/></Rel')
        self.book([["a"], [1]], parts=made)
        self.assertReads("t.xlsx", "a\n1\n")

    def test_base_of_1904(self):
        self.book([["day"], [(1, 43889)]], formats=["yyyy-mm-dd"],
                  book='<workbookPr date1904="1"/>')
        self.assertReads("t.xlsx", "day\n2024-02-29\n")

    def test_spans_of_time_are_no_days(self):
        self.book([["a", "b"], [(1, 1.5), (2, 0.5)], [(1, -0.25), (2, 40.75)]],
                  formats=["[h]:mm", "h:mm"])
        self.assertReads("t.xlsx", "a,b\n36:00:00,12:00:00\n"
                                   "-06:00:00,1900-02-09T18:00:00\n")

    def test_texts_that_xml_cannot_hold(self):
        self.book([["a"], [("s", "<v>0</v>")], [("str", "<v>_x0041__x00zz_</v>")]],
                  strings=["<t>x_x000D_y_x005F_x0042_ _xD83D__xDE00_</t>"])
        self.assertReads("t.xlsx", "a\nx y_x0042_ \U0001F600\nA_x00zz_\n")

    def test_no_part_for_shared_texts(self):
        self.book([["a"], [1], [("s", "<v>0</v>")]],
                  parts={"xl/sharedStrings.xml": None})
        self.assertRefused("t.xlsx", "cell A3")

    def test_days_before_march_1900(self):
        self.book([["day"], [(1, 1)], [(1, 59)], [(1, 61)]],
                  formats=["yyyy-mm-dd"])
        self.assertReads("t.xlsx",
                         "day\n1900-01-01\n1900-02-28\n1900-03-01\n")
        self.book([["day"], [(1, -1000)], [(1, 0)]], formats=["yyyy-mm-dd"])
        self.assertReads("t.xlsx", "day\n1897-04-04\n1899-12-31\n")

    def test_places_are_rows_of_the_sheet(self):
        self.book({3: [None, "a", "b"], 6: [None, 1, 2]})
        self.assertReads("t.xlsx", "\n\na,b\n\n\n1,2\n")

    def test_headings_in_a_later_row(self):
        self.book({1: ["Table 1: pupils"], 3: ["a", 2019], 4: [1, 2]},
                  after='<mergeCells><mergeCell ref="A1:B1"/></mergeCells>')
        self.assertReads("t.xlsx", "\n\na,2019\n1,2\n", "header=3")
        self.assertRefused("t.xlsx", "t.xlsx:3:2", "cell B3", "headerRows")

    def test_sheets(self):
        workbook(self.path("t.xlsx"), [
            ("Old", "hidden", sheet([["a"], [1]])),
            ("ข้อมูล", "visible", sheet([["b"], [2]])),
            ("Notes", "visible", sheet([["c"], [3]]))])
        self.assertReads("t.xlsx", "b\n2\n", warns="'ข้อมูล' was taken of 3")
        self.assertReads("t.xlsx", "c\n3\n", "sheet=Notes")
        self.assertReads("t.xlsx", "a\n1\n", "sheet=1")
        self.assertRefused("t.xlsx", "no sheet 'Data'", "'Notes'",
                           options=["sheet=Data"])

    def test_hidden_rows_are_said(self):
        self.book([["a"], [1], [2]], attributes={2: 'hidden="1"'})
        self.assertReads("t.xlsx", "a\n1\n2\n",
                         warns="t.xlsx:2: warning: 1 hidden row")

    def test_formula_errors(self):
        self.book([["a", "b"], [("e", "<f>1/0</f><v>#DIV/0!</v>"),
                                ("n", "<f>NOW()</f>")]])
        self.assertRefused("t.xlsx", "t.xlsx:2:1", "cell A2", "#DIV/0!",
                           "t.xlsx:2:2", "cell B2", "never computed")

    def test_merged_cells(self):
        self.book([["a", "b"], [1, 2], [3, 4]], after="<mergeCells>"
                  '<mergeCell ref="A1:B1"/><mergeCell ref="A2:A3"/>'
                  "</mergeCells>")
        self.assertRefused("t.xlsx", "t.xlsx:1:1", "A1:B1", "heading",
                           "t.xlsx:2:1", "A2:A3", "unmerge")

    def test_headings_that_are_no_names(self):
        self.book([["a", None, "a"], [1, 2, 3]])
        self.assertRefused("t.xlsx", "column 2 has no heading",
                           "columns 1 and 3 are both called 'a'")

    def test_empty_sheet(self):
        self.book([])
        self.assertRefused("t.xlsx", "'Data' is empty")

    def test_text_that_is_not_there(self):
        self.book([["a"], [("s", "<v>7</v>")], [("n", "<v>x</v>")]])
        self.assertRefused("t.xlsx", "cell A2", "cell A3", "not a number")

    def test_no_text_is_cut(self):
        self.book([["a"], ["x" * (1 << 20)]])
        self.assertReads("t.xlsx", "a\n" + "x" * (1 << 20) + "\n")
        self.book([["a"], ["x" * ((1 << 20) + 1)]])
        self.assertRefused("t.xlsx", "cell A2", "more than a megabyte")

    def test_many_columns(self):
        self.book([["c%d" % i for i in range(10000)], list(range(10000))])
        self.assertRefused("t.xlsx", "more than 2000 columns")

    def test_cut_off_anywhere(self):
        with open(self.book([["a"], [1]]), "rb") as file:
            whole = file.read()
        for size in range(4, len(whole), len(whole) // 40):
            self.write(self.path("t.xlsx"), whole[:size])
            self.assertRefused("t.xlsx", "damaged or cut off")

    def test_spoilt_parts(self):
        self.book([["a"], [1]], parts={"xl/sharedStrings.xml": "<sst><si>"})
        self.assertRefused("t.xlsx", "xl/sharedStrings.xml", "cannot be read")
        self.book([["a"], [1]], parts={"xl/workbook.xml": None})
        self.assertRefused("t.xlsx", "no part 'xl/workbook.xml'")

    def test_password(self):
        self.write(self.path("t.xlsx"), b"\xd0\xcf\x11\xe0" + bytes(2000) +
                   "EncryptedPackage".encode("utf-16-le"))
        self.assertRefused("t.xlsx", "password")
        self.write(self.path("t.xls"), b"\xd0\xcf\x11\xe0" + bytes(2000))
        self.assertRefused("t.xls", "old Excel workbook")

    def test_zips_that_are_no_workbooks(self):
        for parts, words in (
                ({"data.csv": "a,b"}, "a zip, but no workbook"),
                ({"_rels/.rels": relations(
                    ("officeDocument", "word/document.xml")),
                  "word/document.xml": "<document/>",
                  "word/_rels/document.xml.rels": relations()}, "no sheets"),
                ({"_rels/.rels": relations(
                    ("officeDocument", "xl/workbook.bin")),
                  "xl/workbook.bin": "\0"}, "save it as .xlsx")):
            with zipfile.ZipFile(self.path("t.xlsx"), "w") as out:
                for name, text in parts.items():
                    out.writestr(name, text)
            self.assertRefused("t.xlsx", words, "1 error")

    def test_entities(self):
        bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">%s]><sst>&j;</sst>' % \
            "".join('<!ENTITY %s "%s">' % (b, ("&%s;" % a) * 10)
                    for a, b in zip("abcdefghi", "bcdefghij"))
        self.book([["a"], [1]], parts={"xl/sharedStrings.xml": bomb})
        self.assertRefused("t.xlsx", "entities")

    def test_bomb(self):
        self.book([["a"], [1]], parts={"xl/sharedStrings.xml":
                                       "<sst><si><t>" + " " * (100 << 20)})
        result = waymark("data", "describe", self.path("t.xlsx"),
                         program=RELEASE, preexec_fn=limited)
        self.assertStatus(result, 1)
        self.assertIn("unpacks to far more", result.err)
        self.assertFalse(os.path.exists(self.path("datapackage.yaml")))


class Statistics(Files):
    CSV = '''\
place,sex,age,day
ตาก,1,7,2024-02-29
"Ban Mae, ""Surin""",2,97,2024-02-29
,%s,12.5,2024-02-29
sex: Sex of the child
sex = 1: Male
sex = 2: Female
'''

    def test_spss(self):
        self.statistics("sav")
        self.assertReads("t.sav", self.CSV % "" + """\
age = 99:  (missing)
age = 97:  (missing)
age = 97 to 98 (missing)
""")

    def test_stata(self):
        self.statistics("dta")
        self.assertReads("t.dta", self.CSV % ".a" +
                         "sex = .a: Refused (missing)\n")

    def test_cut_off(self):
        for kind in ("sav", "dta"):
            whole = self.statistics(kind)
            for size in range(len(whole) // 8, len(whole) - 8, len(whole) // 8):
                self.write(self.path("t." + kind), whole[:size])
                status, out, err = self.read("t." + kind)
                if status:  # what is cut off may be no more than a remark
                    self.assertEqual((status, out), (1, ""))
                    self.assertIn("t." + kind, err)

    def test_cut_off_records_are_not_taken(self):
        whole = self.statistics("sav")
        self.write(self.path("t.sav"), whole[:-30])
        self.assertRefused("t.sav", "cannot be read to its end")

    def test_many_columns(self):
        for kind in ("sav", "dta"):
            self.statistics(kind, "10000")
            self.assertRefused("t." + kind, "10000 columns")

    def test_names_of_labels_without_an_end(self):
        whole = self.statistics("dta")
        end = whole.index(b"</value_label_names>")
        whole = whole[:end - 129] + b"x" * 129 + whole[end:]
        self.write(self.path("t.dta"), whole)
        self.assertReads("t.dta", self.CSV % ".a" +
                         "sex = .a: Refused (missing)\n")

    def test_compressed_spss(self):
        self.write(self.path("t.zsav"), b"$FL3" + bytes(500))
        self.assertRefused("t.zsav", "save it as .sav")


class Texts(Files):
    def test_encodings_that_are_clear(self):
        thai = "จังหวัด,จำนวน\nเชียงใหม่,12\n"
        self.write(self.path("t.csv"), thai.encode("cp874"))
        self.assertReads("t.csv", thai, warns="windows-874")
        self.assertReads("t.csv", thai, "encoding=TIS-620")
        french = "Préfecture,Élèves\nForêt,12\n"
        self.write(self.path("t.csv"), french.encode("cp1252"))
        self.assertReads("t.csv", french, warns="windows-1252")
        self.write(self.path("t.csv"), french.encode("utf-16"))
        self.assertReads("t.csv", french, warns="utf-16")
        self.write(self.path("t.csv"), french.encode("utf-8-sig"))
        self.assertReads("t.csv", french)
        for name in "utf-16-le", "utf-16-be", "utf-32":
            self.write(self.path("t.csv"), thai.encode(name))
            self.assertReads("t.csv", thai, warns=name.replace("-l", "l")
                             .replace("-b", "b"))
        marks = "name,note\nx,Children’s – “all”\nété,’été\n"
        self.write(self.path("t.csv"), marks.encode("cp1252"))
        self.assertReads("t.csv", marks, warns="windows-1252")
        marks = marks[:marks.index("été")]
        self.write(self.path("t.csv"), marks.encode("cp1252"))
        self.assertReads("t.csv", marks, warns="windows-1252")

    def test_encodings_that_are_not(self):
        for text, encoding in (("имя,город\nИван,Москва\n", "cp1251"),
                               ("اسم,مدينة\nأحمد,دمشق\n", "cp1256"),
                               ("a,b\nMedellín,1\n", "macintosh"),
                               ("a,b\nCôte,1\n", "cp850")):
            self.write(self.path("t.csv"), text.encode(encoding))
            self.assertRefused("t.csv", "error: line ", "declare it")
            self.assertReads("t.csv", text, "encoding=" + encoding)

    def test_delimiters(self):
        for mark, name in ((";", ";"), ("\t", "\\t"), ("|", "|")):
            self.write(self.path("t.csv"), "a%sb\r\n1,5%s2\r\n" % (mark, mark))
            self.assertReads("t.csv", 'a,b\n"1,5",2\n', warns="'%s'" % name)

    def test_delimiter_named_in_the_first_line(self):
        for text in ("sep=;\na;b\n1,5;2\n", '\ufeff"sep=;"\r\na;b\r\n1,5;2'):
            self.write(self.path("t.csv"), text.encode())
            self.assertReads("t.csv", '\na,b\n"1,5",2\n')
        self.write(self.path("t.csv"), b"SEP=|\nTable 1\na|b\n1|2\n")
        self.assertReads("t.csv", "\n\na,b\n1,2\n", "header=3")
        self.write(self.path("t.csv"), b"sep=a,b\n1,2\n")
        self.assertReads("t.csv", "sep=a,b\n1,2\n")

    def test_line_ends(self):
        for end in ("\n", "\r\n", "\r"):
            self.write(self.path("t.csv"), end.join(["a,b", "1,2", ""]))
            self.assertReads("t.csv", "a,b\n1,2\n")

    def test_ragged_rows(self):
        self.write(self.path("t.csv"), "a,b\n1,2\n3\n4,5,6\n")
        self.assertRefused("t.csv", "t.csv:3", "1 value,", "t.csv:4",
                           "3 values")
        self.write(self.path("t.csv"), "Table 1\n\na,b\n1,2\n")
        self.assertRefused("t.csv", "t.csv:3:1", "headerRows: [N]")

    def test_many_columns(self):
        self.write(self.path("t.csv"),
                   ",".join("c%d" % i for i in range(10000)) + "\n")
        self.assertRefused("t.csv", "more than 2000 columns")

    def test_slips_are_said(self):
        def warned(text, code, *words):
            self.write(self.path("t.csv"), text)
            status, out, err = self.read("t.csv")
            self.assertEqual((status, out), (0, text))
            for word in words:
                self.assertIn(word, err)
            self.assertEqual(err.count("[W-"), 1 if code else 0, err)
            self.assertIn(code, err)
        warned("a,???\nx,1\n", "W-TABLE-LOST", "t.csv:1:", "'???'")
        warned("a,b\nx,1\n??? ????,2\n????,3\n", "W-TABLE-LOST", "t.csv:3:")
        warned("a,b\nMae \ufffdai,1\n", "W-TABLE-LOST", "t.csv:2:")
        warned("a,b\n???,1\n??,2\n?,3\n", "")
        warned("age,n\n0-4,1\n2025-05-09,2\n15-19,3\n", "W-TABLE-DAYS",
               "t.csv:3:", "'age'", "2025-05-09", "'0-4'")
        warned("age,n\n60+,1\n2025-10-14,2\n", "W-TABLE-DAYS")
        warned("day,n\n2025-05-09,1\n2019,2\n1-2-3,3\n+,4\n1234-5,5\n", "")
        warned("a,b,c\nx,1,2\ny,3,4\nSource: NSO,,\n", "W-TABLE-NOTE",
               "t.csv:4:", "'Source: NSO'")
        warned("a,b,c\nx,1,2\ny,3,4\nSource: NSO,,\nNote,,\n", "W-TABLE-NOTE",
               "t.csv:4:", "last 2 rows", "'Source: NSO'")
        warned("a,b,c\nx,1,2\ny,3,4\n,5,\n", "")
        warned("a,b,c\nx,1,2\ny,,\nz,,\n", "")

    OTHERS = {
        b"%PDF-1.7 ...": "a PDF",
        b"\xef\xbb\xbf \r\n<HTML><table>": "a web page",
        b"<table border=1><tr><td>a": "a web page",
        b"MIME-Version: 1.0\r\n": "a web page",
        b'<?xml version="1.0"?>\n<office:document xmlns:office='
        b'"urn:oasis:names:tc:opendocument:xmlns:office:1.0">': ".fods): save",
        b'<?xml version="1.0"?>\n<Workbook xmlns="urn:schemas-microsoft-com:'
        b'office:spreadsheet">': "Excel workbook of 2003 in XML: save it as .xlsx",
        b'<?xml version="1.0"?>\n<rows/>': "an XML file",
        b"\x09\x08\x10\x00\x00\x06": "old Excel workbook",
        b"\x1f\x8b\x08": "unpack it",
        b"\0\1\0\0Standard Jet DB\0": "an Access database",
        b'[{"a":1,"b":2}]': "t.csv:1:1: error: text after the closing quotes"}

    def test_other_files(self):
        for content, words in self.OTHERS.items():
            self.write(self.path("t.csv"), content)
            self.assertRefused("t.csv", words, "1 error")
        self.write(self.path("t.csv"), b"<5,5-9\n1,2\n")
        self.assertReads("t.csv", "<5,5-9\n1,2\n")
        self.write(self.path("t.csv"), b"a,b\n1,\0\n")
        self.assertRefused("t.csv", "t.csv:2:3", "control character")

    def test_two_gigabytes(self):
        for name in ("t.csv", "t.xlsx", "t.sav", "t.dta"):
            with open(self.path(name), "wb") as file:
                file.truncate(2 << 30)
            result = waymark("data", "describe", self.path(name),
                             program=RELEASE, preexec_fn=limited)
            self.assertStatus(result, 2)
            self.assertIn(name, result.err)
            self.assertFalse(os.path.exists(self.path("datapackage.yaml")))


class InCourses(Files):
    """Each kind of file as a resource of a course."""

    ROWS = [["province", "enrolled", "children"], ["Tak", "yes", 1200],
            ["Tak", "no", 340], ["Ranong", "yes", 610], ["Ranong", "no", 125],
            ["Chiang Mai", "yes", 2010], ["Chiang Mai", "no", 85]]

    def data_of(self, result):
        self.assertStatus(result, 0)
        return [content for name, content in tree(self.out).items()
                if name.endswith("assets/data.js")]

    def test_workbook_gives_the_same_book(self):
        first = self.data_of(self.build("--to", "dir"))
        self.assertEqual(len(first), 1)
        workbook(os.path.join(self.course, "data", "enrolment.xlsx"),
                 [("S", "visible", sheet(self.ROWS))])
        self.replace("data/datapackage.yaml", "path: enrolment.csv",
                     "path: enrolment.xlsx")
        second = self.data_of(self.build("--to", "dir"))
        self.assertEqual([text.replace(b"enrolment.xlsx", b"enrolment.csv")
                          for text in second], first)

    def test_messages_name_the_row_of_the_sheet(self):
        rows = [list(row) for row in self.ROWS]
        rows[3][2] = "many"
        workbook(os.path.join(self.course, "data", "enrolment.xlsx"),
                 [("S", "visible", sheet(rows))])
        self.replace("data/datapackage.yaml", "path: enrolment.csv",
                     "path: enrolment.xlsx")
        result = self.build()
        self.assertStatus(result, 1)
        self.assertIn("enrolment.xlsx:4", result.err)
        self.assertIn("'many' is not a whole number", result.err)
        self.assertFalse(os.path.exists(self.out))

    def test_thai_years_digits_and_dates(self):
        self.write("data/enrolment.csv",
                   "province;enrolled;children;year;day\n"
                   "Tak;yes;๑,๒๐๐;๒๕๓๓;25/08/2533\n"
                   "Tak;no;340;2534;1/9/2534\n")
        self.replace("data/datapackage.yaml",
                     "type: integer, title: Children}", """\
type: integer, title: Children, groupChar: ","}
        - {name: year, type: year, calendar: buddhist}
        - {name: day, type: date, format: "%d/%m/%Y", calendar: buddhist}""")
        self.replace("data/datapackage.yaml", "    title: Enrolment",
                     "    dialect: {delimiter: ';'}\n    title: Enrolment")
        self.replace("02-second.md", 'province = pick(data.enrolment:values '
                     '"province")',
                     "local first = data.enrolment:row(1)\n"
                     "assert(first.year == 1990 and first.day == '1990-08-25')"
                     "\nassert(first.children == 1200)\nprovince = 'Tak'")
        self.build_well("--to", "dir")
