// npm run rules:table: writes the table of packs, editions and clauses into both READMEs, between its markers.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { root } from './root.mjs';
import { main } from './run.mjs';

const BEGIN = '<!-- packs: npm run rules:table -->\n';
const END = '<!-- /packs -->\n';

/** Where the table stands, in which language, and its words. */
export const READMES = [
  { file: 'README.md', locale: 'en', head: ['pack', 'what for', 'where', 'in force', 'clauses'], undated: 'undated', on: (from) => `from ${from}`, until: (day) => `until ${day}` },
  { file: 'README.zh-CN.md', locale: 'zh-CN', head: ['规则包', '业务', '地区', '实施时间', '引用条款'], undated: '未注明日期', on: (from) => `${from} 起`, until: (day) => `${day} 止（不含当天）` },
];

/** The README's text with the table as the packs are now. */
export function withTable(text, words, packs) {
  const begin = text.indexOf(BEGIN);
  const end = text.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`${words.file} lacks the markers of the table: ${BEGIN}${END}`);
  return text.slice(0, begin + BEGIN.length) + table(words, packs) + text.slice(end);
}

function table(words, packs) {
  const rows = packs.map((pack) => [
    `\`${pack.id}@${pack.edition}\``,
    localised(pack.title, words.locale),
    localised(pack.jurisdiction.name, words.locale),
    inForce(pack.effective, words),
    clausesOf(pack),
  ]);
  return [words.head, words.head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

function inForce(effective, words) {
  if (effective === null || (!effective.from && !effective.until)) return words.undated;
  return [effective.from && words.on(effective.from), effective.until && words.until(effective.until)].filter(Boolean).join(', ');
}

/** "S0 (24), S1 (2)": how many clauses of each source are cited anywhere in the pack. */
function clausesOf(pack) {
  const cited = new Set(JSON.stringify(pack).match(/(?<=")[A-Z]+[0-9]*-[0-9]+(?=")/g));
  const count = (source) => [...cited].filter((clause) => clause.startsWith(`${source}-`)).length;
  return pack.sources.map((source) => `${source} (${count(source)})`).join(', ');
}

function localised(text, locale) {
  return text[locale] ?? text['zh-CN'];
}

async function write() {
  await build();
  const { shippedDocuments } = await import('./shipped-documents.mjs'); // of what is built by now
  const { packs } = await shippedDocuments();
  for (const words of READMES) {
    const path = join(root, words.file);
    writeFileSync(path, withTable(readFileSync(path, 'utf8'), words, packs));
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main(write);
