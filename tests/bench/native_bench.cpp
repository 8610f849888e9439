// native_bench RULES: nanoseconds for one check of each pack's sample forms, natively: JSON text to report text.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <precheck/precheck.hpp>
#include <string>
#include <vector>

#include "../unit/rule_files.h"
#include "base/limits.h"

namespace {

using Clock = std::chrono::steady_clock;

double nanoseconds(Clock::time_point since) {
  return std::chrono::duration<double, std::nano>(Clock::now() - since).count();
}

// Median of several samples, each long enough to be measured.
template <typename Work>
double median(Work work) {
  constexpr double kSample = 1e8;
  constexpr std::size_t kSamples = 7;
  long rounds = 1;
  for (;; rounds *= 2) {
    const auto since = Clock::now();
    for (long i = 0; i < rounds; ++i) work();
    if (nanoseconds(since) > kSample) break;
  }
  std::vector<double> samples;
  for (std::size_t s = 0; s < kSamples; ++s) {
    const auto since = Clock::now();
    for (long i = 0; i < rounds; ++i) work();
    samples.push_back(nanoseconds(since) / static_cast<double>(rounds));
  }
  std::sort(samples.begin(), samples.end());
  return samples[kSamples / 2];
}

struct Sample {
  std::string as_of;
  std::string form;
  std::string params;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: native_bench RULES\n");
    return 2;
  }
  const auto since = Clock::now();
  const auto library = precheck::rule_files::load(argv[1]);
  std::printf("%12.0f ns  load every pack, once\n", nanoseconds(since));
  for (const auto& path : precheck::rule_files::find(argv[1], true)) {
    const auto file = precheck::read_json(precheck::rule_files::read(path), precheck::limits::kMaxDocumentBytes);
    if (!file.ok()) continue;
    const auto pack = file->at("pack").get<std::string>();
    std::vector<Sample> samples;
    for (const auto& entry : file->at("cases")) {
      if (!entry.contains("sample")) continue;
      const auto request =
          precheck::read_json(precheck::rule_files::request(*file, entry), precheck::limits::kMaxFormBytes);
      samples.push_back({request->at("as_of").get<std::string>(), precheck::to_text(request->at("form")),
                         request->contains("params") ? precheck::to_text(request->at("params")) : ""});
    }
    if (samples.empty()) continue;
    const double all = median([&] {
      for (const Sample& s : samples) {
        if (!library.check({pack, s.form, s.as_of, "", s.params}).ok) std::abort();
      }
    });
    std::printf("%12.0f ns  %s: JSON text to report text\n", all / static_cast<double>(samples.size()), pack.c_str());
  }
  return 0;
}
