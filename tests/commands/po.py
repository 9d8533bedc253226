"""Reads and fills PO files, and looks at built pages, for the tests of
translations. A reader of its own, so that it does not share the program's
mistakes."""

import html.parser
import re

ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\", "r": "\r"}


def unquote(lines):
    text = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', line)[0]
                   for line in lines)
    return re.sub(r"\\(.)", lambda m: ESCAPES[m[1]], text)


def quote(text):
    return '"%s"' % text.replace("\\", "\\\\").replace('"', '\\"') \
        .replace("\n", "\\n").replace("\t", "\\t")


class Entry:
    """One message: its comment lines, and its texts."""

    def __init__(self, block):
        self.comments, self.texts, self.line = [], {}, 0
        key = None
        for line in block:
            if line.startswith("#"):
                self.comments.append(line)
                continue
            word = re.match(r"(msgctxt|msgid|msgstr)\b", line)
            key = word[1] if word else key
            self.texts.setdefault(key, []).append(line)
        self.texts = {k: unquote(v) for k, v in self.texts.items()}

    id = property(lambda self: self.texts.get("msgid", ""))
    context = property(lambda self: self.texts.get("msgctxt"))
    text = property(lambda self: self.texts.get("msgstr", ""))
    fuzzy = property(lambda self: any(c.startswith("#,") and "fuzzy" in c
                                      for c in self.comments))

    def set(self, text):
        self.texts["msgstr"] = text

    def write(self):
        lines = list(self.comments)
        lines += ["%s %s" % (k, quote(self.texts[k]))
                  for k in ("msgctxt", "msgid", "msgstr") if k in self.texts]
        return "\n".join(lines) + "\n"


def read(path):
    with open(path, encoding="utf-8") as f:
        blocks = f.read().split("\n\n")
    entries = [Entry(b.strip("\n").split("\n")) for b in blocks if b.strip()]
    return [e for e in entries if "msgid" in e.texts]


def write(path, entries):
    with open(path, "w", encoding="utf-8") as f:
        f.write("\n".join(e.write() for e in entries))


def fill(path, translate):
    """Sets the translation of each message; None leaves it empty."""
    entries = read(path)
    for entry in entries:
        if entry.id:
            entry.set(translate(entry) or "")
    write(path, entries)
    return entries


KEPT = re.compile(r"\{\{.*?\}\}(?!\})|\[\[\w+\]\]|\[\^[^\]]*\]|\]\([^)\s]*|\]\[[^\]]*\]"
                  r"|`[^`]*`|<[^>]*>|\$[^$]+\$|\{[#.a-z][^}]*\}|&\w+;|\\.", re.S)
LETTERS = dict(zip(map(ord, "abcdefghijklmnoprstuvwyzABCDEFGHIJKLMNOPRSTUVWYZ"),
                   "áƀçðéƒğĥíĵķļɱñóþřšţúṽŵýžÁƁÇÐÉƑĞĤÍĴĶĻṀÑÓÞŘŠŢÚṼŴÝŽ"))


def accented(text):
    """The text with other letters, but not in what has to stay."""
    out, at = [], 0
    for kept in KEPT.finditer(text):
        out += [text[at:kept.start()].translate(LETTERS), kept[0]]
        at = kept.end()
    return "".join(out) + text[at:].translate(LETTERS)


class Page(html.parser.HTMLParser):
    """The runs of text of a page, each with whether it is marked as in another
    language, and whether it is code, data or a control's."""

    VOID = {"br", "hr", "img", "input", "meta", "link", "wbr", "col"}
    SKIPPED = {"script", "style", "code", "pre", "math", "title", "svg"}

    def __init__(self, text):
        super().__init__()
        self.stack, self.runs = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        if tag not in self.VOID:
            self.stack.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        while self.stack and self.stack.pop()[0] != tag:
            pass

    def inside(self, test):
        return any(test(tag, attrs) for tag, attrs in self.stack)

    def handle_data(self, data):
        text = " ".join(data.split())
        if not text or self.inside(lambda tag, _: tag in self.SKIPPED):
            return
        marked = self.inside(
            lambda _, a: "wm-untranslated" in (a.get("class") or "").split())
        language = next((a["lang"] for _, a in reversed(self.stack)
                         if "lang" in a), None)
        self.runs.append((text, marked, language))
