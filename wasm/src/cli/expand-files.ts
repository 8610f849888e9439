// Patterns that the shell left to us, because they were quoted or are more than it knows.
import { existsSync } from 'node:fs';
import { glob, isDynamicPattern } from 'tinyglobby';
import { UsageError } from './context.js';

/** Each pattern's files in code-unit order, in the order of the patterns. What exists under that very name is no pattern. */
export async function expandFiles(names: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const name of names) {
    if (name === '-' || existsSync(name) || !isDynamicPattern(name)) {
      files.push(name);
      continue;
    }
    const found = await glob(name, { expandDirectories: false });
    if (found.length === 0) throw new UsageError(`no file matches ${name}`);
    files.push(...found.sort());
  }
  return files;
}
