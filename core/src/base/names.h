// Names and their numbers: the one map from texts for the whole library, since
// each std::map and std::set is an instance of its own. What belongs to a name
// is kept in a vector, by its number.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace precheck {

class Names {
 public:
  // Gives a new name the next number, from 0 on; false: it has one already.
  bool add(std::string_view name);
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view name) const;
  [[nodiscard]] bool contains(std::string_view name) const { return find(name).has_value(); }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(numbers_.size()); }

  // In the order of the bytes.
  [[nodiscard]] const std::map<std::string, std::uint32_t, std::less<>>& sorted() const { return numbers_; }

 private:
  std::map<std::string, std::uint32_t, std::less<>> numbers_;
};

}  // namespace precheck
