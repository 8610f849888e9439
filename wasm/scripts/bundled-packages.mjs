// The npm packages that esbuild put into a file, by its metafile.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

/** The packages' folders, sorted: an input's is what follows its last node_modules/, with a scope if it has one. */
export function foldersOfPackages(inputs) {
  const folders = inputs.map((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0]);
  return [...new Set(folders)].filter((folder) => folder !== undefined).sort();
}

/** A package's name, version, licence and the texts of its licence and notice. */
export function bundledPackage(folder, base = root) {
  const { name, version, license } = JSON.parse(readFileSync(join(base, folder, 'package.json'), 'utf8'));
  const texts = readdirSync(join(base, folder)).filter((file) => /^(licen[cs]e|copying|notice)\b/i.test(file)).sort();
  if (typeof license !== 'string' || texts.length === 0) {
    throw new Error(`${folder} is bundled and does not say its licence, in package.json and in a file: say it in wasm/scripts/bundled-packages.mjs`);
  }
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  return { name, version, licence: license, purl, text: texts.map((file) => readFileSync(join(base, folder, file), 'utf8')).join('\n') };
}
