// The entry for Node: an address may be a file's path or URL as well.
import { readFile } from 'node:fs/promises';
import { createPrecheckFor } from './precheck.js';

export * from './api.js';

/** Loads the packs into a new engine. Rejects with PackError where a pack is wrong, with PrecheckError where loading fails. */
export const createPrecheck = createPrecheckFor(
  (address) => {
    if (/^(https?|data|blob):/.test(String(address))) return fetch(address);
    return readFile(/^file:/.test(String(address)) ? new URL(address) : address);
  },
  () => new URL('./precheck.wasm', import.meta.url),
);
