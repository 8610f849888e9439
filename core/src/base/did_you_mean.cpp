#include "base/did_you_mean.h"

#include <algorithm>

#include "base/text.h"
#include "base/vector.h"

namespace precheck {

namespace {

// Levenshtein distance: insertions, deletions and replacements.
std::size_t distance(std::string_view a, std::string_view b) {
  Vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0u : 1u)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

}  // namespace

void Suggestion::consider(Piece piece) {
  const std::string_view candidate = piece.text();
  constexpr std::size_t kLongest = 100;  // of names worth comparing: the work is quadratic
  if (candidate.empty() || candidate.size() > kLongest || name_.size() > kLongest) return;
  // Each character that one has more than the other is a difference.
  const std::size_t longer = std::max(candidate.size(), name_.size());
  if (longer - std::min(candidate.size(), name_.size()) > best_) return;
  const std::size_t d = distance(name_, candidate);
  if (d > best_ || (d == best_ && !found_.empty())) return;
  best_ = d;
  found_ = candidate;
}

std::string Suggestion::text() const { return found_.empty() ? "" : cat({"; did you mean '", found_, "'?"}); }

}  // namespace precheck
