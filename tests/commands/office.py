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
