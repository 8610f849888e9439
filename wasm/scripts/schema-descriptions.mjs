// npm run rules:schemas: gives every property of rules/schema/*.schema.json its markdownDescription, made of its description (or that of what it
// refers to) and its first example, and an overlay's entries the pack's snippets. VS Code shows the Markdown; others show the description.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { jsonText } from '../src/cli/json-text.js';
import { root } from './root.mjs';

const NAMES = ['pack', 'overlay', 'cases', 'source'].map((name) => `${name}.schema.json`);

export function pathOf(name) {
  return join(root, 'rules/schema', name);
}

export function readSchemas() {
  return new Map(NAMES.map((name) => [name, JSON.parse(readFileSync(pathOf(name), 'utf8'))]));
}

/** The texts of the files as they should be, by their names. */
export function describedSchemas() {
  const schemas = readSchemas();
  shareSnippets(schemas.get('pack.schema.json').$defs, schemas.get('overlay.schema.json').$defs);
  for (const [name, schema] of schemas) {
    for (const property of propertiesOf(schema)) {
      const { description, examples = [] } = described(property, name, schemas);
      delete property.markdownDescription;
      if (description !== undefined) property.markdownDescription = markdown(description, examples[0]);
    }
  }
  return new Map([...schemas].map(([name, schema]) => [name, jsonText(schema)]));
}

/** Every schema that stands under the name of a property. What is under `properties` or `$defs` is named by its author, not by JSON Schema. */
export function* propertiesOf(schema, isSchema = true) {
  if (typeof schema !== 'object' || schema === null) return;
  for (const [key, value] of Object.entries(schema)) {
    if (['examples', 'defaultSnippets', 'enum', 'const'].includes(key) && isSchema) continue;
    const named = isSchema && (key === 'properties' || key === '$defs');
    if (isSchema && key === 'properties') yield* Object.values(value);
    yield* propertiesOf(value, !named);
  }
}

/** What is said of a property: by itself, by what it refers to, or by the first alternative. */
function described(schema, file, schemas) {
  if (schema.description !== undefined) return schema;
  const [next] = schema.$ref === undefined ? (schema.oneOf ?? []) : [schema];
  if (next?.$ref === undefined) return schema;
  const [other, pointer] = next.$ref.split('#');
  const name = other || file;
  const target = pointer.split('/').slice(1).reduce((at, step) => at[step], schemas.get(name));
  const found = described(target, name, schemas);
  return { ...found, examples: schema.examples ?? found.examples };
}

/** What is code in a sentence: names with an underscore, paths, calls, quoted codes. */
const CODE = /(?<![\p{L}\d])(?!GB\/T)(?:\$\$?\{[^}]*\}?|'[^']+'|[\w-]+\.schema\.json|[\w./-]*[_/<@][\w./<>@-]*[\w>]|\w+\(\)|\w+\.<?\w+>?|x-\w+|\*)(?![\p{L}\d])/gu;

function markdown(description, example) {
  const text = description.replace(CODE, (code) => `\`${code}\``);
  if (example === undefined) return text;
  const json = typeof example === 'object' ? jsonText(example).trimEnd() : JSON.stringify(example);
  return `${text}\n\n\`\`\`json\n${json}\n\`\`\``;
}

function shareSnippets(pack, overlay) {
  const actions = pack.plan.properties.actions.items;
  for (const [name, from] of Object.entries({ rule: pack.rule, requirement: pack.requirement, guidance: pack.guidance, action: actions })) {
    const own = overlay[name].defaultSnippets.filter(({ label }) => label === 'remove');
    overlay[name].defaultSnippets = [...(from.defaultSnippets ?? []), ...own];
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const [name, text] of describedSchemas()) writeFileSync(pathOf(name), text);
}
