// The planner: in which order several requests can be carried out, and which steps have to be put in.
#include <algorithm>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "base/limits.h"
#include "pack_support.h"

namespace {

using precheck::Json;
using precheck::example::Desk;
using precheck::example::each;
using precheck::example::gist;
using precheck::example::Pack;

// One holds places in clinics, at most two of a class at a time. A change gives one up for another; a place of the
// old scheme can be ended.
constexpr const char* kFacts = R"({
  "requests": {"type": "array", "maxItems": 12, "items": {"type": "object", "properties": {
    "kind": {"type": "string"}, "from": {"type": "string", "x-optional": true}, "to": {"type": "string"},
    "class": {"type": "string"}}}},
  "places": {"type": "array", "maxItems": 12, "items": {"type": "object", "properties": {
    "id": {"type": "string"}, "class": {"type": "string"}, "old": {"type": "boolean"}}}},
  "online": {"type": "boolean"},
  "name": {"type": "string", "maxLength": 9}
})";

// `more`: further members of the plan.
Pack a_pack(const std::string& more = "") {
  Pack pack(kFacts);
  pack.rule(
      R"json({"id": "too-many", "assert": "!has(requests[0].from) || requests[0].from != 'a1' || places.size() < 2",
                    "when": "size(requests) > 0", "path": "/requests"})json");
  pack.plan(R"json({
    "state": "places.map(p, {'id': p.id, 'class': p.class})",
    "invariant": "['a', 'b'].all(c, size(state.filter(s, s.class == c)) <= 2)",
    "actions": [
      {"action": "end", "optional": true, "for_each": "places.filter(p, p.old)",
       "when": "state.exists(s, s.id == it.id)", "next": "state.filter(s, s.id != it.id)", "from": "it.id"},
      {"action": "change", "for_each": "requests.filter(r, r.kind == 'change')",
       "when": "has(it.from) && state.exists(s, s.id == it.from)",
       "next": "state.map(s, s.id == it.from ? {'id': it.to, 'class': it.class} : s)",
       "from": "it.from", "to": "it.to", "why": {"zh-CN": "先换 ${it.to}", "en": "take ${it.to}, ${size(state)} held"}},
      {"action": "add", "for_each": "requests.filter(r, r.kind == 'add')",
       "next": "state + [{'id': it.to, 'class': it.class}]", "to": "it.to"}],
    "resolves": ["too-many"])json" +
            more + "}");
  return pack;
}

const std::string kTwoAndTwo = R"([{"id": "a1", "class": "a", "old": false}, {"id": "a2", "class": "a", "old": false},
                                   {"id": "b1", "class": "b", "old": false}, {"id": "b2", "class": "b", "old": false}])";

std::string form(const std::string& requests, const std::string& places = kTwoAndTwo) {
  return R"({"requests": )" + requests + R"(, "places": )" + places + R"(, "online": true, "name": "x"})";
}
std::string change(const std::string& from, const std::string& to, const std::string& to_class) {
  return R"({"kind": "change", "from": ")" + from + R"(", "to": ")" + to + R"(", "class": ")" + to_class + "\"}";
}
std::string add(const std::string& to, const std::string& to_class) {
  return R"({"kind": "add", "to": ")" + to + R"(", "class": ")" + to_class + "\"}";
}

// "verdict: action from>to, …"
std::string plan_of(const Json& report) {
  std::string out = report.at("verdict").get<std::string>() + ":";
  for (const Json& step : report.at("plan")) {
    const Json* from = precheck::member(step, "from");
    const Json* to = precheck::member(step, "to");
    out += " " + step.at("action").get<std::string>() + "(" + (from == nullptr ? "" : from->get<std::string>()) + ">" +
           (to == nullptr ? "" : to->get<std::string>()) + ")";
  }
  return out;
}

}  // namespace

TEST_CASE("requests that are in the right order need no plan", "[planner]") {
  const Desk desk(a_pack());
  CHECK(plan_of(desk.report(form("[]"))) == "pass:");
  // Each change stays in its class, whatever comes first.
  CHECK(plan_of(desk.report(form("[" + change("b1", "b3", "b") + "," + change("a1", "a3", "a") + "]"))) == "pass:");
}

