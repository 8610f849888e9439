// Every way in which the engine may fail to start in a mini-program: the next way is taken, and where none is left, the error says which step failed,
// with which message, and what to paste where.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { createLogicLayer, platformWebAssembly } from './support/logic-layer.mjs';
import { packedFolder } from './support/packed.mjs';

const BR = '/miniprogram_npm/yibao-precheck/precheck.wasm.br';
const WASM = '/miniprogram_npm/yibao-precheck/precheck.wasm';

const folder = mkdtempSync(join(tmpdir(), 'precheck-miniprogram-'));
after(() => rmSync(folder, { recursive: true }));
const file = (name, bytes) => {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
};
const wasm = readFileSync(join(packedFolder, 'precheck.wasm'));
const damaged = file('damaged.wasm', Buffer.from(wasm).fill(7, wasm.length >> 1));
const cutOff = file('cut-off.br', readFileSync(join(packedFolder, 'precheck.wasm.br')).subarray(0, 5000));
const another = file('another.wasm', Buffer.from('\0asm\x01\0\0\0'));
const nothing = join(folder, 'nothing');
const diskPath = (path) => join(packedFolder, path.slice('/miniprogram_npm/yibao-precheck'.length));

/** Starts an engine in a layer: which files were tried (by the platform's WebAssembly), what failed, and a verdict or the error. */
async function start(layerOptions = {}, setOptions = '() => ({})', { files = packedFolder } = {}) {
  const layer = createLogicLayer(files, { namespace: 'WXWebAssembly', ...layerOptions });
  const text = await layer.run(`async (_, require) => {
    const { createPrecheck, PrecheckError, StartError } = require('yibao-precheck');
    const failures = [];
    const options = (${setOptions})(require);
    try {
      const engine = await createPrecheck({ packs: [require('yibao-precheck/compiled/generic/unbinding/base')], onFailure: (failure) => failures.push(failure), ...options });
      return JSON.stringify({ failures, verdict: engine.check('generic/unbinding', { action: 'unbind' }, { asOf: '2024-05-10' }).verdict });
    } catch (error) {
      const { name, code, message } = error;
      return JSON.stringify({ failures, error: { name, code, message, failures: error.failures, diagnostics: (error.diagnostics || []).map((one) => one.code), is: [error instanceof StartError, error instanceof PrecheckError, error instanceof Error] } });
    }
  }`);
  return { ...JSON.parse(text), fallbackRequired: layer.required.some((path) => path.endsWith('fallback.js')) };
}

const WITH_FALLBACK = "(require) => ({ fallback: () => require('yibao-precheck/fallback') })";
const codes = ({ failures }) => failures.map(({ step, code }) => `${step} ${code}`);

function assertStarted(answer, failed = []) {
  assert.equal(answer.error, undefined, answer.error?.message);
  assert.ok(['incomplete', 'pass', 'fail', 'not_needed'].includes(answer.verdict), answer.verdict);
  assert.deepEqual(codes(answer), failed);
}

describe('the order of the ways', () => {
  const tried = async (layerOptions, setOptions) => {
    const seen = [];
    const answer = await start({ ...layerOptions, webAssembly: platformWebAssembly(diskPath, { seen }) }, setOptions);
    assertStarted(answer);
    assert.equal(answer.fallbackRequired, false);
    return seen;
  };

  it('is the compressed file first', async () => assert.deepEqual(await tried(), [BR]));
  it('is the plain one where the base library is too old for the other', async () => {
    assert.deepEqual(await tried({ sdkVersion: '2.13.9' }), [WASM]);
    assert.deepEqual(await tried({ sdkVersion: '2.14.0' }), [BR]);
    assert.deepEqual(await tried({ sdkVersion: '10.0' }), [BR]);
    assert.deepEqual(await tried({ api: { getAppBaseInfo: () => ({ SDKVersion: '2.13.0' }) } }), [WASM]);
    assert.deepEqual(await tried({ namespace: 'TTWebAssembly', sdkVersion: '2.91.9.1' }), [WASM]);
    assert.deepEqual(await tried({ namespace: 'TTWebAssembly', sdkVersion: '2.92.0' }), [BR]);
  });
  it('is the compressed file first where the base library does not say how old it is', async () => {
    for (const sdkVersion of [null, '', 'dev']) assert.deepEqual(await tried({ sdkVersion }), [BR]);
    assert.deepEqual(await tried({ api: {} }), [BR]);
    assert.deepEqual(await tried({ api: { getSystemInfoSync() { throw new Error('not yet'); } } }), [BR]);
  });
  it('is from where the caller says, in a sub-package too', async () => {
    const seen = [];
    const elsewhere = platformWebAssembly((path) => diskPath(path.replace('/insurance/engine', '/miniprogram_npm/yibao-precheck')), { seen });
    assertStarted(await start({ webAssembly: elsewhere }, "() => ({ wasmPath: '/insurance/engine/precheck.wasm' })"));
    assert.deepEqual(seen, ['/insurance/engine/precheck.wasm.br']);
  });
  it('is the fallback alone where the caller wants no WebAssembly', async () => {
    const answer = await start({}, "(require) => ({ webAssembly: null, fallback: () => require('yibao-precheck/fallback') })");
    assertStarted(answer);
    assert.equal(answer.fallbackRequired, true);
  });
  it('is a namespace that the caller hands in', async () => {
    const layer = { namespace: 'KSWebAssembly', webAssembly: platformWebAssembly(diskPath) };
    assertStarted(await start(layer, '() => ({ webAssembly: KSWebAssembly })'));
  });
});

