// Compiled packs with a right sum and wrong content: whoever changes one can make another sum.
#pragma once

#include <random>
#include <string>
#include <string_view>

#include "pack/image.h"
#include "pack/image_numbers.h"

namespace precheck::forged {

inline std::string content_of(std::string_view image) {
  std::size_t begin = pack::kImageHead.size();
  pack::next_number(image, begin);  // the sum
  return std::string(image.substr(begin));
}

inline std::string with_sum(const std::string& content) {
  std::string out(pack::kImageHead);
  pack::append_number(out, pack::check_sum(content));
  return out + content;
}

// Some numbers of the content put in the place of others, texts' bytes among them.
inline std::string image(std::string_view sound, std::minstd_rand& random) {
  const auto any = [&](std::size_t below) { return static_cast<std::size_t>(random() % below); };
  std::string content = content_of(sound);
  for (std::size_t changes = 1 + any(3); changes > 0; --changes) {
    std::string number;
    pack::append_number(number, any(2) == 0 ? any(8) : any(300));
    content.replace(any(content.size()), number.size(), number);
  }
  return with_sum(content);
}

}  // namespace precheck::forged
