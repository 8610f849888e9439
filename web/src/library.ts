// What the page has: an index of packs, and each pack with an engine that judges by it, fetched when first asked for.

import areasFile from 'address:areas.json';
import directoryFile from 'address:directory.json';
import indexFile from 'address:packs.json';
import { createPrecheck, type Effective, type Jurisdiction, type LocalizedText, type PrecheckRun } from '../../wasm/src/run-index.js';
import { areasOf, type AreasFile, type Directory, type JsonObject, type Pack } from '../view-model/index.js';
import { engineBelow } from './load/engine.js';
import { fetched } from './load/fetched.js';
import { remembered } from './load/remembered.js';

export interface PackEntry {
  key: string;
  id: string;
  edition: string;
  title: LocalizedText;
  jurisdiction: Jurisdiction;
  effective: Effective | null;
  revision: number;
  /** Of an overlay: its base, `id@edition`. */
  extends?: string;
}

/** A golden case marked as a sample, its base form already merged in. */
export interface Sample {
  id: string;
  title: LocalizedText;
  as_of: string;
  form: JsonObject;
  params?: JsonObject;
}

export interface OpenPack {
  key: string;
  /** Resolved: it draws the form and carries its sources. */
  pack: Pack;
  samples: Sample[];
  precheck: PrecheckRun;
}

export interface Library {
  packs: PackEntry[];
  directory(): Promise<Directory>;
  /** Areas by code. */
  areas(): Promise<Directory>;
  open(key: string): Promise<OpenPack>;
  /** The resolved pack alone, for reading. */
  read(key: string): Promise<Pack>;
}

/** The index, as web/build.mjs writes it. */
interface IndexEntry extends PackEntry {
  /** Holds a PackFile. */
  file: string;
  /** Holds the compiled pack, a text. */
  compiled: string;
}

interface PackFile {
  pack: Pack;
  samples: Sample[];
}

/** The page's files lie below `base`. Asking again for what could not be fetched tries again. */
export async function openLibrary(base: URL): Promise<Library> {
  const json = async <Value>(name: string) => (await fetched(new URL(name, base))).json() as Promise<Value>;
  const engine = engineBelow(base);
  engine(); // it starts while the index arrives; what fails is told by open()
  const index = await json<IndexEntry[]>(indexFile);

  function entryOf(key: string): IndexEntry {
    const entry = index.find((each) => each.key === key);
    if (!entry) throw new Error(`there is no pack ${key}`);
    return entry;
  }

  const file = remembered(async (key) => json<PackFile>(entryOf(key).file));
  const compiled = async (key: string) => (await fetched(new URL(entryOf(key).compiled, base))).text();

  return {
    packs: index.map(({ file: _file, compiled: _compiled, ...entry }) => entry),
    directory: remembered(() => json<Directory>(directoryFile)),
    areas: remembered(async () => areasOf(await json<AreasFile>(areasFile))),
    read: async (key) => (await file(key)).pack,
    open: remembered(async (key) => {
      const [{ pack, samples }, text, options] = await Promise.all([file(key), compiled(key), engine()]);
      return { key, pack, samples, precheck: await createPrecheck({ packs: [text], names: [key], ...options }) };
    }),
  };
}
