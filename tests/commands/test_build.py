"""What `waymark build` writes, the same bytes everywhere, and never half."""

import io
import os
import resource
import shutil
import signal
import subprocess
import sys
import unittest
import zipfile

from support import FILES, ID, CourseTest, tree, waymark

OUTPUTS = {ID + "-en", ID + "-en.zip", ID + "-en.html", ID + "-en.epub",
           "index.html"}


class Outputs(CourseTest):
    def test_all_outputs(self):
        result = self.build_well()
        self.assertEqual(set(os.listdir(self.out)), OUTPUTS)
        self.assertIn("index.html", os.listdir(
            os.path.join(self.out, ID + "-en")))
        self.assertNotIn("\r", result.err)  # no progress off a terminal
        self.assertNotIn("\x1b", result.err)

    def test_one_kind(self):
        self.build_well("--to", "epub")
        self.assertEqual(set(os.listdir(self.out)),
                         {ID + "-en.epub", "index.html"})

    def test_folder_and_zip_hold_the_same(self):
        self.build_well()
        files = tree(os.path.join(self.out, ID + "-en"))
        with zipfile.ZipFile(os.path.join(self.out, ID + "-en.zip")) as package:
            packed = {n: package.read(n) for n in package.namelist()}
        self.assertEqual(set(packed) - set(files), {"imsmanifest.xml"})
        for name, content in files.items():
            self.assertEqual(packed[name], content, name)

    def test_only_referenced_files_ship(self):
        secret = "a name that must not ship"
        self.write("data/raw.csv", secret)
        self.write("media/other.png", secret)
        self.write("notes.txt", secret)
        self.build_well()
        for name, content in tree(self.out).items():
            self.assertNotIn(secret.encode(), content, name)
            if zipfile.is_zipfile(io.BytesIO(content)):
                with zipfile.ZipFile(io.BytesIO(content)) as package:
                    for entry in package.namelist():
                        self.assertNotIn(secret.encode(), package.read(entry))

    def test_data_as_the_engine_needs_it(self):
        self.build_well("--to", "dir")
        scripts = tree(os.path.join(self.out, ID + "-en", "assets"))
        self.assertIn("data.js", scripts)
        self.assertIn(b"Chiang Mai", scripts["data.js"])
        for script in scripts.values():
            self.assertNotIn(b"</script", script)

    def test_course_without_exercises(self):
        self.write("01-first.md", "---\nid: first\ntitle: F\n---\n\nText.\n")
        self.replace("course.yaml", ", 02-second.md", "")
        self.build_well("--to", "dir")
        scripts = tree(os.path.join(self.out, ID + "-en", "assets"))
        self.assertEqual([n for n in scripts if n.startswith(
            ("engine", "course", "data"))], [])

    def test_byte_order_mark_and_windows_lines(self):
        self.build_well()
        before = tree(self.out)
        for name in ("01-first.md", "course.yaml", "data/enrolment.csv"):
            self.write(name, b"\xef\xbb\xbf" +
                       FILES[name].replace("\n", "\r\n").encode())
        self.build_well()
        after = tree(self.out)
        page = ID + "-en/index.html"
        self.assertEqual(after[page], before[page])


class Reproducible(CourseTest):
    def assertSame(self, one, other):
        self.assertEqual(set(one), set(other))
        for name in one:
            self.assertEqual(one[name], other[name], name + " differs")

    def test_elsewhere(self):
        self.build_well()
        first = tree(self.out)
        names = sorted(FILES, reverse=True)  # other order in the folder
        course = self.make_course("a b/é/deeper", {n: FILES[n] for n in names})
        for name in names:
            os.utime(os.path.join(course, name), (10 ** 9, 10 ** 9))
        out = os.path.join(self.folder, "other", "out")
        environment = dict(os.environ, TZ="Asia/Kathmandu", LC_ALL="tr_TR.UTF-8",
                           LANG="th_TH.UTF-8", HOME="/", COLUMNS="40")
        result = waymark(
            "build", "deeper/", "-o", out, "-j", "1", env=environment,
            cwd=os.path.dirname(course), preexec_fn=lambda: os.umask(0o077))
        self.assertStatus(result, 0)
        self.assertSame(first, tree(out))

    def test_again_over_itself(self):
        self.build_well()
        first = tree(self.out)
        self.build_well()
        self.assertSame(first, tree(self.out))

    def test_source_date_epoch(self):
        def modified(epoch):
            environment = dict(os.environ)
            if epoch:
                environment["SOURCE_DATE_EPOCH"] = epoch
            self.build_well("--to", "epub", env=environment)
            path = os.path.join(self.out, ID + "-en.epub")
            with zipfile.ZipFile(path) as book:
                opf = [n for n in book.namelist() if n.endswith(".opf")][0]
                return book.read(opf).decode(), book.infolist()[-1].date_time
        text, time = modified("1600000000")
        self.assertIn("2020-09-13T12:26:40Z", text)
        self.assertEqual(time, (2020, 9, 13, 12, 26, 40))
        text, time = modified(None)  # the course's own date
        self.assertIn("2024-03-01T00:00:00Z", text)
        self.assertEqual(time[:3], (2024, 3, 1))

    def test_bad_source_date_epoch(self):
        for bad in ("yesterday", "-5", "1e9"):
            result = self.build(env=dict(os.environ, SOURCE_DATE_EPOCH=bad))
            self.assertStatus(result, 2)
            self.assertFalse(os.path.exists(self.out))


