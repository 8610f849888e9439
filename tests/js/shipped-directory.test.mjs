// The shipped packs with the page's directory: an institution's code is all that a form need say of it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { root } from '../../wasm/scripts/root.mjs';
import { shippedDocuments } from '../../wasm/scripts/shipped-documents.mjs';
import { createShippedEngine } from './support/engine.mjs';

const engine = await createShippedEngine();
const { packs } = await shippedDocuments();
const directory = JSON.parse(readFileSync(join(root, 'web/examples/directory.json'), 'utf8'));
const [code] = Object.keys(directory);

/** A form that holds the code in each place where one is looked up, and the pointers of these places. */
function codesOnly(fact, pointer = '', places = []) {
  if (fact.type === 'array') return fact.items.type === 'object' ? [codesOnly(fact.items, `${pointer}/0`, places).form].filter(Boolean) : undefined;
  if (fact.type !== 'object') return undefined;
  const form = {};
  if (fact['x-directory']) {
    form[fact['x-directory']] = code;
    places.push(pointer);
  }
  for (const [name, child] of Object.entries(fact.properties)) {
    const below = child.type === 'array' ? codesOnly(child, `${pointer}/${name}`, places) : codesOnly(child, `${pointer}/${name}`, places)?.form;
    if (below !== undefined && Object.keys(below).length > 0) form[name] = below;
  }
  return { form, places };
}

const looking = packs.map((pack) => ({ pack, ...codesOnly(pack.facts) })).filter(({ places }) => places.length > 0);

it('some packs look institutions up', () => assert.ok(looking.length >= 10, `${looking.length}`));

for (const { pack, form, places } of looking) {
  const name = `${pack.id}@${pack.edition}`;
  describe(name, () => {
    const asOf = pack.effective?.from ?? '2023-06-01';
    const below = (paths) => paths.filter((path) => places.some((place) => path.startsWith(`${place}/`)));

    it('asks nothing about an institution that the directory knows', () => {
      const report = engine.check(name, form, { asOf, directory });
      assert.deepEqual(below(report.missing), []);
      assert.deepEqual(report.errors, []);
      assert.deepEqual(report.findings.filter(({ rule }) => rule.startsWith('directory.')), []);
    });
  });
}

it('without the directory, most of these forms leave more to be asked or verified', () => {
  const open = ({ missing, findings }) => missing.length + findings.filter(({ unverified }) => unverified).length;
  const more = looking.filter(({ pack, form }) => {
    const name = `${pack.id}@${pack.edition}`;
    const asOf = pack.effective?.from ?? '2023-06-01';
    return open(engine.check(name, form, { asOf })) > open(engine.check(name, form, { asOf, directory }));
  });
  assert.ok(more.length > looking.length / 2, `${more.length} of ${looking.length}`);
});
