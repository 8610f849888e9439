// The packed package in a fresh Node project, as ECMAScript modules and as CommonJS, and its command.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { installPackage, run, write } from './support/package.mjs';
import { imports, JUDGE_ALL, JUDGED, REQUIRES } from './support/programs.mjs';

const { project, folder, manifest, entries } = installPackage();

const code = entries.filter((entry) => !/\.(wasm|json|css)$/.test(entry)).map((entry) => entry.replace('.', manifest.name));
const MINI = `require('yibao-precheck/miniprogram').createPrecheck({ packs: [require('yibao-precheck/compiled/generic/unbinding/base')], fallback: () => require('yibao-precheck/fallback') })
  .then((engine) => console.log(engine.check('generic/unbinding', {}, { asOf: '2024-01-01' }).verdict));`;

for (const [title, name, program] of [
  ['ECMAScript modules', 'user.mjs', `${imports()}${JUDGE_ALL}console.log(await judgeAll());\n`],
  ['CommonJS', 'user.cjs', `${REQUIRES}${JUDGE_ALL}judgeAll().then(console.log);\n`],
]) {
  describe(`in Node, as ${title}`, () => {
    it('judges by all packs, by one, by a compiled one, and evaluates bare CEL', () => {
      write(project, name, program);
      assert.equal(run(process.execPath, [name], project).trimEnd(), JUDGED);
    });
  });
}

describe('in Node', () => {
  it('every entry can be imported and required, and gives the same names', () => {
    write(project, 'entries.mjs', `
      import { createRequire } from 'node:module';
      import { isDeepStrictEqual } from 'node:util';
      const require = createRequire(import.meta.url);
      const comparable = (value) => (typeof value === 'function' ? 'a function' : value); // of two files that are made alike
      for (const entry of ${JSON.stringify(code)}) {
        const required = require(entry);
        const { default: whole, 'module.exports': sameInNewerNodes, ...named } = await import(entry);
        const names = Object.keys(named).sort();
        const same = names.length > 0 || whole === undefined ? isDeepStrictEqual(names, Object.keys(required).sort()) : isDeepStrictEqual(comparable(whole), comparable(required));
        if (!same) console.log(entry + ': import gives ' + (names.join() || whole) + ', require ' + Object.keys(required));
      }
      console.log('compared ' + ${code.length});`);
    assert.equal(run(process.execPath, ['entries.mjs'], project), `compared ${code.length}\n`);
    assert.ok(code.length > 20, 'with every pack');
  });

  it('each entry that is no code leads to a file', () => {
    const others = entries.filter((entry) => /\.(wasm|json|css)$/.test(entry)).map((entry) => entry.replace('.', manifest.name));
    write(project, 'files.cjs', `for (const entry of ${JSON.stringify(others)}) console.log(require('node:fs').statSync(require.resolve(entry)).size > 0);`);
    assert.equal(run(process.execPath, ['files.cjs'], project), 'true\n'.repeat(others.length));
  });

  it('the mini-program\'s engine runs by its fallback', () => {
    write(project, 'mini.cjs', MINI);
    assert.equal(run(process.execPath, ['mini.cjs'], project), 'incomplete\n');
  });
});

describe('the command', () => {
  const command = join(project, 'node_modules/.bin/precheck');

  it('checks a form', () => {
    write(project, 'form.json', '{}');
    const text = run(command, ['check', 'form.json', '--pack', 'generic/unbinding', '--as-of', '2024-01-01', '--format', 'json'], project, 1);
    assert.equal(JSON.parse(text).verdict, 'incomplete');
  });

  it('--version names the package\'s version and the SHA-256 of each binary', () => {
    const [version, ...digests] = run(command, ['--version'], project).trimEnd().split('\n');
    assert.equal(version, manifest.version);
    const expected = ['dist/precheck.wasm', 'dist/precheck-run.wasm'].map((name) => `${createHash('sha256').update(readFileSync(join(folder, name))).digest('hex')}  ${name}`);
    assert.deepEqual(digests, expected);
  });
});
