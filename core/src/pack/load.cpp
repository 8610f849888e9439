#include "pack/load.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/i18n_json.h"
#include "base/limits.h"
#include "base/text.h"
#include "calendar/instant.h"
#include "pack/parameters.h"
#include "pack/reader.h"
#include "pack/scope.h"

namespace precheck::pack {

namespace {

std::string element(const std::string& pointer, std::size_t i) { return pointer + "/" + std::to_string(i); }

class PackLoader {
 public:
  PackLoader(const Json& json, const std::set<std::string>& sources, const std::set<std::string>& clauses,
             Diagnostics& diagnostics)
      : sources_(sources),
        clauses_(clauses),
        diagnostics_(diagnostics),
        reader_(json, "", {"$schema",      "format",     "id",         "edition",       "revision",  "title",
                           "jurisdiction", "effective",  "edition_by", "edition_value", "time_zone", "sources",
                           "note",         "parameters", "facts",      "definitions",   "rules",     "requirements",
                           "outcomes",     "guidance",   "plan",       "extends"},
                diagnostics) {}

  Pack run() {
    if (!reader_.usable()) return std::move(pack_);
    pack_.arena = std::make_unique<Arena>(SIZE_MAX);
    read_header();
    read_effective();
    read_parameters();
    read_facts();
    read_edition_by();
    const Json* definitions = reader_.find("definitions");
    std::vector<std::string> names;
    if (definitions != nullptr && definitions->is_object()) {
      for (const auto& [name, text] : definitions->get_ref<const Json::object_t&>()) names.push_back(name);
    }
    Scope scope(pack_.facts, pack_.parameters, names, pack_.zone_offset, diagnostics_);
    scope_ = &scope;
    pack_.variables = scope.variables();
    if (definitions != nullptr) read_definitions(*definitions);
    read_rules();
    read_requirements();
    read_outcomes();
    read_guidance();
    if (reader_.find("plan") != nullptr) read_plan();
    check_schema_citations();
    for (std::size_t i = 0; i < pack_.facts.nodes.size(); ++i) pack_.facts.nodes[i].text_read = scope.text_read()[i];
    if (scope.cost() > limits::kMaxPackCost) {
      wrong("pack.cost", "",
            "all expressions together may take " + std::to_string(scope.cost()) + " steps or more, over the " +
                std::to_string(limits::kMaxPackCost) + " that a check may; lower maxItems and maxLength");
    }
    return std::move(pack_);
  }

 private:
  void wrong(const std::string& code, const std::string& pointer, std::string message) {
    diagnostics_.add(code, pointer, std::move(message));
  }

  void read_header() {
    const Json* format = reader_.find("format");
    if (format == nullptr || *format != 1)
      wrong("pack.format", "/format", "\"format\" is 1, the version of this format");
    pack_.id = reader_.string("id");
    const std::size_t slash = pack_.id.find('/');
    if (!pack_.id.empty() && (slash == std::string::npos || !is_id(std::string_view(pack_.id).substr(0, slash)) ||
                              !is_id(std::string_view(pack_.id).substr(slash + 1)))) {
      wrong("pack.id", "/id", "\"id\" is jurisdiction/topic in lower case, as \"example/cross-region-filing\"");
    }
    pack_.edition = reader_.string("edition");
    if (!pack_.edition.empty() && !is_id(pack_.edition)) {
      wrong("pack.id", "/edition", "\"edition\" is a short name such as \"2023\" or \"2021-10\"");
    }
    const Json* revision = reader_.find("revision");
    if (revision == nullptr || !revision->is_number_unsigned() || *revision == 0) {
      wrong("pack.type", "/revision",
            "\"revision\" is a whole number from 1 on; raise it when a published edition is corrected");
    } else {
      pack_.revision = revision->get<std::int64_t>();
    }
    reader_.text("title");
    if (const Json* title = reader_.find("title")) pack_.title = *title;
    if (const Json* jurisdiction = reader_.object("jurisdiction")) {
      Reader r(*jurisdiction, "/jurisdiction", {"code", "name"}, diagnostics_);
      const std::string code = r.string("code");
      if (!code.empty() && !schema::conforms(schema::Format::CnAreaCode, code)) {
        r.wrong("code", "\"code\" is a GB/T 2260 code of six digits");
      }
      r.text("name");
      pack_.jurisdiction = *jurisdiction;
    }
    const std::string zone = reader_.string("time_zone");
    if (!zone.empty()) {
      const auto offset = calendar::resolve_zone(zone);
      if (!offset) {
        wrong("pack.time_zone", "/time_zone", "the time zone \"" + zone + "\" is not known; use \"Asia/Shanghai\"");
      } else {
        pack_.zone_offset = *offset;
      }
    }
    reader_.optional_string("note");
    if (const auto base = reader_.optional_string("extends")) pack_.extends = *base;
    for (const auto& id : reader_.strings("sources")) {
      if (!sources_.contains(id)) {
        wrong("pack.unknown_source", "/sources", "the source \"" + id + "\" was not given with the packs");
      }
      listed_sources_.insert(id);
    }
    if (const Json* sources = reader_.find("sources")) pack_.sources = *sources;
  }

