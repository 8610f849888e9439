// From wherever precheck.wasm lies to a running instance. Every way to fail rejects with a PrecheckError `wasm....` that says
// what to do; Emscripten's own factory would wait for ever.
import createPrecheckModule from 'precheck-glue';
import { ABI_VERSION, type Bindings, type Instantiate, type WasmInstance } from './bindings.js';
import { PrecheckError } from './errors.js';

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

export type Start = (options: LoadOptions) => Promise<Bindings>;

/** Starts instances on one platform: `open` reads addresses, `defaultWasm` is used where the caller names none. */
export function starterFor(open: Open, defaultWasm: () => URL): Start {
  let shared: Promise<WebAssembly.Module> | undefined; // the default binary, compiled once for all instances

  function compileDefault(): Promise<WebAssembly.Module> {
    shared = shared || compileModule(defaultWasm(), open);
    shared.catch(() => (shared = undefined)); // the next call may have better luck
    return shared;
  }

  return async function start({ wasm, instantiate }: LoadOptions): Promise<Bindings> {
    if (instantiate) return startInstance(instantiate);
    const module = await (wasm === undefined ? compileDefault() : compileModule(wasm, open));
    return startInstance((imports) => WebAssembly.instantiate(module, imports));
  };
}

/** Compiles `source`. One module can be instantiated many times. */
export async function compileModule(source: WasmSource, open: Open): Promise<WebAssembly.Module> {
  if (typeof WebAssembly === 'undefined') {
    throw new PrecheckError('wasm.unsupported', 'this platform has no WebAssembly');
  }
  const settled = await source;
  if (settled instanceof WebAssembly.Module) return settled;
  const isAddress = typeof settled === 'string' || settled instanceof URL;
  const name = isAddress ? String(settled) : 'precheck.wasm';
  const answer = isAddress ? await opened(settled, open) : settled;
  const bytes = isResponse(answer) ? await bodyOf(answer, name) : answer;
  refuseOtherFiles(bytes, name);
  try {
    return await WebAssembly.compile(bytes);
  } catch (reason) {
    throw new PrecheckError(
      'wasm.corrupt',
      `${name} could not be compiled: ${messageOf(reason)}. The file is damaged, or a Content-Security-Policy lacks ` +
        `'wasm-unsafe-eval' in script-src`,
    );
  }
}

/** Starts an instance of its own, by the caller's hook where one is given (mini-programs have no other way). */
export async function startInstance(instantiate: Instantiate): Promise<Bindings> {
  let bindings: Bindings;
  try {
    bindings = await runGlue(instantiate);
  } catch (reason) {
    if (reason instanceof PrecheckError) throw reason;
    throw new PrecheckError(
      'wasm.mismatch',
      `precheck.wasm did not start: ${messageOf(reason)}. It must come from the same build as this JavaScript`,
    );
  }
  const found = typeof bindings.abiVersion === 'function' ? bindings.abiVersion() : 'none';
  if (found !== ABI_VERSION) {
    throw new PrecheckError(
      'wasm.mismatch',
      `precheck.wasm has interface version ${found}, this JavaScript needs ${ABI_VERSION}: take both from the same package`,
    );
  }
  if (!bindings.memory) throw new PrecheckError('wasm.mismatch', 'the memory of precheck.wasm is not among what the instance lists as its exports');
  return bindings;
}

function runGlue(instantiate: Instantiate): Promise<Bindings> {
  return new Promise((resolve, reject) => {
    let memory: Bindings['memory'] | undefined;
    createPrecheckModule({
      instantiateWasm(imports, done) {
        // The last catch is for what done() throws: the static constructors run inside it.
        Promise.resolve(imports).then(instantiate).then((instance) => {
          memory = memoryOf(instance);
          done(instance);
        }).catch(reject);
        return {};
      },
    }).then((bindings) => {
      bindings.memory = memory as Bindings['memory'];
      resolve(bindings);
    }, reject);
  });
}

/** By what it is, since the names of exports are shortened when the module is made. Not by instanceof: a mini-program's platform may make it elsewhere. */
function memoryOf({ exports }: WasmInstance): Bindings['memory'] | undefined {
  const isBuffer = (value: unknown) => Object.prototype.toString.call(value) === '[object ArrayBuffer]';
  return Object.values(exports).map((value) => value as Bindings['memory']).find(({ buffer }) => isBuffer(buffer));
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
    throw new PrecheckError('wasm.not_found', `${where} broke off: ${messageOf(reason)}`);
  }
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
        'Copy precheck.wasm to that address, or pass its address as `wasm`',
    );
  }
  const shown = head.map((byte) => byte.toString(16).padStart(2, '0')).join(' ') || 'nothing';
  throw new PrecheckError('wasm.corrupt', `${name} is not WebAssembly: it begins with ${shown}, not 00 61 73 6d`);
}

function isResponse(value: Response | BufferSource): value is Response {
  return typeof (value as Response).arrayBuffer === 'function';
}

export function messageOf(reason: unknown): string {
  return reason instanceof Error ? reason.message : String(reason);
}
