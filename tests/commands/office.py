"""Workbooks made for tests: the smallest that are valid, and spoilt ones."""

import zipfile
from xml.sax.saxutils import escape

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def relations(*pairs):
    return '<Relationships xmlns="%s">%s</Relationships>' % (PACKAGE, "".join(
        '<Relationship Id="rId%d" Type="%s/%s" Target="%s"/>' %
        (i, RELATIONS, kind, target) for i, (kind, target) in
        enumerate(pairs, 1)))


def cell(reference, value, style=0):
    """A cell as spreadsheet programs write it; a tuple is (type, XML inside)."""
    mark = '<c r="%s"%s' % (reference, ' s="%d"' % style if style else "")
    if isinstance(value, tuple):
        return '%s t="%s">%s</c>' % (mark, value[0], value[1])
    if isinstance(value, bool):
        return '%s t="b"><v>%d</v></c>' % (mark, value)
    if isinstance(value, str):
        return '%s t="inlineStr"><is><t>%s</t></is></c>' % (mark, escape(value))
    return "%s><v>%r</v></c>" % (mark, value)


def sheet(rows, after="", attributes=None):
    """rows: {number: [values]} or a list; None leaves a cell out; (style, x)
    with a whole number first is a styled cell."""
    if not isinstance(rows, dict):
        rows = dict(enumerate(rows, 1))
    lines = []
    for number, values in rows.items():
        cells = []
        for i, value in enumerate(values):
            style = 0
            if isinstance(value, tuple) and isinstance(value[0], int):
                style, value = value
            if value is not None:
                cells.append(cell("%s%d" % (column(i), number), value, style))
        lines.append('<row r="%d" %s>%s</row>' % (
            number, (attributes or {}).get(number, ""), "".join(cells)))
    return '<worksheet xmlns="%s"><sheetData>%s</sheetData>%s</worksheet>' % (
        MAIN, "".join(lines), after)


def column(i):
    name = ""
    i += 1
    while i:
        i, rest = divmod(i - 1, 26)
        name = chr(65 + rest) + name
    return name


def workbook(path, sheets, strings=(), formats=(), book="", parts=None):
    """sheets: [(name, state, xml)]; formats: number format codes, style 1 on."""
    names = "".join('<sheet name="%s" sheetId="%d" state="%s" r:id="rId%d"/>' %
                    (escape(name), i, state, i)
                    for i, (name, state, _) in enumerate(sheets, 1))
    files = {
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": '<workbook xmlns="%s" xmlns:r="%s">%s<sheets>%s'
                           "</sheets></workbook>" % (MAIN, RELATIONS, book, names),
        "xl/_rels/workbook.xml.rels": relations(*[
            ("worksheet", "worksheets/sheet%d.xml" % i)
            for i in range(1, len(sheets) + 1)] +
            [("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")]),
        "xl/sharedStrings.xml": '<sst xmlns="%s">%s</sst>' % (
            MAIN, "".join("<si>%s</si>" % s for s in strings)),
        "xl/styles.xml": '<styleSheet xmlns="%s"><numFmts>%s</numFmts>'
                         "<cellXfs><xf/>%s</cellXfs></styleSheet>" % (
            MAIN, "".join('<numFmt numFmtId="%d" formatCode="%s"/>' %
                          (164 + i, escape(code, {'"': "&quot;"}))
                          for i, code in enumerate(formats)),
            "".join('<xf numFmtId="%d"/>' % (164 + i)
                    for i in range(len(formats)))),
    }
    for i, (_, _, xml) in enumerate(sheets, 1):
        files["xl/worksheets/sheet%d.xml" % i] = xml
    files.update(parts or {})
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, text in files.items():
            if text is not None:
                out.writestr(name, text)
    return path


OFFICE = "urn:oasis:names:tc:opendocument:xmlns:%s:1.0"
SPACES = " ".join('xmlns:%s="%s"' % (short, OFFICE % name) for short, name in (
    ("office", "office"), ("table", "table"), ("text", "text"),
    ("style", "style"), ("draw", "drawing"))) + \
    ' xmlns:calcext="urn:org:documentfoundation:names:calcext"'
VALUES = {"date": "date-value", "time": "time-value"}


def ods_cell(kind, attributes="", inside="", repeated=1):
    """A cell of an OpenDocument workbook, as XML."""
    return '<table:table-cell%s %s%s>%s</table:table-cell>' % (
        ' office:value-type="%s"' % kind if kind else "", attributes,
        ' table:number-columns-repeated="%d"' % repeated if repeated > 1 else "",
        inside)


def ods_row(*values, repeated=1, seen=""):
    """Values: None, text, number, truth, (kind, value), or a cell as XML."""
    cells = []
    for value in values:
        if isinstance(value, str) and not value.startswith("<"):
            cells.append(ods_cell("string", "", "".join(
                "<text:p>%s</text:p>" % escape(line)
                for line in value.split("\n"))))
        elif isinstance(value, str):
            cells.append(value)
        elif value is None:
            cells.append(ods_cell(""))
        elif isinstance(value, bool):
            cells.append(ods_cell("boolean", 'office:boolean-value="%s"' %
                                  str(value).lower(), "<text:p>X</text:p>"))
        else:
            kind, value = value if isinstance(value, tuple) else (
                "float", repr(value))
            cells.append(ods_cell(kind, 'office:%s="%s"' % (
                VALUES.get(kind, "value"), value), "<text:p>shown</text:p>"))
    return "<table:table-row%s%s>%s</table:table-row>" % (
        ' table:number-rows-repeated="%d"' % repeated if repeated > 1 else "",
        ' table:visibility="%s"' % seen if seen else "", "".join(cells))


def ods_table(name, *rows, style="shown"):
    return '<table:table table:name="%s" table:style-name="%s">%s</table:table>' \
        % (escape(name), style, "".join(rows))


def ods(path, tables, parts=None):
    styles = "".join(
        '<style:style style:name="%s"><style:table-properties '
        'table:display="%s"/></style:style>' % pair
        for pair in (("shown", "true"), ("hidden", "false")))
    files = {
        "META-INF/manifest.xml": "<manifest/>",
        "content.xml": "<office:document-content %s><office:automatic-styles>"
                       "%s</office:automatic-styles><office:body>"
                       "<office:spreadsheet>%s</office:spreadsheet>"
                       "</office:body></office:document-content>" % (
                           SPACES, styles, tables)}
    files.update(parts or {})
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet",
                     zipfile.ZIP_STORED)
        for name, text in files.items():
            if text is not None:
                out.writestr(name, text)
    return path
