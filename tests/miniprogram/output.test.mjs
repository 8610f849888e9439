// What is shipped to mini-programs, file by file: its syntax, what it expects of the platform, and that everything is there.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { brotliDecompressSync } from 'node:zlib';
import { parse } from 'acorn';
import { root } from '../../wasm/scripts/root.mjs';
import { run } from '../../wasm/scripts/run.mjs';
import { namesBelow } from '../../wasm/src/cli/rule-files.js';
import { packedFolder } from './support/packed.mjs';

// The language as of ES2018 without what some phones lack, CommonJS, timers, the console and the platforms' own.
const MAY_BE_USED = new Set([
  'undefined', 'NaN', 'Infinity', 'arguments', 'Object', 'Array', 'String', 'Number', 'Boolean', 'Symbol', 'Math', 'JSON', 'Map', 'Set', 'WeakMap', 'Promise', 'Date', 'RegExp',
  'Error', 'TypeError', 'RangeError', 'ArrayBuffer', 'Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array',
  'Float32Array', 'Float64Array', 'DataView', 'isNaN', 'parseInt', 'parseFloat', 'require', 'module', 'exports', 'setTimeout', 'clearTimeout', 'clearInterval', 'console',
  'WXWebAssembly', 'TTWebAssembly', 'wx', 'tt', 'Component',
]);
/** Used where `typeof` finds them. */
const MAY_BE_ASKED_FOR = new Set(['TextEncoder', 'TextDecoder', 'WXWebAssembly', 'TTWebAssembly', 'wx', 'tt']);

const scripts = namesBelow(packedFolder).filter((name) => name.endsWith('.js'));

/** Calls `visit` with each name that stands for a variable. */
function eachVariable(node, visit, parent) {
  if (Array.isArray(node)) {
    for (const child of node) eachVariable(child, visit, parent);
  } else if (node && typeof node.type === 'string') {
    if (node.type === 'Identifier') visit(node.name, parent);
    for (const [key, child] of Object.entries(node)) {
      const isName = !node.computed && ((node.type === 'MemberExpression' && key === 'property') || (/^(Property|MethodDefinition)$/.test(node.type) && key === 'key'));
      const isLabel = key === 'label';
      if (!isName && !isLabel && typeof child === 'object') eachVariable(child, visit, node);
    }
  }
}

/** Names of variables that nobody declares in the file. Scopes are not looked at: minified, a local name is never that of a global. */
function globalsOf(program) {
  const used = new Set();
  const asked = new Set();
  const declared = new Set();
  eachVariable(program, (name, parent) => {
    const declares = /^(VariableDeclarator|Function|FunctionDeclaration|FunctionExpression|ArrowFunctionExpression|ClassDeclaration|ClassExpression|CatchClause|AssignmentPattern|RestElement|ArrayPattern)$/;
    if (declares.test(parent.type) && !(parent.init?.name === name) && !(parent.right?.name === name) && !(parent.superClass?.name === name)) declared.add(name);
    if (parent.type === 'UnaryExpression' && parent.operator === 'typeof') asked.add(name);
    else used.add(name);
  });
  const free = (names) => [...names].filter((name) => !declared.has(name) && name.length > 2);
  return { used: free(used), asked: free(asked) };
}

