#include "base/text.h"
#include "pack/load_parts.h"

namespace precheck::pack {

void read_facts(Loading& load) {
  if (const Json* facts = load.document.object("facts")) {
    load.pack.facts = schema::compile_schema(*facts, "/facts", load.diagnostics);
  } else {
    Json empty = Json::object();
    empty["type"] = "object";
    load.pack.facts = schema::compile_schema(empty, "/facts", load.diagnostics);
  }
}

void check_schema_citations(Loading& load) {
  for (schema::NodeIndex i = 0; i < load.pack.facts.nodes.size(); ++i) {
    const schema::Node& node = load.pack.facts[i];
    for (std::size_t k = 0; k < node.cites.size(); ++k)
      check_clause(load, node.cites[k], element(cat({node.pointer, "/x-cites"}), k));
  }
}

}  // namespace precheck::pack
