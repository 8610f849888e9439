// CEL's standard library: cel-spec doc/langdef.md, "List of Standard Definitions".
#include <string>

#include "cel_support.h"

using namespace precheck;
using namespace precheck::cel;

TEST_CASE("cel functions: size counts code points, bytes, items or entries", "[cel][functions]") {
  check_rows({
      {"size('')", "0"},
      {"size('深圳 🐱')", "4"},
      {"'深圳'.size()", "2"},
      {"size(b'深圳')", "6"},
      {"[1, [2, 3]].size()", "2"},
      {"size({'a': 1, 'b': 2})", "2"},
      {"size(1)", "error at 0: no such overload: size(int)"},
      {"null.size()", "error at 5: no such overload: size(null_type)"},
  });
}

TEST_CASE("cel functions: contains, startsWith and endsWith compare exactly", "[cel][functions]") {
  check_rows({
      {"'440783'.startsWith('44')", "true"},
      {"'440783'.startsWith('')", "true"},
      {"'44'.startsWith('440783')", "false"},
      {"'440783'.endsWith('83') && ''.endsWith('') && !'83'.endsWith('783')", "true"},
      {"'异地就医'.contains('就医')", "true"},
      {"'abc'.contains('')", "true"},
      {"'abc'.contains('B')", "false"},
      // Same look, other code points: there is no normalisation.
      {"'\\u00e9'.contains('e\\u0301')", "false"},
      {"1.startsWith('1')", "error at 2: no such overload: startsWith(int, string)"},
      {"'1'.endsWith(1)", "error at 4: no such overload: endsWith(string, int)"},
      {"['a'].contains('a')", "error at 6: no such overload: contains(list, string)"},
  });
}

TEST_CASE("cel functions: matches looks for an RE2 pattern anywhere in the text", "[cel][functions]") {
  check_rows({
      {"'440783'.matches('07')", "true"},
      {"'440783'.matches('^[0-9]{6}$')", "true"},
      {"matches('44078', '^[0-9]{6}$')", "false"},
      {"'深圳'.matches('^..$')", "true"},
      {"''.matches('')", "true"},
      {"'a'.matches(1)", "error at 4: no such overload: matches(string, int)"},
  });
  Scene scene;
  const std::string wrong = scene.run("'a'.matches('(')");
  INFO(wrong);
  CHECK(wrong.find("error at 4: invalid pattern: ") == 0);
}

TEST_CASE("cel functions: int() cuts towards zero and refuses what does not fit", "[cel][functions][conversion]") {
  check_rows({
      {"int(7) + int(7u)", "14"},
      {"int(9223372036854775807u)", "9223372036854775807"},
      {"int(9223372036854775808u)", "error at 0: cannot convert 9223372036854775808u to int"},
      {"int(1.9)", "1"},
      {"int(-1.9)", "-1"},
      {"int(9223372036854774784.0)", "9223372036854774784"},  // the largest double below 2^63
      {"int(9223372036854775808.0)", "error at 0: cannot convert 9.223372036854776e+18 to int"},
      {"int(-9223372036854774784.0)", "-9223372036854774784"},
      // -2^63 would fit, but a double may have been rounded to it: cel-spec's conformance refuses both ends.
      {"int(-9223372036854775808.0)", "error at 0: cannot convert -9.223372036854776e+18 to int"},
      {"int(0.0 / 0.0)", "error at 0: cannot convert NaN to int"},
      {"int('-9223372036854775808')", "-9223372036854775808"},
      {"int('9223372036854775808')", "error at 0: cannot convert '9223372036854775808' to int"},
      {"int('007')", "7"},
      {"int(' 7')", "error at 0: cannot convert ' 7' to int"},
      {"int('7.0')", "error at 0: cannot convert '7.0' to int"},
      {"int('')", "error at 0: cannot convert '' to int"},
      {"int(timestamp('1970-01-01T00:01:00.9Z'))", "60"},
      {"int(timestamp('1969-12-31T23:59:59.9Z'))", "-1"},
      {"int(true)", "error at 0: no such overload: int(bool)"},
      {"int(duration('1s'))", "error at 0: no such overload: int(google.protobuf.Duration)"},
  });
}

