// What the page has: an index of packs, and each pack with an engine that judges by it, fetched when first asked for.

import { createPrecheck, type Effective, type Jurisdiction, type LocalizedText, type PrecheckRun } from '../../wasm/src/index.js';
import { packKey, type Directory, type JsonObject, type Pack, type Source } from '../view-model/index.js';

export interface PackEntry {
  key: string;
  id: string;
  edition: string;
  title: LocalizedText;
  jurisdiction: Jurisdiction;
  effective: Effective | null;
}

/** A golden case marked as a sample, its base form already merged in. */
export interface Sample {
  id: string;
  title: string;
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
  open(key: string): Promise<OpenPack>;
  /** The resolved pack alone, for reading. */
  read(key: string): Promise<Pack>;
}

interface RulesFile {
  directory: Directory;
  packs: Pack[];
  sources: Source[];
  samples: Record<string, Sample[]>;
}

export async function openLibrary(base: URL): Promise<Library> {
  const response = await fetch(new URL('rules.json', base).href);
  if (!response.ok) throw new Error(`rules.json: ${response.status} ${response.statusText}`);
  const { packs, sources, samples, directory }: RulesFile = await response.json();
  let engine: Promise<PrecheckRun> | undefined;
  const read = async (key: string) => {
    const pack = packs.find((each) => packKey(each) === key);
    if (!pack) throw new Error(`there is no pack ${key}`);
    return { ...pack, resolved: { sources } };
  };
  return {
    packs: packs.map((pack) => ({
      key: packKey(pack),
      id: pack.id,
      edition: pack.edition,
      title: pack.title,
      jurisdiction: pack.jurisdiction as Jurisdiction,
      effective: pack.effective as Effective | null,
    })),
    directory: async () => directory,
    read,
    async open(key) {
      engine = engine || createPrecheck({ packs, sources, wasm: new URL('precheck.wasm', base) });
      return { key, pack: await read(key), samples: samples[key] || [], precheck: await engine };
    },
  };
}
