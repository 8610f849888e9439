// What the page has: an index of packs, and each pack with an engine that judges by it, fetched when first asked for.

import areasFile from 'address:areas.json';
import directoryFile from 'address:directory.json';
import index from 'index-of-packs';
import { createPrecheck, type Effective, type Jurisdiction, type LocalizedText, type PrecheckRun } from '../../wasm/src/run-index.js';
import { areasOf, type AreasFile, type Directory, type JsonObject, type Pack } from '../view-model/index.js';
import type { Carried } from './load/carried.js';
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

export interface DrawnPack {
  key: string;
  /** What a form and its report are drawn from; it carries its sources. */
  pack: Pack;
  samples: Sample[];
}

export interface OpenPack extends DrawnPack {
  precheck: PrecheckRun;
}

export interface Library {
  /** Resolves once the engine has arrived, or is known not to: what else is wanted for later may then have the line. */
  settled: Promise<void>;
  packs: PackEntry[];
  directory(): Promise<Directory>;
  /** Areas by code. */
  areas(): Promise<Directory>;
  /** What open() gives but the engine, which is larger. */
  draw(key: string): Promise<DrawnPack>;
  open(key: string): Promise<OpenPack>;
  /** The whole resolved pack, for reading. */
  read(key: string): Promise<Pack>;
}

/** As web/build.mjs writes the index. */
export interface IndexEntry extends Omit<PackEntry, 'key'> {
  /** Of the contents of its files, in their names. */
  hash: string;
}

export interface PackFile {
  pack: Pack;
  samples: Sample[];
  /** For the engine. */
  compiled: string;
}

/** The page's files lie below `base`; one pack may have come with the page. Asking again for what could not be fetched tries again. */
export function openLibrary(base: URL, carried: Carried | null): Library {
  const json = async <Value>(name: string) => (await fetched(new URL(name, base))).json() as Promise<Value>;
  const engine = engineBelow(base);
  const settled = engine().then(
    () => {},
    () => {}, // told by open()
  ); // it starts before it is asked for

  const packs = index.map((entry) => ({ ...entry, key: `${entry.id}@${entry.edition}` }));

  async function part<Value>(key: string, name: '' | '.rest'): Promise<Value> {
    const entry = packs.find((each) => each.key === key);
    if (!entry) throw new Error(`there is no pack ${key}`);
    return json<Value>(`packs/${entry.id}/${entry.edition}${name}-${entry.hash}.json`);
  }

  const file = remembered(async (key) => (carried && carried.key === key ? carried.file : part<PackFile>(key, '')));

  return {
    settled,
    packs,
    directory: remembered(() => json<Directory>(directoryFile)),
    areas: remembered(async () => areasOf(await json<AreasFile>(areasFile))),
    read: remembered(async (key) => {
      const [{ pack }, rest] = await Promise.all([file(key), part<Partial<Pack>>(key, '.rest')]); // what the resolved pack has besides
      return { ...pack, ...rest };
    }),
    draw: async (key) => {
      const { pack, samples } = await file(key);
      return { key, pack, samples };
    },
    open: remembered(async (key) => {
      const [{ pack, samples, compiled }, options] = await Promise.all([file(key), engine()]);
      return { key, pack, samples, precheck: await createPrecheck({ packs: [compiled], names: [key], ...options }) };
    }),
  };
}
