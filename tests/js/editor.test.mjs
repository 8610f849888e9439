// What VS Code shows over rules/: its own language service for JSON, with the schemas that .vscode/settings.json gives it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import languageService from 'vscode-json-languageservice';
import { root } from '../../wasm/scripts/root.mjs';
import { namesBelow } from '../../wasm/src/cli/rule-files.js';

const { getLanguageService, TextDocument } = languageService;
const service = getLanguageService({
  schemaRequestService: (uri) => Promise.resolve(readFileSync(fileURLToPath(uri), 'utf8')),
  workspaceContext: { resolveRelativePath: (path, from) => new URL(path, from).href },
  clientCapabilities: { textDocument: { completion: { completionItem: { documentationFormat: ['markdown'], snippetSupport: true } }, hover: { contentFormat: ['markdown'] } } },
});
const settings = JSON.parse(readFileSync(join(root, '.vscode/settings.json'), 'utf8'));
const folder = `${pathToFileURL(root)}/`;
service.configure({
  validate: true,
  schemas: settings['json.schemas'].map(({ fileMatch, url }) => ({ uri: new URL(url, folder).href, fileMatch: fileMatch.map((pattern) => pattern.replace(/^(!?)\//, '$1')) })),
});

const open = (name, text) => {
  const document = TextDocument.create(new URL(name, folder).href, 'json', 1, text);
  return { document, parsed: service.parseJSONDocument(document) };
};
/** `|` is where the cursor stands. */
async function completions(name, text) {
  const { document, parsed } = open(name, text.replace('|', ''));
  return (await service.doComplete(document, document.positionAt(text.indexOf('|')), parsed)).items;
}
async function hover(name, text) {
  const { document, parsed } = open(name, text.replace('|', ''));
  return [(await service.doHover(document, document.positionAt(text.indexOf('|')), parsed)).contents].flat().map((part) => part.value ?? part).join('\n');
}

describe('VS Code', () => {
  it('finds nothing wrong with any shipped file', async () => {
    for (const name of namesBelow(join(root, 'rules')).filter((name) => name.endsWith('.json') && !name.startsWith('schema/'))) {
      const { document, parsed } = open(`rules/${name}`, readFileSync(join(root, 'rules', name), 'utf8'));
      assert.deepEqual((await service.doValidation(document, parsed)).map(({ message, range }) => `${name}:${range.start.line + 1}: ${message}`), []);
    }
  });
  it('underlines a mistyped key in a pack, an overlay, cases and a source', async () => {
    for (const [name, text] of [['rules/a/b/1.json', '{ "rules": [{ "severty": "error" }] }'], ['rules/a/b/2.json', '{ "extends": "a/b@1", "rules": [{ "severty": "error" }] }'], ['rules/a/b/1.cases.json', '{ "severty": 1 }'], ['rules/sources/S1.json', '{ "severty": 1 }']]) {
      const { document, parsed } = open(name, text);
      const messages = (await service.doValidation(document, parsed)).map(({ message }) => message);
      assert.ok(messages.some((message) => message.includes('severty')), `${name}: ${messages}`);
    }
  });
  it('offers whole entries in lists', async () => {
    const labels = async (name, text) => (await completions(name, text)).map(({ label }) => label);
    assert.deepEqual((await labels('rules/a/b/1.json', '{ "rules": [ | ] }')).filter((label) => label.startsWith('rule')), ['rule', 'rule for each element']);
    assert.ok((await labels('rules/a/b/1.json', '{ "requirements": [ | ] }')).includes('requirement'));
    const overlay = await labels('rules/a/b/2.json', '{ "extends": "a/b@1", "rules": [ | ] }');
    assert.ok(overlay.includes('rule') && overlay.includes('remove'), overlay.join());
    assert.ok((await labels('rules/a/b/1.cases.json', '{ "cases": [ | ] }')).includes('case'));
    assert.ok((await labels('rules/sources/S1.json', '{ "clauses": [ | ] }')).includes('clause'));
  });
  it('offers keys with their explanation, and the values of a severity', async () => {
    const keys = await completions('rules/a/b/1.json', '{ "rules": [{ | }] }');
    const when = keys.find(({ label }) => label === 'when');
    assert.equal(when.documentation.value.split('\n')[0], 'Where the rule applies; left out: always.');
    assert.deepEqual((await completions('rules/a/b/1.json', '{ "rules": [{ "severity": | }] }')).map(({ label }) => label).sort(), ['"error"', '"info"', '"not_needed"', '"warning"']);
  });
  it('explains a key with an example, also in an overlay', async () => {
    for (const [name, text] of [['rules/a/b/1.json', '{ "rules": [{ "assert|": "true" }] }'], ['rules/a/b/2.json', '{ "extends": "a/b@1", "rules": [{ "assert|": "true" }] }']]) {
      assert.match(await hover(name, text), /What should hold; left out: false[^]*```json\n"today >= definitions\.first_day"/);
    }
  });
  it('explains a fact by its kind', async () => {
    assert.match(await hover('rules/a/b/1.json', '{ "facts": { "type": "object", "properties": { "day": { "type": "string", "format|": "date" } } } }'), /YYYY-MM-DD, a timestamp in CEL/);
  });
});
