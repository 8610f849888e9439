// The small engine as JavaScript (wasm2js), where there is no WebAssembly. It is the same engine: what it answers is the same to the byte.
import type { WasmImports, WasmInstance } from './bindings.js';
import { PrecheckError } from './errors.js';

/** What `yibao-precheck/fallback` exports. */
export type Fallback = (imports: WasmImports) => WasmInstance;

/** Gives it when it is needed: `() => import('yibao-precheck/fallback')`, `() => require('yibao-precheck/fallback')`. */
export type FallbackSource = () => Fallback | { default: Fallback } | Promise<Fallback | { default: Fallback }>;

export async function instantiateFallback(source: FallbackSource, imports: WasmImports): Promise<WasmInstance> {
  let found: unknown;
  try {
    found = await source();
  } catch (reason) {
    throw new PrecheckError('fallback.failed', messageOf(reason));
  }
  const engine = typeof found === 'function' ? found : ((found || {}) as { default?: unknown }).default;
  if (typeof engine !== 'function') throw new PrecheckError('fallback.not_engine', '`fallback` did not give what fallback.js exports');
  return (engine as Fallback)(imports);
}

/** Platforms reject with errors, with texts and, in mini-programs, with `{ errMsg }`. */
export function messageOf(reason: unknown): string {
  const { message, errMsg } = (reason || {}) as { message?: unknown; errMsg?: unknown };
  return String(message || errMsg || reason);
}

let runs: boolean | undefined;

/**
 * Whether WebAssembly runs here: a module of eight bytes, the least that is one, is tried. A Content-Security-Policy, a webview or a user's setting may
 * forbid it although it has its name.
 */
export function runsWebAssembly(): boolean {
  if (runs === undefined) {
    try {
      runs = !!new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])));
    } catch (reason) {
      runs = false;
    }
  }
  return runs;
}