class NeverHalf(CourseTest):
    """A build that fails leaves what stood there, and nothing else."""

    def setUp(self):
        super().setUp()
        self.build_well()
        self.before = tree(self.out)
        self.names = sorted(os.listdir(self.out))

    def assertUntouched(self, out=None):
        out = out or self.out
        self.assertEqual(sorted(os.listdir(out)), self.names)
        after = tree(out)
        self.assertEqual(set(after), set(self.before))
        for name in after:
            self.assertEqual(after[name], self.before[name], name)

    def grow(self):
        """Makes the course too large for the space of these tests."""
        self.append("01-first.md", "\n" + "".join(
            "Paragraph %d of many, %d.\n\n" % (i, i * i) for i in range(9000)))

    def test_course_with_errors(self):
        self.append("01-first.md", "\n[nowhere](03-third.md)\n")
        self.assertStatus(self.build(), 1)
        self.assertUntouched()

    def test_author_test_that_fails(self):
        self.replace("01-first.md", "reject(out)", "accept(out)")
        self.assertStatus(self.build(), 1)
        self.assertUntouched()

    def test_file_size_limit(self):
        """As on a full disk, but any user can do it."""
        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (50000, 50000))
        self.grow()
        result = self.build(preexec_fn=limit)
        self.assertStatus(result, 2)
        self.assertIn("too large", result.err)
        self.assertUntouched()

    def test_file_size_limit_without_warning(self):
        """The system's signal must not end the program in the middle."""
        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
            resource.setrlimit(resource.RLIMIT_FSIZE, (50000, 50000))
        self.grow()
        result = self.build(preexec_fn=limit)
        self.assertStatus(result, 2)
        self.assertUntouched()

    def build_mounted(self, point, mount):
        """Builds to `point` after the commands `mount`, in a namespace of its
        own; what is there then is copied to the folder `kept`."""
        script = os.path.join(self.folder, "mounted.sh")
        kept = os.path.join(self.folder, "kept")
        with open(script, "w", encoding="utf-8") as file:
            file.write("set -e\n%s\nset +e\n\"$@\"\nstatus=$?\n"
                       "rm -f '%s/filler'\ncp -R '%s' '%s'\nexit $status\n" %
                       (mount, point, point, kept))
        prefix = ["unshare", "--mount"] + (
            [] if os.geteuid() == 0 else ["--map-root-user"])
        if subprocess.run(prefix + ["mount", "-t", "tmpfs", "x", point],
                          stderr=subprocess.DEVNULL).returncode:
            self.skipTest("no mount namespaces for this user")
        command = prefix + ["sh", script, os.environ["WAYMARK"], "build",
                            self.course, "-o", point]
        done = subprocess.run(command, stderr=subprocess.PIPE, timeout=120)
        message = done.stderr.decode()
        self.assertEqual(done.returncode, 2, message)
        self.assertUntouched(kept)
        return message

    def test_full_disk(self):
        """A file system of 6 MB, filled to the end."""
        point = os.path.join(self.folder, "small")
        os.mkdir(point)
        self.grow()
        message = self.build_mounted(point, """
            mount -t tmpfs -o size=6m small '{1}'
            cp -R '{0}/.' '{1}'
            head -c 6m /dev/zero >'{1}/filler' 2>/dev/null || :
            """.format(self.out, point))
        self.assertIn("disk is full", message)

    def test_out_is_a_file(self):
        result = waymark("build", self.course, "-o",
                         self.course + "/course.yaml")
        self.assertStatus(result, 2)
        self.assertIn("course.yaml", result.err)
        self.assertEqual(tree(self.course)["course.yaml"],
                         FILES["course.yaml"].encode())

    def test_out_below_a_file(self):
        result = waymark("build", self.course, "-o",
                         self.course + "/course.yaml/out")
        self.assertStatus(result, 2)
        self.assertIn("course.yaml", result.err)

    def test_out_is_not_writable(self):
        if os.geteuid() == 0:  # who may write to every folder
            message = self.build_mounted(self.out, """
                mount --bind '{0}' '{0}'
                mount -o remount,ro,bind '{0}'
                """.format(self.out))
            self.assertIn(self.out, message)
            return
        os.chmod(self.out, 0o555)
        self.addCleanup(os.chmod, self.out, 0o755)
        result = self.build()
        self.assertStatus(result, 2)
        self.assertIn("ermission", result.err)
        self.assertUntouched()

    def test_folder_where_the_book_goes(self):
        """One output cannot be replaced; what it stands for stays."""
        book = os.path.join(self.out, ID + "-en.epub")
        os.remove(book)
        os.makedirs(os.path.join(book, "mine"))
        result = self.build()
        self.assertStatus(result, 2)
        self.assertIn(ID + "-en.epub", result.err)
        self.assertTrue(os.path.isdir(os.path.join(book, "mine")))
        self.assertEqual(sorted(os.listdir(self.out)), self.names)

    @unittest.skipUnless(sys.platform == "linux", "needs /dev/full")
    def test_output_that_cannot_be_printed(self):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([os.environ["WAYMARK"], "--help"],
                                  stdout=full, stderr=subprocess.PIPE)
        self.assertEqual(done.returncode, 2)

    def test_killed_while_writing(self):
        """Whatever moment it is ended at, every finished output is whole."""
        self.grow()
        other = os.path.join(self.folder, "new")
        self.assertStatus(waymark("build", self.course, "-o", other), 0)
        after = tree(other)
        for wait in (0.02, 0.1, 0.2, 0.4, 0.8):
            shutil.rmtree(self.out)
            for name, content in self.before.items():
                self.write(name, content, self.out)
            child = subprocess.Popen([os.environ["WAYMARK"], "build",
                                      self.course, "-o", self.out])
            try:
                child.wait(wait)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
            for name in (ID + "-en.zip", ID + "-en.epub", ID + "-en.html"):
                with open(os.path.join(self.out, name), "rb") as file:
                    self.assertIn(file.read(),
                                  (self.before[name], after[name]))