TEST_CASE("two changes in the wrong order are put in the right one", "[planner]") {
  const Desk desk(a_pack());
  // Both classes are full. a1 goes to class b once b1 has left it: it is b1 that has to move first, out of both.
  const Json report = desk.report(form("[" + change("a1", "b3", "b") + "," + change("b1", "c1", "c") + "]"));
  CHECK(plan_of(report) == "plan: change(b1>c1) change(a1>b3)");
  CHECK(precheck::to_text(report.at("plan")) ==
        R"([{"step":1,"action":"change","from":"b1","to":"c1","why":"take c1, 4 held","cites":["S9-01"]},)"
        R"({"step":2,"action":"change","from":"a1","to":"b3","why":"take b3, 4 held","cites":["S9-01"]}])");
}

TEST_CASE("findings that the plan resolves stay, marked", "[planner]") {
  const Desk desk(a_pack());
  const Json report = desk.report(form("[" + change("a1", "b3", "b") + "," + change("b1", "c1", "c") + "]"));
  CHECK(gist(report) == "plan | too-many | ");
  CHECK(each(report.at("findings"), "resolved_by_plan") == "true");
  CHECK(each(report.at("findings"), "severity") == "error");
}

TEST_CASE("with an error that no plan resolves the verdict is fail", "[planner]") {
  Pack pack = a_pack();
  const Desk desk(pack.rule(R"({"id": "other", "assert": "name == 'y'", "path": "/name"})"));
  const Json report = desk.report(form("[" + change("a1", "b3", "b") + "," + change("b1", "c1", "c") + "]"));
  CHECK(gist(report) == "fail | too-many other | ");
  CHECK(each(report.at("findings"), "resolved_by_plan") == "- -");
  CHECK(report.at("plan").empty());
}

TEST_CASE("a step that is needed is put in, and no more than needed", "[planner]") {
  const Desk desk(a_pack());
  const std::string old = R"([{"id": "a1", "class": "a", "old": true}, {"id": "a2", "class": "a", "old": true}])";
  // One of the old places has to go before another can be taken: the one that the form lists first.
  CHECK(plan_of(desk.report(form("[" + add("a3", "a") + "]", old))) == "plan: end(a1>) add(>a3)");
  CHECK(plan_of(desk.report(form("[" + add("a3", "a") + "," + add("a4", "a") + "]", old))) ==
        "plan: end(a1>) add(>a3) end(a2>) add(>a4)");
  // Not needed, not put in.
  CHECK(plan_of(desk.report(form("[" + add("b3", "b") + "]", old))) == "pass:");
}

TEST_CASE("where no order works that is a finding", "[planner]") {
  const Desk desk(a_pack());
  const Json report = desk.report(form("[" + add("a3", "a") + "]"));
  CHECK(gist(report) == "fail | plan.impossible | ");
  CHECK(precheck::to_text(report.at("findings")) ==
        R"([{"rule":"plan.impossible","severity":"error","path":"/requests","message":"no order works",)"
        R"("cites":["S9-01"]}])");
  // A place that is not there cannot be given up.
  CHECK(gist(desk.report(form("[" + change("a9", "b3", "c") + "]"))) == "fail | plan.impossible | ");
}

TEST_CASE("of several right orders the one nearest to the form is taken", "[planner]") {
  const Desk desk(a_pack());
  // b1 has to leave before a1 can come; the two additions may stand anywhere.
  CHECK(plan_of(desk.report(form("[" + add("c1", "c") + "," + change("a1", "b3", "b") + "," + add("d1", "d") + "," +
                                 change("b1", "c2", "c") + "]"))) ==
        "plan: add(>c1) add(>d1) change(b1>c2) change(a1>b3)");
  // The order is that of the form, not of the actions in the pack.
  CHECK(plan_of(desk.report(form("[" + add("a3", "a") + "," + change("a1", "c1", "c") + "," + add("c2", "c") + "]"))) ==
        "plan: change(a1>c1) add(>a3) add(>c2)");
}

TEST_CASE("the present state need not satisfy the invariant", "[planner]") {
  Pack pack = a_pack();
  const std::string three = R"([{"id": "a1", "class": "a", "old": false}, {"id": "a2", "class": "a", "old": false},
                                {"id": "a3", "class": "a", "old": false}])";
  CHECK(plan_of(Desk(pack).report(form("[" + change("a2", "c1", "c") + "]", three))) == "pass:");
}

