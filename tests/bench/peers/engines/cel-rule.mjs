/** A rule as one CEL expression, true where the form keeps the rule. A conditional, since cel-js looks at both sides of `||`. */
export function keepsRule({ when, assert }) {
  return when ? `(${when}) ? (${assert}) : true` : assert;
}
