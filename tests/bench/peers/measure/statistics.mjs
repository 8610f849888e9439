/** The median, and the quartiles as the spread. */
export function summary(samples) {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (share) => sorted[Math.round(share * (sorted.length - 1))];
  return { median: at(0.5), low: at(0.25), high: at(0.75) };
}
