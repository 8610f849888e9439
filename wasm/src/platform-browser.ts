// How pages and bundlers start an instance: precheck.wasm is fetched from beside the bundle unless `wasm` says otherwise.
import { starterFor } from './load.js';

export const start = starterFor(
  (address) => fetch(String(address)),
  () => new URL('./precheck.wasm', import.meta.url),
);
