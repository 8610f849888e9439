// Which files of cases `precheck test` runs.
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { CaseFile } from '../tools/cases.js';
import { parseCases } from '../tools/parse-cases.js';
import { UsageError } from './context.js';
import { WHERE_PACKS_ARE } from './pick-pack.js';
import { namesBelow } from './rule-files.js';
import { rulesFolder } from './rules-folder.js';
import { readUtf8 } from './utf8.js';

export interface NamedText {
  /** A path as it was given, or one below the rules folder. */
  path: string;
  text: string;
}

/** @param wanted Files, folders and packs (`id` or `id@edition`); none: all below the rules folder. */
export function readCases(wanted: string[], rules: string | undefined): NamedText[] {
  const folder = rulesFolder(rules);
  const everyFile = () => casesBelow(folder).map((path) => ({ path, text: readUtf8(path) }));
  const found = wanted.length === 0 ? everyFile() : wanted.flatMap((one) => (existsSync(one) ? ofPath(one) : ofPack(one, everyFile())));
  if (found.length === 0) throw new UsageError(`there are no *.cases.json in ${folder}; --rules names the folder that has them`);
  return found.filter(({ path }, index) => found.findIndex((other) => other.path === path) === index);
}

export function parsed({ path, text }: NamedText): CaseFile {
  return parseCases(path, text);
}

function ofPath(path: string): NamedText[] {
  const paths = statSync(path).isDirectory() ? casesBelow(path) : [path.replace(/(\.cases)?\.json$/, '.cases.json')]; // a pack's file stands for its cases
  return paths.map((one) => ({ path: one, text: readUtf8(one) }));
}

function ofPack(name: string, files: NamedText[]): NamedText[] {
  const found = files.filter((file) => {
    const { pack } = parsed(file);
    return pack === name || pack.startsWith(`${name}@`);
  });
  if (found.length === 0) throw new UsageError(`there is no file ${name}, and no cases of a pack of that name; ${WHERE_PACKS_ARE}`);
  return found;
}

export function casesBelow(folder: string): string[] {
  return namesBelow(folder).filter((name) => name.endsWith('.cases.json')).map((name) => join(folder, name));
}
