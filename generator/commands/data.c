/* waymark data: leads to the commands that work on data files, each in a file
 * of its own (data_describe.c, data_anonymise.c). */
#include "commands/command.h"

static const struct command *const PARTS[] = {
    &command_data_check, &command_data_describe, &command_data_anonymise,
    &command_data_export, NULL};

const struct command command_data = {
    .name = "data",
    .usage = "check|describe|anonymise|export …",
    .summary = "Work on data files.",
    .text = "'waymark data COMMAND --help' says more of each.",
    .parts = PARTS};
