/* Direct identifiers by heading and by content, and what only looks like one.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "privacy/identifiers.h"
#include "privacy/sums.h"

static void check_heading(const char *heading, unsigned wanted) {
  unsigned found = identifier_heading(str_from(heading));
  if (found != wanted)
    fail_msg("'%s': %x, expected %x", heading, found, wanted);
}

#define BIT(kind) (1u << IDENTIFIER_##kind)

static const struct {
  const char *heading;
  unsigned found;
} cases[] = {
    /* names */
    {"name", BIT(NAME)},
    {"Full name", BIT(NAME)},
    {"child_name", BIT(NAME)},
    {"FirstName", BIT(NAME)},
    {"surname", BIT(NAME)},
    {"name of the child", BIT(NAME)},
    {"Nom et prénom", BIT(NAME)},
    {"NOM", BIT(NAME)},
    {"nom de l’enfant", BIT(NAME)},
    {"ชื่อ-นามสกุล", BIT(NAME)},
    {"ชื่อนักเรียน", BIT(NAME)},
    {"الاسم", BIT(NAME)},
    {"اسم الطفل", BIT(NAME)},
    {"اسم الأب", BIT(NAME)},
    /* names of things */
    {"school_name", 0},
    {"name of school", 0},
    {"province name", 0},
    {"campName", 0},
    {"nom de l'école", 0},
    {"ชื่อโรงเรียน", 0},
    {"ชื่อจังหวัด", 0},
    {"اسم المدرسة", 0},
    {"filename", 0},
    {"mother tongue", 0},
    {"first language", 0},
    /* telephones, e-mail, addresses */
    {"phone", BIT(PHONE)},
    {"Mobile No.", BIT(PHONE)},
    {"téléphone", BIT(PHONE)},
    {"เบอร์โทรศัพท์", BIT(PHONE)},
    {"رقم الهاتف", BIT(PHONE)},
    {"e-mail", BIT(EMAIL)},
    {"Courriel", BIT(EMAIL)},
    {"อีเมล", BIT(EMAIL)},
    {"home address", BIT(ADDRESS)},
    {"adresse", BIT(ADDRESS)},
    {"ที่อยู่", BIT(ADDRESS)},
    {"العنوان", BIT(ADDRESS)},
    /* births */
    {"date_of_birth", BIT(BIRTH)},
    {"DOB", BIT(BIRTH)},
    {"Date de naissance", BIT(BIRTH)},
    {"วันเดือนปีเกิด", BIT(BIRTH)},
    {"تاريخ الميلاد", BIT(BIRTH)},
    /* places */
    {"lat", BIT(COORDINATES)},
    {"GPS longitude", BIT(COORDINATES)},
    {"พิกัด", BIT(COORDINATES)},
    {"how long", 0},
    {"latest year", 0},
    /* numbers of documents and registers */
    {"National ID", BIT(NUMBER)},
    {"passport", BIT(NUMBER)},
    {"UNHCR case number", BIT(NUMBER)},
    {"เลขประจำตัวประชาชน", BIT(NUMBER)},
    {"رقم الهوية", BIT(NUMBER)},
    {"numéro de passeport", BIT(NUMBER)},
    {"registration_date", 0},
    {"case_type", 0},
    {"nationality", 0},
    {"passport_status", BIT(NUMBER)}, /* its values will tell */
    {"student_id", BIT(OWN_ID)},
    {"id", BIT(OWN_ID)},
    {"school_id", 0},
    {"household size", 0},
    {"", 0},
    {"___", 0},
};

static void test_headings(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    check_heading(cases[i].heading, cases[i].found);
}

/* Values with '|' between; each stands in `times` rows. */
static void check_values(const char *heading, const char *values, size_t times,
                         enum identifier wanted) {
  struct identifier_values v = {0};
  struct str rest = str_from(values);
  while (rest.len) {
    size_t cut = str_find(rest, '|', 0);
    identifier_see(&v, str_slice(rest, 0, cut));
    rest = str_slice(rest, cut + 1, rest.len);
    v.rows += times;
  }
  enum identifier found =
      identifier_judge(&v, identifier_heading(str_from(heading)));
  if (found != wanted)
    fail_msg("'%s' with '%s': %s, expected %s", heading, values,
             identifier_name(found), identifier_name(wanted));
}

static void test_thai_numbers(void **state) {
  static const unsigned char good[] = {1, 1, 0, 1, 8, 0, 0, 5, 5, 5, 3, 3, 1};
  static const unsigned char bad[] = {1, 1, 0, 1, 8, 0, 0, 5, 5, 5, 3, 3, 2};
  (void)state;
  assert_true(identifier_is_thai(good));
  assert_false(identifier_is_thai(bad));
  check_values("x", "1101800555331|3100800555558", 1, IDENTIFIER_NUMBER);
  check_values("x", "1-1018-00555-33-1|3 1008 00555 55 8", 1,
               IDENTIFIER_NUMBER);
  check_values("x", "๑๑๐๑๘๐๐๕๕๕๓๓๑|๕๑๐๙๙๐๑๒๓๔๕๖๕", 1, IDENTIFIER_NUMBER);
  check_values("id", "1101800555331", 1, IDENTIFIER_NUMBER);
  check_values("remark",
               "has card 1101800555331 since May|none|card 3100800555558 "
               "lost|asked|seen|card 5109901234565|told",
               1, IDENTIFIER_NUMBER);
  check_values("x", "G660112345678|P660112345679", 1, IDENTIFIER_NUMBER);
  /* Thirteen digits that are something else: moments, bar codes. */
  check_values("t", "1700000000123|1700000004567|1700000009999|1700000011111",
               1, IDENTIFIER_NONE);
  check_values("x", "4006381333931|9780306406157|8850999220017", 1,
               IDENTIFIER_NONE);
  check_values("x", "11018005553310|31008005555580", 1, IDENTIFIER_NONE);
}

