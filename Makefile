# Builds Waymark, its shipped course and its tests. `make help` lists what it
# can do. Everything is written below build/.

# Settings: each may be given on the command line, such as `make CC=clang`.
CC = gcc
FUZZ_CC = clang
MODE = release# release or debug (sanitizers); fuzz is set by `make fuzz`
PREFIX = /usr/local
DESTDIR =
FUZZ_SECONDS = 20# for each target of `make fuzz`
WERROR = $(if $(CI),1)# warnings are errors in CI, or with WERROR=1
CLDR = /usr/share/unicode/cldr/common
CHROMIUM = $(shell command -v chromium || command -v chromium-browser)
NODE = node
NPM = npm

CFLAGS_release = -O2 -g
CFLAGS_debug = -O1 -g -fno-omit-frame-pointer -fno-sanitize-recover=all \
  -fsanitize=address,undefined
CFLAGS_fuzz = $(CFLAGS_debug) -fsanitize=fuzzer-no-link
WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
  -Wmissing-prototypes -Wvla -Wformat=2 -Wundef -Wwrite-strings -Wcast-qual \
  $(if $(filter 1,$(WERROR)),-Werror)
PACKAGES = libcmark libxml-2.0 libzip yaml-0.1 zlib libsodium icu-i18n

# Nothing below needs changing to build.
SHELL = /bin/sh
.DELETE_ON_ERROR:
.SUFFIXES:
.SECONDARY:
export CLDR CHROMIUM NODE
Q = $(if $(V),,@)
say = $(if $(V),,@echo '  $(1)  $(2)')

