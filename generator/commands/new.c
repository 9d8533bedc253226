/* waymark new: writes a starter course to begin from. */
#include "base/file.h"
#include "commands/command.h"
#include "output/asset.h"

static const struct option_spec OPTIONS[] = {COMMON_OPTIONS};

/* A folder that is not there yet, or is there and empty. */
static bool is_free(struct session *s, struct str folder) {
  struct str *names;
  size_t count;
  if (file_kind(folder) == FILE_NONE)
    return true;
  if (file_kind(folder) != FILE_FOLDER) {
    diag_failure(s->diags, (struct loc){0}, "E-NEW-EXISTS",
                 "'%.*s' is a file; 'new' makes a folder of that name",
                 STR_ARG(folder));
    return false;
  }
  if (!file_list(s->arena, s->diags, folder, &names, &count))
    return false;
  if (count)
    diag_failure(s->diags, (struct loc){0}, "E-NEW-EXISTS",
                 "the folder '%.*s' is not empty; nothing was written",
                 STR_ARG(folder));
  return count == 0;
}

static void write_starter(struct session *s, struct str folder) {
  static const char PREFIX[] = "starter/";
  const struct asset *asset;
  for (size_t i = 0; (asset = asset_at(i)); i++) {
    if (!str_starts(asset->name, PREFIX))
      continue;
    struct str name =
        str_slice(asset->name, sizeof PREFIX - 1, asset->name.len);
    struct str path = path_join(s->arena, folder, name);
    if (!file_make_folder(s->diags, path_folder(path)) ||
        !file_replace(s->diags, path, asset->bytes))
      return;
  }
}

static int run(struct session *s) {
  struct str folder = s->args.words[0];
  struct buf out = {0};
  if (is_free(s, folder))
    write_starter(s, folder);
  int status = session_finish(s);
  if (status != EXIT_DONE)
    return status;
  buf_printf(&out,
             "A course to begin from is in %.*s\n"
             "  waymark build %.*s   makes the book\n"
             "Open 01-first-module.md in a text editor and change it.\n",
             STR_ARG(folder), STR_ARG(folder));
  session_print(buf_str(&out));
  buf_free(&out);
  return EXIT_DONE;
}

const struct command command_new = {
    .name = "new",
    .usage = "FOLDER",
    .summary = "Write a small course to begin from.",
    .text = "FOLDER must not be there yet, or be empty.",
    .options = OPTIONS,
    .least_words = 1,
    .most_words = 1,
    .run = run};
