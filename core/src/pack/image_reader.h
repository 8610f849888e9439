// Reads the fields of a pack, see image.h. What is not as it was written gives an empty value and fails the whole.
#pragma once

#include <cstdint>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "base/vector.h"
#include "pack/image_fields.h"
#include "pack/image_numbers.h"

namespace precheck::pack {

class ImageReader {
 public:
  static constexpr bool kReads = true;

  // Of the text behind its head. Views of it go into `pack`, whose arena there is.
  ImageReader(std::string_view text, Pack& pack);

  template <typename... T>
  void operator()(T&... parts) {
    (one(parts), ...);
  }

  // Whether everything was as it was written, and nothing is left.
  [[nodiscard]] bool complete() const { return ok_ && at_ == text_.size(); }

 private:
  std::uint64_t number();
  // At most `last`.
  std::uint64_t number(std::uint64_t last);
  // Of parts that follow, each of which takes a byte at least.
  std::size_t count() { return static_cast<std::size_t>(number(text_.size() - at_)); }
  // The same, of parts of so many bytes, for which there is memory.
  std::size_t count_of(std::size_t size);
  void fail() { ok_ = false; }

  template <typename T>
  void one(T& part) {
    if constexpr (std::is_enum_v<T>) {
      part = static_cast<T>(number(static_cast<std::uint64_t>(last_of(T{}))));
    } else if constexpr (std::is_same_v<T, bool>) {
      part = number(1) != 0;
    } else if constexpr (std::is_same_v<T, std::uint32_t>) {
      part = static_cast<std::uint32_t>(number(UINT32_MAX)) - 1;
    } else if constexpr (std::is_unsigned_v<T>) {
      part = static_cast<T>(number(static_cast<T>(-1)));
    } else if constexpr (std::is_integral_v<T>) {
      const std::int64_t value = signed_of(number());
      part = static_cast<T>(value);
      if (part != value) fail();
    } else {
      fields(*this, part);
    }
  }
  void one(double& part) { part = double_of(number()); }
  void one(std::string_view& part);
  void one(std::string& part);
  void one(cel::Value& part);
  void one(cel::Program& part);
  void instruction(cel::Program& program, std::uint32_t at);
  void one(calendar::Date& part);
  void one(schema::Schema& part);
  void list(cel::Value& part);

  // Parts are made where they are to be, in the place of none: to assign to one, or to move it, is far more code. What
  // is done for parts of all types is there once, and goes by a function that makes one and reads it.
  using MakeAndRead = void (*)(ImageReader& reader, void* place);
  void list(Room& part, std::size_t bytes, MakeAndRead element);

  template <typename T>
  void one(std::optional<T>& part) {
    if (number(1) != 0) one(**std::construct_at(&part, std::in_place));
  }
  template <typename T>
  void one(Vector<T>& part) {
    part.fill_room([this](Room& room) {
      list(room, sizeof(T), [](ImageReader& reader, void* place) { reader.one(*::new (place) T()); });
    });
  }
  template <typename A, typename B>
  void one(std::pair<A, B>& part) {
    one(part.first);
    one(part.second);
  }
  template <typename T>
  void one(Localized<T>& part) {
    one(part.by_locale);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool ok_ = true;
  std::size_t depth_ = 0;  // of lists
  std::size_t room_;       // for parts, in bytes
  Vector<std::string_view> texts_;
  Pack& pack_;
};

}  // namespace precheck::pack
