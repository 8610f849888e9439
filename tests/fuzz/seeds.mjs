// What fuzzing starts from beside the corpus: the expressions of the CEL conformance suite and of the rule packs, and the
// packs themselves, cut into pieces that a few hundred inputs a second can be made of.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { conformanceVectors } from '../conformance/cel/vectors.mjs';
import { buildPackage } from '../../wasm/scripts/build.mjs';
import { root } from '../../wasm/scripts/root.mjs';
import { shippedDocuments } from '../../wasm/scripts/shipped-documents.mjs';
import { readRuleFiles } from '../../wasm/src/cli/rule-files.js';

/** The seeds of a target, as buffers. */
export async function seeds(target) {
  if (target === 'pack') return packSeeds();
  if (target === 'json_reader') return jsonSeeds();
  const packs = readRuleFiles(rules).packs.map(({ text }) => JSON.parse(text));
  const expressions = [...new Set([...conformanceVectors().map(({ expression }) => expression), ...packs.flatMap(expressionsIn)])];
  if (target === 'cel_check') return expressions.map((text) => Buffer.from(text));
  // Values of all sizes, known and not: an arithmetic sequence of bytes, another for each expression.
  return expressions.map((text, seed) => Buffer.concat([Buffer.from(text), Buffer.of(0), Buffer.from({ length: 200 }, (_, i) => (i * (2 * seed + 1) + seed) % 256)]));
}

const rules = join(root, 'rules');

/** The texts of the JSON vectors, those that are repeated once only. */
function jsonSeeds() {
  const lines = readFileSync(join(root, 'tests/conformance/json/vectors.jsonl'), 'utf8').split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line)).map(({ text, base64 }) => (base64 === undefined ? Buffer.from(text) : Buffer.from(base64, 'base64')));
}

/** CEL stands in strings of a pack: whole ones and ${…} in texts. Which are CEL does not matter here: any text is an input. */
function expressionsIn(json) {
  if (typeof json === 'string') return [json, ...[...json.matchAll(/\$\{([^}]*)\}/g)].map(([, inner]) => inner)];
  return json !== null && typeof json === 'object' ? Object.values(json).flatMap(expressionsIn) : [];
}

const ENTRY_LISTS = ['rules', 'requirements', 'guidance'];

/** Each entry of each pack, and of each overlay with its base, with no more than it needs, and a form that a case hands in. */
async function packSeeds() {
  await buildPackage(); // which merges overlays
  const { packs } = await shippedDocuments();
  const written = readRuleFiles(rules).packs;
  const byName = new Map(packs.map((pack) => [`${pack.id}@${pack.edition}`, pack]));
  return written.flatMap(({ name, text }, i) => {
    const overlay = JSON.parse(text);
    const path = join(rules, name.replace(/\.json$/, '.cases.json'));
    const asked = existsSync(path) ? requests(JSON.parse(readFileSync(path, 'utf8'))) : [{ form: {}, as_of: '2024-01-01' }];
    const alone = pieces(packs[i]).map((piece) => [cut(packs[i], piece, '')]);
    const layered = overlay.extends ? pieces(overlay).map((piece) => withBase(byName.get(overlay.extends), overlay, piece)) : [];
    return [...alone, ...layered].map((documents, j) => seed(documents, asked[(j * 7) % asked.length]));
  });
}

function requests({ forms, cases }) {
  return cases.map(({ form, base, as_of, params }) => ({ form: { ...forms?.[base], ...form }, as_of, params }));
}

function pieces(pack) {
  return [
    ...ENTRY_LISTS.flatMap((list) => (pack[list] ?? []).map((entry) => ({ [list]: [{ ...entry, alternatives: undefined }] }))),
    ...Object.entries(pack.outcomes ?? {}).map(([name, cases]) => ({ outcomes: { [name]: cases } })),
    ...(pack.plan ? [{ plan: { ...pack.plan, resolves: undefined } }] : []),
  ];
}

/** A pack with one piece only, and what that needs; `also` is text that may name more. */
function cut(pack, piece, also) {
  const none = Object.fromEntries(ENTRY_LISTS.filter((list) => pack[list]).map((list) => [list, []]));
  const { note, ...left } = prune({ ...pack, ...none, outcomes: undefined, plan: undefined, ...piece, note: also });
  return left;
}

/** A piece of an overlay, and of its base what it changes. */
function withBase(base, overlay, piece) {
  const { format, id, edition, revision, effective, edition_value, time_zone } = overlay;
  const text = JSON.stringify(piece);
  const below = cut(base, changedBy(base, piece), text);
  const patches = Object.fromEntries(['parameters', 'definitions', 'facts'].filter((part) => overlay[part]).map((part) => [part, cutPatch(overlay[part], below[part], text)]));
  return [below, { format, id, edition, revision, effective, edition_value, time_zone, extends: overlay.extends, ...patches, ...piece }];
}

/** What the base has under the names that a piece has. */
function changedBy(base, piece) {
  return Object.fromEntries(Object.entries(piece).map(([part, value]) => {
    if (Array.isArray(value)) return [part, (base[part] ?? []).filter(({ id }) => value.some((entry) => entry.id === id))];
    return [part, part === 'plan' ? base.plan : kept(base.outcomes ?? {}, () => JSON.stringify(value))];
  }));
}

/** Of a merge patch, the changes of what is there, and what is new and named in `text`. */
function cutPatch(patch, base, text) {
  const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
  return Object.fromEntries(Object.entries(patch)
    .filter(([name]) => (isObject(base) && name in base) || (patch[name] !== null && names(text, name)))
    .map(([name, value]) => [name, isObject(value) && isObject(base?.[name]) ? cutPatch(value, base[name], text) : value]));
}

function seed(documents, { form, as_of, params }) {
  const packs = documents.map((pack) => small({ ...pack, ...(pack.title && { title: { 'zh-CN': '包' } }), sources: ['S1'] }));
  const facts = packs.flatMap((pack) => Object.keys(pack.facts?.properties ?? {}));
  const answers = Object.fromEntries(Object.entries(form).filter(([name]) => facts.includes(name)));
  const keys = [...JSON.stringify(packs).matchAll(/"x-directory":"(\w+)"/g)].map(([, key]) => key);
  const directory = keys.length > 0 ? Object.fromEntries(listed(answers, keys)) : undefined;
  return Buffer.from(JSON.stringify({ packs, source: SOURCE, form: answers, as_of, params, directory }));
}

const SOURCE = {
  format: 1, id: 'S1', title: { 'zh-CN': '源' }, issuer: { 'zh-CN': '局' }, published_on: '2023-01-01',
  clauses: [{ id: 'S1-01', text: { 'zh-CN': '条' } }],
};

const small = (pack) => JSON.parse(JSON.stringify(pack, (key, value) => (key === 'cites' || key === 'x-cites' ? ['S1-01'] : key === 'en' ? undefined : value)));

/** The objects of a form that a directory would have, with another name each. */
function listed(json, keys) {
  if (json === null || typeof json !== 'object') return [];
  const key = keys.find((name) => typeof json[name] === 'string');
  const { [key]: code, ...entry } = json;
  return [...(key ? [[code, { ...entry, name: '院' }]] : []), ...Object.values(json).flatMap((child) => listed(child, keys))];
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
  return Object.fromEntries(Object.entries(object).filter(([name]) => names(rest(name), name)));
}

const names = (text, name) => new RegExp(`\\b${name}\\b`).test(text);
