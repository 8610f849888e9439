// rules/schema: what editors check and complete by takes every shipped file, and explains every key.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import Ajv from 'ajv/dist/2020.js';
import { marked } from 'marked';
import { globSync } from 'tinyglobby';
import { createPrecheck, resolvePacks } from 'yibao-precheck';
import { root } from '../../wasm/scripts/root.mjs';
import { describedSchemas, pathOf, propertiesOf, readSchemas } from '../../wasm/scripts/schema-descriptions.mjs';
import { namesBelow } from '../../wasm/src/cli/rule-files.js';
import { pack as example, source } from './support/example.mjs';

const schemas = readSchemas();
const read = (name) => JSON.parse(readFileSync(join(root, name), 'utf8'));
// defaultSnippets and markdownDescription are VS Code's own; alternatives do not repeat a type.
const ajv = new Ajv({ strict: true, strictTypes: false, strictRequired: false, keywords: ['defaultSnippets', 'markdownDescription'] });
for (const schema of schemas.values()) ajv.addSchema(schema);
ajv.addSchema(read('rules/schema/pack-or-overlay.schema.json'));

const names = namesBelow(join(root, 'rules')).filter((name) => name.endsWith('.json') && !name.startsWith('schema/') && name !== 'uncovered.json');
const kindOf = (name) => (name.endsWith('.cases.json') ? 'cases' : name.startsWith('sources/') ? 'source' : 'extends' in read(`rules/${name}`) ? 'overlay' : 'pack');

describe('the schemas take', () => {
  for (const name of names) {
    it(name, () => {
      const validate = ajv.getSchema(`${kindOf(name)}.schema.json`);
      assert.ok(validate(read(`rules/${name}`)), JSON.stringify(validate.errors));
    });
  }
  it('a merged pack', async () => {
    const [merged] = await resolvePacks({ packs: [example] });
    const validate = ajv.getSchema('pack.schema.json');
    assert.ok(validate(merged), JSON.stringify(validate.errors));
  });
});

describe('the schemas refuse', () => {
  const refuses = (name, change, path) => {
    const validate = ajv.getSchema(`${name}.schema.json`);
    assert.equal(validate(change), false);
    assert.ok(validate.errors.some(({ instancePath }) => instancePath === path), JSON.stringify(validate.errors));
  };
  it('a key that is mistyped', () => refuses('pack', { ...example, rules: [{ ...example.rules[0], severty: 'error' }] }, '/rules/0'));
  it('a severity that does not exist', () => refuses('pack', { ...example, rules: [{ ...example.rules[0], severity: 'fatal' }] }, '/rules/0/severity'));
  it('by the place of a file alone: an overlay with what only a whole pack needs left out, a pack that lacks it', () => {
    const validate = ajv.getSchema('pack-or-overlay.schema.json');
    assert.equal(validate(read('rules/jiangmen/outpatient-selection/2024.json')), true);
    assert.equal(validate({ ...example, facts: undefined, title: undefined }), false);
  });
});

describe('every key', () => {
  it('is explained in Markdown, as npm run rules:schemas writes it', () => {
    for (const [name, text] of describedSchemas()) assert.equal(readFileSync(pathOf(name), 'utf8'), text, `${name}: run npm run rules:schemas`);
    const silent = [...schemas].flatMap(([name, schema]) => [...propertiesOf(schema)].filter(({ markdownDescription }) => !markdownDescription).map((property) => `${name}: ${JSON.stringify(property)}`));
    assert.deepEqual(silent, []);
    assert.ok([...schemas.values()].flatMap((schema) => [...propertiesOf(schema)]).length > 250);
  });
  it('is explained in the words of its description: Markdown takes nothing away', () => {
    const plain = (html) => html.replace(/<[^>]*>/g, '').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&amp;/g, '&');
    for (const property of [...schemas.values()].flatMap((schema) => [...propertiesOf(schema)])) {
      const { description, markdownDescription } = property;
      if (description) assert.equal(plain(marked.parse(markdownDescription)).split('\n')[0], description.replace(/`/g, ''));
    }
  });
  it('has only examples that it would take', () => {
    let count = 0;
    for (const [name, schema] of schemas) {
      for (const [pointer, at] of placesOf(schema)) {
        for (const value of at.examples ?? []) {
          const validate = ajv.compile({ $ref: `${name}#${pointer}` });
          assert.ok(validate(value), `${name}${pointer}: ${JSON.stringify(value)} ${JSON.stringify(validate.errors)}`);
          count++;
        }
      }
    }
    assert.ok(count > 40, `${count} examples`);
  });
});

describe('a snippet', () => {
  for (const [name, schema] of schemas) {
    for (const [pointer, { defaultSnippets = [] }] of placesOf(schema)) {
      for (const { label, body } of defaultSnippets) {
        it(`"${label}" of ${name}${pointer} is right before anything is typed`, () => {
          const validate = ajv.compile({ $ref: `${name}#${pointer}` });
          const value = JSON.parse(expand(JSON.stringify(body)));
          if ('expected' in value) value.id = 'name';
          assert.ok(validate(value), `${JSON.stringify(value)} ${JSON.stringify(validate.errors)}`);
        });
      }
    }
  }
  it('of a rule and a requirement loads', async () => {
    const { rule, requirement } = schemas.get('pack.schema.json').$defs;
    const parts = [rule, requirement].map(({ defaultSnippets: [{ body }] }) => JSON.parse(expand(JSON.stringify(body)).replace(/S1-01/g, 'S9-01').replace(/"condition"/, '"true"').replace(/\/field/, '/kind').replace("in materials", "in ['name']")));
    (await createPrecheck({ packs: [{ ...example, rules: [parts[0]], requirements: [parts[1]] }], sources: [source] })).dispose();
  });
});

describe('.vscode/settings.json', () => {
  const { 'json.schemas': mappings } = read('.vscode/settings.json');
  const wanted = { cases: 'cases', source: 'source', pack: 'pack-or-overlay', overlay: 'pack-or-overlay' };

  it('gives every file of rules/ the schema of its kind, and nothing else one', () => {
    const found = mappings.flatMap(({ fileMatch, url }) => {
      assert.ok(existsSync(join(root, url)), url);
      const patterns = fileMatch.map((pattern) => pattern.replace(/^(!?)\//, '$1')); // from the project's folder
      return globSync(patterns, { cwd: root }).map((name) => `${name}: ${url}`);
    });
    assert.deepEqual(found.sort(), names.map((name) => `rules/${name}: ./rules/schema/${wanted[kindOf(name)]}.schema.json`).sort());
  });
});

/** The schemas below one, by JSON Pointer; what is under `properties` or `$defs` is a name. */
function* placesOf(schema, pointer = '', isSchema = true) {
  if (typeof schema !== 'object' || schema === null) return;
  if (isSchema) yield [pointer, schema];
  for (const [key, value] of Object.entries(schema)) {
    if (isSchema && ['examples', 'defaultSnippets', 'enum', 'const', 'required'].includes(key)) continue;
    const named = isSchema && ['properties', '$defs', 'dependentRequired'].includes(key);
    yield* placesOf(value, `${pointer}/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`, !named && !Array.isArray(value));
  }
}

/** What VS Code puts in first: `${1:text}` is text, `${1|a,b|}` a. */
function expand(body) {
  return body.replace(/\$\{\d+:([^{}]*)\}/g, '$1').replace(/\$\{\d+\|([^,|]*)[^|]*\|\}/g, '$1');
}
