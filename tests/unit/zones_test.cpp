#include "calendar/zones.h"

#include "catch.hpp"

namespace precheck::calendar {

namespace {

// Minutes east of UTC, or -9999 where the zone is not known at that instant.
int minutes(const char* zone, const char* instant) {
  const auto offset = offset_at(zone, *parse_instant(instant));
  return offset ? *offset / 60 : -9999;
}

constexpr int kNotKnown = -9999;

}  // namespace

TEST_CASE("fixed zones hold at every instant") {
  CHECK(minutes("UTC", "0001-01-01T00:00:00Z") == 0);
  CHECK(minutes("Asia/Shanghai", "1990-07-01T00:00:00Z") == 480);
  CHECK(minutes("-05:30", "2020-07-01T00:00:00Z") == -330);
  CHECK(minutes("05:45", "2020-07-01T00:00:00Z") == 345);
}

TEST_CASE("a named zone is known from the first full year of its rule") {
  CHECK(minutes("Asia/Kathmandu", "1986-12-31T18:14:59Z") == kNotKnown);
  CHECK(minutes("Asia/Kathmandu", "1986-12-31T18:15:00Z") == 345);
  CHECK(minutes("US/Central", "2007-01-01T05:59:59Z") == kNotKnown);
  CHECK(minutes("US/Central", "2007-01-01T06:00:00Z") == -360);
  CHECK(minutes("Australia/Sydney", "2007-12-31T13:59:59Z") == kNotKnown);
  CHECK(minutes("Australia/Sydney", "2007-12-31T14:00:00Z") == 660);
}

TEST_CASE("summer time changes to the second") {
  CHECK(minutes("America/Chicago", "2009-03-08T07:59:59Z") == -360);
  CHECK(minutes("America/Chicago", "2009-03-08T08:00:00Z") == -300);
  CHECK(minutes("America/Chicago", "2009-11-01T06:59:59Z") == -300);
  CHECK(minutes("America/Chicago", "2009-11-01T07:00:00Z") == -360);
  CHECK(minutes("Australia/Sydney", "2009-04-04T15:59:59Z") == 660);
  CHECK(minutes("Australia/Sydney", "2009-04-04T16:00:00Z") == 600);
  CHECK(minutes("Australia/Sydney", "2009-10-03T15:59:59Z") == 600);
  CHECK(minutes("Australia/Sydney", "2009-10-03T16:00:00Z") == 660);
}

TEST_CASE("a Sunday that is the month's first day counts") {
  CHECK(minutes("US/Central", "2015-03-08T08:00:00Z") == -300);
  CHECK(minutes("US/Central", "2015-11-01T07:00:00Z") == -360);
}

TEST_CASE("other names are not zones") {
  for (const char* name : {"", "Europe/Paris", "America/St_Johns", "us/central"}) {
    CHECK(minutes(name, "2020-01-01T00:00:00Z") == kNotKnown);
  }
}

}  // namespace precheck::calendar