  std::optional<calendar::Date> read_day(Reader& r, std::string_view key) {
    const Json* value = r.find(key);
    if (value == nullptr || value->is_null()) return std::nullopt;
    const auto day = value->is_string() ? calendar::parse_date(value->get_ref<const std::string&>()) : std::nullopt;
    if (!day) r.wrong(key, "a day that exists, \"YYYY-MM-DD\", or null");
    return day;
  }

  void read_effective() {
    const Json* effective = reader_.find("effective");
    if (effective == nullptr) {
      wrong("pack.missing_key", "", "\"effective\" is missing; write null where the source gives no date");
      return;
    }
    pack_.effective = *effective;
    if (effective->is_null()) return;
    Reader r(*effective, "/effective", {"from", "until"}, diagnostics_);
    if (!r.usable()) return;
    for (const std::string_view key : {"from", "until"}) {
      if (r.find(key) != nullptr) continue;
      wrong("pack.missing_key", "/effective", "\"" + std::string(key) + "\" is missing; write null where it is open");
    }
    pack_.dated = true;
    pack_.from = read_day(r, "from");
    pack_.until = read_day(r, "until");
    if (pack_.from && pack_.until && !(*pack_.from < *pack_.until)) {
      r.wrong("until", "\"until\" is the first day on which the edition no longer holds, so it lies after \"from\"");
    }
  }

  void read_parameters() {
    const Json* parameters = reader_.find("parameters");
    if (parameters == nullptr) return;
    if (!parameters->is_object()) return wrong("pack.type", "/parameters", "\"parameters\" is an object");
    for (const auto& [name, json] : parameters->get_ref<const Json::object_t&>()) {
      const std::string at = "/parameters/" + pointer_token(name);
      Reader r(json, at, {"type", "value", "host", "title", "note", "cites"}, diagnostics_);
      Parameter parameter;
      parameter.name = name;
      if (r.usable()) {
        parameter.host = r.optional_flag("host");
        r.optional_text("title");
        r.optional_string("note");
        if (r.find("cites") != nullptr) read_citations(r);
        read_parameter_value(r, parameter);
      }
      pack_.parameters.push_back(std::move(parameter));
    }
  }

  void read_parameter_value(Reader& r, Parameter& parameter) {
    const Json* value = r.find("value");
    const auto type = r.optional_string("type");
    parameter.type = type ? *type : (value == nullptr ? "" : parameter_type_of(*value));
    if (!is_parameter_type(parameter.type)) {
      return r.wrong("type", "\"type\" is one of int, double, bool, string, date, list");
    }
    if (value == nullptr) {
      if (!parameter.host) r.wrong("value", "a parameter has a \"value\", unless the host sets it (\"host\": true)");
      return;
    }
    parameter.value = parameter_value(parameter.type, *value, pack_.zone_offset, *pack_.arena);
    if (!parameter.value) r.wrong("value", "the value is not of type " + parameter.type);
  }

  void read_facts() {
    if (const Json* facts = reader_.object("facts")) {
      pack_.facts = schema::compile_schema(*facts, "/facts", diagnostics_);
    } else {
      Json empty = Json::object();
      empty["type"] = "object";
      pack_.facts = schema::compile_schema(empty, "/facts", diagnostics_);
    }
  }

