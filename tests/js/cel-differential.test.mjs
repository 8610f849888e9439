// Our CEL over wasm against another implementation, @bufbuild/cel: random well-typed expressions with random bindings give the same value, or an
// error from both. Where they differ and ours stays as it is, support/cel-differences.mjs says why. CEL_SEED and CEL_RUNS choose others.
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { createCel } from 'yibao-precheck/cel';
import { DIFFERENCES, EXCUSES, MENDS } from './support/cel-differences.mjs';
import { CelCases } from './support/cel-generator.mjs';
import { inOrder } from './support/cel-json.mjs';
import { peer } from './support/cel-peer.mjs';

process.env.TZ = 'UTC'; // the peer reads timestamps through local Dates
const seed = Number(process.env.CEL_SEED ?? 20231);
const numRuns = Number(process.env.CEL_RUNS ?? 20_000);
const cel = await createCel();
const peerAsItIs = peer();
const mendedPeer = peer(MENDS);
const counts = { values: 0, errors: 0, excused: 0, 'empty literals given a type': 0 };

describe('differences from @bufbuild/cel that stay', () => {
  for (const { name, expression, ours, theirs, mends, excuses } of DIFFERENCES) {
    it(`${name}: ${expression}`, () => {
      assert.deepEqual(asExpected(evaluate(expression, {}, {})), ours, 'ours');
      assert.deepEqual(asExpected(peerAsItIs(expression)), theirs, 'the peer');
      assert.notDeepEqual(ours, theirs, 'a difference is one');
      if (mends) assert.deepEqual(asExpected(mendedPeer(expression)), ours, 'the peer, mended');
      if (excuses) assert.ok(excuses({ expression, ours: evaluate(expression, {}, {}), theirs: peerAsItIs(expression) }), 'excused');
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

function agree({ expression: written, variables, bindings }) {
  const expression = acceptedForm(written, variables);
  const ours = evaluate(expression, variables, bindings);
  const theirs = mendedPeer(expression, bindings);
  const same = ours.error ? theirs.error !== undefined : isDeepStrictEqual(inOrder(ours), inOrder(theirs));
  const excused = !same && EXCUSES.some((excuses) => excuses({ expression, ours, theirs }));
  counts[excused ? 'excused' : ours.error ? 'errors' : 'values'] += 1;
  if (same || excused) return;
  throw new Error([expression, `bindings: ${JSON.stringify(bindings)}`, `ours:     ${JSON.stringify(ours)}`, `the peer: ${JSON.stringify(theirs)}`].join('\n'));
}

/**
 * The expression, which is well typed, so that our checker takes it. There is one thing that it may refuse: what an empty literal holds has no
 * type yet, and the first overload that fits settles it, as in cel-go: [][0] + duration('1s') is a timestamp. With dyn([]) it is settled.
 */
function acceptedForm(written, variables) {
  const refusal = refused(written, variables);
  if (!refusal) return written;
  const typed = written.replace(/\[\]|\{\}/g, 'dyn($&)');
  if (typed === written || refused(typed, variables)) throw new Error(`${written}\nis well typed, but refused: ${refusal.message}`);
  counts['empty literals given a type'] += 1;
  return typed;
}

function refused(expression, variables) {
  const program = cel.compile(expression, { variables });
  program.dispose?.();
  return program.errors?.[0];
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
