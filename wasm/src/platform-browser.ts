// How pages and bundlers start an instance: the binary is fetched from beside the bundle unless `wasm` says otherwise.
import type { Bindings, RunBindings } from './bindings.js';
import { type Open, starterFor } from './load.js';

const open: Open = (address) => fetch(String(address));

// Written out, since bundlers look for such addresses.
export const start = /* @__PURE__ */ starterFor<Bindings>(open, () => new URL('./precheck.wasm', import.meta.url));
export const startRun = /* @__PURE__ */ starterFor<RunBindings>(open, () => new URL('./precheck-run.wasm', import.meta.url));