  void read_edition_by() {
    const Json* value = reader_.find("edition_value");
    const auto by = reader_.optional_string("edition_by");
    if (by.has_value() != (value != nullptr)) {
      return wrong("pack.edition_by", by ? "/edition_by" : "/edition_value",
                   "\"edition_by\" and \"edition_value\" go together");
    }
    if (!by) return;
    pack_.edition_by = *by;
    pack_.edition_value = *value;
    if (!path_exists(*by)) {
      wrong("pack.path", "/edition_by", "the facts have no " + *by);
    } else if (by->find('*') != std::string::npos) {
      wrong("pack.path", "/edition_by", "\"edition_by\" is one fact, with a number for a list's element");
    }
  }

  // "/requests/*/to" or "/requests/0/to": elements are numbers or *.
  bool path_exists(std::string_view path) const {
    if (path.empty()) return true;
    schema::NodeIndex node = 0;
    while (!path.empty()) {
      if (path[0] != '/') return false;
      path.remove_prefix(1);
      const std::string_view token = path.substr(0, path.find('/'));
      path.remove_prefix(token.size());
      const schema::Node& at = pack_.facts[node];
      if (at.type == schema::Type::Array) {
        if (token != "*" && (token.empty() || token.find_first_not_of("0123456789") != std::string_view::npos))
          return false;
        node = at.items;
      } else {
        node = pack_.facts.property(node, token);
      }
      if (node == schema::kNoNode) return false;
    }
    return true;
  }

  // `each`: the list whose elements are judged one by one; * stands for the index in that list and no other.
  void read_path(Reader& r, std::string& out, std::optional<schema::NodeIndex> each) {
    out = r.string("path");
    if (out.empty()) return;
    const std::size_t star = out.find('*');
    if (!path_exists(out)) {
      r.wrong("path", "the facts have no " + out);
    } else if (star != std::string::npos && !each) {
      r.wrong("path", "\"*\" stands for the index of \"for_each\", which this entry does not have");
    } else if (star != std::string::npos && (out.substr(0, star) != pack_.facts.pattern(*each) + "/" ||
                                             out.find('*', star + 1) != std::string::npos)) {
      r.wrong("path", "\"*\" stands for the index in the list of \"for_each\", " + pack_.facts.pattern(*each));
    }
  }

  Citations read_citations(Reader& r) {
    Citations out = r.strings("cites");
    if (out.empty() && r.find("cites") != nullptr && r.find("cites")->is_array()) {
      r.wrong("cites", "cite at least one clause");
    }
    for (std::size_t i = 0; i < out.size(); ++i) check_clause(out[i], element(r.at("cites"), i));
    return out;
  }

  void check_clause(const std::string& clause, const std::string& pointer) {
    if (!clauses_.contains(clause)) {
      wrong("pack.unknown_clause", pointer, "no source lists the clause \"" + clause + "\"");
      return;
    }
    const std::string source = clause.substr(0, clause.rfind('-'));
    if (!listed_sources_.contains(source)) {
      wrong("pack.unlisted_source", pointer, "the clause's source \"" + source + "\" is missing from \"sources\"");
    }
  }

  void check_schema_citations() {
    for (schema::NodeIndex i = 0; i < pack_.facts.nodes.size(); ++i) {
      const schema::Node& node = pack_.facts[i];
      for (std::size_t k = 0; k < node.cites.size(); ++k)
        check_clause(node.cites[k], element(node.pointer + "/x-cites", k));
    }
  }

  std::optional<Expression> read_expression(Reader& r, std::string_view key, const Place& place,
                                            Expected expected = Expected::Anything) {
    const auto text = r.optional_string(key);
    if (!text || text->empty()) return std::nullopt;
    return scope_->compile(*text, r.at(key), place, expected);
  }

  Expression read_required_expression(Reader& r, std::string_view key, const Place& place,
                                      Expected expected = Expected::Anything, cel::TypeRef* type = nullptr) {
    const std::string text = r.string(key);
    return text.empty() ? Expression{} : scope_->compile(text, r.at(key), place, expected, type);
  }

