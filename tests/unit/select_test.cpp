// Which edition of a topic answers.
#include "engine/select.h"

#include <string>
#include <vector>

#include "pack_support.h"

namespace {

using precheck::Json;
using precheck::example::Desk;
using precheck::example::Pack;
using precheck::example::Question;

std::string edition(const std::string& name, const std::string& effective, const std::string& edition_value = "") {
  Pack pack(R"({"year": {"type": "integer"}, "visits": {"type": "array", "maxItems": 3, "items": {"type": "object",
                "properties": {"year": {"type": "integer"}}}}})");
  pack.set("edition", "\"" + name + "\"").set("effective", effective);
  if (!edition_value.empty()) pack.set("edition_by", "\"/visits/0/year\"").set("edition_value", edition_value);
  return pack.text();
}

std::string from(const std::string& day) { return R"({"from": ")" + day + R"(", "until": null})"; }
std::string between(const std::string& first, const std::string& end) {
  return R"({"from": ")" + first + R"(", "until": ")" + end + "\"}";
}

// The edition that answers, or the error's code.
std::string answering(const Desk& desk, const std::string& as_of, const std::string& form = "{}",
                      const std::string& pack = "example/topic") {
  Question question;
  question.as_of = as_of;
  question.pack = pack;
  const auto reply = desk.ask(form, question);
  if (!reply.ok) return reply.error.code;
  return precheck::example::json(reply.text)["pack"]["edition"].get<std::string>();
}

}  // namespace

TEST_CASE("the edition in force on the day answers: from inclusive, until exclusive", "[select]") {
  const Desk desk({edition("2021", between("2021-01-01", "2022-01-01")), edition("2023", from("2023-01-01"))});
  CHECK(answering(desk, "2020-12-31") == "pack.no_edition_in_force");
  CHECK(answering(desk, "2021-01-01") == "2021");
  CHECK(answering(desk, "2021-12-31") == "2021");
  CHECK(answering(desk, "2022-01-01") == "pack.no_edition_in_force");
  CHECK(answering(desk, "2023-01-01") == "2023");
  CHECK(answering(desk, "2099-01-01") == "2023");
}

TEST_CASE("a later edition closes the former on its first day", "[select]") {
  // Whatever the order in which they are given.
  const std::vector<std::string> editions{edition("2021", from("2021-01-01")), edition("2022", from("2022-07-01")),
                                          edition("2023", between("2023-01-01", "2024-01-01"))};
  for (const auto& order : {std::vector<std::size_t>{0, 1, 2}, {2, 1, 0}, {1, 0, 2}}) {
    const Desk desk({editions[order[0]], editions[order[1]], editions[order[2]]});
    CHECK(answering(desk, "2022-06-30") == "2021");
    CHECK(answering(desk, "2022-07-01") == "2022");
    CHECK(answering(desk, "2023-01-01") == "2023");
    // The last one has ended; those before it were closed for good.
    CHECK(answering(desk, "2024-01-01") == "pack.no_edition_in_force");
  }
}

TEST_CASE("an edition open at the start answers until another begins", "[select]") {
  const Desk desk({edition("new", from("2022-01-01")), edition("old", R"({"from": null, "until": null})")});
  CHECK(answering(desk, "1990-01-01") == "old");
  CHECK(answering(desk, "2022-01-01") == "new");
}

TEST_CASE("the day is that of the pack's zone", "[select]") {
  const Desk desk({edition("2021", from("2021-01-01")), edition("2023", from("2023-01-01"))});
  CHECK(answering(desk, "2022-12-31T15:59:59Z") == "2021");
  CHECK(answering(desk, "2022-12-31T16:00:00Z") == "2023");
  CHECK(answering(desk, "2023-01-01T00:00:00+08:00") == "2023");
  CHECK(answering(desk, "2023-01-01T00:00:00+09:00") == "2021");
}

TEST_CASE("an undated edition answers only where the topic has no dated one", "[select]") {
  const Desk alone({edition("draft", "null")});
  CHECK(answering(alone, "1990-01-01") == "draft");
  const Desk both({edition("draft", "null"), edition("2023", from("2023-01-01"))});
  CHECK(answering(both, "2022-12-31") == "pack.no_edition_in_force");
  CHECK(answering(both, "2023-01-01") == "2023");
  CHECK(answering(both, "2022-12-31", "{}", "example/topic@draft") == "draft");
}

