#ifndef WM_TEST_ENGINE_HELP_H
#define WM_TEST_ENGINE_HELP_H

/* A small session for tests of the engine: one request of every kind. */

#include "engine/engine.h"

#include <string.h>

static const char *const session[] = {
    "{\"op\":\"load\",\"data\":[{\"name\":\"d\",\"file\":\"d.csv\",\"fields\":["
    "{\"name\":\"year\",\"type\":\"year\",\"title\":\"Year\"},"
    "{\"name\":\"sex\",\"categories\":[{\"value\":\"f\",\"label\":\"Girls\"}]},"
    "{\"name\":\"n\",\"type\":\"integer\"},{\"name\":\"r\",\"type\":\"number\"}"
    "],"
    "\"csv\":\"year,sex,n,r\\n2020,f,10,0.5\\n2020,\\\"m\\\"\\\"x\\\",20,\\n"
    "2021,f,30,1.25\\n\"}]}",
    "{\"op\":\"load\",\"modules\":[{\"id\":\"m\",\"file\":\"m.md\",\"setup\":[{"
    "\"line\":3,\"code\":\"latest = data.d:max('year')\"}],\"expressions\":[{"
    "\"line\":9,\"col\":1,\"code\":\"latest\"},{\"line\":9,\"col\":9,\"code\":"
    "\"plural 2: one {row} other {rows}\"}],\"blocks\":[{\"kind\":\"table\","
    "\"line\":12,\"caption\":[\"Up to \",0],\"code\":\"data.d:tabulate{rows="
    "'year',cols='sex',value='n'}\"}]}],\"exercises\":[{\"id\":\"e\","
    "\"module\":"
    "\"m\",\"file\":\"m.md\",\"line\":20,\"logic\":{\"line\":22,\"code\":"
    "\"y = pick(data.d:values('year')) "
    "d = data.d:where{year=y}:sort('-n'):with{t=function(r) return r.sex..'!' "
    "end} g = d:group('t'):sum('n') "
    "answers.n = number(g:row(1).n, {decimals=1, unit='%'}) "
    "answers.c = choice{{'a',right=true},{'b',on='why'},shuffle=true} "
    "expect('half', 5, 'n') accept{n=g:row(1).n} reject({n=5},'half')\"},"
    "\"expressions\":[{\"line\":21,\"col\":1,\"code\":\"y\"}],\"feedback\":[{"
    "\"on\":\"half\",\"line\":30,\"parts\":[\"<p>\",0,\"</p>\"]}]}]}",
    "{\"op\":\"draw\",\"module\":\"m\"}",
    "{\"op\":\"draw\",\"exercise\":\"e\",\"seed\":2}",
    "{\"op\":\"check\",\"exercise\":\"e\",\"seed\":2,\"given\":{\"n\":\"5 %\","
    "\"c\":\"2\"}}",
    "{\"op\":\"check\",\"exercise\":\"e\",\"seed\":2,\"given\":{\"n\":\"x\","
    "\"c\":\"9\"}}",
    "{\"op\":\"test\",\"exercise\":\"e\",\"seed\":1}",
    "{\"op\":\"view\",\"data\":\"d\",\"describe\":true,\"sort\":[\"-n\"],"
    "\"filter\":[{\"column\":\"n\",\"from\":\"5 or so\"},"
    "{\"column\":\"sex\",\"has\":\"gi\"}]}",
    "{\"op\":\"view\",\"data\":\"d\",\"csv\":\"words\",\"stat\":\"median\","
    "\"of\":\"n\",\"group\":[\"sex\"],"
    "\"filter\":[{\"column\":\"year\",\"is\":[\"2020\",null]}]}",
};
enum { SESSION_LENGTH = sizeof session / sizeof *session };

static inline bool reply_is(struct str reply, const char *start) {
  return str_starts(reply, start);
}

static inline bool is_error(struct str reply, const char *kind) {
  return reply_is(reply, "{\"error\":{\"kind\":\"") &&
         str_starts(str_slice(reply, 18, reply.len), kind);
}

#endif