  std::optional<Expression> read_condition(Reader& r, std::string_view key, const Place& place) {
    return read_expression(r, key, place, Expected::Bool);
  }

  // What is known where the reader's `when` holds.
  Place under_when(Reader& r, const Place& place) {
    const Json* when = r.find("when");
    return when != nullptr && when->is_string() ? scope_->given(place, when->get<std::string>()) : place;
  }

  Text read_text(Reader& r, std::string_view key, const Place& place) {
    return scope_->compile_text(r.text(key), r.at(key), place);
  }
  Text read_optional_text(Reader& r, std::string_view key, const Place& place) {
    return r.find(key) == nullptr ? Text{} : read_text(r, key, place);
  }

  // A definition may use others: they are compiled in an order in which each finds what it uses.
  void read_definitions(const Json& definitions) {
    if (!definitions.is_object())
      return wrong("pack.type", "/definitions", "\"definitions\" is an object: name to CEL");
    std::map<std::string, cel::Ast> parsed;
    for (const auto& [name, text] : definitions.get_ref<const Json::object_t&>()) {
      const std::string at = "/definitions/" + pointer_token(name);
      pack_.definitions.push_back({name, {}});
      if (!text.is_string()) {
        wrong("pack.type", at, "a definition is a CEL expression, written as a string");
        continue;
      }
      auto ast = cel::parse(text.get_ref<const std::string&>(), pack_parse_options());
      if (ast.ok()) parsed.emplace(name, std::move(*ast));
      // What is wrong with it is reported when it is compiled.
    }
    std::map<std::string, int> depth;
    std::vector<std::string> order;
    for (const auto& definition : pack_.definitions) {
      std::vector<std::string> trail;
      if (!visit_definition(definition.name, parsed, depth, trail, order)) return;
    }
    for (const auto& name : order) {
      const auto at = std::find_if(pack_.definitions.begin(), pack_.definitions.end(),
                                   [&](const Definition& d) { return d.name == name; });
      cel::TypeRef type = nullptr;
      at->expression = scope_->compile(member(definitions, name)->get<std::string>(),
                                       "/definitions/" + pointer_token(name), {}, Expected::Anything, &type);
      if (const auto ast = parsed.find(name); ast != parsed.end()) {
        scope_->define(static_cast<std::size_t>(at - pack_.definitions.begin()), name, ast->second, type);
      }
    }
  }

  // Depth-first; false after a cycle or too long a chain was reported.
  bool visit_definition(const std::string& name, const std::map<std::string, cel::Ast>& parsed,
                        std::map<std::string, int>& depth, std::vector<std::string>& trail,
                        std::vector<std::string>& order) {
    if (depth.contains(name)) return true;
    if (const auto at = std::find(trail.begin(), trail.end(), name); at != trail.end()) {
      std::string cycle;
      for (auto i = at; i != trail.end(); ++i) cycle += *i + " -> ";
      wrong("pack.definition_cycle", "/definitions/" + pointer_token(name),
            "definitions go in a circle: " + cycle + name);
      return false;
    }
    if (trail.size() >= static_cast<std::size_t>(limits::kMaxDefinitionDepth)) {
      wrong("pack.definition_depth", "/definitions/" + pointer_token(trail.front()),
            "definitions build on each other more than " + std::to_string(limits::kMaxDefinitionDepth) + " deep");
      return false;
    }
    trail.push_back(name);
    int deepest = 0;
    if (const auto ast = parsed.find(name); ast != parsed.end()) {
      for (const cel::Node& node : ast->second.nodes) {
        if (node.kind != cel::NodeKind::Select) continue;
        const cel::Node& operand = ast->second[node.args[0]];
        if (operand.kind != cel::NodeKind::Ident || operand.name != "definitions") continue;
        if (!is_definition(node.name)) continue;  // reported as undeclared
        if (!visit_definition(node.name, parsed, depth, trail, order)) return false;
        deepest = std::max(deepest, depth[node.name]);
      }
    }
    trail.pop_back();
    depth[name] = deepest + 1;
    if (deepest + 1 > limits::kMaxDefinitionDepth) {
      wrong("pack.definition_depth", "/definitions/" + pointer_token(name),
            "definitions build on each other more than " + std::to_string(limits::kMaxDefinitionDepth) + " deep");
      return false;
    }
    const Json* text = member(*reader_.find("definitions"), name);
    if (text != nullptr && text->is_string()) order.push_back(name);
    return true;
  }

