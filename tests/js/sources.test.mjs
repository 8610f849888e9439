// Rules of the house that a look at the sources can check.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { root } from '../../wasm/scripts/root.mjs';
import { namesBelow, readRuleFiles } from '../../wasm/src/cli/rule-files.js';

const sources = (folder, pattern) => {
  const names = namesBelow(join(root, folder)).filter((name) => pattern.test(name)).map((name) => `${folder}/${name}`);
  assert.notEqual(names.length, 0, folder);
  return names.map((name) => ({ name, text: readFileSync(join(root, name), 'utf8') }));
};
const core = sources('core', /\.(h|hpp|cpp)$/);

const COMMENT_OR_LITERAL = /\/\/.*|\/\*[^]*?\*\/|R"\([^]*?\)"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'/g;
const isComment = (token) => token.startsWith('//') || token.startsWith('/*');
const withoutComments = (text) => text.replace(COMMENT_OR_LITERAL, (token) => (isComment(token) ? ' ' : token));
const withoutLiterals = (text) => text.replace(COMMENT_OR_LITERAL, ' ');

it('code is ASCII; the words that people read stand in one catalogue for the core, one for the command line, one for the READMEs, one for new packs', () => {
  const catalogues = /^core\/src\/engine\/texts\.(h|cpp)$|^wasm\/src\/cli\/wording\.ts$|^wasm\/scripts\/rules-table\.mjs$|^wasm\/src\/tools\/scaffold\.ts$/;
  const foreign = [...core, ...sources('wasm', /\.(cpp|ts|js|mjs|txt)$/)]
    .filter(({ name, text }) => !catalogues.test(name) && /[^\x00-\x7f]/.test(withoutComments(text)))
    .map(({ name }) => name);
  assert.deepEqual(foreign, []);
});

it('the core throws nothing, asks for no types at run time, and reads no clock, file, environment or chance', () => {
  const forbidden = [
    /\b(throw|try|catch|dynamic_cast|typeid)\b/,
    /\bstd::chrono\b|\b(time|clock|gettimeofday|localtime|gmtime)\s*\(|<(chrono|ctime|time\.h)>/,
    /\b(getenv|rand|fopen|printf|fprintf|puts|setlocale)\s*\(|\bstd::(cout|cerr|locale)\b/,
    /<(fstream|iostream|filesystem|thread|mutex|random)>/,
  ];
  const found = core.flatMap(({ name, text }) => {
    const code = withoutLiterals(text);
    return forbidden.flatMap((pattern) => pattern.exec(code)?.[0] ?? []).map((word) => `${name}: ${word}`);
  });
  assert.deepEqual(found, []);
});

it('no jurisdiction is named in code: policy belongs to rules/', () => {
  const names = new Set();
  for (const { name, text } of readRuleFiles(join(root, 'rules')).packs) {
    const [folder] = name.split('/');
    if (['national', 'generic'].includes(folder)) continue; // everyday words
    names.add(folder);
    const { jurisdiction } = JSON.parse(text);
    for (const title of Object.values(jurisdiction?.name ?? {})) names.add(title.replace(/(?<=..)[\u5e02\u7701]$/, '').toLowerCase());
  }
  assert.notEqual(names.size, 0);
  // The sample says which forms it shows, and its build puts their packs there; each example embeds one form.
  const configuration = /^web\/(miniprogram\/sample\/(topics\.js$|packs\/)|examples\/)/;
  const found = ['core', 'wasm', 'web']
    .flatMap((folder) => sources(folder, /\.(h|hpp|cpp|txt|ts|js|mjs|html|css|wxml|wxss)$/))
    .filter(({ name }) => !configuration.test(name))
    .flatMap(({ name, text }) => [...names].filter((word) => text.toLowerCase().includes(word)).map((word) => `${name}: ${word}`));
  assert.deepEqual(found, []);
});