static void test_contacts(void **state) {
  (void)state;
  check_values("x", "081-234 5678|0912345678|+66 81 234 5678", 1,
               IDENTIFIER_PHONE);
  check_values("phone", "2345678|812345678", 1, IDENTIFIER_PHONE);
  check_values("phone at home", "yes|no", 50, IDENTIFIER_NONE);
  check_values("mobile", "1|2|3", 1, IDENTIFIER_NONE);
  check_values("income", "12345678|23456789|34567890", 1, IDENTIFIER_NONE);
  check_values("code", "10010101|10010102|10010103", 1, IDENTIFIER_NONE);
  check_values("period", "2019-2020|2020-2021|2021-2022", 1, IDENTIFIER_NONE);
  check_values("x", "a.b@example.org|c@example.co.th", 1, IDENTIFIER_EMAIL);
  check_values("remark", "write to a@example.org please|also b@example.org|x|y",
               1, IDENTIFIER_EMAIL);
  check_values("handle", "@abc|@def", 1, IDENTIFIER_NONE);
  check_values("price", "3 @ 4.50|2 @ 1.20", 1, IDENTIFIER_NONE);
  check_values("address", "123/4 Moo 5|77 High Street|9 Rue Haute", 1,
               IDENTIFIER_ADDRESS);
  check_values("ที่อยู่", "123/4 หมู่ 5|77 ถนนสุขุมวิท", 1, IDENTIFIER_ADDRESS);
  check_values("address_type", "1 home|2 school", 40, IDENTIFIER_NONE);
  check_values("address", "urban|rural", 40, IDENTIFIER_NONE);
}

static void test_names(void **state) {
  (void)state;
  check_values("name", "Somchai J|Mai L|Lek S", 1, IDENTIFIER_NAME);
  check_values("ชื่อ", "สมชาย|สมหญิง|มานะ", 1, IDENTIFIER_NAME);
  check_values("x", "นายสมชาย ใจดี|นางสาวมานี มีตา|ด.ช.ปิติ ดี", 1, IDENTIFIER_NAME);
  check_values("x", "Mr Abel Roe|Mrs Ada Poe|Miss Eve Doe", 1, IDENTIFIER_NAME);
  check_values("name", "North|South", 60, IDENTIFIER_NONE);
  check_values("name", "1|2|3|4", 1, IDENTIFIER_NONE);
  check_values("province", "Tak|Nan|Phrae", 1, IDENTIFIER_NONE);
  check_values("student_id", "1|2|3|4|5", 1, IDENTIFIER_NONE);
  check_values("student_id", "44871|52210|61874|73111", 1, IDENTIFIER_OWN_ID);
  check_values("passport", "AA1234567|AB7654321", 1, IDENTIFIER_NUMBER);
  check_values("passport_status", "valid|expired", 30, IDENTIFIER_NONE);
}

static void test_dates(void **state) {
  (void)state;
  check_values("dob", "2010-01-02|2011-03-04", 1, IDENTIFIER_BIRTH);
  check_values("วันเกิด", "๒/๑/๒๕๕๓|4/3/2554", 1, IDENTIFIER_BIRTH);
  check_values("birth", "2010|2011|2012", 1, IDENTIFIER_NONE);
  check_values("birth order", "1|2|3", 1, IDENTIFIER_NONE);
  check_values("birth", "2010-01|2010-02", 1, IDENTIFIER_NONE);
  check_values("x",
               "2010-01-02|2010-02-03|2011-03-04|2012-04-05|2013-05-06|"
               "2014-06-07|2015-07-08|2016-08-09|2017-09-10|2018-10-11",
               1, IDENTIFIER_DATES);
  check_values("interviewed",
               "2024-01-02|2024-01-03|2024-01-04|2024-01-05|2024-01-06|"
               "2024-01-07|2024-01-08|2024-01-09|2024-01-10|2024-01-11",
               20, IDENTIFIER_NONE);
  check_values("onset", "25330825180000|25330825190000", 9, IDENTIFIER_NONE);
}

static void test_places(void **state) {
  (void)state;
  check_values("latitude", "16.71234|16.71299", 1, IDENTIFIER_COORDINATES);
  check_values("latitude", "16.7|16.8", 1, IDENTIFIER_NONE);
  check_values("x", "16.71234, 98.57123|16.71299,98.57001", 1,
               IDENTIFIER_COORDINATES);
  check_values("score", "16.71234|98.57123", 1, IDENTIFIER_NONE);
  check_values("income", "1634.71234|2098.57123", 1, IDENTIFIER_NONE);
}

static void test_totals(void **state) {
  static const char *const yes[] = {"Total",      "TOTAL ",      "All ages",
                                    "_T",         "รวม",         "ทั้งหมด",
                                    "Ensemble",   "المجموع",     "f_total",
                                    "Both sexes", "Grand total", "Sub-total"};
  static const char *const no[] = {
      "", "Tak", "alluvial", "summary", "tous les jours", "North", "other"};
  (void)state;
  for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
    if (!sums_is_total(str_from(yes[i])))
      fail_msg("'%s' is a total", yes[i]);
  for (size_t i = 0; i < sizeof no / sizeof *no; i++)
    if (sums_is_total(str_from(no[i])))
      fail_msg("'%s' is no total", no[i]);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_headings), cmocka_unit_test(test_thai_numbers),
      cmocka_unit_test(test_contacts), cmocka_unit_test(test_names),
      cmocka_unit_test(test_dates),    cmocka_unit_test(test_places),
      cmocka_unit_test(test_totals),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