TEST_CASE("cel functions: uint() takes nothing negative", "[cel][functions][conversion]") {
  check_rows({
      {"uint(7)", "7u"},
      {"uint(-1)", "error at 0: cannot convert -1 to uint"},
      {"uint(25.9)", "25u"},
      {"uint(-0.0)", "0u"},
      {"uint(-0.5)", "error at 0: cannot convert -0.5 to uint"},
      {"uint(18446744073709549568.0)", "18446744073709549568u"},
      {"uint(18446744073709551616.0)", "error at 0: cannot convert 1.8446744073709552e+19 to uint"},
      {"uint('18446744073709551615')", "18446744073709551615u"},
      {"uint('18446744073709551616')", "error at 0: cannot convert '18446744073709551616' to uint"},
      {"uint('-0')", "error at 0: cannot convert '-0' to uint"},
      {"uint(null)", "error at 0: no such overload: uint(null_type)"},
  });
}

TEST_CASE("cel functions: double()", "[cel][functions][conversion]") {
  check_rows({
      {"double(3) == 3.0 && type(double(3)) == double", "true"},
      {"double(9007199254740993)", "9.007199254740992e+15"},
      {"double(18446744073709551615u)", "1.8446744073709552e+19"},
      {"double('1.5e-3')", "0.0015"},
      {"double('Infinity')", "+Inf"},
      {"double('NaN')", "NaN"},
      {"double('1e400')", "error at 0: cannot convert '1e400' to double"},
      {"double('1,5')", "error at 0: cannot convert '1,5' to double"},
      {"double(true)", "error at 0: no such overload: double(bool)"},
  });
}

TEST_CASE("cel functions: bool() knows a few words", "[cel][functions][conversion]") {
  check_rows({
      {"['true', 'True', 'TRUE', 't', '1'].all(s, bool(s))", "true"},
      {"['false', 'False', 'FALSE', 'f', '0'].exists(s, bool(s))", "false"},
      {"bool(true)", "true"},
      {"bool('TrUe')", "error at 0: cannot convert 'TrUe' to bool"},
      {"bool('yes')", "error at 0: cannot convert 'yes' to bool"},
      {"bool(1)", "error at 0: no such overload: bool(int)"},
  });
}

TEST_CASE("cel functions: string() and bytes()", "[cel][functions][conversion]") {
  check_rows({
      {"string('a') + string(true) + string(-5) + string(5u)", "'atrue-55'"},
      {"string(123.456) + ' ' + string(1.0) + ' ' + string(1e6)", "'123.456 1 1e+06'"},
      {"string(timestamp('2022-11-01T08:00:00.5+08:00'))", "'2022-11-01T00:00:00.500Z'"},
      {"string(duration('1h30m0.5s'))", "'5400.5s'"},
      {"string(b'\\xe5\\x8c\\xbb')", "'医'"},
      {"string(b'\\xff')", "error at 0: bytes are not valid UTF-8"},
      {"string(null)", "error at 0: no such overload: string(null_type)"},
      {"string([1])", "error at 0: no such overload: string(list)"},
      {"bytes('医')", "b'\\xe5\\x8c\\xbb'"},
      {"bytes(b'a')", "b'a'"},
      {"bytes(1)", "error at 0: no such overload: bytes(int)"},
  });
}

TEST_CASE("cel functions: dyn() changes nothing, type() names the type", "[cel][functions][conversion]") {
  check_rows({
      {"dyn([1])", "[1]"},
      {"[null, true, 1, 1u, 1.0, 'a', b'a', [], {}, int].map(v, type(v))",
       "[null_type, bool, int, uint, double, string, bytes, list, map, type]"},
      {"type(timestamp(0)) == google.protobuf.Timestamp", "true"},
      {"type(duration('0s')) == google.protobuf.Duration", "true"},
      {"type(type(1)) == type", "true"},
      {"type(1) == type(1u)", "false"},
  });
}

