// A TypeScript source that is no entry of the package, as a module of Node's.
import { build } from 'esbuild';
import { root } from '../../../wasm/scripts/root.mjs';

export async function importSource(source) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [source],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'es2018',
    charset: 'utf8',
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}
