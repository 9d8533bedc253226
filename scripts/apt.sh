# For scripts that take packages from Debian's archive: apt with lists and
# settings of its own, so that no root is needed and the machine's apt state is
# not touched. apt checks the archive's signature and every checksum. Read with
# `. scripts/apt.sh` after setting apt_dir (a full path) and defining `fail`.
# shellcheck shell=sh

# The Debian archives of this machine as lines of sources.list, from apt itself,
# so that a mirror is kept; Debian's own address where apt knows none.
# apt_lines deb | apt_lines deb-src
apt_lines() {
  sign='[signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] '
  [ -f /usr/share/keyrings/debian-archive-keyring.gpg ] || sign=
  # apt puts the values in place of $(…), not the shell.
  # shellcheck disable=SC2016
  apt-get indextargets --format '$(ORIGIN) $(CODENAME) $(REPO_URI) $(RELEASE)' \
    'Created-By: Packages' 2>/dev/null |
    awk -v start="$1 $sign" '$1 == "Debian" &&
      $2 ~ /^bookworm(-security)?$/ && !seen[$3 $4]++ {
        print start $3 " " $4 " main" }' >"$apt_dir/found"
  if ! grep -q ' bookworm main$' "$apt_dir/found"; then
    echo "$1 ${sign}http://deb.debian.org/debian bookworm main"
    echo "$1 ${sign}http://deb.debian.org/debian-security" \
      "bookworm-security main"
  else
    cat "$apt_dir/found"
  fi
}

# apt with its own lists and sources, and the machine's proxy and trust.
private_apt() {
  apt-get -q \
    -o "Dir::Etc::sourcelist=$apt_dir/sources.list" \
    -o "Dir::Etc::sourceparts=$apt_dir/none" \
    -o "Dir::State::Lists=$apt_dir/lists" \
    -o "Dir::Cache=$apt_dir/cache" \
    -o "APT::Sandbox::User=$(id -un)" \
    -o "APT::Get::List-Cleanup=0" "$@"
}

# apt_prepare deb | apt_prepare deb-src: fetches the lists.
apt_prepare() {
  mkdir -p "$apt_dir/none" "$apt_dir/lists/partial" \
    "$apt_dir/cache/archives/partial"
  apt_lines "$1" >"$apt_dir/sources.list"
  private_apt update >"$apt_dir/log" 2>&1 ||
    { cat "$apt_dir/log" >&2; fail "cannot read Debian's lists of packages"; }
}
