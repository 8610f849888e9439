// Every way in which precheck.wasm may fail to load rejects, at once, with a message that says what to do.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { createPrecheck, PackError, PrecheckError } from 'yibao-precheck';
import { build } from 'esbuild';
import { root } from '../../wasm/scripts/root.mjs';
import { goodForm, goodOptions, pack, source } from './support/example.mjs';

const path = join(root, 'dist/precheck.wasm');
const bytes = await readFile(path);
const create = (options) => createPrecheck({ packs: [pack], sources: [source], ...options });

describe('precheck.wasm is taken', () => {
  const ways = {
    'from beside the module': {},
    'from a path': { wasm: path },
    'from a file URL': { wasm: pathToFileURL(path) },
    'as bytes': { wasm: bytes },
    'as an ArrayBuffer': { wasm: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) },
    'as a compiled module': { wasm: new WebAssembly.Module(bytes) },
    'as the answer of a fetch': { wasm: new Response(bytes) },
    'as an answer of the right type, which is compiled while it arrives': { wasm: new Response(bytes, { headers: { 'Content-Type': 'application/wasm' } }) },
    'as the promise of one': { wasm: Promise.resolve(new Response(bytes)) },
    'through a hook': { instantiate: async (imports) => (await WebAssembly.instantiate(bytes, imports)).instance },
  };
  for (const [way, options] of Object.entries(ways)) {
    it(way, async () => assert.equal((await create(options)).check(pack.id, goodForm, goodOptions).verdict, 'pass'));
  }
});

describe('loading rejects', () => {
  const fails = (title, options, code, message) =>
    it(title, { timeout: 5000 }, () =>
      assert.rejects(create(options()), (error) => {
        assert.ok(error instanceof PrecheckError, String(error));
        assert.equal(error.code, code);
        assert.match(error.message, message);
        return true;
      }),
    );

  const damaged = () => {
    const copy = Buffer.from(bytes);
    return { wasm: copy.fill(7, copy.length >> 1) };
  };
  const brokenStream = () => new ReadableStream({
    pull(controller) {
      controller.enqueue(bytes.subarray(0, 1000));
      controller.error(new Error('no more'));
    },
  });
  fails('a file that is cut off', () => ({ wasm: bytes.subarray(0, 1000) }), 'wasm.corrupt', /could not be compiled/);
  fails('a damaged file', damaged, 'wasm.corrupt', /could not be compiled/);
  fails('an empty file', () => ({ wasm: new Uint8Array() }), 'wasm.corrupt', /not WebAssembly: it begins with nothing/);
  fails('a page instead of the file', () => ({ wasm: new Response('\n<!doctype html>') }), 'wasm.html', /got HTML instead of WebAssembly/);
  const typed = (body, options) => ({ wasm: new Response(body, { ...options, headers: { 'Content-Type': 'application/wasm' } }) });
  fails('a damaged answer of the right type', () => typed(damaged().wasm), 'wasm.corrupt', /could not be compiled/);
  fails('an answer of the right type that breaks off', () => typed(brokenStream()), 'wasm.not_found', /broke off: no more/);
  fails('an error of the right type', () => typed('', { status: 404 }), 'wasm.not_found', /404/);
  fails('an answer that is an error', () => ({ wasm: new Response('', { status: 404 }) }), 'wasm.not_found', /404/);
  fails('a path that leads nowhere', () => ({ wasm: '/nowhere/precheck.wasm' }), 'wasm.not_found', /\/nowhere\/precheck\.wasm could not be read/);
  fails('another module', () => ({ wasm: Buffer.from('\0asm\x01\0\0\0') }), 'wasm.mismatch', /same build/);
  fails('a hook that fails', () => ({ instantiate: () => Promise.reject(new Error('no such package file')) }), 'wasm.mismatch', /no such package file/);

  it('packs that are no list', () => assert.rejects(createPrecheck({ packs: 'all' }), PackError));
  it('no options at all', () => assert.rejects(createPrecheck(), PackError));
});

it('a binary of another interface version is refused, with both versions named', async () => {
  const load = await loaderWith('export default async () => ({ _abiVersion: () => 999 })');
  await assert.rejects(load.startInstance(async () => ({})), /interface version 999, this JavaScript needs \d+/);
});

it('a factory that fails is reported', async () => {
  const load = await loaderWith("export default () => Promise.reject(new Error('aborted'))");
  await assert.rejects(load.startInstance(async () => ({})), /aborted/);
});

/** wasm/src/load.ts over another glue than Emscripten's. */
async function loaderWith(glue) {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'wasm/src/load.ts')],
    bundle: true,
    format: 'esm',
    write: false,
    plugins: [
      {
        name: 'other-glue',
        setup(bundler) {
          bundler.onResolve({ filter: /^precheck-glue$/ }, ({ path: name }) => ({ path: name, namespace: 'test' }));
          bundler.onLoad({ filter: /.*/, namespace: 'test' }, () => ({ contents: glue }));
        },
      },
    ],
  });
  return import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
}