  bool is_definition(const std::string& name) const {
    return std::any_of(pack_.definitions.begin(), pack_.definitions.end(),
                       [&](const Definition& d) { return d.name == name; }) ||
           member(*reader_.find("definitions"), name) != nullptr;
  }

  void check_id(Reader& r, std::string_view key, const std::string& id, std::set<std::string>& seen) {
    if (id.empty()) return;
    if (!is_id(id)) r.wrong(key, "an id is lower-case words joined by - or _");
    if (!seen.insert(id).second) {
      wrong("pack.duplicate_id", r.at(key), "the id \"" + id + "\" is used twice; ids name one thing");
    }
  }

  void read_rules() {
    const Json* rules = reader_.array("rules");
    std::set<std::string> seen;
    for (std::size_t i = 0; rules != nullptr && i < rules->size(); ++i) {
      Reader r((*rules)[i], element("/rules", i),
               {"id", "for_each", "when", "assert", "severity", "on_unknown", "path", "message", "remedy",
                "unverified_message", "cites", "note"},
               diagnostics_);
      if (!r.usable()) continue;
      Rule rule;
      rule.id = r.string("id");
      check_id(r, "id", rule.id, seen);
      r.optional_string("note");
      Place place;
      if (const auto list = r.optional_string("for_each")) read_for_each(r, *list, rule, place);
      rule.when = read_condition(r, "when", place);
      place = under_when(r, place);
      rule.assertion = read_condition(r, "assert", place);
      if (r.find("when") == nullptr && r.find("assert") == nullptr)
        r.wrong("when", "a rule has \"when\", \"assert\" or both");
      read_severity(r, rule);
      read_path(r, rule.path, rule.for_each);
      rule.message = read_text(r, "message", place);
      rule.remedy = read_optional_text(r, "remedy", place);
      Place undecided;  // an undecided rule's text cannot lean on its `when`
      undecided.it = place.it, undecided.index = place.index, undecided.it_node = place.it_node;
      undecided.it_type = place.it_type;
      rule.unverified_message = read_optional_text(r, "unverified_message", undecided);
      rule.cites = read_citations(r);
      pack_.rules.push_back(std::move(rule));
    }
  }

  // A list of the form by its dotted path, so that an element's index is its place in the form.
  void read_for_each(Reader& r, const std::string& list, Rule& rule, Place& place) {
    const auto node = scope_->node_of(list, {});
    const bool path =
        list.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.") == std::string::npos;
    if (!path || node == schema::kNoNode || pack_.facts[node].type != schema::Type::Array) {
      r.wrong("for_each", "\"for_each\" of a rule is the dotted path of a list in the facts, such as \"requests\"");
      return;
    }
    for (auto up = pack_.facts[node].parent; up != schema::kNoNode; up = pack_.facts[up].parent) {
      if (pack_.facts[up].type == schema::Type::Array) r.wrong("for_each", "a list inside a list cannot be walked");
    }
    rule.for_each = node;
    place.it = place.index = true;
    place.it_node = pack_.facts[node].items;
    // A schema that is wrong may lack "items".
    if (place.it_node != schema::kNoNode) place.it_type = scope_->type_of(place.it_node);
    place.times = pack_.facts[node].max_items.value_or(static_cast<std::int64_t>(limits::kMaxListItems));
  }

  void read_severity(Reader& r, Rule& rule) {
    const std::string severity = r.string("severity");
    if (const auto known = severity_from_name(severity)) {
      rule.severity = *known;
    } else if (!severity.empty()) {
      r.wrong("severity", "\"severity\" is one of error, warning, info, not_needed");
    }
    const auto on_unknown = r.optional_string("on_unknown");
    if (!on_unknown) return;
    constexpr std::array<std::pair<std::string_view, OnUnknown>, 4> kNames{{{"pending", OnUnknown::Pending},
                                                                            {"warning", OnUnknown::Warning},
                                                                            {"info", OnUnknown::Info},
                                                                            {"pass", OnUnknown::Pass}}};
    for (const auto& [name, value] : kNames) {
      if (*on_unknown == name) {
        rule.on_unknown = value;
        return;
      }
    }
    r.wrong("on_unknown", "\"on_unknown\" is one of pending, warning, info, pass");
  }

