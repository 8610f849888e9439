// What is offered for CI is sound: GitHub's own language service takes the action, its scripts run, and every command that is named exists with its options.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import languageService from 'vscode-json-languageservice';
import { parse, parseAllDocuments } from 'yaml';
import { loadProgram } from '../../wasm/scripts/docs-pages.mjs';
import { root } from '../../wasm/scripts/root.mjs';
import { pack, source } from './support/example.mjs';

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const read = (name) => readFileSync(join(root, name), 'utf8');
const ACTION = '.github/actions/precheck/action.yml';
const GITLAB = '.gitlab/precheck.yml';
const HOOKS = '.pre-commit-hooks.yaml';
const READMES = ['rules/README.md', 'rules/README.zh-CN.md'];

const action = parse(read(ACTION));
const scripts = action.runs.steps.filter(({ run }) => run);
const gitlab = parse(read(GITLAB));
const hooks = parse(read(HOOKS));
/** The YAML blocks of a README, in their order: a workflow, a GitLab configuration, a pre-commit configuration. */
const blocksOf = (name) => [...read(name).matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, text]) => text);

const folder = mkdtempSync(join(tmpdir(), 'precheck-ci-'));
after(() => rmSync(folder, { recursive: true }));

describe('the YAML', () => {
  for (const name of [ACTION, GITLAB, HOOKS]) {
    it(`of ${name} is well formed, without a key twice`, () => {
      const documents = parseAllDocuments(read(name), { strict: true, uniqueKeys: true });
      assert.deepEqual(documents.flatMap(({ errors, warnings }) => [...errors, ...warnings]), []);
    });
  }
  it('of both READMEs is the same, and well formed', () => {
    const [english, chinese] = READMES.map((name) => blocksOf(name).map((text) => parse(text)));
    assert.equal(english.length, 3);
    assert.deepEqual(english, chinese);
  });
});

describe("GitHub's language service finds nothing wrong", async () => {
  const service = await gitHubService();
  const messages = (found) => found.map(({ message, range }) => `${range.start.line + 1}: ${message}`);
  const document = (name, text) => languageService.TextDocument.create(pathToFileURL(join(root, name)).href, 'yaml', 1, text);

  it('with the action', async () => assert.deepEqual(messages(await service.validateAction(document(ACTION, read(ACTION)))), []));
  it('with the workflow of the README', async () => {
    const [workflow] = blocksOf(READMES[0]);
    assert.deepEqual(messages(await service.validate(document('.github/workflows/rules.yml', workflow))), []);
  });
  it('but would', async () => {
    const broken = read(ACTION).replace('shell: bash', 'shel: bash').replace('steps.diff.outputs', 'stepz.diff.outputs');
    const found = messages(await service.validateAction(document('.github/actions/broken/action.yml', broken))); // it remembers by name
    assert.ok(found.some((message) => /shell/.test(message)), found.join('\n'));
  });
});

