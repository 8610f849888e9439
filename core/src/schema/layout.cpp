#include "schema/layout.h"

#include "base/sort.h"
#include "base/vector.h"

namespace precheck::schema {

namespace {

class Layout {
 public:
  explicit Layout(Schema& schema) : schema_(schema) {}

  void run() {
    schema_.record_size.assign(schema_.nodes.size(), 0);
    schema_.node_at.assign(schema_.nodes.size(), {});
    record(0);
    for (NodeIndex i = 0; i < schema_.nodes.size(); ++i) {
      if (node(i).items != kNoNode) record(node(i).items);
      sort_names(node(i));
    }
  }

 private:
  Node& node(NodeIndex i) { return schema_.nodes[i]; }

  // The form, or the element of a list.
  void record(NodeIndex start) {
    schema_.record_size[start] = place(start, 0);
    schema_.node_at[start].resize(schema_.record_size[start]);
    map(start, schema_.node_at[start]);
  }

  // Gives the object's properties neighbouring slots from `at` on, then does the same for the objects among them.
  // Elements of lists are records of their own. Returns the first free slot.
  std::uint32_t place(NodeIndex object, std::uint32_t at) {
    node(object).first_slot = at;
    at += static_cast<std::uint32_t>(node(object).properties.size());
    for (const NodeIndex child : node(object).properties) {
      if (node(child).type == Type::Object) at = place(child, at);
    }
    return at;
  }

  void map(NodeIndex object, Vector<NodeIndex>& node_at) {
    for (const NodeIndex child : node(object).properties) {
      node_at[node(object).first_slot + node(child).ordinal] = child;
      if (node(child).type == Type::Object) map(child, node_at);
    }
  }

  // So that a property out of order is found in a large object too.
  void sort_names(Node& object) {
    constexpr std::size_t kFew = 8;
    if (object.properties.size() <= kFew) return;
    object.by_name = object.properties;
    sort_numbers(object.by_name, [&](NodeIndex a, NodeIndex b) { return node(a).name < node(b).name; });
  }

  Schema& schema_;
};

}  // namespace

void lay_out(Schema& schema) { Layout(schema).run(); }

}  // namespace precheck::schema