  void read_requirements() {
    const Json* list = reader_.optional_array("requirements");
    std::set<std::string> seen;
    std::vector<std::pair<std::string, std::vector<std::string>>> alternatives;  // pointer, ids
    for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
      Reader r((*list)[i], element("/requirements", i),
               {"id", "kind", "when", "satisfied", "alternatives", "title", "cites", "note"}, diagnostics_);
      Requirement requirement;
      if (r.usable()) {
        requirement.id = r.string("id");
        check_id(r, "id", requirement.id, seen);
        requirement.kind = r.string("kind");
        constexpr std::array<std::string_view, 4> kKinds{"material", "authentication", "signature", "step"};
        if (!requirement.kind.empty() && std::find(kKinds.begin(), kKinds.end(), requirement.kind) == kKinds.end()) {
          r.wrong("kind", "\"kind\" is one of material, authentication, signature, step");
        }
        r.optional_string("note");
        requirement.when = read_condition(r, "when", {});
        const Place place = under_when(r, {});
        requirement.satisfied = read_condition(r, "satisfied", place);
        requirement.title = read_text(r, "title", place);
        requirement.cites = read_citations(r);
        alternatives.emplace_back(r.at("alternatives"), r.optional_strings("alternatives"));
      } else {
        alternatives.emplace_back();
      }
      pack_.requirements.push_back(std::move(requirement));
    }
    for (std::size_t i = 0; i < alternatives.size(); ++i) {
      for (const auto& id : alternatives[i].second) link_alternative(i, id, alternatives[i].first);
    }
  }

  void link_alternative(std::size_t i, const std::string& id, const std::string& pointer) {
    for (std::size_t k = 0; k < pack_.requirements.size(); ++k) {
      if (pack_.requirements[k].id != id || k == i) continue;
      pack_.requirements[i].alternatives.push_back(k);
      pack_.requirements[k].only_alternative = true;
      return;
    }
    wrong("pack.unknown_requirement", pointer, "no other requirement has the id \"" + id + "\"");
  }

  void read_outcomes() {
    const Json* outcomes = reader_.find("outcomes");
    if (outcomes == nullptr) return;
    if (!outcomes->is_object()) return wrong("pack.type", "/outcomes", "\"outcomes\" is an object: name to entries");
    for (const auto& [name, json] : outcomes->get_ref<const Json::object_t&>()) {
      const std::string at = "/outcomes/" + pointer_token(name);
      Outcome outcome;
      outcome.name = name;
      if (!is_id(name)) wrong("pack.id", at, "an outcome's name is lower-case words joined by _");
      if (json.is_array()) {
        for (std::size_t i = 0; i < json.size(); ++i)
          outcome.cases.push_back(read_outcome_case(json[i], element(at, i)));
      } else {
        outcome.cases.push_back(read_outcome_case(json, at));
      }
      pack_.outcomes.push_back(std::move(outcome));
    }
  }

  OutcomeCase read_outcome_case(const Json& json, const std::string& pointer) {
    OutcomeCase out;
    Reader r(json, pointer, {"when", "value", "text", "cites", "note"}, diagnostics_);
    if (!r.usable()) return out;
    r.optional_string("note");
    out.when = read_condition(r, "when", {});
    const Place place = under_when(r, {});
    out.value = read_required_expression(r, "value", place);
    out.text = read_optional_text(r, "text", place);
    out.cites = read_citations(r);
    return out;
  }

  void read_guidance() {
    const Json* list = reader_.optional_array("guidance");
    std::set<std::string> seen;
    for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
      Reader r((*list)[i], element("/guidance", i), {"id", "when", "text", "cites", "note"}, diagnostics_);
      if (!r.usable()) continue;
      Guidance guidance;
      guidance.id = r.string("id");
      check_id(r, "id", guidance.id, seen);
      r.optional_string("note");
      guidance.when = read_condition(r, "when", {});
      guidance.text = read_text(r, "text", under_when(r, {}));
      guidance.cites = read_citations(r);
      pack_.guidance.push_back(std::move(guidance));
    }
  }

