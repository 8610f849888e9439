// The rules that a command works with: those of a folder, or the shipped ones.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CreateOptions } from '../node.js';
import { readText } from './input.js';
import { parseNamed } from './named-json.js';
import { readRuleFiles } from './rule-files.js';
import { readUtf8 } from './utf8.js';

// From dist/cli.js.
const SHIPPED_RULES = fileURLToPath(new URL('../rules', import.meta.url));

export function rulesFolder(folder: string | undefined): string {
  return folder ?? SHIPPED_RULES;
}

/** What createPrecheck takes, each document by the name of its file. */
export function readDocuments(folder: string | undefined): CreateOptions {
  const { packs, sources } = readRuleFiles(rulesFolder(folder));
  return {
    packs: packs.map((file) => file.text),
    sources: sources.map((file) => file.text),
    names: { packs: packs.map((file) => file.name), sources: sources.map((file) => file.name) },
  };
}

/** Why no pack covers a clause, by the clause's id. */
export function readUncovered(folder: string | undefined): Record<string, unknown> {
  const path = join(rulesFolder(folder), 'uncovered.json');
  return existsSync(path) ? (parseNamed(readUtf8(path), path) as Record<string, unknown>) : {};
}

/** `params`: a path, or JSON text if it begins with `{`. */
export async function readParams(params: string | undefined): Promise<string | undefined> {
  return params === undefined || params.trimStart().startsWith('{') ? params : readText(params);
}

export async function readDirectory(path: string | undefined): Promise<string | undefined> {
  return path === undefined ? undefined : readText(path);
}
