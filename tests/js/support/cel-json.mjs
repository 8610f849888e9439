// Comparing values in the tagged JSON of core/include/precheck/cel.hpp.

/** The entries of maps in one order, whatever the order they were made in. */
export function inOrder(value) {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(inOrder);
  const parts = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, inOrder(part)]));
  if (parts.map) parts.map.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  return parts;
}
