// precheck-run.wasm asks JavaScript for nothing (wasm/memory.cpp), so all that is to be done is to give its exports the names that Emscripten
// would give them.
import type { CommonBindings, Glue } from '../bindings.js';

const start: Glue = async <Of extends CommonBindings>(instantiate: Parameters<Glue>[0]): Promise<Of> => {
  const { exports } = await instantiate({});
  const bindings: Record<string, unknown> = { memory: exports.memory };
  for (const name in exports) bindings[`_${name}`] = exports[name];
  (bindings.__initialize as () => void)();
  return bindings as unknown as Of;
};
export default start;
