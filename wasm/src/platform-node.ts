// How Node starts an instance: an address may be a file's path or URL as well.
import { readFile } from 'node:fs/promises';
import type { Bindings, RunBindings } from './bindings.js';
import { type Open, starterFor } from './load.js';

const open: Open = (address) => {
  if (/^(https?|data|blob):/.test(String(address))) return fetch(address);
  return readFile(/^file:/.test(String(address)) ? new URL(address) : address);
};

export const start = /* @__PURE__ */ starterFor<Bindings>(open, () => new URL('./precheck.wasm', import.meta.url));
export const startRun = /* @__PURE__ */ starterFor<RunBindings>(open, () => new URL('./precheck-run.wasm', import.meta.url));
