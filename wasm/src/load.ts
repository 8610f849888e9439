// From wherever precheck.wasm lies to a running instance. Every way to fail rejects with a PrecheckError `wasm....` that says
// what to do; Emscripten's own factory would wait for ever.
import startGlue from 'precheck-glue';
import { ABI_VERSION, type CommonBindings, type Instantiate } from './bindings.js';
import { PrecheckError } from './errors.js';
import { type FallbackSource, instantiateFallback, messageOf, runsWebAssembly } from './fallback.js';

/** An address, the bytes, a compiled module, or the answer of a `fetch`. */
export type WasmSource = URL | string | BufferSource | WebAssembly.Module | Response | Promise<Response>;

/** Reads an address; the page's entry fetches, Node's reads files too. */
export type Open = (address: URL | string) => Promise<Response | BufferSource>;

export interface LoadOptions {
  /** Where precheck.wasm is. Absent: beside this module. */
  wasm?: WasmSource;
  /** Instantiates precheck.wasm by itself, for platforms that take only a path. `wasm` is then not used. */
  instantiate?: Instantiate;
}

/** How the small engine is loaded. */
export interface LoadRunOptions extends LoadOptions {
  /**
   * The engine as JavaScript, for where WebAssembly is missing or forbidden: `() => import('yibao-precheck/fallback')`. It is called only when it is
   * needed. Absent: loading then fails.
   */
  fallback?: FallbackSource;
}

export type Start<Of extends CommonBindings> = (options: LoadRunOptions) => Promise<Of>;

/** Starts instances on one platform: `open` reads addresses, `defaultWasm` is used where the caller names none. */
export function starterFor<Of extends CommonBindings>(open: Open, defaultWasm: () => URL): Start<Of> {
  let shared: Promise<WebAssembly.Module> | undefined; // the default binary, compiled once for all instances

  function compileDefault(): Promise<WebAssembly.Module> {
    shared = shared || compileModule(defaultWasm(), open);
    shared.catch(() => (shared = undefined)); // the next call may have better luck
    return shared;
  }

  return async function start({ wasm, instantiate, fallback }: LoadRunOptions): Promise<Of> {
    if (instantiate) return startInstance(instantiate);
    if (fallback && !runsWebAssembly()) return startInstance((imports) => instantiateFallback(fallback, imports));
    const module = await (wasm === undefined ? compileDefault() : compileModule(wasm, open));
    return startInstance((imports) => WebAssembly.instantiate(module, imports));
  };
}

/** Compiles `source`. One module can be instantiated many times. */
export async function compileModule(source: WasmSource, open: Open): Promise<WebAssembly.Module> {
  if (typeof WebAssembly === 'undefined') {
    throw new PrecheckError('wasm.unsupported', 'this platform has no WebAssembly: the small engine can run as JavaScript, see `fallback`');
  }
  const settled = await source;
  if (settled instanceof WebAssembly.Module) return settled;
  const isAddress = typeof settled === 'string' || settled instanceof URL;
  const name = isAddress ? String(settled) : 'precheck.wasm';
  const answer = isAddress ? await opened(settled, open) : settled;
  if (isResponse(answer) && canStream(answer)) return compiled(WebAssembly.compileStreaming(answer), name);
  const bytes = isResponse(answer) ? await bodyOf(answer, name) : answer;
  refuseOtherFiles(bytes, name);
  return compiled(WebAssembly.compile(bytes), name);
}

/** While it arrives, beside the main thread. A server that gives another type than this very one is refused there. */
function canStream({ ok, headers }: Response): boolean {
  return ok && headers.get('Content-Type') === 'application/wasm' && typeof WebAssembly.compileStreaming === 'function';
}

async function compiled(compiling: Promise<WebAssembly.Module>, name: string): Promise<WebAssembly.Module> {
  try {
    return await compiling;
  } catch (reason) {
    if (!(reason instanceof WebAssembly.CompileError)) throw brokenOff(name, reason);
    throw new PrecheckError(
      'wasm.corrupt',
      `${name} could not be compiled: ${messageOf(reason)}. The file is damaged, or a Content-Security-Policy lacks ` +
        `'wasm-unsafe-eval' in script-src`,
    );
  }
}

/** Starts an instance of its own, by the caller's hook where one is given (mini-programs have no other way). */
export async function startInstance<Of extends CommonBindings>(instantiate: Instantiate): Promise<Of> {
  let bindings: Of;
  try {
    bindings = await startGlue<Of>(instantiate);
  } catch (reason) {
    if (reason instanceof PrecheckError) throw reason;
    throw new PrecheckError(
      'wasm.mismatch',
      `precheck.wasm did not start: ${messageOf(reason)}. It must come from the same build as this JavaScript`,
    );
  }
  const found = typeof bindings._abiVersion === 'function' ? bindings._abiVersion() : 'none';
  if (found !== ABI_VERSION) {
    throw new PrecheckError(
      'wasm.mismatch',
      `precheck.wasm has interface version ${found}, this JavaScript needs ${ABI_VERSION}: take both from the same package`,
    );
  }
  if (!bindings.memory) throw new PrecheckError('wasm.mismatch', 'the memory of precheck.wasm is not among what the instance lists as its exports');
  return bindings;
}

async function opened(address: URL | string, open: Open): Promise<Response | BufferSource> {
  try {
    return await open(address);
  } catch (reason) {
    throw new PrecheckError('wasm.not_found', `${address} could not be read: ${messageOf(reason)}`);
  }
}

async function bodyOf(response: Response, name: string): Promise<ArrayBuffer> {
  const where = response.url || name;
  if (!response.ok) throw new PrecheckError('wasm.not_found', `${where} answered ${response.status} ${response.statusText}`);
  try {
    return await response.arrayBuffer();
  } catch (reason) {
    throw brokenOff(where, reason);
  }
}

function brokenOff(where: string, reason: unknown): PrecheckError {
  return new PrecheckError('wasm.not_found', `${where} broke off: ${messageOf(reason)}`);
}

/** By the file's first bytes, before the compiler's message about a magic word. */
function refuseOtherFiles(bytes: BufferSource, name: string): void {
  const view = ArrayBuffer.isView(bytes)
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    : new Uint8Array(bytes);
  const head = Array.from(view.subarray(0, 4));
  if (head.join() === '0,97,115,109') return; // "\0asm"
  if (/^\s*</.test(String.fromCharCode(...Array.from(view.subarray(0, 64))))) {
    throw new PrecheckError(
      'wasm.html',
      `got HTML instead of WebAssembly from ${name}: the file is not there and the server answers with a page. ` +
        'Copy it from the package, or pass its address as `wasm`',
    );
  }
  const shown = head.map((byte) => byte.toString(16).padStart(2, '0')).join(' ') || 'nothing';
  throw new PrecheckError('wasm.corrupt', `${name} is not WebAssembly: it begins with ${shown}, not 00 61 73 6d`);
}

function isResponse(value: Response | BufferSource): value is Response {
  return typeof (value as Response).arrayBuffer === 'function';
}
