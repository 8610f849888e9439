// What is not known yet (core/src/cel/program.h, value.h): a partly filled form must never be answered with a guess.
// In `&&`, `||`, `?:` and comprehensions a deciding value beats an unknown and an unknown beats an error (cel-go does
// the same); everywhere else an error beats unknowns, and the unknowns of all operands merge.
#include <string>

#include "cel_support.h"

using namespace precheck;
using namespace precheck::cel;

namespace {

// u and v wait for facts 1 and 2; e and f are errors.
void add_undecided(Scene& scene) {
  scene.let("u", scene.unknown({1})).let("v", scene.unknown({2}));
  scene.let("e", scene.error("e failed")).let("f", scene.error("f failed"));
}

const char* const kE = "error at 0: e failed";

}  // namespace

TEST_CASE("cel unknowns: &&", "[cel][unknown]") {
  Scene scene;
  add_undecided(scene);
  check_rows(scene, {
                        {"true && u", "unknown 1"},
                        {"u && true", "unknown 1"},
                        {"false && u", "false"},
                        {"u && false", "false"},
                        {"u && v", "unknown 1, 2"},
                        {"u && u", "unknown 1"},
                        {"true && e", kE},
                        {"e && true", kE},
                        {"false && e", "false"},
                        {"e && false", "false"},
                        {"e && f", kE},
                        {"u && e", "unknown 1"},
                        {"e && u", "unknown 1"},
                        {"e && u && false", "false"},
                        {"u && 1", "unknown 1"},
                        {"1 && e", kE},
                    });
}

TEST_CASE("cel unknowns: ||", "[cel][unknown]") {
  Scene scene;
  add_undecided(scene);
  check_rows(scene, {
                        {"false || u", "unknown 1"},
                        {"u || false", "unknown 1"},
                        {"true || u", "true"},
                        {"u || true", "true"},
                        {"u || v", "unknown 1, 2"},
                        {"false || e", kE},
                        {"e || false", kE},
                        {"true || e", "true"},
                        {"e || true", "true"},
                        {"u || e", "unknown 1"},
                        {"e || u", "unknown 1"},
                        {"e || u || true", "true"},
                        {"v || 1", "unknown 2"},
                    });
}

TEST_CASE("cel unknowns: ?: waits for its condition alone", "[cel][unknown]") {
  Scene scene;
  add_undecided(scene);
  check_rows(scene, {
                        {"u ? 1 : 2", "unknown 1"},
                        {"u ? v : e", "unknown 1"},
                        {"e ? u : v", kE},
                        {"true ? 1 : u", "1"},
                        {"true ? u : e", "unknown 1"},
                        {"false ? u : 2", "2"},
                        {"false ? e : 2", "2"},
                        {"true ? e : u", kE},
                    });
}

