// web/view-model as a module of Node's: it is TypeScript, and no entry of the package.
import { build } from 'esbuild';
import { root } from '../../../wasm/scripts/root.mjs';

const { outputFiles } = await build({
  absWorkingDir: root,
  entryPoints: ['web/view-model/index.ts'],
  bundle: true,
  write: false,
  format: 'esm',
  target: 'es2018',
  charset: 'utf8',
});

export const viewModel = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
