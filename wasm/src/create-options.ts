// What createPrecheck takes in pages and in Node.
import type { LoadOptions } from './load.js';
import type { PackOptions } from './precheck.js';

export type { Instantiate } from './bindings.js';
export type { WasmSource } from './load.js';
export interface CreateOptions extends PackOptions, LoadOptions {}
