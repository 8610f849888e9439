#include "pack/loading.h"

#include "base/text.h"

namespace precheck::pack {

bool path_exists(const Loading& load, std::string_view path) {
  if (path.empty()) return true;
  schema::NodeIndex node = 0;
  while (!path.empty()) {
    if (path[0] != '/') return false;
    path.remove_prefix(1);
    const std::string_view token = path.substr(0, path.find('/'));
    path.remove_prefix(token.size());
    const schema::Node& at = load.pack.facts[node];
    if (at.type == schema::Type::Array) {
      if (token != "*" && (token.empty() || token.find_first_not_of("0123456789") != std::string_view::npos))
        return false;
      node = at.items;
    } else {
      node = load.pack.facts.property(node, token);
    }
    if (node == schema::kNoNode) return false;
  }
  return true;
}

void read_path(Loading& load, Reader& r, std::string& out, std::optional<schema::NodeIndex> each) {
  out = r.string("path");
  if (out.empty()) return;
  const std::size_t star = out.find('*');
  if (!path_exists(load, out)) {
    r.wrong("path", cat({"the facts have no ", out}));
  } else if (star != std::string::npos && !each) {
    r.wrong("path", "\"*\" stands for the index of \"for_each\", which this entry does not have");
  } else if (star != std::string::npos && (out.substr(0, star) != cat({load.pack.facts.pattern(*each), "/"}) ||
                                           out.find('*', star + 1) != std::string::npos)) {
    r.wrong("path", cat({"\"*\" stands for the index in the list of \"for_each\", ", load.pack.facts.pattern(*each)}));
  }
}

std::string element(Piece pointer, std::size_t i) { return cat({pointer, "/", i}); }

Citations read_citations(Loading& load, Reader& r) {
  Citations out = r.strings("cites");
  if (out.empty() && r.find("cites") != nullptr && r.find("cites")->is_array()) {
    r.wrong("cites", "cite at least one clause");
  }
  for (std::size_t i = 0; i < out.size(); ++i) check_clause(load, out[i], element(r.at("cites"), i));
  return out;
}

void check_id(Loading& load, Reader& r, std::string_view key, const std::string& id, Names& seen) {
  if (id.empty()) return;
  if (!is_id(id)) r.wrong(key, "an id is lower-case words joined by - or _");
  if (!seen.add(id)) {
    load.wrong("pack.duplicate_id", r.at(key), cat({"the id \"", id, "\" is used twice; ids name one thing"}));
  }
}

std::optional<Expression> read_expression(Loading& load, Reader& r, std::string_view key, const Place& place,
                                          Expected expected) {
  const auto text = r.optional_string(key);
  if (!text || text->empty()) return std::nullopt;
  return load.scope->compile(*text, r.at(key), place, expected);
}

Expression read_required_expression(Loading& load, Reader& r, std::string_view key, const Place& place,
                                    Expected expected, cel::TypeRef* type) {
  const std::string text = r.string(key);
  return text.empty() ? Expression{} : load.scope->compile(text, r.at(key), place, expected, type);
}

std::optional<Expression> read_condition(Loading& load, Reader& r, std::string_view key, const Place& place) {
  return read_expression(load, r, key, place, Expected::Bool);
}

Place under_when(Loading& load, Reader& r, const Place& place) {
  const Json* when = r.find("when");
  return when != nullptr && when->is_string() ? load.scope->given(place, when->get<std::string>()) : place;
}

Text read_text(Loading& load, Reader& r, std::string_view key, const Place& place) {
  return load.scope->compile_text(r.text(key), r.at(key), place);
}

Text read_optional_text(Loading& load, Reader& r, std::string_view key, const Place& place) {
  return r.find(key) == nullptr ? Text{} : read_text(load, r, key, place);
}

}  // namespace precheck::pack
