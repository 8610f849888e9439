// Writes the fields of a pack, see image.h.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "base/vector.h"
#include "pack/image_fields.h"
#include "pack/image_numbers.h"

namespace precheck::pack {

class ImageWriter {
 public:
  static constexpr bool kReads = false;

  template <typename... T>
  void operator()(const T&... parts) {
    (one(parts), ...);
  }

  // The table of texts, then what was written.
  [[nodiscard]] std::string text() const;

 private:
  void number(std::uint64_t value) { append_number(body_, value); }

  template <typename T>
  void one(const T& part) {
    if constexpr (std::is_enum_v<T>) {
      number(static_cast<std::uint64_t>(part));
    } else if constexpr (std::is_same_v<T, std::uint32_t>) {
      number(static_cast<std::uint32_t>(part + 1));  // "none" is the largest of them: so it is the shortest
    } else if constexpr (std::is_unsigned_v<T>) {
      number(part);
    } else if constexpr (std::is_integral_v<T>) {
      number(unsigned_of(part));
    } else {
      fields(*this, part);
    }
  }
  void one(double part) { number(number_of(part)); }
  void one(std::string_view part);
  void one(const std::string& part) { one(std::string_view(part)); }
  void one(const cel::Value& part);
  void one(const cel::Program& part);
  void instruction(const cel::Program& program, std::uint32_t at);

  template <typename T>
  void one(const std::optional<T>& part) {
    number(part.has_value() ? 1 : 0);
    if (part) one(*part);
  }
  template <typename T>
  void one(const Vector<T>& part) {
    number(part.size());
    for (const T& element : part) one(element);
  }
  template <typename A, typename B>
  void one(const std::pair<A, B>& part) {
    one(part.first);
    one(part.second);
  }
  template <typename T>
  void one(const Localized<T>& part) {
    one(part.by_locale);
  }

  Vector<std::string> texts_;  // in the order in which they are first written
  std::map<std::string, std::uint64_t, std::less<>> places_;
  std::string body_;
};

}  // namespace precheck::pack
