// npm run test:miniprogram-ci: the tests of tests/miniprogram on what WeChat's own packer (miniprogram-ci, "build npm" of its developer tools) makes of
// the package as it is published. The packer is 276 MB of modules, so it is installed here, by its own lock file, and only for this.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPackage } from '../../../wasm/scripts/build.mjs';
import { root } from '../../../wasm/scripts/root.mjs';
import { expected, main, run, step } from '../../../wasm/scripts/run.mjs';
import { makeFrom } from '../../../wasm/scripts/stamp.mjs';

const here = join(root, 'tests/miniprogram/ci');

await main(async () => {
  await makeFrom(['tests/miniprogram/ci/package-lock.json'], 'tests/miniprogram/ci/node_modules/miniprogram-ci/package.json', 'build/miniprogram-ci-stamp', () =>
    step('Install miniprogram-ci', 'a minute or two', () => run('npm', ['ci', '--prefix', here, '--ignore-scripts', '--no-audit', '--no-fund'])));
  await buildPackage();
  const project = mkdtempSync(join(tmpdir(), 'precheck-miniprogram-ci-'));
  try {
    const packed = await step("Pack the package with WeChat's packer", 'seconds', () => pack(project));
    const tests = readdirSync(join(root, 'tests/miniprogram')).filter((name) => name.endsWith('.test.mjs')).map((name) => `tests/miniprogram/${name}`);
    await run(process.execPath, ['--test', '--test-reporter=spec', ...tests], { show: true, env: { PRECHECK_PACKED: packed } });
  } finally {
    rmSync(project, { recursive: true });
  }
});

/** A mini-program that depends on the package's tarball, packed; where its files then lie. */
async function pack(project) {
  await run('npm', ['pack', '--ignore-scripts', '--pack-destination', project]);
  const [tarball] = readdirSync(project);
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'a-mini-program', private: true, dependencies: { 'yibao-precheck': `file:${tarball}` } }));
  await run('npm', ['install', '--prefix', project, '--offline', '--no-audit', '--no-fund']);
  const target = join(project, 'miniprogram');
  mkdirSync(target);
  const { packNpmManually } = createRequire(join(here, 'package.json'))('miniprogram-ci');
  const result = await packNpmManually({ packageJsonPath: join(project, 'package.json'), miniprogramNpmDistDir: target });
  console.log(JSON.stringify(result));
  const packed = join(target, 'miniprogram_npm/yibao-precheck');
  if (result.miniProgramPackNum !== 1 || !existsSync(packed)) throw expected('the packer did not take the package for one of a mini-program');
  if (result.warnList.length > 0) throw expected(`the packer warns: ${JSON.stringify(result.warnList)}`);
  return packed;
}
