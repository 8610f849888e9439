// Remembers what a product was made from, by content, so that nothing is made twice and nothing stale is kept.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './root.mjs';

/** Runs `make` unless `product` exists and was made from the same contents of `sources` (paths below the root). */
export async function makeFrom(sources, product, stampFile, make) {
  const hash = createHash('sha256');
  for (const source of sources) hash.update(`${source}\0`).update(readFileSync(join(root, source)));
  const stamp = hash.digest('hex');
  const path = join(root, stampFile);
  if (existsSync(join(root, product)) && existsSync(path) && readFileSync(path, 'utf8') === stamp) return;
  await make();
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, stamp);
}
