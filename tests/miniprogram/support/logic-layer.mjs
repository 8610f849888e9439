// The logic layer of a mini-program, as far as it can be had without one: a realm with the language as of ES2018 and nothing of a page or of Node,
// where code cannot be made from text, `require` gives JavaScript files of the code package, and WebAssembly, if any, takes paths in it.
// Nobody here has run a real client: this holds what WeChat, Douyin and Alipay say of themselves.
import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { createContext, Script } from 'node:vm';
import { brotliDecompressSync } from 'node:zlib';

/** Newer than ES2018, or not there on some phones. */
const NOT_THERE = [
  'WebAssembly', 'BigInt', 'BigInt64Array', 'BigUint64Array', 'globalThis', 'SharedArrayBuffer', 'Atomics', 'WeakRef', 'FinalizationRegistry',
  'AggregateError', 'Iterator', 'escape', 'unescape',
];
const NOT_IN = {
  Object: ['fromEntries', 'hasOwn', 'groupBy'],
  Promise: ['allSettled', 'any', 'withResolvers', 'try'],
  'Array.prototype': ['flat', 'flatMap', 'at', 'findLast', 'findLastIndex', 'toReversed', 'toSorted', 'toSpliced', 'with'],
  'String.prototype': ['matchAll', 'replaceAll', 'at', 'trimStart', 'trimEnd', 'isWellFormed', 'toWellFormed'],
  'ArrayBuffer.prototype': ['transfer', 'transferToFixedLength', 'resize'],
  'Uint8Array.prototype.__proto__': ['at', 'findLast', 'findLastIndex', 'toReversed', 'toSorted', 'with'],
};

/** WeChat gives each file these as parameters, so that they are not there even in its simulator, which is a page. */
const PARAMETERS = [
  'require', 'module', 'exports', 'window', 'document', 'frames', 'self', 'location', 'navigator', 'localStorage', 'history', 'XMLHttpRequest', 'WebSocket',
];

const NPM = '/miniprogram_npm/yibao-precheck';

/**
 * @param {string} folder what lies at /miniprogram_npm/yibao-precheck in the code package
 * @param {{ namespace?: string, webAssembly?: object, sdkVersion?: string, api?: object, files?: Record<string, string>, timers?: object }} options
 *   `namespace`: the global's name; `webAssembly`: what it is; `api`: what `wx` or `tt` is; `files`: of the code package, beside those of the folder: where each lies on disk;
 *   `timers`: in the place of Node's
 */
export function createLogicLayer(folder, { namespace, webAssembly, sdkVersion = '3.8.0', api = { getSystemInfoSync: () => ({ SDKVersion: sdkVersion }) }, files = {}, timers = {} } = {}) {
  const diskPath = (path) => files[path] ?? (path.startsWith(`${NPM}/`) ? join(folder, path.slice(NPM.length)) : undefined);
  const context = createContext({ console, setTimeout, clearTimeout, ...timers }, { codeGeneration: { strings: false, wasm: false } });
  const evaluate = (code, name = 'logic-layer.js') => new Script(code, { filename: name }).runInContext(context);
  evaluate(`for (const name of ${JSON.stringify(NOT_THERE)}) delete this[name];`);
  for (const [owner, names] of Object.entries(NOT_IN)) evaluate(`for (const name of ${JSON.stringify(names)}) delete ${owner}[name];`);

  if (namespace) {
    context[namespace] = webAssembly ?? platformWebAssembly(diskPath);
    context[namespace === 'TTWebAssembly' ? 'tt' : 'wx'] = api;
  }

  const modules = new Map();
  const required = [];
  function load(path) {
    if (!modules.has(path)) {
      const file = diskPath(path);
      if (!file || !existsSync(file)) throw new Error(`module '${path}' is not defined`);
      required.push(path);
      const module = evaluate('({ exports: {} })');
      modules.set(path, module);
      const run = evaluate(`(function (${PARAMETERS}) { "use strict";\n${readFileSync(file, 'utf8')}\n})`, path);
      run(requireFrom(posix.dirname(path)), module, module.exports);
    }
    return modules.get(path).exports;
  }
  /** Relative, absolute in the code package, or an npm package's: WeChat knows files only, no package.json. */
  function requireFrom(here) {
    return (name) => {
      const path = /^\.{0,2}\//.test(name) ? posix.resolve(here, name) : posix.join('/miniprogram_npm', name);
      const candidates = [path, `${path}.js`, `${path}/index.js`];
      return load(candidates.find((candidate) => candidate.endsWith('.js') && diskPath(candidate) && existsSync(diskPath(candidate))) ?? path);
    };
  }

  return {
    context,
    /** A value of that realm. */
    parse: evaluate('JSON.parse'),
    /** The files that were required, in their order. */
    required,
    /** Runs a function inside, with values that JSON can carry; what it answers has to be a text. */
    async run(work, argument = null) {
      const call = evaluate(`(function (require, json) { "use strict"; return (${work})(JSON.parse(json), require); })`);
      return call(requireFrom('/'), JSON.stringify(argument));
    },
  };
}

/**
 * WXWebAssembly and TTWebAssembly by their documentation: instantiate() only, by a path in the code package, `.wasm` or `.wasm.br`; no RuntimeError; no
 * exported globals, which iOS does not have. `wrap` says in which form the instance comes.
 */
export function platformWebAssembly(diskPath, { wrap = (instance) => instance, seen = [] } = {}) {
  return {
    async instantiate(path, imports) {
      seen.push(path);
      if (typeof path !== 'string' || !/^\/.*\.wasm(\.br)?$/.test(path)) throw { errMsg: 'instantiate:fail a path of the code package is wanted' };
      const file = diskPath(path);
      if (!file || !existsSync(file)) throw { errMsg: `instantiate:fail file not found ${path}` };
      const bytes = readFileSync(file);
      const module = await WebAssembly.compile(path.endsWith('.br') ? brotliDecompressSync(bytes) : bytes);
      if (WebAssembly.Module.exports(module).some(({ kind }) => kind === 'global')) throw { errMsg: 'instantiate:fail exported globals' };
      return wrap(await WebAssembly.instantiate(module, imports));
    },
  };
}
