// The rules folder: as its authors wrote it, and as it is shipped. Both need dist/node.js, so they import it when they are called.
import { join } from 'node:path';
import { readRuleFiles } from '../src/cli/rule-files.js';
import { root } from './root.mjs';

/** Packs with their bases merged in, in the order of their files, and the sources. */
export async function shippedDocuments() {
  const { resolvePacks } = await import('../../dist/node.js');
  const rules = ruleDocuments();
  return { packs: await resolvePacks(rules), sources: rules.sources.map((text) => JSON.parse(text)) };
}

/** Resolved packs, in the order of their files, with what a form is drawn from; in all languages or in those named. */
export async function resolvedPacks(locales) {
  const { compilePacks } = await import('../../dist/node.js');
  return compilePacks({ ...ruleDocuments(), form: true, locales });
}

/** Resolved packs for reading: with the notes of their authors, which compiled ones leave out, and the trees of their expressions. */
export async function readablePacks() {
  const { packs } = await shippedDocuments();
  const compiled = await resolvedPacks();
  return Promise.all(packs.map((pack, index) => withTrees({ ...pack, resolved: compiled[index].resolved })));
}

/** With the syntax tree of each expression, by the expression: readers are told in words what they say (web/view-model/rules/sayings.ts). Places are left out. */
export async function withTrees(pack) {
  const [{ createCel }, { expressionsOf }] = [await import('../../dist/cel-node.js'), await import('../../dist/tools.js')];
  const cel = await createCel();
  const parsed = (text) => JSON.parse(JSON.stringify(cel.parse(text), (key, value) => (PLACES.has(key) ? undefined : typeof value === 'bigint' ? String(value) : value)));
  const trees = Object.fromEntries([...expressionsOf(pack)].map(({ text }) => [text, parsed(text)]));
  cel.dispose();
  return { ...pack, trees };
}

const PLACES = new Set(['start', 'end', 'at']);

/** What is known of each pack without reading it: title, area, days, revision, and its base where it is an overlay. In the order of their files. */
export async function packEntries() {
  const { createPrecheck } = await import('../../dist/node.js');
  const { packs, sources } = ruleDocuments();
  const precheck = await createPrecheck({ packs, sources });
  const entries = precheck.packs().map(({ id, edition, revision, title, jurisdiction, effective, extends: base }) => ({
    key: `${id}@${edition}`, id, edition, revision, title, jurisdiction, effective, ...(base && { extends: base }),
  }));
  precheck.dispose();
  return entries;
}

/** Each resolved pack, and the same compiled, for the small engine. */
export async function compiledPacks() {
  const { createPrecheck } = await import('../../dist/node.js');
  const packs = await resolvedPacks();
  const engine = await createPrecheck({ packs });
  const compiled = packs.map((pack) => ({ pack, compiled: engine.compiled(`${pack.id}@${pack.edition}`) }));
  engine.dispose();
  return compiled;
}

/** Resolved packs for shipping together: what each carries is taken out of it, and every source given once. */
export function shareSources(resolved) {
  const sources = new Map();
  const packs = resolved.map(({ resolved: { sources: carried }, ...pack }) => {
    for (const source of carried) {
      const shared = sources.get(source.id) ?? { ...source, clauses: [] };
      const added = source.clauses.filter((clause) => !shared.clauses.some(({ id }) => id === clause.id));
      sources.set(source.id, { ...shared, clauses: [...shared.clauses, ...added] });
    }
    return pack;
  });
  return { packs, sources: [...sources.values()].map((source) => ({ ...source, clauses: source.clauses.sort(byId) })) };
}

function byId(one, other) {
  return one.id < other.id ? -1 : 1;
}

function ruleDocuments() {
  const { packs, sources } = readRuleFiles(join(root, 'rules'));
  return {
    packs: packs.map((file) => file.text),
    sources: sources.map((file) => file.text),
    names: { packs: packs.map((file) => file.name), sources: sources.map((file) => file.name) },
  };
}
