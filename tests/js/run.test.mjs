// yibao-precheck/run: the small engine judges by compiled packs as the whole engine does by their documents.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { createPrecheck } from 'yibao-precheck';
import { createPrecheck as createRun, PackError } from 'yibao-precheck/run';
import { readCaseFiles } from '../../wasm/scripts/cases.mjs';
import { requestOf } from '../../wasm/src/tools/cases.js';
import { root } from '../../wasm/scripts/root.mjs';
import { namesBelow } from '../../wasm/src/cli/rule-files.js';
import { goodForm, goodOptions, pack, source } from './support/example.mjs';

const require = createRequire(import.meta.url);
const whole = await createPrecheck({ packs: [pack], sources: [source] });
const compiled = whole.compiled('example/visit@2023');
const badForm = { kind: 'planned', days: 31 };

describe('the small engine', () => {
  it('gives the golden reports of every shipped pack, alone and all together', async () => {
    const together = [];
    for (const { pack: name, cases } of readCaseFiles()) {
      const { default: text } = await import(`yibao-precheck/compiled/${name.replace('@', '/')}`);
      together.push(text);
      const alone = await createRun({ packs: [text] });
      const golden = readFileSync(join(root, 'tests/golden', `${name.replace(/[/@]/g, '.')}.jsonl`), 'utf8').trimEnd().split('\n');
      assert.deepEqual(cases.map((entry) => alone.checkLine(requestOf(name, entry))), golden, name);
      alone.dispose();
    }
    const engine = await createRun({ packs: together });
    assert.equal(engine.packs().length, namesBelow(join(root, 'dist/compiled')).length / 2);
  });

  it('does what a page does: check, verdict, an open form, lines, the packs', async () => {
    const engine = await createRun({ packs: [compiled] });
    assert.equal(engine.checkText('example/visit', badForm, goodOptions), whole.checkText('example/visit', badForm, goodOptions));
    assert.deepEqual(engine.verdict('example/visit', badForm, goodOptions), whole.verdict('example/visit', badForm, goodOptions));
    const session = engine.open('example/visit', goodOptions);
    for (const [name, value] of Object.entries(goodForm)) session.set(`/${name}`, value);
    assert.deepEqual(session.report(), whole.check('example/visit', goodForm, goodOptions));
    const line = JSON.stringify({ pack: 'example/visit', as_of: goodOptions.asOf, form: badForm });
    assert.equal(engine.checkMany(`${line}\nx`), whole.checkMany(`${line}\nx`));
    assert.deepEqual(engine.packs(), whole.packs());
    engine.dispose();
    assert.throws(() => engine.packs(), { code: 'engine.disposed' });
  });

  it('runs as JavaScript where there is no WebAssembly, with a byte-equal report', () => {
    const program = `
      const { createPrecheck } = await import('yibao-precheck/run');
      const engine = await createPrecheck({ packs: [${JSON.stringify(compiled)}], fallback: () => import('yibao-precheck/fallback') });
      process.stdout.write(typeof WebAssembly + ' ' + engine.checkText('example/visit', ${JSON.stringify(badForm)}, ${JSON.stringify(goodOptions)}));`;
    const run = (...flags) => spawnSync(process.execPath, [...flags, '--input-type=module', '-e', program], { cwd: root, encoding: 'utf8' });
    const report = whole.checkText('example/visit', badForm, goodOptions);
    assert.deepEqual([run('--jitless').stdout, run().stdout], [`undefined ${report}`, `object ${report}`]);
  });

  it('says why a fallback does not start', async () => {
    const program = (fallback) => `
      const { createPrecheck } = await import('yibao-precheck/run');
      await createPrecheck({ packs: [], fallback: ${fallback} }).catch(({ code, message }) => process.stdout.write(code + ': ' + message));`;
    const run = (fallback) => spawnSync(process.execPath, ['--jitless', '--input-type=module', '-e', program(fallback)], { cwd: root, encoding: 'utf8' }).stdout;
    assert.match(run("() => Promise.reject(new Error('blocked'))"), /^fallback\.failed: .*blocked/);
    assert.match(run('() => ({})'), /^fallback\.not_engine: .*fallback\.js/);
    assert.match(run('undefined'), /^wasm\.unsupported: .*fallback/);
  });

  it('says what is wrong with a request as the whole engine does', async () => {
    const engine = await createRun({ packs: [compiled] });
    for (const [name, form, options] of [
      ['example/visti', goodForm, goodOptions],
      ['example/visit\ud800', goodForm, goodOptions],
      ['example/visit', '{', goodOptions],
      ['example/visit', [], goodOptions],
      ['example/visit', goodForm, {}],
      ['example/visit', goodForm, { ...goodOptions, params: { nothing: 1 } }],
      ['example/visit', goodForm, { ...goodOptions, directory: { A: 1 } }],
    ]) {
      const errors = [engine, whole].map((one) => {
        try {
          return one.check(name, form, options);
        } catch ({ code, message, pointer }) {
          return { code, message, pointer };
        }
      });
      assert.ok(errors[0].code, JSON.stringify(errors[0]));
      assert.deepEqual(errors[0], errors[1]);
    }
  });

  it('takes compiled packs and nothing else', async () => {
    const codes = (packs) => createRun({ packs, names: ['a', 'b'] }).then(
      () => [],
      (error) => (assert.ok(error instanceof PackError, error), error.diagnostics.map(({ document, code }) => `${document} ${code}`)),
    );
    assert.deepEqual(await codes([pack]), ['a pack.type']);
    assert.deepEqual(await codes([JSON.stringify(pack)]), ['a image.format']);
    assert.deepEqual(await codes([compiled.slice(0, -1), compiled]), ['a image.damaged']);
    assert.deepEqual(await codes([compiled.replace(/pack \d+/, 'pack 0')]), ['a image.format']);
    assert.deepEqual(await codes([compiled, compiled]), ['b pack.duplicate']);
    await assert.rejects(createRun({}), { diagnostics: [{ code: 'pack.missing', document: '', pointer: '', message: 'packs must be a list of compiled packs' }] });
  });

  it('refuses the whole engine\'s binary, and that one this one\'s', async () => {
    const read = (name) => readFileSync(join(root, 'dist', name));
    await assert.rejects(createRun({ packs: [compiled], wasm: read('precheck.wasm') }), { code: 'wasm.mismatch' });
    await assert.rejects(createPrecheck({ packs: [pack], sources: [source], wasm: read('precheck-run.wasm') }), { code: 'wasm.mismatch' });
  });

  it('runs without anything of Node, and without the whole engine\'s parts', async () => {
    const text = readFileSync(join(root, 'dist/run.js'), 'utf8');
    assert.doesNotMatch(text, /node:|require\(["']|embind|addSource/);
    const { createPrecheck: createInPage } = await import('../../dist/run.js');
    const engine = await createInPage({ packs: [compiled], wasm: readFileSync(require.resolve('yibao-precheck/precheck-run.wasm')) });
    assert.equal(engine.check(pack.id, goodForm, goodOptions).verdict, 'pass');
    assert.equal(engine.explain, undefined);
  });
});

describe('a compiled pack', () => {
  it('is taken by the whole engine too, beside documents', async () => {
    const other = { ...pack, id: 'example/other' };
    const engine = await createPrecheck({ packs: [compiled, other], sources: [source] });
    assert.deepEqual(engine.packs().map(({ id }) => id), ['example/visit', 'example/other']);
    assert.deepEqual(engine.explain('example/visit', badForm, goodOptions), whole.explain('example/visit', badForm, goodOptions));
  });

  it('is one of the packs that are loaded', () => {
    assert.throws(() => whole.compiled('example/visti@2023'), { code: 'pack.unknown' });
    assert.throws(() => whole.compiled('example/visit@1999'), { code: 'pack.unknown_edition' });
  });
});