  void read_plan() {
    Reader r(*reader_.find("plan"), "/plan",
             {"when", "state", "invariant", "actions", "resolves", "impossible", "note"}, diagnostics_);
    if (!r.usable()) return;
    Plan plan;
    r.optional_string("note");
    plan.when = read_condition(r, "when", {});
    const Place place = under_when(r, {});
    cel::TypeRef present = nullptr;
    plan.state = read_required_expression(r, "state", place, Expected::Anything, &present);
    if (present != nullptr) scope_->define_state(present);
    Place invariant = place;
    invariant.state = invariant.before = true;
    plan.invariant = read_required_expression(r, "invariant", invariant, Expected::Bool);
    const Json* actions = r.array("actions");
    std::set<std::string> seen;
    for (std::size_t i = 0; actions != nullptr && i < actions->size(); ++i) {
      read_action((*actions)[i], element("/plan/actions", i), place, seen, plan);
    }
    plan.resolves = r.optional_strings("resolves");
    for (std::size_t i = 0; i < plan.resolves.size(); ++i) {
      const auto known = std::find_if(pack_.rules.begin(), pack_.rules.end(), [&](const Rule& rule) {
        return rule.id == plan.resolves[i] && rule.severity == Severity::Error;
      });
      if (known == pack_.rules.end()) {
        wrong("pack.unknown_rule", element("/plan/resolves", i),
              "no rule of severity error has the id \"" + plan.resolves[i] + "\"");
      }
    }
    if (const Json* impossible = r.object("impossible")) {
      Reader f(*impossible, "/plan/impossible", {"path", "message", "remedy", "cites", "note"}, diagnostics_);
      plan.impossible.id = "plan.impossible";
      read_path(f, plan.impossible.path, std::nullopt);
      f.optional_string("note");
      plan.impossible.message = read_text(f, "message", place);
      plan.impossible.remedy = read_optional_text(f, "remedy", place);
      plan.impossible.cites = read_citations(f);
    }
    pack_.plan = std::move(plan);
  }

  void read_action(const Json& json, const std::string& pointer, const Place& plan_place, std::set<std::string>& seen,
                   Plan& plan) {
    Reader r(json, pointer, {"action", "optional", "for_each", "when", "next", "from", "to", "why", "cites", "note"},
             diagnostics_);
    if (!r.usable()) return;
    Action action;
    action.name = r.string("action");
    check_id(r, "action", action.name, seen);
    action.optional = r.optional_flag("optional");
    r.optional_string("note");
    cel::TypeRef items = nullptr;
    action.for_each = read_required_expression(r, "for_each", plan_place, Expected::List, &items);
    Place place = plan_place;
    place.it = place.state = true;
    if (items != nullptr && items->kind == cel::TypeKind::List) place.it_type = items->parameters[0];
    const auto list = scope_->node_of(action.for_each.text, plan_place);
    if (list != schema::kNoNode && pack_.facts[list].type == schema::Type::Array)
      place.it_node = pack_.facts[list].items;
    action.when = read_condition(r, "when", place);
    place = under_when(r, place);
    action.next = read_required_expression(r, "next", place);
    action.from = read_expression(r, "from", place);
    action.to = read_expression(r, "to", place);
    action.why = read_text(r, "why", place);
    action.cites = read_citations(r);
    plan.actions.push_back(std::move(action));
  }

  const std::set<std::string>& sources_;
  const std::set<std::string>& clauses_;
  Diagnostics& diagnostics_;
  Reader reader_;
  std::set<std::string> listed_sources_;
  Scope* scope_ = nullptr;
  Pack pack_;
};

}  // namespace

Pack load_pack(const Json& json, const std::set<std::string>& sources, const std::set<std::string>& clauses,
               Diagnostics& diagnostics) {
  return PackLoader(json, sources, clauses, diagnostics).run();
}

}  // namespace precheck::pack