describe('each script', () => {
  for (const name of scripts) {
    it(`${name} is ES2018, takes no code from text and nothing that mini-programs lack`, () => {
      const text = readFileSync(join(packedFolder, name), 'utf8');
      const program = parse(text, { ecmaVersion: 2018, sourceType: 'script', allowReturnOutsideFunction: false });
      // Never runs: it tells Node's import() the names of the exports.
      const { used, asked } = globalsOf(program.body.filter(({ start, end }) => !/^0&&\(module\.exports=\{[\w,]+\}\);$/.test(text.slice(start, end))));
      assert.deepEqual(used.filter((one) => !MAY_BE_USED.has(one) && !(MAY_BE_ASKED_FOR.has(one) && asked.includes(one))), []);
      assert.deepEqual(asked.filter((one) => !MAY_BE_USED.has(one) && !MAY_BE_ASKED_FOR.has(one)), []);
      assert.doesNotMatch(text, /\beval\(|\bnew Function\b|\bimport\(/);
    });
  }

  it('the check finds what it is for', () => {
    const found = (code) => globalsOf(parse(code, { ecmaVersion: 2018 })).used;
    assert.deepEqual(found('var a=typeof URL;f(new URL("x"),{BigInt:1}.BigInt)'), ['URL']);
    assert.deepEqual(found('(function(document){return document+globalThis+eval("1")})()'), ['globalThis', 'eval']);
    assert.throws(() => parse('try { f() } catch { g() }', { ecmaVersion: 2018 }));
    assert.throws(() => parse('a?.b ?? c', { ecmaVersion: 2018 }));
  });
});

describe('the package', () => {
  it('has the engine in each form, and every pack', () => {
    const names = namesBelow(packedFolder);
    for (const name of ['index.js', 'miniprogram.js', 'fallback.js', 'precheck.wasm', 'precheck.wasm.br']) assert.ok(names.includes(name), name);
    for (const folder of ['compiled', 'rules']) {
      const packs = namesBelow(join(root, 'dist', folder)).filter((name) => name.endsWith('.js'));
      assert.deepEqual(names.filter((name) => name.startsWith(`${folder}/`)), packs.map((name) => `${folder}/${name}`));
    }
  });

  it('has of every edition a compiled pack to check by and a document to draw its form from', () => {
    const require = createRequire(join(packedFolder, 'index.js'));
    const packs = scripts.filter((name) => name.startsWith('rules/')).map((name) => name.slice('rules/'.length));
    assert.deepEqual(scripts.filter((name) => name.startsWith('compiled/')).map((name) => name.slice('compiled/'.length)), packs);
    for (const name of packs) {
      assert.match(require(`./compiled/${name}`), /^yibao-precheck compiled pack \d+\n/);
      const { id, edition } = require(`./rules/${name}`);
      assert.equal(`${id}/${edition}.js`, name);
    }
  });

  it('requires no fallback by itself: it would have to lie in the main package', () => {
    const required = scripts.flatMap((name) => {
      const text = readFileSync(join(packedFolder, name), 'utf8');
      const found = [];
      if (!text.includes('require')) return found; // parsing the largest takes seconds
      eachVariable(parse(text, { ecmaVersion: 2018 }), (variable, parent) => {
        if (variable === 'require') found.push(`${name}: ${parent.arguments[0].value}`);
      });
      return found;
    });
    assert.deepEqual([...new Set(required)], [
      'components/precheck-form/index.js: ../index.js',
      'components/precheck-report/index.js: ../index.js',
      'miniprogram.js: ./index.js',
    ]);
  });

  it('has the same binary compressed and not, which is the small one of every platform', () => {
    const wasm = readFileSync(join(packedFolder, 'precheck.wasm'));
    assert.ok(wasm.equals(brotliDecompressSync(readFileSync(join(packedFolder, 'precheck.wasm.br')))));
    assert.ok(wasm.equals(readFileSync(join(root, 'dist/precheck-run.wasm'))));
  });

  it('has a binary of the first WebAssembly version, without imports, exported globals or 64-bit integers', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'precheck-mvp-'));
    try {
      await run('wasm-opt', ['--mvp-features', join(packedFolder, 'precheck.wasm'), '-o', join(folder, 'out.wasm')]);
      assert.ok(existsSync(join(folder, 'out.wasm')));
    } finally {
      rmSync(folder, { recursive: true });
    }
    const module = new WebAssembly.Module(readFileSync(join(packedFolder, 'precheck.wasm')));
    assert.deepEqual(WebAssembly.Module.imports(module), []);
    assert.ok(WebAssembly.Module.exports(module).every(({ kind }) => ['function', 'memory', 'table'].includes(kind)));
  });

  it("type-checks with WeChat's types alone", () => run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tests/miniprogram/types']));

  it('is what package.json names', async () => {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    assert.equal(manifest.miniprogram, 'dist/miniprogram');
    assert.ok(manifest.files.includes('dist/miniprogram'));
    const entry = await import('yibao-precheck/miniprogram');
    const page = await import('../../dist/run.js');
    assert.deepEqual(Object.keys(entry.default).sort(), [...Object.keys(page), 'StartError'].sort());
    assert.equal(typeof (await import('yibao-precheck/fallback')).default, 'function');
  });
});
