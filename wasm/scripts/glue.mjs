// Emscripten's glue as a module, for esbuild: `import createPrecheckModule from 'precheck-glue'`.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

/**
 * The small engine's glue gives up where no global is named WebAssembly, though all it takes from it is an error's class: the instance is handed in.
 * So the name is a parameter, as are those by which it would export itself, and `others` that it shall not find.
 */
export const smallGlue = (others = []) => ({
  name: 'small-glue',
  setup(build) {
    build.onResolve({ filter: /^precheck-glue$/ }, ({ path }) => ({ path, namespace: 'glue' }));
    build.onLoad({ filter: /.*/, namespace: 'glue' }, () => {
      const glue = readFileSync(join(root, 'build/wasm/precheck-run.js'), 'utf8');
      const parameters = ['WebAssembly', 'exports', 'module', 'define', ...others].join(', ');
      // `require` and the like still reach it: Node's file access stands in lines that never run.
      return { contents: `export default (function (${parameters}) {\n${glue}\nreturn createPrecheckModule;\n})({ RuntimeError: Error });`, resolveDir: root };
    });
  },
});
