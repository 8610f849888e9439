// npm test: every check of the project, in the order of this list. `npm test -- js page` runs only the stages named.
// Every stage runs, whatever became of the others, except where it has nothing to run on. The last line counts: a test of
// ctest or of Node is one, and a stage that is a single check is one.
import { readdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { buildPackage } from '../wasm/scripts/build.mjs';
import { buildPreset } from '../wasm/scripts/native.mjs';
import { root } from '../wasm/scripts/root.mjs';
import { expected, main, ProgramError, run } from '../wasm/scripts/run.mjs';
import { installExamples, setUp } from '../wasm/scripts/setup.mjs';

const STAGES = [
  { name: 'format', title: 'C++ sources are in shape (clang-format)', work: () => node('wasm/scripts/format.mjs', '--check') },
  { name: 'types', title: 'TypeScript is sound (tsc)', work: types },
  { name: 'native', title: 'Native tests and fuzz corpora under address and undefined-behaviour sanitizers, warnings are errors', work: native },
  { name: 'tidy', title: 'C++ sources are clean (clang-tidy)', work: () => node('wasm/scripts/tidy.mjs') },
  { name: 'package', title: 'precheck.wasm and the package build', work: buildPackage },
  { name: 'size', title: 'Nothing is over its size budget', work: () => node('wasm/scripts/size.mjs', '--check') },
  { name: 'js', title: 'Package, command line and golden cases (Node over wasm)', work: () => nodeTests('tests/js') },
  { name: 'packed', title: 'The package as published: its files, and in Node, TypeScript, Vite and a page', work: () => nodeTests('tests/packed') },
  { name: 'mini', title: 'Mini-programs: the logic layer of WeChat, Douyin and Alipay, as far as it can be had without them', work: () => nodeTests('tests/miniprogram') },
  { name: 'equal', title: 'Reports are equal as objects, texts and lines, over wasm and natively', work: equalReports },
  { name: 'page', title: 'The page (Chromium)', work: page },
];

await main(async () => {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !STAGES.some((stage) => stage.name === name));
  if (unknown.length > 0) throw expected(`no such stage: ${unknown.join(', ')}; there are ${STAGES.map((stage) => stage.name).join(', ')}`);
  await setUp('tests');
  const total = { passed: 0, failed: 0 };
  const rows = [];
  for (const stage of STAGES.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    console.log(`\n=== ${stage.title} [${stage.name}]`);
    const since = Date.now();
    const { passed, failed } = await outcomeOf(stage.work);
    total.passed += passed;
    total.failed += failed;
    rows.push(`${failed === 0 ? 'ok    ' : 'FAILED'} ${stage.name.padEnd(8)} ${((Date.now() - since) / 1000).toFixed(1).padStart(7)} s`);
    console.log(`--- ${rows.at(-1)}`);
  }
  console.log(`\n${rows.join('\n')}\n${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
});

/** The tests that passed and failed in a stage. */
async function outcomeOf(work) {
  try {
    return countTests(await work()) ?? { passed: 1, failed: 0 };
  } catch (error) {
    console.error(error instanceof ProgramError ? error.message : error);
    const counted = countTests(error.output);
    return { passed: counted?.passed ?? 0, failed: counted?.failed || 1 };
  }
}

/** By the summary that ctest or node --test prints; undefined for anything else. */
function countTests(output = '') {
  const ctest = /(\d+) tests failed out of (\d+)/.exec(output);
  if (ctest) return { passed: ctest[2] - ctest[1], failed: Number(ctest[1]) };
  const counter = (word) => new RegExp(`^(?:#|\\u2139) ${word} (\\d+)$`, 'mu').exec(output)?.[1];
  const [passed, failed, cancelled] = ['pass', 'fail', 'cancelled'].map(counter);
  return passed === undefined ? undefined : { passed: Number(passed), failed: Number(failed) + Number(cancelled) };
}

async function types() {
  await node('node_modules/typescript/bin/tsc', '-p', 'tsconfig.json');
  await node('node_modules/typescript/bin/tsc', '-p', 'web/tsconfig.service-worker.json');
  return node('node_modules/typescript/bin/tsc', '-p', 'web/miniprogram/tsconfig.json');
}

// Once, and with all that finds faults. What is shipped has no sanitizers and is optimised: the stages over wasm run that.
async function native() {
  await buildSanitized();
  await node('tests/conformance/cel/export.mjs');
  await run(join(root, 'build/asan/tests/precheck_tests'), ['[conformance]'], { show: true }).catch(() => {}); // for its table: ctest hides it
  return run('ctest', ['--preset', 'asan', '--parallel', String(cpus().length), '--output-on-failure', '--no-tests=error'], { show: true });
}

function buildSanitized() {
  return buildPreset('asan', 'Build the native library, its tests and the fuzz targets, preset asan', 'some minutes the first time');
}

async function equalReports() {
  await buildPackage();
  await buildSanitized();
  return node('tests/js/equal-reports.mjs', '--forms', '10000', '--native', 'build/asan/tests/reports');
}

async function page() {
  await installExamples();
  return nodeTests('tests/browser');
}

async function nodeTests(folder) {
  await buildPackage(); // never test what an earlier tree left in dist/
  const files = readdirSync(join(root, folder)).filter((name) => name.endsWith('.test.mjs')).sort();
  if (files.length === 0) throw expected(`${folder} holds no *.test.mjs`);
  return node('--test', '--test-reporter=spec', ...concurrency(), ...files.map((name) => `${folder}/${name}`));
}

/** One file for each core: by itself Node leaves one of them idle. Older ones than 20.10 cannot be told. */
function concurrency() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major > 20 || (major === 20 && minor >= 10) ? [`--test-concurrency=${cpus().length}`] : [];
}

function node(...args) {
  return run(process.execPath, args, { show: true });
}
