"""What the command tests share: running the program, and a small course that
each test spoils in its own way."""

import json
import os
import shutil
import subprocess
import tempfile
import unittest
import zlib

PROGRAM = os.environ["WAYMARK"]
RELEASE = os.environ["WAYMARK_RELEASE"]
ID = "small-course"

MANIFEST = """\
id: small-course
title: A small course
description: For the tests of the commands.
language: en
authors: [Test Author]
licence: CC-BY-4.0
version: "1.0"
edition: 1
date: 2024-03-01
modules: [01-first.md, 02-second.md]
"""

# Line numbers matter to the tests: they look them up with line_of().
FIRST = """\
---
id: first
title: First module
minutes: 5
---

## Enrolment

Of all children, {{fixed(share, 1)}} % are enrolled. See [the second
module](02-second.md).

```lua setup
total = data.enrolment:sum "children"
share = 100 * data.enrolment:where { enrolled = "yes" }:sum "children" / total
```

| Province | Children |
|:---------|---------:|
| Tak      | 1,200    |

![A blue square](media/square.png)

::: exercise {#not-enrolled title="Out of school" points=2}
What percentage of children is *not* enrolled? Give one decimal.

```lua
local out = data.enrolment:where { enrolled = "no" }:sum "children"
answer = number(100 * out / total, { decimals = 1, unit = "%" })

expect("enrolled-instead", share)
reject(out)
accept(100 * out / total)
```

::: hint
Count those who are not.
:::
::: feedback {on=enrolled-instead}
That is the share that *is* enrolled.
:::
::: feedback {on=right}
Well done.
:::
::: solution
Divide by {{total}}.
:::
:::
"""

SECOND = """\
---
id: second
title: Second module
---

::: exercise {#which title="Pick one"}
Which province is first in the table?

- [ ] Chiang Mai

  > That one comes later.
- [x] Tak
- [ ] Ranong
:::

::: exercise {#drawn title="Draws"}
How many children does {{province}} have in the column *yes*?

```lua
province = pick(data.enrolment:values "province")
local rows = data.enrolment:where { province = province, enrolled = "yes" }
answer = number(rows:sum "children", { decimals = 0 })
```
:::

::: exercise {#two title="Two gaps"}
Three is [[three]] and its negative is [[minus]].

```lua
answers.three = number(3)
answers.minus = number(-3)
expect("sign", 3, "minus")
```

::: feedback {on=sign}
Mind the sign.
:::
:::
"""

PACKAGE = """\
name: small
resources:
  - name: enrolment
    path: enrolment.csv
    title: Enrolment
    description: Made up for tests.
    sources: [{title: Nobody, path: "https://example.org/"}]
    licenses: [{name: CC0-1.0}]
    schema:
      fields:
        - {name: province, type: string, title: Province}
        - {name: enrolled, type: string, title: Enrolled}
        - {name: children, type: integer, title: Children}
    disclosure: {unit: aggregate, published: "https://example.org/table"}
"""

DATA = """\
province,enrolled,children
Tak,yes,1200
Tak,no,340
Ranong,yes,610
Ranong,no,125
Chiang Mai,yes,2010
Chiang Mai,no,85
"""


def png():
    """An image of 2 x 2 blue points."""
    def chunk(kind, content):
        return len(content).to_bytes(4, "big") + kind + content + \
            zlib.crc32(kind + content).to_bytes(4, "big")
    head = (2).to_bytes(4, "big") * 2 + b"\x08\x02\0\0\0"
    rows = (b"\0" + b"\x20\x40\xc0" * 2) * 2
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + \
        chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


FILES = {
    "course.yaml": MANIFEST,
    "01-first.md": FIRST,
    "02-second.md": SECOND,
    "data/datapackage.yaml": PACKAGE,
    "data/enrolment.csv": DATA,
    "media/square.png": png(),
}


def line_of(name, text):
    """The line of the sample course's file on which `text` stands first."""
    return FILES[name][:FILES[name].index(text)].count("\n") + 1


def tree(folder):
    """Every file of a folder: name -> content."""
    found = {}
    for at, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(at, name)
            with open(path, "rb") as file:
                found[os.path.relpath(path, folder)] = file.read()
    return found


class Result:
    def __init__(self, done):
        self.status = done.returncode
        self.out = done.stdout.decode("utf-8", "replace")
        self.err = done.stderr.decode("utf-8", "replace")

    def __str__(self):
        return "status %d\n--- output\n%s--- errors\n%s" % (
            self.status, self.out, self.err)


def waymark(*arguments, program=PROGRAM, seconds=120, **options):
    done = subprocess.run(
        [program] + [str(a) for a in arguments], stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=seconds,
        **options)
    return Result(done)


class CourseTest(unittest.TestCase):
    """Each test gets a fresh copy of the sample course and an empty OUT."""

    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder, True)
        self.course = self.make_course("course")
        self.out = os.path.join(self.folder, "out")

    def make_course(self, name, files=None):
        course = os.path.join(self.folder, name)
        for path, content in (files or FILES).items():
            self.write(path, content, course)
        return course

    def write(self, path, content, course=None):
        path = os.path.join(course or self.course, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        if isinstance(content, str):
            content = content.encode()
        with open(path, "wb") as file:
            file.write(content)
        return path

    def replace(self, path, old, new):
        """Changes the course; the old text must be there."""
        with open(os.path.join(self.course, path), encoding="utf-8") as file:
            text = file.read()
        self.assertIn(old, text)
        self.write(path, text.replace(old, new, 1))

    def append(self, path, text):
        with open(os.path.join(self.course, path), "ab") as file:
            file.write(text.encode())

    def build(self, *arguments, **options):
        return waymark("build", self.course, "-o", self.out, *arguments,
                       **options)

    def assertStatus(self, result, status):
        self.assertEqual(result.status, status, str(result))

    def build_well(self, *arguments, **options):
        result = self.build(*arguments, **options)
        self.assertStatus(result, 0)
        return result

    def answer(self, *arguments, status=0):
        result = waymark("answer", self.course, *arguments)
        self.assertStatus(result, status)
        return json.loads(result.out) if status == 0 else result