TEST_CASE("cel unknowns: strict operators need all their operands", "[cel][unknown]") {
  Scene scene;
  add_undecided(scene);
  check_rows(scene, {{"!u", "unknown 1"}, {"!e", kE}, {"-u", "unknown 1"}, {"-e", kE}});
  for (const std::string op : {"+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "in"}) {
    check_rows(scene, {
                          {"u " + op + " 1", "unknown 1"},
                          {"1 " + op + " u", "unknown 1"},
                          {"u " + op + " v", "unknown 1, 2"},
                          {"v " + op + " u", "unknown 1, 2"},
                          {"u " + op + " u", "unknown 1"},
                          {"e " + op + " 1", kE},
                          {"1 " + op + " e", kE},
                          {"u " + op + " e", kE},
                          {"e " + op + " u", kE},
                          {"e " + op + " f", kE},
                      });
  }
  check_rows(scene, {
                        {"u[0]", "unknown 1"},
                        {"[0][u]", "unknown 1"},
                        {"u[v]", "unknown 1, 2"},
                        {"u[e]", kE},
                        {"e[u]", kE},
                    });
}

TEST_CASE("cel unknowns: calls, lists and maps are as strict", "[cel][unknown]") {
  Scene scene;
  add_undecided(scene);
  check_rows(scene, {
                        {"size(u)", "unknown 1"},
                        {"size(e)", kE},
                        {"dyn(u)", "unknown 1"},
                        {"type(u)", "unknown 1"},
                        {"u.startsWith(v)", "unknown 1, 2"},
                        {"u.startsWith(e)", kE},
                        {"e.startsWith(u)", kE},
                        {"[1, u, v]", "unknown 1, 2"},
                        {"[u, e]", kE},
                        {"[e, u]", kE},
                        {"[[u]]", "unknown 1"},
                        {"{'a': u, 'b': v}", "unknown 1, 2"},
                        {"{u: v}", "unknown 1, 2"},
                        {"{'a': u, 'b': e}", kE},
                        {"{'a': e, 'b': u}", kE},
                        // A map is made once all its parts are there: only then is a key looked at.
                        {"{1.5: 'a', 'b': u}", "unknown 1"},
                        {"{'a': u, 1.5: 'b'}", "unknown 1"},
                    });
}

TEST_CASE("cel unknowns: a comprehension over an unknown range is unknown", "[cel][unknown]") {
  Scene scene;
  add_undecided(scene);
  for (const std::string macro : {"all", "exists", "exists_one", "filter", "map"}) {
    check_rows(scene, {{"u." + macro + "(x, true)", "unknown 1"}, {"e." + macro + "(x, true)", kE}});
  }
}

TEST_CASE("cel unknowns: all and exists, whatever the order of the items", "[cel][unknown]") {
  Scene scene;
  add_undecided(scene);
  scene.let("items", scene.list({scene.unknown({4}), number(5), scene.unknown({6})}));
  check_rows(scene, {
                        {"[1, 2].all(x, x == 1 ? u : true)", "unknown 1"},
                        {"[1, 2].all(x, x == 1 ? u : v)", "unknown 1, 2"},
                        {"[1, 2].all(x, x == 1 ? u : false)", "false"},
                        {"[1, 2].all(x, x == 1 ? false : u)", "false"},
                        {"[1, 2].all(x, x == 1 ? e : false)", "false"},
                        {"[1, 2].all(x, x == 1 ? e : true)", kE},
                        {"[1, 2].all(x, x == 1 ? u : e)", "unknown 1"},
                        {"[1, 2].all(x, x == 1 ? e : u)", "unknown 1"},
                        {"[1, 2, 3].all(x, x == 1 ? e : x == 2 ? u : false)", "false"},
                        {"[1, 2].exists(x, x == 1 ? u : false)", "unknown 1"},
                        {"[1, 2].exists(x, x == 1 ? u : v)", "unknown 1, 2"},
                        {"[1, 2].exists(x, x == 1 ? u : true)", "true"},
                        {"[1, 2].exists(x, x == 1 ? true : u)", "true"},
                        {"[1, 2].exists(x, x == 1 ? e : true)", "true"},
                        {"[1, 2].exists(x, x == 1 ? e : false)", kE},
                        {"[1, 2].exists(x, x == 1 ? u : e)", "unknown 1"},
                        {"[1, 2].exists(x, x == 1 ? e : u)", "unknown 1"},
                        // Items of a form's list that are not filled in yet.
                        {"items.all(x, x > 4)", "unknown 4, 6"},
                        {"items.all(x, x > 5)", "false"},
                        {"items.exists(x, x > 4)", "true"},
                        {"items.exists(x, x > 5)", "unknown 4, 6"},
                        {"items.exists(i, x, i == 2 && x > 5)", "unknown 6"},
                    });
}

TEST_CASE("cel unknowns: the other macros, whatever the order of the items", "[cel][unknown]") {
  Scene scene;
  add_undecided(scene);
  scene.let("items", scene.list({scene.unknown({4}), number(5)}));
  check_rows(scene, {
                        {"[1, 2].filter(x, x == 1 ? u : true)", "unknown 1"},
                        {"[1, 2].filter(x, x == 1 ? true : u)", "unknown 1"},
                        {"[1, 2].filter(x, x == 1 ? u : v)", "unknown 1, 2"},
                        {"[1, 2].filter(x, x == 1 ? u : e)", "unknown 1"},
                        {"[1, 2].filter(x, x == 1 ? e : u)", "unknown 1"},
                        {"[1, 2].filter(x, x == 1 ? e : true)", kE},
                        {"[1, 2].filter(x, x == 1 ? e : f)", kE},
                        {"[1, 2].map(x, x == 1 ? u : x)", "unknown 1"},
                        {"[1, 2].map(x, x == 1 ? u : e)", "unknown 1"},
                        {"[1, 2].map(x, x == 1 ? e : u)", "unknown 1"},
                        {"[1, 2].map(x, x == 2, x == 1 ? e : x)", "[2]"},
                        {"[1, 2].exists_one(x, x == 1 ? u : true)", "unknown 1"},
                        {"[1, 2].exists_one(x, x == 1 ? u : v)", "unknown 1, 2"},
                        {"[1, 2].exists_one(x, x == 1 ? e : u)", "unknown 1"},
                        {"[1, 2].exists_one(x, x == 1 ? u : e)", "unknown 1"},
                        {"[1, 2].transformList(i, x, x == 1 ? e : u)", "unknown 1"},
                        {"[1, 2].transformMap(i, x, x == 1 ? u : v)", "unknown 1, 2"},
                        {"[1, 2].transformMapEntry(i, x, x == 1 ? u : {x: i})", "unknown 1"},
                        {"items.filter(x, x > 4)", "unknown 4"},
                        {"items.map(x, x + 1)", "unknown 4"},
                        {"items.transformList(i, x, i > 0, x)", "[5]"},
                    });
}

TEST_CASE("cel unknowns: a list with an unknown item decides what it can", "[cel][unknown]") {
  Scene scene;
  scene.let("items", scene.list({number(1), scene.unknown({4}), scene.unknown({6})}));
  check_rows(scene, {
                        {"size(items)", "3"},
                        {"items[0]", "1"},
                        {"items[1]", "unknown 4"},
                        {"1 in items", "true"},
                        {"2 in items", "unknown 4, 6"},
                        {"items == [1, 2, 3]", "unknown 4, 6"},
                        {"items == [2, 2, 3]", "false"},
                        {"items != [2, 2, 3]", "true"},
                        {"items == [1, 2]", "false"},
                        {"items == items", "unknown 4, 6"},
                    });
}

TEST_CASE("cel unknowns: entries of a map that are not there, or not known", "[cel][unknown]") {
  Scene scene;
  scene.let("filing", scene.map({{text("given"), number(1)},
                                 {text("optional"), scene.absent()},
                                 {text("unfilled"), scene.unknown({3})},
                                 {text("host"), scene.unknown_absent({5})}}));
  check_rows(scene, {
                        {"has(filing.given)", "true"},
                        {"has(filing.optional)", "false"},
                        {"has(filing.unfilled)", "unknown 3"},
                        {"has(filing.host)", "false"},
                        {"has(filing.other)", "false"},
                        {"has(filing.optional.below)", "false"},
                        {"has(filing.unfilled.below)", "unknown 3"},

                        {"filing.given", "1"},
                        {"filing.optional", "error at 0: there is no answer"},
                        {"filing.unfilled", "unknown 3"},
                        {"filing.host", "unknown 5"},
                        {"filing.other", "error at 6: no such key: other"},
                        {"filing['optional']", "error at 0: there is no answer"},
                        {"filing['host']", "unknown 5"},

                        // Guarded as packs do.
                        {"has(filing.optional) && filing.optional == 1", "false"},
                        {"!has(filing.host) || filing.host == 1", "true"},
                        {"has(filing.unfilled) && filing.unfilled == 1", "unknown 3"},

                        {"'given' in filing", "true"},
                        {"'optional' in filing", "false"},
                        {"'unfilled' in filing", "unknown 3"},
                        {"'host' in filing", "false"},

                        // An entry that is not there does not count, anywhere.
                        {"size(filing)", "3"},
                        {"filing.map(k, k)", "['given', 'unfilled', 'host']"},
                        {"filing.transformMap(k, v, k == 'given', v)", "{'given': 1}"},
                        {"filing == {'given': 2, 'unfilled': 2, 'host': 3}", "false"},
                        {"filing == {'given': 1, 'unfilled': 2, 'host': 3}", "unknown 3, 5"},
                        {"filing == {'given': 1, 'unfilled': 2}", "false"},
                    });
}

TEST_CASE("cel unknowns: an object that is not there yet gives each field's own unknown", "[cel][unknown]") {
  Scene scene;
  const Value birth = scene.unknown({7});
  scene.let("applicant",
            scene.unknown_object({7, 8, 9},
                                 {{text("birth"), birth},
                                  {text("phone"), scene.absent()},
                                  {text("code"), scene.unknown_absent({8})},
                                  {text("home"), scene.unknown_object({9}, {{text("area"), scene.unknown({9})}})}}));
  check_rows(scene, {
                        {"applicant", "unknown 7, 8, 9"},
                        {"applicant.birth", "unknown 7"},
                        {"applicant.birth + applicant.code", "unknown 7, 8"},
                        {"applicant.home", "unknown 9"},
                        {"applicant.home.area", "unknown 9"},
                        {"applicant.home.street", "error at 14: no such key: street"},
                        {"has(applicant.birth)", "unknown 7"},
                        {"has(applicant.phone)", "false"},
                        {"has(applicant.code)", "false"},
                        {"has(applicant.other)", "false"},
                        {"has(applicant.home.area)", "unknown 9"},
                        {"applicant.phone", "error at 0: there is no answer"},
                        // Taken as a whole it is one unknown.
                        {"applicant == {}", "unknown 7, 8, 9"},
                        {"size(applicant)", "unknown 7, 8, 9"},
                        {"'birth' in applicant", "unknown 7, 8, 9"},
                        {"applicant.birth.deeper", "unknown 7"},
                    });
}

TEST_CASE("cel unknowns: merged sets are ascending and without repeats", "[cel][unknown]") {
  Scene scene;
  scene.let("a", scene.unknown({2, 5, 9})).let("b", scene.unknown({1, 5})).let("c", scene.unknown({9}));
  check_rows(scene, {
                        {"a + b", "unknown 1, 2, 5, 9"},
                        {"b + a", "unknown 1, 2, 5, 9"},
                        {"a + c", "unknown 2, 5, 9"},
                        {"c + a", "unknown 2, 5, 9"},
                        {"[a, b, c]", "unknown 1, 2, 5, 9"},
                        {"a && b || c", "unknown 1, 2, 5, 9"},
                    });
}

TEST_CASE("cel unknowns: merging forgets what an object or an absence knew of itself", "[cel][unknown]") {
  Scene scene;
  scene.has_on_identifiers();
  scene.let("host", scene.unknown_absent({1}));
  scene.let("object", scene.unknown_object({2}, {{text("field"), scene.unknown({2})}}));
  check_rows(scene, {
                        {"has(host)", "false"},
                        {"[host].all(x, x == 1)", "unknown 1"},
                        {"has((host || host).field)", "unknown 1"},
                        {"(true ? object : 1).field", "unknown 2"},
                        {"(object || object).other", "unknown 2"},
                        {"object.other", "error at 6: no such key: other"},
                    });
}
