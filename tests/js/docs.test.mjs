// wasm/docs says what --help says.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import { Command } from 'commander';
import { JSDOM } from 'jsdom';
import { marked } from 'marked';
import { commandPage, FOLDER, pages } from '../../wasm/scripts/docs-pages.mjs';
import { root } from '../../wasm/scripts/root.mjs';

const made = await pages();
const shown = (markdown) => new JSDOM(marked.parse(markdown)).window.document;

it('the pages are those of the commands, as they are now', () => {
  const folder = join(root, FOLDER);
  const stale = [...made].filter(([name, text]) => !readdirSync(folder).includes(name) || readFileSync(join(folder, name), 'utf8') !== text).map(([name]) => name);
  const orphaned = readdirSync(folder).filter((name) => !made.has(name));
  assert.deepEqual({ stale, orphaned }, { stale: [], orphaned: [] }, `below ${FOLDER}: not what --help says now: ${[...stale, ...orphaned].join(', ')}; \`npm run docs\` writes them anew`);
});

it('the index links every page', () => {
  const links = [...shown(made.get('README.md')).querySelectorAll('a')].map((link) => link.getAttribute('href'));
  assert.deepEqual(links, [...made.keys()].filter((name) => name !== 'README.md'));
});

it('a page shows the texts of the help, whatever Markdown would make of them', () => {
  const hostile = ['<b>x</b> *y* _z_ [a](b) a|b \\ & &lt; ~~s~~', '# no heading', '- no list', '1. nor this', '    no code', 'it’s `a|b` and `<c>` *', '`'];
  const command = Object.assign(new Command('try'), {
    paragraphs: hostile,
    tables: [{ heading: 'check', rows: hostile.map((text) => [text.trim(), text]) }],
    examples: hostile.map((text) => ({ line: text, what: text })),
  });
  hostile.forEach((text, index) => command.option(`--o${index} <a|*_${index}>`, text));
  command.description(hostile[0]);
  const document = shown(commandPage(command));
  const plain = (text) => text.replace(/`([^`]+)`/g, '$1').trim();
  assert.equal(document.querySelector('p').textContent, plain(hostile[0]));
  const rows = [...document.querySelectorAll('tbody tr')].map((row) => [...row.cells].map((cell) => cell.textContent));
  assert.deepEqual(rows.slice(0, hostile.length), hostile.map((text, index) => [`--o${index} <a|*_${index}>`, plain(text)]));
  assert.deepEqual(rows.slice(-hostile.length), hostile.map((text) => [text.trim(), plain(text)]));
  const paragraphs = [...document.querySelectorAll('p')].map((one) => one.textContent);
  for (const text of hostile) assert.ok(paragraphs.includes(plain(text)), text);
  assert.deepEqual([...document.querySelectorAll('pre')].slice(1).map((one) => one.textContent.trim()), hostile.map((text) => text.trim()));
  assert.equal(document.querySelectorAll('b, em, del, ul, ol, h3').length, 0);
});

it('sizes are as they are said', () => {
  const text = (name) => readFileSync(join(root, name), 'utf8');
  const isAbout = (said, bytes, unit, what) => assert.ok(Math.abs(said * unit - bytes) <= 0.1 * bytes, `${what} is said to be ${said}, and is ${(bytes / unit).toFixed(1)}`);
  const guide = text('web/docs/miniprogram.zh-CN.md');
  for (const name of ['index.js', 'precheck.wasm.br', 'precheck.wasm', 'fallback.js']) {
    const [, said] = new RegExp(`^\\| \`${name.replaceAll('.', '\\.')}\`.* (\\d+) KB`, 'm').exec(guide);
    isAbout(Number(said), statSync(join(root, 'dist/miniprogram', name)).size, 1000, name);
  }
  const transferred = (...names) => names.map((name) => brotliCompressSync(readFileSync(join(root, 'dist', name))).length).reduce((sum, size) => sum + size);
  for (const name of ['README.md', 'README.zh-CN.md']) {
    const [form, element] = [...text(name).matchAll(/(\d+) KiB/g)].map(([, said]) => Number(said));
    isAbout(form, transferred('form.js'), 1024, `${name}: form.js`);
    isAbout(element, transferred('element-define.js', 'element.js', 'element.css'), 1024, `${name}: the elements`);
  }
});
