// What fuzzing starts from beside the corpus: the expressions of the CEL conformance suite and of the rule packs, and the
// packs themselves, cut into pieces that a few hundred inputs a second can be made of.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { conformanceVectors } from '../conformance/cel/vectors.mjs';
import { namesBelow } from '../../wasm/src/cli/rule-files.js';
import { root } from '../../wasm/scripts/root.mjs';

/** The seeds of a target, as buffers. */
export function seeds(target) {
  if (target === 'pack') return packSeeds();
  const expressions = [...new Set([...conformanceVectors().map(({ expression }) => expression), ...packs().flatMap(expressionsIn)])];
  if (target === 'cel_check') return expressions.map((text) => Buffer.from(text));
  // Values of all sizes, known and not: an arithmetic sequence of bytes, another for each expression.
  return expressions.map((text, seed) => Buffer.concat([Buffer.from(text), Buffer.of(0), Buffer.from({ length: 200 }, (_, i) => (i * (2 * seed + 1) + seed) % 256)]));
}

const read = (path) => JSON.parse(readFileSync(join(root, 'rules', path), 'utf8'));
const packFiles = () => namesBelow(join(root, 'rules')).filter((name) => /\.json$/.test(name) && !/^(sources|schema)\/|\.cases\.json$/.test(name));
const packs = () => packFiles().map(read);

/** CEL stands in strings of a pack: whole ones and ${…} in texts. Which are CEL does not matter here: any text is an input. */
function expressionsIn(json) {
  if (typeof json === 'string') return [json, ...[...json.matchAll(/\$\{([^}]*)\}/g)].map(([, inner]) => inner)];
  return json !== null && typeof json === 'object' ? Object.values(json).flatMap(expressionsIn) : [];
}

const ENTRY_LISTS = ['rules', 'requirements', 'guidance'];

/** Each entry of each pack with no more than it needs, and a form that a case hands in. */
function packSeeds() {
  const source = (clauses) => ({
    format: 1, id: 'S1', title: { 'zh-CN': '源' }, issuer: { 'zh-CN': '局' }, published_on: '2023-01-01',
    clauses: clauses.map((id) => ({ id, text: { 'zh-CN': '条' } })),
  });
  return packFiles().flatMap((path) => {
    const whole = read(path);
    const { forms, cases } = read(path.replace(/\.json$/, '.cases.json'));
    const none = Object.fromEntries(ENTRY_LISTS.filter((list) => whole[list]).map((list) => [list, []]));
    const bare = { ...whole, ...none, outcomes: undefined, plan: undefined, title: { 'zh-CN': '包' }, sources: ['S1'] };
    const pieces = [
      ...ENTRY_LISTS.flatMap((list) => (whole[list] ?? []).map((entry) => ({ [list]: [{ ...entry, alternatives: undefined }] }))),
      ...Object.entries(whole.outcomes ?? {}).map(([name, cases]) => ({ outcomes: { [name]: cases } })),
      ...(whole.plan ? [{ plan: { ...whole.plan, resolves: undefined } }] : []),
    ];
    return pieces.map((piece, i) => {
      const { form = {}, base, as_of, params } = cases[(i * 7) % cases.length];
      const pruned = JSON.parse(JSON.stringify(prune({ ...bare, ...piece }), (key, value) => (key === 'cites' || key === 'x-cites' ? ['S1-01'] : key === 'en' ? undefined : value)));
      const facts = Object.keys(pruned.facts.properties);
      const answers = Object.fromEntries(Object.entries({ ...forms?.[base], ...form }).filter(([name]) => facts.includes(name)));
      return Buffer.from(JSON.stringify({ pack: pruned, source: source(['S1-01']), form: answers, as_of, params }));
    });
  });
}

/** Without the definitions, parameters and facts that nothing left names, and without the words on the facts. */
function prune(pack) {
  for (;;) {
    const before = JSON.stringify(pack).length;
    for (const part of ['definitions', 'parameters']) {
      if (pack[part]) pack = { ...pack, [part]: kept(pack[part], (name) => JSON.stringify({ ...pack, [part]: { ...pack[part], [name]: undefined } })) };
    }
    if (JSON.stringify(pack).length === before) break;
  }
  const rest = JSON.stringify({ ...pack, facts: undefined });
  return { ...pack, facts: pruneFacts(pack.facts, rest) };
}

function pruneFacts(schema, rest) {
  const { title, description, properties, required, items, ...others } = schema;
  const left = properties && Object.fromEntries(Object.entries(kept(properties, () => rest)).map(([name, property]) => [name, pruneFacts(property, rest)]));
  return { ...others, properties: left, required: required?.filter((name) => name in left), items: items && pruneFacts(items, rest) };
}

/** The members whose names the text of the rest has in it. */
function kept(object, rest) {
  return Object.fromEntries(Object.entries(object).filter(([name]) => new RegExp(`\\b${name}\\b`).test(rest(name))));
}
