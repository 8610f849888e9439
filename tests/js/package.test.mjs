// The package as others install it: entries, types, syntax level and contents.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { parse } from 'acorn';
import { build } from 'esbuild';
import { root } from '../../wasm/scripts/root.mjs';
import { namesBelow, readRuleFiles } from '../../wasm/src/cli/rule-files.js';
import { goodForm, goodOptions, pack, source } from './support/example.mjs';

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const folder = mkdtempSync(join(tmpdir(), 'precheck-'));
after(() => rmSync(folder, { recursive: true }));

function run(command, args, cwd = folder) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  assert.equal(status, 0, stdout + stderr);
  return stdout;
}

describe('entries', () => {
  const require = createRequire(import.meta.url);

  it('import and require export the same names', async () => {
    for (const entry of ['yibao-precheck', 'yibao-precheck/run', 'yibao-precheck/cel', 'yibao-precheck/tools', 'yibao-precheck/rules']) {
      const imported = await import(entry);
      assert.deepEqual(Object.keys(require(entry)).sort(), Object.keys(imported).sort());
    }
  });

  it('require works as import does', async () => {
    const { createPrecheck } = require('yibao-precheck');
    const engine = await createPrecheck({ packs: [pack], sources: [source] });
    assert.equal(engine.check(pack.id, goodForm, goodOptions).verdict, 'pass');
  });

  it('each wasm is an entry of its own, for bundlers', () => {
    for (const name of ['precheck.wasm', 'precheck-run.wasm']) assert.equal(readFileSync(require.resolve(`yibao-precheck/${name}`)).subarray(1, 4).toString(), 'asm');
  });

  it('the page\'s entry runs without anything of Node', async () => {
    const { createPrecheck } = await import('../../dist/index.js');
    const wasm = readFileSync(join(root, 'dist/precheck.wasm'));
    const engine = await createPrecheck({ packs: [pack], sources: [source], wasm });
    assert.equal(engine.check(pack.id, goodForm, goodOptions).verdict, 'pass');
    assert.doesNotMatch(readFileSync(join(root, 'dist/index.js'), 'utf8'), /node:|require\(["']/);
  });

  it('each pack is a module of its own, which stands alone', async () => {
    const { compilePacks, createPrecheck } = await import('yibao-precheck');
    const { packs, sources } = readRuleFiles(join(root, 'rules'));
    const compiled = await compilePacks({ packs: packs.map((file) => file.text), sources: sources.map((file) => file.text), form: true });
    assert.equal(namesBelow(join(root, 'dist/rules')).length, 2 * compiled.length);
    for (const expected of compiled) {
      const entry = `yibao-precheck/rules/${expected.id}/${expected.edition}`;
      const { default: imported } = await import(entry);
      assert.deepEqual(imported, expected);
      assert.deepEqual(require(entry), expected);
      const engine = await createPrecheck({ packs: [imported] });
      assert.equal(engine.packs()[0].id, expected.id);
      engine.dispose();
    }
  });

  it('each compiled pack is a module of its own, what the whole engine compiles', async () => {
    const { createPrecheck } = await import('yibao-precheck');
    const { packs, sources } = await import('yibao-precheck/rules');
    const engine = await createPrecheck({ packs, sources });
    assert.equal(namesBelow(join(root, 'dist/compiled')).length, 2 * packs.length);
    for (const { id, edition } of packs) {
      const entry = `yibao-precheck/compiled/${id}/${edition}`;
      const { default: imported } = await import(entry);
      assert.equal(imported, engine.compiled(`${id}@${edition}`));
      assert.equal(require(entry), imported);
    }
  });

  it('all packs together have each source once, with every clause that one of them cites', async () => {
    const { packs, sources } = await import('yibao-precheck/rules');
    const cited = new Set(JSON.stringify(packs).match(/(?<=")S[0-9]+-[0-9]+(?=")/g));
    assert.deepEqual(sources.flatMap((entry) => entry.clauses.map(({ id }) => id)).sort(), [...cited].sort());
    assert.equal(new Set(sources.map(({ id }) => id)).size, sources.length);
    assert.doesNotMatch(JSON.stringify({ packs, sources }), /"(note|\$schema|check|resolved)":"/);
  });

  it('a bundler takes one pack and nothing of the others', async () => {
    const { outputFiles } = await build({
      stdin: { contents: `export { default } from 'yibao-precheck/rules/generic/unbinding/base'`, resolveDir: root },
      bundle: true, minify: true, format: 'esm', charset: 'utf8', write: false,
    });
    const whole = readFileSync(join(root, 'dist/rules/generic/unbinding/base.js'));
    assert.ok(outputFiles[0].contents.length < whole.length + 200);
  });

  it('engines share nothing', async () => {
    const { createPrecheck } = await import('yibao-precheck');
    const [one, other] = await Promise.all([createPrecheck({ packs: [pack], sources: [source] }), createPrecheck({ packs: [] })]);
    assert.deepEqual([one.packs().length, other.packs().length], [1, 0]);
    one.dispose();
    assert.deepEqual(other.packs(), []);
  });

  it('what packs() gives may be changed without harm', async () => {
    const { createPrecheck } = await import('yibao-precheck');
    const engine = await createPrecheck({ packs: [pack], sources: [source] });
    engine.packs()[0].id = 'other';
    const { id, edition, revision, title, jurisdiction, effective, sources } = engine.packs()[0];
    const { facts, rules, parameters, format, time_zone, ...rest } = pack;
    assert.deepEqual({ id, edition, revision, title, jurisdiction, effective, sources }, rest);
  });
});

describe('the code that pages load', () => {
  const scriptsBelow = (path) => namesBelow(join(root, path)).filter((name) => name.endsWith('.js')).map((name) => `${path}/${name}`);
  const scripts = ['dist/index.js', 'dist/run.js', 'dist/cel.js', 'dist/rules.js', ...scriptsBelow('dist/rules'), ...scriptsBelow('dist/compiled'), ...scriptsBelow('dist/web')];

  it('is ES2018, but for import.meta, which the oldest browsers with modules know too', () => {
    for (const name of scripts) {
      const text = readFileSync(join(root, name), 'utf8').replaceAll('import.meta.url', '"address"');
      assert.doesNotThrow(() => parse(text, { ecmaVersion: 2018, sourceType: 'module' }), name);
    }
  });

  it('has no look-behind in regular expressions, which iOS learnt in 16.4 only', () => {
    for (const name of scripts) assert.doesNotMatch(readFileSync(join(root, name), 'utf8'), /\(\?<[=!]/, name);
  });

  it('makes no code from text, as a strict Content-Security-Policy demands', () => {
    for (const name of namesBelow(join(root, 'dist')).filter((file) => /\.c?js$/.test(file))) {
      assert.doesNotMatch(readFileSync(join(root, 'dist', name), 'utf8'), /\beval\(|new Function\b/, name);
    }
  });
});

describe('types', () => {
  // A user's file that meets the API once, under each way of resolving modules, with the declarations themselves checked.
  const user = `
    import { createPrecheck, PackError, PrecheckError, type Finding, type Report } from 'yibao-precheck';
    import { createPrecheck as createRun, type PrecheckRun } from 'yibao-precheck/run';
    import { CelUint, createCel, type CelError, type CelValue } from 'yibao-precheck/cel';
    import { packs, sources } from 'yibao-precheck/rules';
    import filing from 'yibao-precheck/rules/shenzhen/cross-region-filing/2023';
    import compiled from 'yibao-precheck/compiled/shenzhen/cross-region-filing/2023';
    export const titles: (string | undefined)[] = [filing.facts.title?.en, filing.resolved.sources[0]?.title['zh-CN']];
    export async function evaluate(expression: string): Promise<CelValue | readonly CelError[]> {
      const program = (await createCel()).compile(expression, { variables: { x: 'uint' } });
      if (program.errors) return program.errors;
      // @ts-expect-error: undefined is no value
      program.evaluate({ x: [undefined] });
      const { value, error, unknown } = program.evaluate({ x: new CelUint(1) });
      return error ? [error] : unknown ? unknown.length : value;
    }
    export async function check(form: object): Promise<Finding[]> {
      const precheck = await createPrecheck({ packs, sources });
      const report: Report = precheck.check('a/b', form, { asOf: '2026-11-22', locale: 'en', params: { n: 1 } });
      // @ts-expect-error: there is no default for the day
      precheck.check('a/b', form, {});
      return report.verdict === 'pass' ? [] : report.findings;
    }
    export async function run(form: object): Promise<Report> {
      const small: PrecheckRun = await createRun({ packs: [compiled] });
      // @ts-expect-error: the whole engine explains
      small.explain('a/b', form, { asOf: '2026-11-22' });
      // @ts-expect-error: it takes compiled packs only
      await createRun({ packs: [filing] });
      return small.check('a/b', form, { asOf: '2026-11-22' });
    }
    export const isOurs = (error: unknown) => error instanceof PackError || error instanceof PrecheckError;
  `;
  mkdirSync(join(folder, 'node_modules/@types'), { recursive: true });
  symlinkSync(root, join(folder, 'node_modules/yibao-precheck'), 'dir');
  symlinkSync(join(root, 'node_modules/@types/node'), join(folder, 'node_modules/@types/node'), 'dir');

  for (const [title, name, options] of [
    ['in a bundler', 'page.ts', ['--module', 'esnext', '--moduleResolution', 'bundler', '--lib', 'es2018,dom', '--types', '']],
    ['in Node, as a module', 'user.mts', ['--module', 'node16', '--lib', 'es2022,dom', '--types', 'node']],
    ['in Node, as CommonJS', 'user.cts', ['--module', 'node16', '--lib', 'es2022,dom', '--types', 'node']],
  ]) {
    it(title, () => {
      writeFileSync(join(folder, name), user);
      const tsc = join(root, 'node_modules/typescript/bin/tsc');
      run(process.execPath, [tsc, '--noEmit', '--strict', '--target', 'es2020', '--skipLibCheck', 'false', ...options, name]);
    });
  }
});

describe('the packed tarball', () => {
  it('holds what it needs, nothing else, and runs', () => {
    const [{ filename, files }] = JSON.parse(run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], root));
    const names = files.map((file) => file.path);
    const foreign = names.filter((name) => !/^(package\.json|LICENSE|README.*|dist\/[\w-]+\.(js|cjs|wasm)|dist\/(miniprogram\/)?(compiled|rules)\/[\w/-]+\.c?js|dist\/miniprogram\/components\/[\w/-]+\.(js|json|wxml|wxss)|dist\/miniprogram\/(\w+\.js|precheck\.wasm(\.br)?|package\.json)|dist\/types\/.*\.(d\.ts|json)|rules\/.*\.(json|md))$/.test(name));
    assert.deepEqual(foreign, []);
    assert.deepEqual(names.filter((name) => name.endsWith('.cases.json')), []);
    run('tar', ['-xzf', filename]);
    const unpacked = join(folder, 'package');
    assert.match(run(process.execPath, [join(unpacked, manifest.bin.precheck), '--version']), /^\d/);
    assert.notEqual(run(process.execPath, [join(unpacked, manifest.bin.precheck), 'packs']), '');
    for (const target of targetsOf(manifest.exports)) {
      const [begin, end = ''] = target.slice(2).split('*');
      assert.ok(names.some((name) => (target.includes('*') ? name.startsWith(begin) && name.endsWith(end) : name === begin)), target);
    }
    const user = join(folder, 'user');
    mkdirSync(join(user, 'node_modules'), { recursive: true });
    symlinkSync(unpacked, join(user, 'node_modules/yibao-precheck'), 'dir');
    const verdict = `createPrecheck({ packs: [pack] }).then((precheck) => console.log(precheck.check(pack.id, {}, { asOf: '2024-01-01' }).verdict))`;
    writeFileSync(join(user, 'user.mjs'), `import { createPrecheck } from 'yibao-precheck';\nimport pack from 'yibao-precheck/rules/generic/unbinding/base';\n${verdict};\n`);
    writeFileSync(join(user, 'user.cjs'), `const { createPrecheck } = require('yibao-precheck');\nconst pack = require('yibao-precheck/rules/generic/unbinding/base');\n${verdict};\n`);
    for (const name of ['user.mjs', 'user.cjs']) assert.equal(run(process.execPath, [name], user), 'incomplete\n');
  });

  function targetsOf(exports) {
    return Object.values(exports).flatMap((value) => (typeof value === 'string' ? [value] : targetsOf(value)));
  }
});

it('the lock file names no host', () => {
  assert.doesNotMatch(readFileSync(join(root, 'package-lock.json'), 'utf8'), /"resolved"/);
});
