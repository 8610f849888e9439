// What `precheck diff` compares: packs of the rules folder, files, folders, and folders as they were at a git revision.
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceDocument } from '../documents.js';
import { createPrecheck, resolvePacks } from '../node.js';
import { parseCases } from '../tools/parse-cases.js';
import { packName, type RuleSet } from '../tools/diff-rules.js';
import { UsageError } from './context.js';
import { filesAt } from './git-files.js';
import { parseNamed } from './named-json.js';
import { WHERE_PACKS_ARE } from './pick-pack.js';
import { namesBelow, type RuleFile, ruleFilesAmong } from './rule-files.js';
import { rulesFolder } from './rules-folder.js';
import { readUtf8 } from './utf8.js';

/** One pack of a set, or all of it. */
export interface Operand {
  rules: RuleSet;
  /** `id@edition`; absent: every pack. */
  pack?: string;
  /** As it was named. */
  name: string;
}

/** @param before The other operand, whose pack `@edition` is another edition of. */
export async function operandOf(name: string, rules: string | undefined, before?: Operand): Promise<Operand> {
  if (existsSync(name)) return statSync(name).isDirectory() ? { rules: await setOf(filesOf(name)), name } : fileOperand(name, rules);
  const set = before?.pack !== undefined && before.rules ? before.rules : await setOf(filesOf(rulesFolder(rules)));
  const wanted = name.startsWith('@') ? `${before?.pack?.split('@')[0] ?? ''}${name}` : name;
  const found = set.packs.filter((pack) => packName(pack) === wanted || pack.id === wanted).map(packName);
  if (found.length > 1) throw new UsageError(`name one edition: ${found.join(', ')}`);
  if (found.length === 0) throw new UsageError(`there is no pack, file or folder ${wanted}; ${WHERE_PACKS_ARE}`);
  return { rules: set, pack: found[0] as string, name: found[0] as string };
}

/** All packs of a folder as they were. */
export async function revisionOperand(revision: string, folder: string): Promise<Operand> {
  try {
    return { rules: await setOf(filesAt(revision, folder)), name: revision };
  } catch (reason) {
    (reason as Error).message = `${revision}: ${(reason as Error).message}`;
    throw reason;
  }
}

/** A pack's file with the packs of the rules folder, of which it may extend one; it stands for one of the same name there. */
async function fileOperand(path: string, rules: string | undefined): Promise<Operand> {
  const text = readUtf8(path);
  const { id, edition } = parseNamed(text, path) as { id: string; edition: string };
  const files = filesOf(rulesFolder(rules));
  const others = ruleFilesAmong([...files.keys()], (name) => files.get(name) as string);
  const packs = others.packs.filter((file) => {
    const other = parseNamed(file.text, file.name) as { id: string; edition: string };
    return other.id !== id || other.edition !== edition;
  });
  const set = await loaded([...packs, { name: path, text }], others.sources, files);
  return { rules: set, pack: `${id}@${edition}`, name: path };
}

function filesOf(folder: string): Map<string, string> {
  return new Map(namesBelow(folder).filter((name) => name.endsWith('.json')).map((name) => [name, readUtf8(join(folder, name))]));
}

function setOf(files: ReadonlyMap<string, string>): Promise<RuleSet> {
  const { packs, sources } = ruleFilesAmong([...files.keys()], (name) => files.get(name) as string);
  return loaded(packs, sources, files);
}

async function loaded(packs: RuleFile[], sources: RuleFile[], files: ReadonlyMap<string, string>): Promise<RuleSet> {
  const texts = (list: RuleFile[]) => list.map((file) => file.text);
  const names = (list: RuleFile[]) => list.map((file) => file.name);
  const documents = { packs: texts(packs), sources: texts(sources), names: { packs: names(packs), sources: names(sources) } };
  return {
    engine: await createPrecheck(documents),
    packs: await resolvePacks(documents),
    sources: documents.sources.map((text) => JSON.parse(text) as SourceDocument),
    cases: [...files].filter(([name]) => name.endsWith('.cases.json')).map(([name, text]) => parseCases(name, text)),
  };
}
