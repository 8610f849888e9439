// Our CEL over wasm against another implementation, @bufbuild/cel: random well-typed expressions with random bindings give the same value, or an
// error from both. Where they differ and ours stays as it is, support/cel-differences.mjs says why. CEL_SEED and CEL_RUNS choose others.
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { createCel } from 'yibao-precheck/cel';
import { DIFFERENCES, EXCUSES, MENDS, REWRITES } from './support/cel-differences.mjs';
import { CelCases } from './support/cel-generator.mjs';
import { inOrder } from './support/cel-json.mjs';
import { peer } from './support/cel-peer.mjs';

process.env.TZ = 'UTC'; // the peer reads timestamps through local Dates
const seed = Number(process.env.CEL_SEED ?? 20231);
const numRuns = Number(process.env.CEL_RUNS ?? 20_000);
const cel = await createCel();
const peerAsItIs = peer();
const peerWithMends = peer(MENDS);
const mendedPeer = (expression, bindings) => peerWithMends(REWRITES.reduce((text, rewrite) => rewrite(text), expression), bindings);
const counts = { values: 0, errors: 0, excused: 0, 'empty literals given a type': 0 };

describe('differences from @bufbuild/cel that stay', () => {
  for (const { name, expression, ours, theirs, excuses } of DIFFERENCES) {
    it(`${name}: ${expression}`, () => {
      assert.deepEqual(asExpected(evaluate(expression, {}, {})), ours, 'ours');
      assert.deepEqual(asExpected(peerAsItIs(expression)), theirs, 'the peer');
      assert.notDeepEqual(ours, theirs, 'a difference is one');
      if (excuses) assert.ok(excuses({ ours: evaluate(expression, {}, {}), theirs: mendedPeer(expression) }), 'excused');
      else assert.deepEqual(asExpected(mendedPeer(expression)), ours, 'the peer, mended');
    });
  }
});

describe('random expressions', () => {
  it(`${numRuns} of seed ${seed} agree with @bufbuild/cel`, () => {
    fc.assert(fc.property(new CelCases(), agree), { seed, numRuns });
  });
});

after(() => {
  console.log(Object.entries(counts).map(([what, count]) => `${count} ${what}`).join(', '));
});

function agree(generated) {
  const { variables, bindings } = generated;
  const expression = acceptedForm(generated);
  const ours = evaluate(expression, variables, bindings);
  const theirs = mendedPeer(expression, bindings);
  const same = ours.error ? theirs.error !== undefined : isDeepStrictEqual(inOrder(ours), inOrder(theirs));
  const excused = !same && EXCUSES.some((excuses) => excuses({ ours, theirs }));
  counts[excused ? 'excused' : ours.error ? 'errors' : 'values'] += 1;
  if (same || excused) return;
  throw new Error([expression, `bindings: ${JSON.stringify(bindings)}`, `ours:     ${JSON.stringify(ours)}`, `the peer: ${JSON.stringify(theirs)}`].join('\n'));
}

/**
 * The expression, which is well typed, so that our checker takes it and deduces its type, where neither dyn nor the type of a type is in play.
 * One thing it may refuse: what an empty literal holds has no type yet, and the first overload that fits settles it, as in cel-go:
 * [][0] + duration('1s') is a timestamp. With dyn([]) it is settled.
 */
function acceptedForm({ expression, type, variables }) {
  const { errors, type: deduced } = typeOf(expression, variables);
  const definite = ![expression, type, ...Object.values(variables)].some((text) => /dyn|type|\[\]|\{\}/.test(text));
  if (definite) assert.equal(deduced, type, `the type of ${expression}${errors ? `: ${errors[0].message}` : ''}`);
  if (!errors) return expression;
  const settled = expression.replace(/\[\]|\{\}/g, 'dyn($&)');
  if (settled === expression || typeOf(settled, variables).errors) throw new Error(`${expression}\nis well typed, but refused: ${errors[0].message}`);
  counts['empty literals given a type'] += 1;
  return settled;
}

function typeOf(expression, variables) {
  const program = cel.compile(expression, { variables });
  program.dispose?.();
  return program;
}

function evaluate(expression, variables, bindings) {
  const program = cel.compile(expression, { variables });
  if (program.errors) return { error: program.errors[0] };
  const answer = JSON.parse(program.evaluateText(JSON.stringify(bindings)));
  program.dispose();
  return answer;
}

/** As the list of differences writes answers. */
function asExpected(answer) {
  return answer.error ? { error: true } : answer;
}
