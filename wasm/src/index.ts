// The entry for pages and bundlers. precheck.wasm is fetched from beside this module unless `wasm` says otherwise.
import { createPrecheckFor } from './precheck.js';

export * from './api.js';

/** Loads the packs into a new engine. Rejects with PackError where a pack is wrong, with PrecheckError where loading fails. */
export const createPrecheck = createPrecheckFor(
  (address) => fetch(String(address)),
  () => new URL('./precheck.wasm', import.meta.url),
);