TEST_CASE("cel functions: timestamp() takes RFC 3339 or seconds since 1970", "[cel][functions][time]") {
  check_rows({
      {"timestamp('2022-11-01T00:00:00+08:00')", "timestamp('2022-10-31T16:00:00Z')"},
      {"timestamp('2022-11-01T00:00:00.123456789Z')", "timestamp('2022-11-01T00:00:00.123456789Z')"},
      {"timestamp(60)", "timestamp('1970-01-01T00:01:00Z')"},
      {"timestamp(timestamp(60)) == timestamp(60)", "true"},
      {"timestamp(-62135596800)", "timestamp('0001-01-01T00:00:00Z')"},
      {"timestamp(-62135596801)", "error at 0: cannot convert -62135596801 to timestamp"},
      {"timestamp(253402300799)", "timestamp('9999-12-31T23:59:59Z')"},
      {"timestamp(253402300800)", "error at 0: cannot convert 253402300800 to timestamp"},
      {"timestamp('2022-11-01')", "error at 0: cannot convert '2022-11-01' to timestamp"},
      {"timestamp('2022-02-29T00:00:00Z')", "error at 0: cannot convert '2022-02-29T00:00:00Z' to timestamp"},
      {"timestamp('0000-01-01T00:00:00Z')", "error at 0: cannot convert '0000-01-01T00:00:00Z' to timestamp"},
      {"timestamp(1.5)", "error at 0: no such overload: timestamp(double)"},
  });
}

TEST_CASE("cel functions: duration() takes numbers with units, up to an int64 of nanoseconds",
          "[cel][functions][time]") {
  check_rows({
      {"duration('1h30m')", "duration('5400s')"},
      {"duration('-1.5s')", "duration('-1.5s')"},
      {"duration('1ms2us3ns')", "duration('0.001002003s')"},
      {"duration('9223372036.854775807s')", "duration('9223372036.854775807s')"},
      {"duration('9223372036.854775808s')", "error at 0: cannot convert '9223372036.854775808s' to duration"},
      {"duration('-9223372036.854775808s')", "duration('-9223372036.854775808s')"},
      {"duration('-9223372036.854775809s')", "error at 0: cannot convert '-9223372036.854775809s' to duration"},
      {"duration('1d')", "error at 0: cannot convert '1d' to duration"},
      {"duration('5')", "error at 0: cannot convert '5' to duration"},
      {"duration(5)", "error at 0: no such overload: duration(int)"},
  });
}

TEST_CASE("cel functions: sums and differences of time", "[cel][functions][time]") {
  check_rows({
      {"timestamp('2023-02-28T00:00:00Z') + duration('24h')", "timestamp('2023-03-01T00:00:00Z')"},
      {"duration('24h') + timestamp('2023-02-28T00:00:00Z')", "timestamp('2023-03-01T00:00:00Z')"},
      {"timestamp('1970-01-01T00:00:00Z') - duration('1ns')", "timestamp('1969-12-31T23:59:59.999999999Z')"},
      {"timestamp('2023-03-01T00:00:00Z') - timestamp('2023-02-28T00:00:00.5Z')", "duration('86399.5s')"},
      {"timestamp('2023-02-28T00:00:00.5Z') - timestamp('2023-03-01T00:00:00Z')", "duration('-86399.5s')"},
      {"duration('1s') + duration('-1.5s')", "duration('-0.5s')"},
      {"duration('1s') - duration('-1.5s')", "duration('2.5s')"},
      {"timestamp('9999-12-31T23:59:59Z') + duration('1s')", "error at 34: timestamp overflow"},
      {"timestamp('0001-01-01T00:00:00Z') - duration('1ns')", "error at 34: timestamp overflow"},
      {"timestamp('9999-12-31T23:59:59Z') - timestamp('0001-01-01T00:00:00Z')", "error at 34: duration overflow"},
      {"duration('9223372036s') + duration('1s')", "error at 24: duration overflow"},
      {"duration('-9223372036s') - duration('1s')", "error at 25: duration overflow"},
      {"timestamp(0) + timestamp(0)",
       "error at 13: no such overload: + of google.protobuf.Timestamp and google.protobuf.Timestamp"},
      {"duration('1s') - timestamp(0)",
       "error at 15: no such overload: - of google.protobuf.Duration and google.protobuf.Timestamp"},
      {"duration('1s') * 2", "error at 15: no such overload: * of google.protobuf.Duration and int"},
  });
}

