#include "schema/facts.h"

#include <algorithm>

#include "base/limits.h"
#include "base/text.h"
#include "base/vector.h"

namespace precheck::schema {

std::int64_t most_items(const Node& node) {
  const auto limit = static_cast<std::int64_t>(limits::kMaxListItems);
  return std::min(node.max_items.value_or(limit), limit);
}

const Facts::ListRun* Facts::run_of(SlotId id) const {
  for (const ListRun& run : lists) {
    if (id >= run.first && id - run.first < std::size_t{run.count} * stride_of(*schema, run.items)) return &run;
  }
  return nullptr;
}

NodeIndex Facts::node_of(SlotId id) const {
  const ListRun* run = run_of(id);
  if (run == nullptr) return schema->node_at[0][id];
  const std::uint32_t offset = (id - run->first) % stride_of(*schema, run->items);
  return offset == 0 ? run->items : schema->node_at[run->items][offset - 1];
}

std::string Facts::pointer_of(SlotId id) const {
  if (id == kNoSlot) return "";
  const ListRun* run = run_of(id);
  std::string out;
  NodeIndex top = 0;  // what the record belongs to
  if (run != nullptr) {
    top = run->items;
    out = cat({pointer_of(run->list), "/", (id - run->first) / stride_of(*schema, run->items)});
  }
  std::string below;
  for (NodeIndex node = node_of(id); node != top; node = (*schema)[node].parent) {
    below.insert(0, "/" + pointer_token((*schema)[node].name));
  }
  return out + below;
}

bool Facts::is_malformed(SlotId id) const {
  return std::find(malformed.begin(), malformed.end(), id) != malformed.end();
}

void Facts::path_to(SlotId id, Vector<std::uint32_t>& ordinals) const {
  const ListRun* run = run_of(id);
  NodeIndex top = 0;
  if (run != nullptr) {
    top = run->items;
    path_to(run->list, ordinals);
    ordinals.push_back((id - run->first) / stride_of(*schema, run->items));
  }
  const std::size_t begin = ordinals.size();
  for (NodeIndex node = node_of(id); node != top; node = (*schema)[node].parent) {
    ordinals.push_back((*schema)[node].ordinal);
  }
  std::reverse(ordinals.begin() + static_cast<std::ptrdiff_t>(begin), ordinals.end());
}

bool Facts::comes_before(SlotId a, SlotId b) const {
  Vector<std::uint32_t> x, y;
  path_to(a, x);
  path_to(b, y);
  return std::lexicographical_compare(x.begin(), x.end(), y.begin(), y.end());
}

}  // namespace precheck::schema
