// The sample mini-program as a folder that Node and the compilers can read: with npm's paths turned into paths of the project, as WeChat's developer
// tools do, and with the packages where Node looks for them.
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { root } from '../../../wasm/scripts/root.mjs';
import { namesBelow } from '../../../wasm/src/cli/rule-files.js';

const SAMPLE = join(root, 'web/miniprogram/sample');

/** Gives the folder and a way to remove it. */
export function copySample() {
  if (!existsSync(join(SAMPLE, 'miniprogram_npm'))) throw new Error('the sample has no miniprogram_npm: npm run build');
  const folder = mkdtempSync(join(tmpdir(), 'miniprogram-'));
  cpSync(SAMPLE, folder, { recursive: true });
  symlinkSync(join(folder, 'miniprogram_npm'), join(folder, 'node_modules'));
  for (const name of filesBelow(folder, '.json')) {
    const path = join(folder, name);
    const config = JSON.parse(readFileSync(path, 'utf8'));
    if (!config.usingComponents) continue;
    const resolve = (target) => (existsSync(join(folder, 'miniprogram_npm', `${target}.json`)) ? relative(dirname(path), join(folder, 'miniprogram_npm', target)) : target);
    const usingComponents = Object.fromEntries(Object.entries(config.usingComponents).map(([tag, target]) => [tag, resolve(target)]));
    writeFileSync(path, JSON.stringify({ ...config, usingComponents }));
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Paths below the folder, without what Node alone reads. */
export function filesBelow(folder, ending) {
  return namesBelow(folder).filter((name) => name.endsWith(ending) && !name.startsWith('node_modules'));
}