TEST_CASE("cel functions: parts of a timestamp, in UTC unless a zone is named", "[cel][functions][time]") {
  Scene scene;
  scene.let("t", Value::of_timestamp(1672502399, 987654321));  // 2022-12-31T15:59:59.987654321Z, a Saturday
  check_rows(scene, {
                        {"t.getFullYear()", "2022"},
                        {"t.getMonth()", "11"},       // from 0
                        {"t.getDate()", "31"},        // from 1
                        {"t.getDayOfMonth()", "30"},  // from 0
                        {"t.getDayOfWeek()", "6"},    // from 0, a Sunday
                        {"t.getDayOfYear()", "364"},  // from 0
                        {"t.getHours()", "15"},
                        {"t.getMinutes()", "59"},
                        {"t.getSeconds()", "59"},
                        {"t.getMilliseconds()", "987"},

                        {"t.getHours('Asia/Shanghai')", "23"},
                        {"t.getHours('+08:00')", "23"},
                        {"t.getHours('08:00')", "23"},
                        {"t.getHours('-01:30')", "14"},
                        {"t.getMinutes('-01:30')", "29"},
                        {"t.getDate('UTC')", "31"},
                        // One second later it is 2023 in Shanghai, a Sunday.
                        {"(t + duration('1s')).getFullYear('Asia/Shanghai')", "2023"},
                        {"(t + duration('1s')).getMonth('Asia/Shanghai')", "0"},
                        {"(t + duration('1s')).getDate('Asia/Shanghai')", "1"},
                        {"(t + duration('1s')).getDayOfMonth('Asia/Shanghai')", "0"},
                        {"(t + duration('1s')).getDayOfYear('Asia/Shanghai')", "0"},
                        {"(t + duration('1s')).getDayOfWeek('Asia/Shanghai')", "0"},
                        {"(t + duration('1s')).getFullYear()", "2022"},

                        {"t.getHours('Mars/Olympus')", "error at 2: unknown time zone 'Mars/Olympus'"},
                        {"t.getHours('+8:00')", "error at 2: unknown time zone '+8:00'"},
                        {"t.getHours(8)", "error at 2: no such overload: getHours(google.protobuf.Timestamp, int)"},
                        {"'2022'.getFullYear()", "error at 7: no such overload: getFullYear(string)"},
                    });
}

TEST_CASE("cel functions: days before 1970 count on", "[cel][functions][time]") {
  check_rows({
      {"timestamp('1969-12-31T23:00:00Z').getDayOfWeek()", "3"},
      {"timestamp('0001-01-01T00:00:00Z').getDayOfWeek()", "1"},
      {"timestamp('1900-03-01T00:00:00Z').getDayOfYear()", "59"},
      {"timestamp('1969-12-31T23:59:59.999Z').getMilliseconds()", "999"},
      // The ends of the range, seen from other zones, lie outside the years 1 to 9999.
      {"timestamp('0001-01-01T00:00:00Z').getFullYear('-01:00')", "0"},
      {"timestamp('9999-12-31T23:59:59Z').getFullYear('+01:00')", "10000"},
  });
}

TEST_CASE("cel functions: a duration in whole units, cut towards zero", "[cel][functions][time]") {
  check_rows({
      {"duration('10000.5s').getHours()", "2"},
      {"duration('10000.5s').getMinutes()", "166"},
      {"duration('10000.5s').getSeconds()", "10000"},
      {"duration('-1.5s').getSeconds()", "-1"},
      {"duration('-0.5s').getSeconds()", "0"},
      {"duration('-3599.5s').getHours()", "0"},
      // Not the whole duration in milliseconds: those within its second (cel-spec).
      {"duration('123.321456789s').getMilliseconds()", "321"},
      {"duration('-1.5s').getMilliseconds()", "-500"},
      {"duration('1s').getFullYear()", "error at 15: no such overload: getFullYear(google.protobuf.Duration)"},
      {"duration('1s').getHours('UTC')", "error at 15: no such overload: getHours(google.protobuf.Duration, string)"},
  });
}