TEST_CASE("an unknown in it makes the plan pending", "[planner]") {
  const Desk desk(a_pack());
  const Json report = desk.report(R"({"requests": [{"kind": "add", "to": "a3"}], "places": [], "online": true})");
  CHECK(gist(report) == "incomplete |  | plan");
  CHECK(each(report.at("pending"), "waits_for") == R"(["/requests/0/class"])");
  CHECK(each(report.at("pending"), "cites") == R"(["S9-01"])");
  CHECK(precheck::to_text(report.at("missing")) == R"(["/requests/0/class"])");
  CHECK(each(desk.report(R"({"requests": [], "online": true})").at("pending"), "waits_for") == R"(["/places"])");
}

TEST_CASE("the plan has its own condition", "[planner]") {
  const Desk desk(a_pack(R"(, "when": "online || name == 'always'")"));
  const std::string wrong = "[" + add("a3", "a") + "]";
  const auto say = [&](const std::string& rest) {
    return gist(desk.report(R"({"requests": )" + wrong + R"(, "places": )" + kTwoAndTwo + rest + "}"));
  };
  CHECK(say(R"(, "online": true)") == "fail | plan.impossible | ");
  CHECK(say(R"(, "online": false, "name": "x")") == "pass |  | ");
  CHECK(say(R"(, "online": false, "name": "always")") == "fail | plan.impossible | ");
  CHECK(say(R"(, "online": false)") == "incomplete |  | plan");
  CHECK(say(R"(, "name": "always")") == "fail | plan.impossible | ");
}

TEST_CASE("the invariant sees the state before the step", "[planner]") {
  // At most one place more at a time is no bound here, but the places must never become fewer.
  Pack pack(kFacts);
  pack.plan(R"json({
    "state": "places.map(p, {'id': p.id})", "invariant": "size(state) >= size(before)",
    "actions": [{"action": "end", "for_each": "places.filter(p, p.old)", "next": "state.filter(s, s.id != it.id)"}]})json");
  const Desk desk(pack);
  CHECK(gist(desk.report(form("[]", R"([{"id": "x", "class": "a", "old": true}])"))) == "fail | plan.impossible | ");
  CHECK(gist(desk.report(form("[]", R"([{"id": "x", "class": "a", "old": false}])"))) == "pass |  | ");
}

TEST_CASE("more than eight steps are not planned", "[planner]") {
  const Desk desk(a_pack());
  const auto adds = [](int count, const std::string& first) {
    std::string out = "[" + first;
    for (int i = 0; i < count; ++i) out += "," + add("c" + std::to_string(i), "c" + std::to_string(i));
    return out + "]";
  };
  // Nine that are right as they stand need no plan.
  CHECK(plan_of(desk.report(form(adds(8, add("x", "x"))))) == "pass:");
  // Eight with one to be moved are planned, nine are not.
  const std::string swap = change("a1", "b3", "b") + "," + change("b1", "c9", "c9");
  CHECK(desk.report(form(adds(6, swap))).at("verdict") == "plan");
  const Json report = desk.report(form(adds(7, swap)));
  CHECK(gist(report) == "fail | too-many plan.too_long | ");
  CHECK(report.at("findings")[1].at("message") ==
        "No order of up to 8 steps works: hand in fewer at once, or ask the agency.");
  CHECK(report.at("plan").empty());
}

TEST_CASE("that nothing works is not said where longer sequences were not tried", "[planner]") {
  // Nothing may be done before every old record is ended.
  Pack pack(R"({"old": {"type": "array", "maxItems": 9, "items": {"type": "integer"}}})");
  pack.plan(R"json({"state": "old.map(o, {'n': o})", "invariant": "size(state) == 0 || size(state) < size(before)",
      "actions": [{"action": "end", "optional": true, "for_each": "old", "next": "state.filter(s, s.n != it)"},
                  {"action": "file", "for_each": "[{'n': 0}]", "when": "size(state) == 0", "next": "state"}]})json");
  const Desk desk(pack);
  CHECK(desk.report(R"({"old": [1, 2, 3, 4, 5, 6, 7]})").at("plan").size() == 8);
  const Json report = desk.report(R"({"old": [1, 2, 3, 4, 5, 6, 7, 8]})");
  CHECK(gist(report) == "fail | plan.too_long | ");
}

