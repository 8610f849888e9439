// Our CEL over wasm against another implementation, @bufbuild/cel: random well-typed expressions with random bindings give the same value, or an
// error from both. Where they differ and ours stays as it is, support/cel-differences.mjs says why. CEL_SEED and CEL_RUNS choose others.
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { createCel } from 'yibao-precheck/cel';
import { DIFFERENCES } from './support/cel-differences.mjs';
import { CelCases } from './support/cel-generator.mjs';
import { inOrder } from './support/cel-json.mjs';
import { peer } from './support/cel-peer.mjs';

process.env.TZ = 'UTC'; // the peer reads timestamps through local Dates
const seed = Number(process.env.CEL_SEED ?? 20231);
const numRuns = Number(process.env.CEL_RUNS ?? 20_000);
const cel = await createCel();
const peerAsItIs = peer();
const mendedPeer = peer(DIFFERENCES);
const counts = { values: 0, errors: 0, 'empty literals given a type': 0 };

describe('differences from @bufbuild/cel that stay', () => {
  for (const { name, expression, ours, theirs } of DIFFERENCES) {
    it(`${name}: ${expression}`, () => {
      const answer = JSON.parse(cel.compile(expression).evaluateText());
      assert.deepEqual(asExpected(answer), ours, 'ours');
      assert.deepEqual(asExpected(peerAsItIs(expression)), theirs, 'the peer');
      assert.notDeepEqual(ours, theirs, 'a difference is one');
      assert.deepEqual(asExpected(mendedPeer(expression)), ours, 'the peer, mended');
    });
  }
});

describe('random expressions', () => {
  it(`${numRuns} of seed ${seed} agree with @bufbuild/cel`, () => {
    fc.assert(fc.property(new CelCases(), agree), { seed, numRuns });
    // Errors agree with errors, so a fault that made most answers errors on both sides must not pass for agreement.
    assert.ok(counts.values > numRuns / 2, `only ${counts.values} of ${numRuns} have a value`);
  });
});

after(() => {
  console.log(Object.entries(counts).map(([what, count]) => `${count} ${what}`).join(', '));
});

function agree(generated) {
  const { expression, program } = compile(generated);
  const ours = JSON.parse(program.evaluateText(JSON.stringify(generated.bindings)));
  program.dispose();
  const theirs = mendedPeer(expression, generated.bindings);
  const same = ours.error ? theirs.error !== undefined : isDeepStrictEqual(inOrder(ours), inOrder(theirs));
  counts[ours.error ? 'errors' : 'values'] += 1;
  if (same) return;
  throw new Error([expression, `bindings: ${JSON.stringify(generated.bindings)}`, `ours:     ${JSON.stringify(ours)}`, `the peer: ${JSON.stringify(theirs)}`].join('\n'));
}

/**
 * A well-typed expression is one that our checker takes, and it deduces the type that was wanted where neither dyn nor the type of a type is in
 * play. One thing it may refuse: what an empty literal holds has no type yet, and the first overload that fits settles it, as in cel-go:
 * [][0] + duration('1s') is a timestamp. With dyn([]) it is settled.
 */
function compile({ expression, type, variables }) {
  const program = cel.compile(expression, { variables });
  const definite = ![expression, type, ...Object.values(variables)].some((text) => /dyn|type|\[\]|\{\}/.test(text));
  if (definite && !program.errors) assert.equal(program.type, type, `the type of ${expression}`);
  if (!program.errors) return { expression, program };
  const settled = expression.replace(/\[\]|\{\}/g, 'dyn($&)');
  const again = cel.compile(settled, { variables });
  if (settled === expression || again.errors) throw new Error(`${expression}\nis well typed, but refused: ${program.errors[0].message}`);
  counts['empty literals given a type'] += 1;
  return { expression: settled, program: again };
}

/** As the list of differences writes answers. */
function asExpected(answer) {
  return answer.error ? { error: true } : answer;
}
