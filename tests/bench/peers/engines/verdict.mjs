/**
 * What every engine gives for a form: the verdict and the ids of the rules that the form breaks ("structure": its structure is wrong).
 * @param {string[]} failing
 */
export function verdictOf(failing) {
  return { verdict: failing.length === 0 ? 'pass' : 'fail', failing };
}