TEST_CASE("a plan whose expressions fail is an error, and hides nothing", "[planner]") {
  const auto errors = [](const std::string& plan) {
    Pack pack(kFacts);
    pack.plan(plan);
    pack.guidance(R"({"id": "g"})");
    const Json report = Desk(pack).report(form("[" + add("c1", "c") + "]"));
    CHECK(report.at("verdict") == "incomplete");
    CHECK(each(report.at("guidance"), "id") == "g");
    CHECK(report.at("errors").size() == 1);
    return report.at("errors")[0].at("rule").get<std::string>() + " " +
           report.at("errors")[0].at("at").get<std::string>() + " " +
           report.at("errors")[0].at("message").get<std::string>();
  };
  CHECK(errors(R"json({"state": "1", "invariant": "true", "actions": []})json") ==
        "plan /plan/state:1 a state is a list of maps, not int");
  CHECK(errors(R"json({"state": "[]", "invariant": "true", "actions": [
                     {"action": "a", "for_each": "dyn(1)", "next": "state"}]})json") ==
        "plan /plan/actions/0/for_each:1 \"for_each\" gives a list, not int");
  CHECK(errors(R"json({"state": "[]", "invariant": "true", "actions": [
                     {"action": "a", "for_each": "requests", "next": "1"}]})json") ==
        "plan /plan/actions/0/next:1 a state is a list of maps, not int");
  CHECK(errors(R"json({"state": "[]", "invariant": "dyn(size(state))", "actions": [
                     {"action": "a", "for_each": "requests", "next": "state"}]})json") ==
        "plan /plan/invariant:1 a condition gives true or false, not int");
  CHECK(errors(R"json({"state": "[]", "invariant": "1 / size(state) > 0", "actions": [
                     {"action": "a", "for_each": "requests", "next": "state"}]})json") ==
        "plan /plan/invariant:3 divide by zero");
}

TEST_CASE("a search that would never end is given up", "[planner]") {
  // Eight requests that all work until the last, which never does.
  Pack pack(R"({"n": {"type": "array", "maxItems": 8, "items": {"type": "integer"}}})");
  pack.plan(R"json({"state": "[]", "invariant": "size(state) < 8", "actions": [
      {"action": "take", "for_each": "n", "next": "state + [{'n': it}]"}]})json");
  pack.guidance(R"({"id": "g"})");
  const Json report = Desk(pack).report(R"({"n": [1, 2, 3, 4, 5, 6, 7, 8]})");
  CHECK(gist(report) == "fail | plan.too_long | ");
  CHECK(each(report.at("guidance"), "id") == "g");
}

// -------------------------------------------------------------------------------------- against trying everything

namespace {

// The small problem again, in C++: seats by class, at most two of one class, requests that move a seat or take one.
struct Request {
  int from;  // the seat that is given up; -1: none
  int to;    // the new seat's class
};

using Seats = std::vector<int>;  // class by seat; -1: ended

bool allowed(const Seats& seats) {
  for (int c = 0; c < 3; ++c) {
    if (std::count(seats.begin(), seats.end(), c) > 2) return false;
  }
  return true;
}

// The state after step `i`: a request, or, behind the requests, the end of an old seat. False: it may not be made.
bool make_step(const std::vector<Request>& requests, const std::vector<int>& old, std::size_t i, Seats& seats) {
  if (i >= requests.size()) {
    const auto seat = static_cast<std::size_t>(old[i - requests.size()]);
    if (seats[seat] < 0) return false;
    seats[seat] = -1;
  } else if (requests[i].from >= 0) {
    const auto seat = static_cast<std::size_t>(requests[i].from);
    if (seats[seat] < 0) return false;
    seats[seat] = -1;
    seats.push_back(requests[i].to);
  } else {
    seats.push_back(requests[i].to);
  }
  return allowed(seats);
}

// The shortest right sequence, of those the first by the numbers of its steps; empty where there is none.
std::vector<std::size_t> try_everything(const std::vector<Request>& requests, const std::vector<int>& old,
                                        const Seats& start) {
  const std::size_t count = requests.size() + old.size();
  std::vector<std::size_t> best;
  // Every subset of the optional steps, in every order.
  for (std::size_t subset = 0; subset < (1u << old.size()); ++subset) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < count; ++i) {
      if (i < requests.size() || (subset >> (i - requests.size()) & 1u) != 0) order.push_back(i);
    }
    do {
      Seats seats = start;
      const bool right =
          std::all_of(order.begin(), order.end(), [&](std::size_t i) { return make_step(requests, old, i, seats); });
      if (right && (best.empty() || order.size() < best.size() || (order.size() == best.size() && order < best))) {
        best = order;
      }
    } while (std::next_permutation(order.begin(), order.end()));
  }
  return best;
}

}  // namespace