describe('the action', () => {
  it('uses each of its inputs, and no other', () => {
    const used = new Set([...read(ACTION).matchAll(/inputs\.([a-z-]+)/g)].map(([, name]) => name));
    assert.deepEqual([...used].sort(), Object.keys(action.inputs).sort());
  });
  it('hands inputs to scripts by the environment: what they hold is never a part of a script', () => {
    for (const { run } of scripts) assert.doesNotMatch(run, /\$\{\{/);
  });
  it('hands in each variable that a script reads, and no other', () => {
    const given = ['RUNNER_TEMP', 'GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY'];
    for (const { run, env = {} } of scripts) {
      const read = new Set([...run.matchAll(/\$\{?([A-Z_]+)/g)].map(([, name]) => name).filter((name) => !given.includes(name)));
      assert.deepEqual([...read].sort(), Object.keys(env).sort(), run);
    }
  });
  it('of the README is given inputs that it has', () => {
    for (const name of READMES) {
      const step = Object.values(parse(blocksOf(name)[0]).jobs)[0].steps.find(({ uses }) => uses?.includes('/.github/actions/precheck@'));
      assert.deepEqual(Object.keys(step.with ?? {}).filter((input) => !(input in action.inputs)), []);
    }
  });
});

describe('the version', () => {
  it('is that of the package, everywhere', () => {
    assert.equal(action.inputs.version.default, version);
    assert.equal(gitlab.variables.PRECHECK_VERSION, version);
    for (const { entry } of hooks) assert.match(entry, new RegExp(`--package=yibao-precheck@${version.replace(/\./g, '\\.')} `));
    for (const name of READMES) {
      for (const [, found] of read(name).matchAll(/(?:precheck@v|rev: v|ref: v)([0-9.]+[0-9])/g)) assert.equal(found, version, name);
    }
  });
});

describe('every command', async () => {
  const program = await loadProgram();
  const shell = [
    ...scripts.map(({ run }) => run),
    ...Object.values(gitlab).flatMap((job) => job.script ?? []),
    ...hooks.map(({ entry, args }) => [entry.replace(/^.* -- /, ''), ...args].join(' ')),
  ];
  const lines = shell.flatMap((text) => text.split('\n')).flatMap((line) => [...line.matchAll(/\bprecheck ([a-z]+) ([^>|;]*)/g)]).filter(([, name]) => name !== 'diff::');

  it('that is named exists, with its options and their values', () => {
    assert.ok(lines.length >= 9, `${lines.length} commands`);
    for (const [line, name, rest] of lines) {
      const command = program.commands.find((one) => one.name() === name);
      assert.ok(command, `${line}: there is no command ${name}`);
      for (const [, option, , value] of rest.matchAll(/(--[a-z-]+)(\s+([a-z]+))?/g)) {
        const known = command.options.find(({ long }) => long === option);
        assert.ok(known, `${line}: ${name} has no ${option}`);
        if (known.argChoices && value) assert.ok(known.argChoices.includes(value), `${line}: ${option} takes ${known.argChoices}`);
      }
    }
  });
});

describe('the GitLab template', () => {
  it('keeps what it reports: each file that a report names is written by the job', () => {
    for (const { script, artifacts } of Object.values(gitlab).filter((job) => job.artifacts)) {
      for (const file of [artifacts.reports?.junit, ...(artifacts.paths ?? [])].filter(Boolean)) assert.ok(script.some((line) => line.includes(`> ${file}`)), file);
    }
  });
  it('has a default for each variable of its own', () => {
    for (const [, name] of read(GITLAB).matchAll(/\$\{?(PRECHECK_[A-Z_]+)/g)) assert.ok(name in gitlab.variables, name);
  });
});

describe('the hooks', () => {
  it('have the keys of pre-commit, and names of their own', () => {
    for (const hook of hooks) assert.deepEqual(Object.keys(hook), ['id', 'name', 'description', 'entry', 'args', 'language', 'files', 'pass_filenames']);
    assert.equal(new Set(hooks.map(({ id }) => id)).size, hooks.length);
  });
  it('of the README are among them', () => {
    for (const name of READMES) {
      const wanted = parse(blocksOf(name)[2]).repos.flatMap((repo) => repo.hooks.map(({ id }) => id));
      assert.deepEqual(wanted.filter((id) => !hooks.some((hook) => hook.id === id)), []);
    }
  });
});

// A repository with a pack, its case, and a change of the pack; `precheck` on the path is the one that was built.
const repository = join(folder, 'repository');
const base = repositoryWithChange();

describe('in a repository', () => {
  it("the action's scripts tell of lint, cases and what a change does, and only a broken case fails", () => {
    const good = runAction({ rules: 'rules', base, junit: 'junit.xml', sarif: 'true' });
    assert.deepEqual(good.failed, [], good.output);
    assert.match(written('junit.xml'), /<testcase [^>]*name="at-most: /);
    assert.equal(JSON.parse(readFileSync(good.outputs.file, 'utf8')).version, '2.1.0');
    assert.equal(good.outputs.changed, 'true');
    assert.match(good.summary, /### What changes\n\n```\n[^]*most_days[^]*\n```/);
    assert.match(good.output, /^::notice title=precheck diff::/m);

    writeFileSync(join(repository, 'rules/example/visit/2023.cases.json'), cases('pass'));
    const bad = runAction({ rules: 'rules', base: 'HEAD', junit: 'junit.xml', sarif: 'false' });
    assert.deepEqual(bad.failed.length, 1, bad.output);
    assert.match(bad.output, /^::error file=rules\/example\/visit\/2023\.cases\.json,line=\d+/m);
    writeFileSync(join(repository, 'rules/example/visit/2023.cases.json'), cases('fail'));
  });
  it('and say that nothing changed where nothing did', () => {
    const { outputs, summary, failed, output } = runAction({ rules: 'rules', base: 'HEAD', junit: '', sarif: 'false' });
    assert.deepEqual([failed, outputs.changed, summary], [[], 'false', ''], output);
  });
  it("and fail where the rules cannot be read", () => {
    const { failed } = runAction({ rules: 'nowhere', base, junit: '', sarif: 'false' });
    assert.ok(failed.length >= 2, failed.join());
  });
  it("GitLab's scripts end as their jobs expect: 0, and 1 where something changed, which is let pass", () => {
    const status = (job) => shell(gitlab[job].script.join('\n'), { ...gitlab.variables, PRECHECK_MAX_WARNINGS: '50', CI_MERGE_REQUEST_DIFF_BASE_SHA: base }).status;
    assert.deepEqual(['precheck-lint', 'precheck-test', 'precheck-diff'].map(status), [0, 0, 1]);
    assert.equal(gitlab['precheck-diff'].allow_failure.exit_codes, 1);
    assert.match(written('precheck-diff.txt'), /most_days/);
  });
  it('the hooks pass', () => {
    for (const { entry, args } of hooks) assert.equal(shell([entry.replace(/^npx .* -- /, ''), ...args].join(' ')).status, 0, entry);
  });
});

function written(name) {
  return readFileSync(join(repository, name), 'utf8');
}

function cases(verdict) {
  const entry = { id: 'at-most', title: 'A visit far ahead', as_of: '2023-06-01', form: { kind: 'planned', days: 41 }, expected: { verdict, findings: verdict === 'fail' ? ['not-too-early'] : [] } };
  const near = { ...entry, id: 'near', title: 'A visit soon', form: { kind: 'planned', days: 3 }, expected: { verdict: 'pass', findings: [] } };
  return JSON.stringify({ format: 1, pack: 'example/visit@2023', cases: [entry, near] }, null, 2);
}

/** Gives the revision before the change. */
function repositoryWithChange() {
  const write = (name, content) => {
    mkdirSync(join(repository, name, '..'), { recursive: true });
    writeFileSync(join(repository, name), typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  };
  const git = (...args) => {
    const { status, stdout, stderr } = spawnSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.org', '-c', 'init.defaultBranch=main', ...args], { cwd: repository, encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    return stdout.trim();
  };
  write('rules/example/visit/2023.json', pack);
  write('rules/example/visit/2023.cases.json', cases('fail'));
  write('rules/sources/S9.json', { ...source, clauses: source.clauses.map((clause) => ({ ...clause, check: 'full' })) });
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '-m', 'a pack');
  const before = git('rev-parse', 'HEAD');
  write('rules/example/visit/2023.json', { ...pack, parameters: { most_days: { ...pack.parameters.most_days, value: 40 } } });
  git('commit', '--quiet', '-a', '-m', 'ten days more');
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'bin/precheck'), `#!/bin/sh\nexec "${process.execPath}" "${join(root, 'dist/cli.js')}" "$@"\n`);
  chmodSync(join(folder, 'bin/precheck'), 0o755);
  return before;
}

function shell(script, env = {}) {
  return spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], { cwd: repository, encoding: 'utf8', env: { ...process.env, ...env, PATH: `${join(folder, 'bin')}:${process.env.PATH}` } });
}

/** Runs the action's scripts as the runner does, but for installing. Conditions are looked at only as far as they are about inputs. */
function runAction(inputs) {
  const files = Object.fromEntries(['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY'].map((name) => [name, join(folder, name)]));
  for (const file of Object.values(files)) writeFileSync(file, '');
  const failed = [];
  let output = '';
  for (const { id, run, env = {}, if: condition = '' } of scripts) {
    if (id === 'install') continue;
    const asked = [...condition.matchAll(/inputs\.([a-z-]+) (!=|==) '([^']*)'/g)].every(([, name, operator, value]) => (inputs[name] === value) === (operator === '=='));
    if (!asked) continue;
    const values = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, inputs[/inputs\.([a-z-]+)/.exec(value)[1]] ?? '']));
    const { status, stdout, stderr } = shell(run, { ...files, ...values, RUNNER_TEMP: folder });
    output += stdout + stderr;
    if (status !== 0) failed.push(run);
  }
  const outputs = Object.fromEntries(readFileSync(files.GITHUB_OUTPUT, 'utf8').split('\n').filter(Boolean).map((line) => line.split(/=(.*)/s).slice(0, 2)));
  return { failed, output, outputs, summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8') };
}

/** Its modules import JSON as only bundlers do. */
async function gitHubService() {
  const product = join(root, 'build/github-language-service.mjs');
  await build({
    stdin: { contents: "export { validate } from '@actions/languageservice'; export { validateAction } from '@actions/languageservice/validate-action';", resolveDir: root },
    outfile: product, bundle: true, platform: 'node', format: 'esm', logLevel: 'warning', external: ['yaml', 'vscode-languageserver-textdocument', 'vscode-languageserver-types', 'vscode-uri'],
  });
  return import(pathToFileURL(product));
}
