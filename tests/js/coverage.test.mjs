// precheck.coverage(): which sub-expressions of a pack a form reaches, and that the places are those of cel.parse.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { createPrecheck, PrecheckError, resolvePacks } from 'yibao-precheck';
import { celParts, createCel } from 'yibao-precheck/cel';
import { readCaseFiles } from '../../wasm/scripts/cases.mjs';
import { root } from '../../wasm/scripts/root.mjs';
import { readRuleFiles } from '../../wasm/src/cli/rule-files.js';
import { createShippedEngine } from './support/engine.mjs';
import { changed, goodForm, goodOptions, pack, source } from './support/example.mjs';

const cel = await createCel();
const engineOf = (document) => createPrecheck({ packs: [document], sources: [source] });
const outcomesOf = ({ text, parts }) => parts.map(({ start, end, outcomes }) => [text.slice(start, end), outcomes.join()]);

const VARIABLES = { all: -1, exists: -1, exists_one: -1, existsOne: -1, filter: 1, map: 1, optMap: 1, optFlatMap: 1, bind: 1, transformList: 2, transformMap: 2, transformMapEntry: 2 };

const isPath = (node) =>
  node.kind === 'ident' || (node.kind === 'select' && isPath(node.operand)) || (node.kind === 'call' && ['_?._', 'has'].includes(node.function) && !node.target && isPath(node.args[0]));
const isLiteral = (node) => node.kind === 'literal' || (['list', 'map'].includes(node.kind) && celParts(node).every(isLiteral));

/** What stands in a syntax tree for itself, outermost first: all but literals, parts of paths and what a macro or a qualified name takes as a name. */
function wholes(node) {
  if (isLiteral(node)) return [];
  if (node.kind !== 'call' || isPath(node)) return [node, ...(isPath(node) ? [] : celParts(node).flatMap(wholes))];
  if (node.function === 'dyn') return wholes(node.args[0]);
  if (node.function === 'has' && !node.target) return [node, ...wholes(node.args[0].operand)];
  const variables = node.target && VARIABLES[node.function] ? (VARIABLES[node.function] > 0 ? VARIABLES[node.function] : node.args.length - 1) : 0;
  const named = node.target?.kind === 'ident' && ['optional', 'cel'].includes(node.target.name);
  return [node, ...(node.target && !named ? wholes(node.target) : []), ...node.args.slice(variables).flatMap(wholes)];
}

describe('precheck.coverage', () => {
  it('gives what each sub-expression came to', async () => {
    const engine = await engineOf(pack);
    const coverage = engine.coverage('example/visit', goodForm, goodOptions);
    assert.deepEqual({ ...coverage, expressions: coverage.expressions.map(({ pointer }) => pointer) }, {
      format: 1,
      locale: 'zh-CN',
      pack: { id: 'example/visit', edition: '2023', revision: 1 },
      as_of: '2023-06-01T00:00:00+08:00',
      expressions: ['/rules/0/when', '/rules/0/assert', '/rules/0/message/zh-CN', '/rules/0/message/zh-CN'],
    });
    assert.deepEqual(coverage.expressions.map(outcomesOf), [
      [["kind == 'planned'", 'true'], ['kind', 'value']],
      [['days <= params.most_days', 'true'], ['days', 'value'], ['params.most_days', 'value']],
      [['days', '']],
      [['params.most_days', '']],
    ]);
    const failing = engine.coverage('example/visit', { ...goodForm, days: 31 }, { ...goodOptions, locale: 'en' });
    assert.deepEqual(outcomesOf(failing.expressions[2]), [['days', 'value']]);
  });

  it('counts in UTF-16 units', async () => {
    const engine = await engineOf(changed('rules.0.assert', "size('😀中') == 1 || days > 2"));
    const [, { text, parts }] = engine.coverage('example/visit', goodForm, goodOptions).expressions;
    assert.deepEqual(parts.map(({ start, end }) => text.slice(start, end)), [text, "size('😀中') == 1", "size('😀中')", 'days > 2', 'days']);
  });

  it('refuses what a check refuses', async () => {
    const engine = await engineOf(pack);
    const refused = (code) => (thrown) => thrown instanceof PrecheckError && thrown.code === code;
    assert.throws(() => engine.coverage('example/visit', '[', goodOptions), refused('form.malformed_json'));
    assert.throws(() => engine.coverage('example/other', goodForm, goodOptions), refused('pack.unknown'));
    assert.throws(() => engine.coverage('example/visit', goodForm), refused('as_of.missing'));
  });
});

describe('over the shipped packs and their cases', async () => {
  const engine = await createShippedEngine();
  after(() => engine.dispose());
  const files = readCaseFiles();
  const coverageOf = ({ pack, as_of: asOf, params }, form) => engine.coverage(pack, form, { asOf, params });
  const all = files.map(({ pack, cases }) => ({ pack, coverages: cases.map((entry) => coverageOf({ ...entry, pack }, entry.form)) }));

  it('each part is a node of the syntax tree, and each node but literals, parts of paths and what a macro binds is a part', () => {
    for (const { pack, coverages } of all) {
      for (const { pointer, text, parts } of coverages[0].expressions) {
        const covered = parts.map(({ start, end }) => `${start}-${end}`);
        const nodes = wholes(cel.parse(text)).map(({ start, end }) => `${start}-${end}`);
        assert.deepEqual(covered, nodes, `${pack} ${pointer}: ${text}`);
      }
    }
  });

  it('the same expressions and parts for every form of an edition', () => {
    const shape = ({ expressions }) => JSON.stringify(expressions.map(({ pointer, text, parts }) => [pointer, text, parts.map(({ start, end }) => [start, end])]));
    for (const { pack, coverages } of all) assert.equal(new Set(coverages.map(shape)).size, 1, pack);
  });

  it('the assert of a rule that fails came to false, or to unknown where no value of what is unknown would do', async () => {
    const { packs } = readRuleFiles(join(root, 'rules'));
    const documents = new Map((await resolvePacks({ packs: packs.map(({ text }) => text) })).map((document) => [`${document.id}@${document.edition}`, document]));
    let failed = 0;
    for (const { pack, cases } of files) {
      for (const { id, as_of: asOf, form, params } of cases) {
        const options = { asOf, params };
        const failing = new Set(engine.check(pack, form, options).findings.filter((finding) => finding.severity === 'error').map((finding) => finding.rule));
        const { expressions } = engine.coverage(pack, form, options);
        for (const [index, rule] of documents.get(pack).rules.entries()) {
          const assertion = expressions.find(({ pointer }) => pointer === `/rules/${index}/assert`);
          if (!failing.has(rule.id) || !assertion || isLiteral(cel.parse(assertion.text))) continue;
          failed += 1;
          assert.ok(['false', 'unknown'].some((outcome) => assertion.parts[0].outcomes.includes(outcome)), `${pack} ${id}: ${rule.id}`);
        }
      }
    }
    assert.ok(failed > 50, `${failed} rules failed`);
  });
});