TEST_CASE("an edition that is named answers whatever the day", "[select]") {
  const Desk desk({edition("2021", between("2021-01-01", "2022-01-01")), edition("2023", from("2023-01-01"))});
  CHECK(answering(desk, "1990-01-01", "{}", "example/topic@2021") == "2021");
  CHECK(answering(desk, "2030-01-01", "{}", "example/topic@2021") == "2021");
  CHECK(answering(desk, "2030-01-01", "{}", "example/topic@2022") == "pack.unknown_edition");
  CHECK(answering(desk, "2030-01-01", "{}", "example/topic@") == "pack.unknown_edition");
  CHECK(answering(desk, "2030-01-01", "{}", "example/topics@2021") == "pack.unknown");
  // It needs its day all the same.
  CHECK(answering(desk, "", "{}", "example/topic@2021") == "as_of.missing");
}

TEST_CASE("a fact picks the edition before the day does", "[select]") {
  const Desk desk(
      {edition("2022", between("2021-10-01", "2022-10-01"), "2022"), edition("2023", from("2022-10-01"), "2023")});
  const auto year = [](const std::string& value) { return R"({"visits": [{"year": )" + value + "}]}"; };
  CHECK(answering(desk, "2022-11-01", year("2022")) == "2022");
  CHECK(answering(desk, "2022-01-01", year("2023")) == "2023");
  CHECK(answering(desk, "1990-01-01", year("2023.0")) == "2023");
  // Anything else leaves it to the day.
  for (const std::string& form :
       {year("2024"), year("\"2022\""), year("null"), std::string("{}"), std::string(R"({"visits": []})"),
        std::string(R"({"visits": [[2022]]})"), std::string(R"({"visits": 2022})")}) {
    INFO(form);
    CHECK(answering(desk, "2022-11-01", form) == "2023");
    CHECK(answering(desk, "1990-01-01", form) == "pack.no_edition_in_force");
  }
}

TEST_CASE("a list where the pack expects an object has no such fact", "[select]") {
  Pack pack(R"({"a": {"type": "object", "properties": {"b": {"type": "integer"}}}})");
  pack.set("edition_by", "\"/a/b\"").set("edition_value", "1").set("effective", from("2030-01-01"));
  std::string form = R"({"a": [0)";
  for (int i = 0; i < 99; ++i) form += ",1";
  CHECK(answering(Desk(pack), "2023-01-01", form + "]}") == "pack.no_edition_in_force");
}

TEST_CASE("errors name what there is", "[select]") {
  const Desk desk({edition("2021", between("2021-01-01", "2022-01-01")), edition("2023", from("2023-01-01")),
                   edition("draft", "null")});
  const auto message = [&](const std::string& pack, const std::string& as_of) {
    Question question;
    question.pack = pack;
    question.as_of = as_of;
    return desk.ask("{}", question).error.message;
  };
  CHECK(message("example/topic", "2020-05-01") ==
        "no edition of \"example/topic\" is in force on 2020-05-01; there are: example/topic@2021 (from 2021-01-01 "
        "until 2022-01-01), example/topic@2023 (from 2023-01-01 on), example/topic@draft (undated); name one as "
        "id@edition");
  CHECK(message("example/topic@2022", "2020-05-01").find("example/topic@2023") != std::string::npos);
  CHECK(message("example/topik", "2020-05-01").find("did you mean 'example/topic'?") != std::string::npos);
  CHECK(message("", "2020-05-01").find("no pack is named") == 0);
}

TEST_CASE("as_of is a day that exists or an instant with its zone", "[select]") {
  using precheck::engine::read_as_of;
  constexpr std::int32_t kZone = 8 * 3600;
  for (const char* text : {"2023-06-15", "2024-02-29", "0001-01-02", "9999-12-31", "2023-06-15T09:30:00Z",
                           "2023-06-15T09:30:00.123456789-05:30"}) {
    INFO(text);
    CHECK(read_as_of(text, kZone).ok());
  }
  CHECK(read_as_of("2023-06-15", kZone)->seconds == read_as_of("2023-06-14T16:00:00Z", kZone)->seconds);
  for (const char* text :
       {"2023-02-29", "2023-6-15", "2023-06-15 09:30:00Z", "2023-06-15T09:30:00", "2023-06-15T24:00:00Z", "today", " ",
        "20230615", "2023-06-15Z", "0001-01-01", "0000-12-31", "10000-01-01", "9999-12-31T23:59:59Z"}) {
    INFO(text);
    const auto read = read_as_of(text, kZone);
    REQUIRE_FALSE(read.ok());
    CHECK(read.error().code == "as_of.malformed");
  }
  REQUIRE_FALSE(read_as_of("", kZone).ok());
  CHECK(read_as_of("", kZone).error().code == "as_of.missing");
}