describe('an instance is taken', () => {
  it('by itself', async () => assertStarted(await start({ webAssembly: platformWebAssembly(diskPath) })));
  it('as { instance, module }', async () => {
    const wrap = (instance) => ({ instance, module: {} });
    assertStarted(await start({ webAssembly: platformWebAssembly(diskPath, { wrap }) }));
  });
});

function withoutMemory({ instantiate }) {
  return { instantiate: async (path, imports) => ({ exports: { ...(await instantiate(path, imports)).exports, memory: undefined } }) };
}

/** `layer` spoils something: what fails then, and how the error goes on after the name of each step where there is no fallback. */
const FAILURES = {
  'no file': { layer: { files: { [BR]: nothing, [WASM]: nothing } }, code: 'wasm.rejected', says: /file not found \/miniprogram_npm.*wasmPath: '\/folder\/precheck\.wasm'/ },
  'damaged files': { layer: { files: { [BR]: cutOff, [WASM]: damaged } }, code: 'wasm.rejected', says: /unexpected end of file.*Copy precheck\.wasm\.br and precheck\.wasm/ },
  'the file of another module': { layer: { files: { [BR]: nothing, [WASM]: another } }, codes: ['wasm.rejected', 'wasm.mismatch'], says: /\[wasm\.mismatch\].*same release/ },
  'an instantiate() that never settles': { layer: { webAssembly: { instantiate: () => new Promise(() => {}) } }, options: 'timeout: 30', code: 'wasm.timeout', says: /did not start within 30 ms.*timeout: 15000/ },
  'an instantiate() that throws': { layer: { webAssembly: { instantiate() { throw new Error('no memory'); } } }, code: 'wasm.rejected', says: /no memory/ },
  'an instantiate() that rejects with a text': { layer: { webAssembly: { instantiate: () => Promise.reject('CompileError') } }, code: 'wasm.rejected', says: /\[wasm\.rejected\] CompileError/ },
  'an instantiate() that rejects with nothing': { layer: { webAssembly: { instantiate: () => Promise.reject() } }, code: 'wasm.rejected', says: /\[wasm\.rejected\] undefined/ },
  'an answer without an instance': { layer: { webAssembly: { instantiate: async () => ({ module: {} }) } }, code: 'wasm.no_instance', says: /WXWebAssembly\.instantiate\(\) answered with no instance/ },
  'an answer that is nothing': { layer: { webAssembly: { instantiate: async () => undefined } }, code: 'wasm.no_instance', says: /no instance/ },
  'an instance without what the engine has': { layer: { webAssembly: { instantiate: async () => ({ exports: {} }) } }, code: 'wasm.mismatch', says: /same release/ },
  'an instance whose memory is not to be had': { layer: { webAssembly: withoutMemory(platformWebAssembly(diskPath)) }, code: 'wasm.mismatch', says: /memory of precheck\.wasm is not among/ },
  'a namespace without instantiate()': { layer: { webAssembly: { compile() {} } }, codes: ['platform.no_instantiate'], says: /WXWebAssembly has no instantiate\(\).*libVersion/ },
  'no namespace': { layer: { namespace: undefined }, codes: ['platform.no_wasm'], says: /neither WXWebAssembly nor TTWebAssembly/ },
};

