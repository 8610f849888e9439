// Installs what is missing on a bare Debian 12 (or another system with apt), and nothing where nothing is missing.
// Only Node's built-in modules: this runs before `npm ci`.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';
import { expected, run, step } from './run.mjs';
import { NATIVE_TOOLS, SCREENSHOT_TOOLS, TEST_TOOLS, WASM_TOOLS } from './tools.mjs';

/** What for: `wasm` (build and run the package), `native` (also the native library), `tests` (also every test), `screenshots` (build the package and take pictures). */
const TOOLS_FOR = {
  wasm: WASM_TOOLS,
  native: [...WASM_TOOLS, ...NATIVE_TOOLS],
  screenshots: SCREENSHOT_TOOLS,
  tests: [...WASM_TOOLS, ...NATIVE_TOOLS, ...TEST_TOOLS],
};

export async function setUp(purpose) {
  await installTools(TOOLS_FOR[purpose].filter((tool) => !tool.found()));
  await installNodeModules();
}

async function installTools(missing) {
  if (missing.length === 0) return;
  const packages = missing.map((tool) => tool.package);
  const list = missing.map((tool) => `  ${tool.package}: ${tool.use}`).join('\n');
  if (!existsSync('/usr/bin/apt-get')) {
    throw expected(`These tools are missing, and this system has no apt to install them with (names as in Debian):\n${list}`);
  }
  if (process.getuid() !== 0) {
    throw expected(`These tools are missing:\n${list}\nInstall them, then try again:\n  sudo apt-get install -y ${packages.join(' ')}`);
  }
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const wait = ['-o', 'DPkg::Lock::Timeout=120'];
  console.log(`Missing tools:\n${list}`);
  await step('Fetch the package lists with apt-get', 'a few seconds', () => run('apt-get', [...wait, 'update'], { env }));
  await step(`Install ${packages.join(' ')}`, 'one to three minutes', () =>
    run('apt-get', [...wait, 'install', '-y', '--no-install-recommends', ...packages], { env }),
  );
  const stillMissing = missing.filter((tool) => !tool.found()).map((tool) => tool.package);
  if (stillMissing.length > 0) throw expected(`apt-get installed these, but they cannot be found: ${stillMissing.join(' ')}`);
}

async function installNodeModules() {
  if (nodeModulesUpToDate(root)) return;
  await step('Install the npm packages of package-lock.json', 'about 10 seconds', () => run('npm', ['ci', '--no-audit', '--no-fund']));
}

/** The libraries that the examples of embedding are made with: only their test asks for them. */
export async function installExamples() {
  const folder = join(root, 'web/examples');
  if (nodeModulesUpToDate(folder)) return;
  await step('Install the libraries of web/examples', 'about 20 seconds', () => run('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', folder]));
}

/** npm keeps beside the modules a list of what it installed: it must hold every package of the lock, in that version. */
function nodeModulesUpToDate(folder) {
  const installedList = join(folder, 'node_modules/.package-lock.json');
  if (!existsSync(installedList)) return false;
  const installed = packagesIn(installedList);
  return Object.entries(packagesIn(join(folder, 'package-lock.json'))).every(([path, wanted]) => {
    if (path === '') return true;
    // Optional ones are builds for other platforms.
    return installed[path] ? installed[path].integrity === wanted.integrity : wanted.optional === true;
  });
}

function packagesIn(lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
}