COURSE = modules/children-on-the-move
SRC = build/src
GEN = build/gen
ENGINE = build/engine
SOURCES := $(wildcard generator/*.c generator/*/*.c)
SOURCES := $(filter-out generator/engine/wasm%,$(SOURCES))
UNITS := $(patsubst tests/unit/%.c,%,$(wildcard tests/unit/test_*.c))
TOOLS := $(patsubst tests/tools/%.c,%,$(wildcard tests/tools/*.c))
FUZZERS := $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
TEMPLATES := $(shell find templates -type f -not -name '.*' | LC_ALL=C sort)
STYLED := $(wildcard generator/*.[ch] generator/*/*.[ch] tests/*/*.[ch])
ENGINE_FILES = $(ENGINE)/engine.wasm $(ENGINE)/engine-plain.js
LUA = lapi lauxlib lcode lctype ldebug ldo lfunc lgc llex \
  lmem lobject lopcodes lparser lstate lstring ltable ltm lutf8lib lvm lzio
PLANS := $(wildcard $(COURSE)/data/*.plan.yaml)
EXTRACTS := $(PLANS:.plan.yaml=.csv)
GENERATED = $(GEN)/cldr_data.c $(GEN)/assets.c

# Asked for when a recipe runs, so that `make help` works without the libraries.
pkg = $(if $(shell pkg-config --exists $(PACKAGES) && echo yes),$(shell \
  pkg-config $(1) $(PACKAGES)),$(error Missing one of the libraries $(PACKAGES) \
  or pkg-config itself: run scripts/setup))
LIBS = $(call pkg,--libs) -lglpk -lreadstat -lpthread -lm
# No fused multiplication, so that every machine gets the same last bit.
SAME_SUMS = -ffp-contract=off
CPPFLAGS_ours = -Igenerator -I$(GEN) -isystem $(SRC)/include \
  -isystem $(SRC)/lua -isystem $(SRC)/cjson

# The rules of one mode: $(1) is the mode, $(2) its compiler.
define mode_rules
OBJ_$(1) := $(SOURCES:%.c=build/$(1)/%.o) $(GENERATED:build/%.c=build/$(1)/%.o)
THIRD_$(1) := $(LUA:%=build/$(1)/lua/%.o) build/$(1)/cjson/cJSON.o
LIB_$(1) := $$(filter-out %/generator/main.o,$$(OBJ_$(1))) $$(THIRD_$(1))

build/$(1)/waymark: $$(OBJ_$(1)) $$(THIRD_$(1))
	$$(call say,LINK,$$@)
	$$(Q)$(2) $(CFLAGS_$(1)) $(CFLAGS) -o $$@ $$^ $(LDFLAGS) $$(LIBS)
build/$(1)/libwaymark.a: $$(LIB_$(1))
	@rm -f $$@
	$$(Q)ar qcs $$@ $$^
build/$(1)/generator/%.o: generator/%.c | $(SRC)/.fetched $(GEN)/fold_data.h \
  $(GEN)/province_data.h
	@mkdir -p $$(@D)
	$$(call say,CC  ,$$<)
	$$(Q)$(2) -std=c11 $(WARNINGS) $(SAME_SUMS) -fno-common $(CFLAGS_$(1)) $(CFLAGS) \
	  $$(CPPFLAGS_ours) $$(call pkg,--cflags) -MMD -MP -c -o $$@ $$<
build/$(1)/gen/%.o: $(GEN)/%.c
	@mkdir -p $$(@D)
	$$(call say,CC  ,$$<)
	$$(Q)$(2) -std=c11 $(CFLAGS_$(1)) -O0 $$(CPPFLAGS_ours) -MMD -MP -c -o $$@ $$<
build/$(1)/lua/%.o: $(SRC)/.fetched generator/engine/lua_config.h
	@mkdir -p $$(@D)
	$$(call say,CC  ,$$*.c)
	$$(Q)$(2) -std=c11 -w $(CFLAGS_$(1)) $(SAME_SUMS) -Igenerator \
	  -include engine/lua_config.h -I$(SRC)/include -I$(SRC)/lua -c -o $$@ $(SRC)/lua/$$*.c
build/$(1)/cjson/%.o: $(SRC)/.fetched
	@mkdir -p $$(@D)
	$$(call say,CC  ,$$*.c)
	$$(Q)$(2) -std=c11 -w $(CFLAGS_$(1)) -DCJSON_NESTING_LIMIT=100 -c -o $$@ \
	  $(SRC)/cjson/$$*.c
build/$(1)/%: tests/%.c build/$(1)/libwaymark.a
	@mkdir -p $$(@D)
	$$(call say,LINK,$$@)
	$$(Q)$(2) -std=c11 $(WARNINGS) $(CFLAGS_$(1)) $$(CPPFLAGS_ours) -MMD -MP \
	  -o $$@ $$< build/$(1)/libwaymark.a -lcmocka $$(LIBS) $$(LDFLAGS_$$(@F))
endef

SUITES = browser commands data diagnostics engine-corpus golden interface markdown spec style \
  validators

.PHONY: FORCE all demo demo-course test test-all check check-all readers unit $(SUITES) golden-accept \
  bench fuzz format format-check tidy install uninstall clean help

all: build/$(MODE)/waymark ## build the program (MODE=debug: with sanitizers)

$(foreach m,release debug,$(eval $(call mode_rules,$(m),$(CC))))
$(eval $(call mode_rules,fuzz,$(FUZZ_CC)))

# Allocation fails at the n-th call there.
LDFLAGS_test_engine_memory = -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc

# Third-party sources, the engine's other two targets, generated C.
$(SRC)/.fetched: scripts/fetch-sources
	$(call say,GET ,Lua and cJSON)
	$(Q)scripts/fetch-sources $(SRC)
	@touch $@
$(ENGINE)/.built: scripts/build-engine $(SRC)/.fetched $(GEN)/fold_data.h \
  $(wildcard generator/engine/*.[ch] generator/base/*.[ch])
	@mkdir -p $(@D)
	$(call say,WASM,$(ENGINE))
	$(Q)scripts/build-engine $(ENGINE)
	@touch $@
$(ENGINE_FILES): $(ENGINE)/.built ;
$(GEN)/fold_data.h: scripts/unicode.py
$(GEN)/province_data.h: scripts/provinces.py
$(GEN)/cldr_data.c: scripts/cldr.py
$(GEN)/fold_data.h $(GEN)/province_data.h $(GEN)/cldr_data.c:
	@mkdir -p $(@D)
	$(call say,GEN ,$@)
	$(Q)$< $@
$(GEN)/assets.c: scripts/embed $(TEMPLATES) $(ENGINE)/.built
	@mkdir -p $(@D)
	$(call say,GEN ,$@)
	$(Q)scripts/embed $@ $(TEMPLATES) $(ENGINE_FILES)
build/npm/.installed: tests/package.json tests/package-lock.json
build/readers/.installed: tests/readers/package.json tests/readers/package-lock.json
build/npm/.installed build/readers/.installed:
	@mkdir -p $(@D)
	@cp $^ $(@D)
	cd $(@D) && $(NPM) ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

# The two commands of the README. What they need must be there before make
# looks at the rest, hence the second make.
demo: ## install what is missing, build the program and the shipped course
	@scripts/setup
	@$(MAKE) --no-print-directory demo-course
	@echo
	@echo "Open build/demo/index.html in a browser, or build/demo/*.epub in an"
	@echo "EPUB reader."
test: ## install what is missing, then run the tests
	@scripts/setup --test
	@$(MAKE) --no-print-directory check
test-all: ## the same with Firefox, WebKit and four EPUB readers in every language
	@scripts/setup --test-all
	@$(MAKE) --no-print-directory check-all

# The course's tables about single people: fetched, and made anonymous by the
# plans beside them. All again when one is missing.
build/extracts/.done: scripts/fetch-data scripts/rdata.py $(PLANS) \
  $(COURSE)/data/datapackage.yaml \
  $(if $(filter-out $(wildcard $(EXTRACTS)),$(EXTRACTS)),FORCE) \
  | build/release/waymark
	$(call say,GET ,$(notdir $(EXTRACTS)))
	$(Q)scripts/fetch-data
	@touch $@
FORCE:
demo-course: build/release/waymark build/extracts/.done
	build/release/waymark build $(COURSE) -o build/demo

# The suites; tests/run prints the results and adds them up.
UNIT_BINARIES = $(UNITS:%=build/debug/unit/%)
TEST_BINARIES = $(UNIT_BINARIES) $(TOOLS:%=build/debug/tools/%) \
  build/debug/waymark build/release/waymark build/release/libwaymark.a
CHECKED = $(TEST_BINARIES) demo-course build/npm/.installed
check: $(CHECKED) ## as test, installing nothing
	@tests/run
check-all: $(CHECKED) build/readers/.installed ## as test-all, installing nothing
	@tests/run --all
readers: $(CHECKED) build/readers/.installed ## what test-all has more than test
	@tests/run readers
print-libs: # for tests/interface
	@echo $(LIBS)
unit: $(UNIT_BINARIES) ## C tests of single files
	@tests/run unit
$(SUITES): $(CHECKED)
	@tests/run $(@:engine-corpus=engine)
golden-accept: $(TEST_BINARIES) ## show how outputs changed, and take them over
	@tests/golden/run --accept
bench: $(TEST_BINARIES) $(TOOLS:%=build/release/tools/%) build/npm/.installed ## compare with other programs
	@scripts/setup --bench
	@for b in bench bench-tables bench-i18n bench-groups bench-risk; do scripts/$$b || exit 1; done
fuzz: $(FUZZERS:%=build/fuzz/%) ## run each fuzz target for FUZZ_SECONDS
	@tests/fuzz/seeds build/fuzz/corpus
	@bad=; for f in $(FUZZERS); do \
	  build/fuzz/$$f -max_total_time=$(FUZZ_SECONDS) -timeout=10 -print_final_stats=1 \
	    -artifact_prefix=build/fuzz/$$f- build/fuzz/corpus/$$f \
	    >build/fuzz/$$f.log 2>&1 || { bad="$$bad $$f"; tail -60 build/fuzz/$$f.log; }; \
	  echo "$$f: $$(sed -n 's/^stat::number_of_exec.*: */inputs tried: /p' build/fuzz/$$f.log)"; \
	done; [ -z "$$bad" ] || { echo "fuzz: found something:$$bad"; exit 1; }
build/fuzz/fuzz_%: tests/fuzz/fuzz_%.c build/fuzz/libwaymark.a
	$(call say,LINK,$@)
	$(Q)$(FUZZ_CC) -std=c11 $(WARNINGS) $(CFLAGS_debug) -fsanitize=fuzzer \
	  $(CPPFLAGS_ours) -MMD -MP -o $@ $< build/fuzz/libwaymark.a $(LIBS)

format: ## lay out all C files
	clang-format -i $(STYLED)
format-check:
	clang-format --dry-run -Werror $(STYLED)
tidy: $(SRC)/.fetched $(GENERATED) ## look for suspicious code with clang-tidy
	clang-tidy --quiet $(SOURCES) -- -std=c11 $(CPPFLAGS_ours) $(call pkg,--cflags)

install: build/release/waymark ## to DESTDIR/PREFIX (default /usr/local)
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 755 build/release/waymark $(DESTDIR)$(PREFIX)/bin/waymark
	install -m 644 scripts/waymark.1 $(DESTDIR)$(PREFIX)/share/man/man1/waymark.1
uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/waymark \
	  $(DESTDIR)$(PREFIX)/share/man/man1/waymark.1
clean: ## remove all that was made
	rm -rf build $(EXTRACTS)
help: ## list the commands
	@echo "  make SUITE            one of: $(SUITES)"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | \
	  awk -F'|' '{ printf "%-22s %s\n", $$1, $$2 }'

-include $(shell find build/release build/debug build/fuzz -name '*.d' 2>/dev/null)
