// rules.json, written by build.mjs: the packs, their sources, the examples and a directory of invented institutions.

import type { Directory, JsonObject, Pack, Source } from '../view-model/index.js';

/** A golden case marked as a sample, its base form already merged in. */
export interface Sample {
  id: string;
  title: string;
  as_of: string;
  form: JsonObject;
  params?: JsonObject;
}

/** `samples` is keyed by `id@edition`. */
export interface RulesFile {
  directory: Directory;
  packs: Pack[];
  sources: Source[];
  samples: Record<string, Sample[]>;
}
