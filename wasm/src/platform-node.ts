// How Node starts an instance: an address may be a file's path or URL as well.
import { readFile } from 'node:fs/promises';
import { starterFor } from './load.js';

export const start = starterFor(
  (address) => {
    if (/^(https?|data|blob):/.test(String(address))) return fetch(address);
    return readFile(/^file:/.test(String(address)) ? new URL(address) : address);
  },
  () => new URL('./precheck.wasm', import.meta.url),
);
