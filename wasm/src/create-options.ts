// What createPrecheck takes in pages and in Node.
import type { LoadOptions, LoadRunOptions } from './load.js';
import type { PackOptions } from './precheck.js';
import type { CompiledPackOptions } from './run.js';

export type { Instantiate } from './bindings.js';
export type { Fallback, FallbackSource } from './fallback.js';
export type { WasmSource } from './load.js';
export interface CreateOptions extends PackOptions, LoadOptions {}
export interface CreateRunOptions extends CompiledPackOptions, LoadRunOptions {}