for (const [title, { layer, options = '', code, codes: given, says }] of Object.entries(FAILURES)) {
  describe(title, () => {
    const failed = (given ?? [code, code]).map((one, i, all) => `${i === all.length - 2 ? 'wasm.br' : 'wasm'} ${one}`);

    it('does not keep the fallback from starting', async () => {
      const answer = await start(layer, `(require) => ({ ${options || 'timeout: 4000'}, fallback: () => require('yibao-precheck/fallback') })`);
      assertStarted(answer, failed);
      assert.equal(answer.fallbackRequired, true);
    });

    it('is said where there is no fallback, with every step', async () => {
      const { error, failures } = await start(layer, `() => ({ ${options} })`);
      assert.equal(error.name, 'StartError');
      assert.equal(error.code, 'engine.not_started');
      assert.deepEqual(error.is, [true, true, true]);
      assert.deepEqual(codes(error), [...failed, 'fallback fallback.absent']);
      assert.deepEqual(error.failures, failures);
      const lines = error.message.split('\n');
      assert.equal(lines.length, 1 + error.failures.length);
      error.failures.forEach(({ step, path, code: own, message }, i) => assert.ok(lines[i + 1].startsWith(`${i + 1}. ${path ?? step}: [${own}] ${message}. `), lines[i + 1]));
      assert.match(lines.slice(1, -1).join('\n'), says);
      assert.match(lines.at(-1), /fallback: \(\) => require\('yibao-precheck\/fallback'\)/);
    });
  });
}

describe('one file of two', () => {
  it('the plain file is taken where the compressed one is missing', async () => {
    const answer = await start({ files: { [BR]: nothing } });
    assertStarted(answer, ['wasm.br wasm.rejected']);
    assert.equal(answer.failures[0].path, BR);
    assert.match(answer.failures[0].message, /file not found/);
  });
  it('the compressed one suffices', async () => assertStarted(await start({ files: { [WASM]: nothing } })));
  it('an engine that starts after its time is let go', async () => {
    const slow = platformWebAssembly(diskPath);
    const late = { instantiate: async (path, imports) => (await new Promise((resolve) => setTimeout(resolve, path === BR ? 150 : 0)), slow.instantiate(path, imports)) };
    assertStarted(await start({ webAssembly: late }, '() => ({ timeout: 100 })'), ['wasm.br wasm.timeout']);
  });
});

describe('a fallback', () => {
  const none = { namespace: undefined };
  const fallback = (code) => start(none, `(require) => ({ fallback: ${code} })`);

  it('may be promised, as require.async does', async () => assertStarted(await fallback("async () => require('yibao-precheck/fallback')"), ['wasm platform.no_wasm']));
  it('may be a module with a default export', async () => assertStarted(await fallback("async () => ({ default: require('yibao-precheck/fallback') })"), ['wasm platform.no_wasm']));

  const fails = (title, code, wanted, says) =>
    it(title, async () => {
      const { error } = await fallback(code);
      assert.equal(error.failures.at(-1).code, wanted);
      assert.match(error.message, says);
    });
  fails('that is not in the package is said', "() => require('./nowhere.js')", 'fallback.failed', /module '\/nowhere\.js' is not defined.*sub-package that app\.json lists/);
  fails('that does not come is said', "() => Promise.reject({ errMsg: 'loadSubpackage:fail' })", 'fallback.failed', /loadSubpackage:fail/);
  fails('that is something else is said', '() => ({})', 'fallback.not_engine', /what fallback\.js exports/);
  fails('that is nothing is said', '() => undefined', 'fallback.not_engine', /what fallback\.js exports/);
  fails('of another release is said', '() => () => ({ exports: {} })', 'fallback.mismatch', /Copy fallback\.js/);

  it('that never comes is given up, later than a file is', async () => {
    const quick = { setTimeout: (work, milliseconds) => setTimeout(work, milliseconds / 1000) };
    const { error } = await start({ ...none, timers: quick }, '() => ({ fallback: () => new Promise(() => {}) })');
    assert.equal(error.failures.at(-1).code, 'fallback.timeout');
    assert.match(error.message, /within 30000 ms.*check the network/);
  });
});

describe('packs that are wrong are a PackError, on every platform', () => {
  const wrong = {
    'a pack of another version': ["require('yibao-precheck/compiled/generic/unbinding/base').replace(/pack [0-9]+/, 'pack 0')", 'image.format'],
    'a pack that was cut off': ["require('yibao-precheck/compiled/generic/unbinding/base').slice(0, -9)", 'image.damaged'],
    'a document as a text': ["'{}'", 'image.format'],
    'a document': ["require('yibao-precheck/rules/generic/unbinding/base')", 'pack.type'],
  };
  for (const [title, [pack, code]] of Object.entries(wrong)) {
    it(title, async () => {
      for (const namespace of ['WXWebAssembly', undefined]) {
        const { error } = await start({ namespace }, `(require) => ({ fallback: () => require('yibao-precheck/fallback'), packs: [${pack}] })`);
        assert.deepEqual([error.name, ...error.diagnostics], ['PackError', code]);
      }
    });
  }
});