TEST_CASE("plans are the shortest and the first of all that are right", "[planner]") {
  Pack pack(R"({
    "requests": {"type": "array", "maxItems": 5, "items": {"type": "object", "properties": {
      "no": {"type": "string"}, "from": {"type": "string"}, "to": {"type": "integer"}}}},
    "seats": {"type": "array", "maxItems": 6, "items": {"type": "object", "properties": {
      "id": {"type": "string"}, "class": {"type": "integer"}, "old": {"type": "boolean"}}}}})");
  pack.plan(R"json({
    "state": "seats.map(s, {'id': s.id, 'class': s.class})",
    "invariant": "[0, 1, 2].all(c, size(state.filter(s, s.class == c)) <= 2)",
    "actions": [
      {"action": "move", "for_each": "requests", "when": "it.from == '' || state.exists(s, s.id == it.from)",
       "next": "state.filter(s, s.id != it.from) + [{'id': it.no, 'class': it.to}]", "to": "it.no"},
      {"action": "end", "optional": true, "for_each": "seats.filter(s, s.old)",
       "when": "state.exists(s, s.id == it.id)", "next": "state.filter(s, s.id != it.id)", "to": "it.id"}]})json");
  const Desk desk(pack);

  std::mt19937 random(20230615);  // the same cases in each run
  const auto upto = [&](int most) { return static_cast<int>(random() % static_cast<unsigned>(most + 1)); };
  int planned = 0, impossible = 0, inserted = 0;
  for (int round = 0; round < 250; ++round) {
    Seats seats;
    std::vector<int> old;
    std::string seat_text, request_text;
    for (int i = 0, count = 2 + upto(4); i < count; ++i) {
      int seat_class = upto(2);
      while (std::count(seats.begin(), seats.end(), seat_class) == 2) seat_class = upto(2);
      seats.push_back(seat_class);
      const bool is_old = old.size() < 2 && upto(3) == 0;
      if (is_old) old.push_back(i);
      seat_text += std::string(i == 0 ? "" : ",") + R"({"id": "s)" + std::to_string(i) + R"(", "class": )" +
                   std::to_string(seat_class) + R"(, "old": )" + (is_old ? "true" : "false") + "}";
    }
    std::vector<Request> requests;
    for (int i = 0, count = 1 + upto(4); i < count; ++i) {
      const bool takes = upto(2) == 0;
      const int from = takes ? -1 : upto(static_cast<int>(seats.size()) - 1);
      requests.push_back({from, upto(2)});
      request_text += std::string(i == 0 ? "" : ",") + R"({"no": "r)" + std::to_string(i) + R"(", "from": ")" +
                      (takes ? "" : "s" + std::to_string(from)) + R"(", "to": )" + std::to_string(requests.back().to) +
                      "}";
    }
    const std::string text = R"({"requests": [)" + request_text + R"(], "seats": [)" + seat_text + "]}";
    INFO(text);

    const std::vector<std::size_t> best = try_everything(requests, old, seats);
    std::vector<std::size_t> as_given(requests.size());
    std::iota(as_given.begin(), as_given.end(), std::size_t{0});
    std::string expected;
    if (best.empty()) {
      expected = "fail:";
      ++impossible;
    } else if (best == as_given) {
      expected = "pass:";
    } else {
      expected = "plan:";
      ++planned;
      if (best.size() > requests.size()) ++inserted;
      for (const std::size_t i : best) {
        expected += i < requests.size() ? " move(>r" + std::to_string(i) + ")"
                                        : " end(>s" + std::to_string(old[i - requests.size()]) + ")";
      }
    }
    const Json report = desk.report(text);
    CHECK(report.at("errors").empty());
    CHECK(plan_of(report) == expected);
  }
  // The cases are worth the name.
  CHECK(planned > 20);
  CHECK(inserted > 10);
  CHECK(impossible > 20);
}
