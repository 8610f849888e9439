// What each module of yibao-precheck/rules/<jurisdiction>/<topic>/<edition> exports. wasm/scripts/bundle.mjs writes the modules; this is
// their type.
import type { ResolvedPack } from './documents.js';

declare const pack: ResolvedPack;
export default pack;
