// A pack by its name: what the page provides, else the package's files.
import { editions } from 'shipped-editions';
import type { ResolvedPack } from '../../wasm/src/documents.js';
import { remembered } from '../src/load/remembered.js';
import type { Pack } from '../view-model/pack.js';
import { isProvided, packOf, provided, type Ready } from '../view-model/provide.js';

/** @param name `id` or `id@edition`; @param base of the package's files, '' for beside this module */
export async function openPack(name: string, base: string): Promise<Ready> {
  return (await providedWith(name)) || fromFiles(JSON.stringify([name, baseOf(base)]));
}

/** The document alone, for reading a report. */
export async function readPack(name: string, base: string): Promise<Pack> {
  const ready = await providedWith(name);
  const pack = ready && packOf(ready.packs, name);
  return pack || documentOf(name, baseOf(base));
}

/** An address in the package's files. */
export function fileBelow(base: string, path: string): string {
  return new URL(path, baseOf(base)).href;
}

function baseOf(base: string): string {
  if (base === '') return import.meta.url;
  const folder = base.endsWith('/') ? base : `${base}/`;
  return new URL(folder, document.baseURI).href;
}

async function providedWith(name: string): Promise<Ready | undefined> {
  if (!isProvided()) return undefined;
  const ready = await provided();
  return packOf(ready.packs, name) ? ready : undefined;
}

/** One engine for all forms of a pack. */
const fromFiles = remembered(async (key): Promise<Ready> => {
  const [name, base] = JSON.parse(key) as [string, string];
  const keys = editionsOf(name);
  const [{ createPrecheck }, compiled, packs] = await Promise.all([
    import('precheck-run'),
    Promise.all(keys.map((each) => moduleOf<string>('compiled', each, base))),
    Promise.all(keys.map((each) => documentOf(each, base))),
  ]);
  // Where the address is the module's own, bundlers find the binary by what run.js says.
  const wasm = base === import.meta.url ? undefined : new URL('precheck-run.wasm', base);
  const precheck = await createPrecheck({ packs: compiled, names: keys, wasm, fallback: () => import('precheck-fallback') });
  return { precheck, packs, directory: undefined };
});

const documentOf = (name: string, base: string) => moduleOf<ResolvedPack>('rules', name, base) as Promise<Pack>;

function editionsOf(name: string): string[] {
  // It becomes part of an address: nothing else than a name may get there.
  if (!/^[a-z0-9_-]+\/[a-z0-9_-]+(@[a-z0-9_-]+)?$/.test(name)) throw new Error(`pack="${name}" is no name of a pack: id@edition, such as ${someName()}`);
  if (name.includes('@')) return [name];
  const known = Object.prototype.hasOwnProperty.call(editions, name) ? (editions[name] as string[]) : [];
  if (known.length === 0) throw new Error(`there is no pack ${name}: those that are shipped are ${Object.keys(editions).join(', ')}; of others the edition is needed, ${name}@…`);
  return known.map((edition) => `${name}@${edition}`);
}

function someName(): string {
  const [id, [edition]] = Object.entries(editions)[0] as [string, [string]];
  return `${id}@${edition}`;
}

async function moduleOf<Value>(folder: 'compiled' | 'rules', name: string, base: string): Promise<Value> {
  const address = new URL(`${folder}/${name.replace('@', '/')}.js`, base).href;
  let module: { default: Value };
  try {
    module = (await import(address)) as { default: Value };
  } catch (reason) {
    throw new Error(`${address} could not be loaded (${(reason as Error).message}): serve the package's dist/ and name it by the attribute base, or give the pack to provide()`);
  }
  return module.default;
}
