// compile: one pack, resolved or compiled, as a file to ship.
import { writeFile } from 'node:fs/promises';
import type { PackDocument } from '../documents.js';
import { type CompileOptions, compilePacks, createPrecheck } from '../node.js';
import { UsageError } from './arguments.js';
import type { Write } from './output.js';

/** `pack`: `id`, where it has one edition, or `id@edition`. `small`: for the small engine. `out`: a path; absent: standard output. */
export async function compilePack(options: CompileOptions, pack: string, small: boolean, out: string | undefined, write: Write): Promise<void> {
  const resolved = oneOf(await compilePacks(options), pack);
  const text = `${small ? await compiled(resolved) : JSON.stringify(resolved)}\n`;
  if (out === undefined) await write(text);
  else await writeFile(out, text);
}

async function compiled(pack: PackDocument): Promise<string> {
  const engine = await createPrecheck({ packs: [pack] });
  return engine.compiled(`${pack.id}@${pack.edition}`);
}

function oneOf(packs: PackDocument[], wanted: string): PackDocument {
  const [found, ...others] = packs.filter(({ id, edition }) => wanted === id || wanted === `${id}@${edition}`);
  if (!found) throw new UsageError(`there is no pack ${wanted}; \`precheck packs\` lists the packs`);
  if (others.length === 0) return found;
  const editions = [found, ...others].map(({ id, edition }) => `${id}@${edition}`);
  throw new UsageError(`name one edition: ${editions.join(', ')}`);
}
