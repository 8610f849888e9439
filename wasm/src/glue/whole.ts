// Emscripten's glue around an instance of precheck.wasm that is handed in: embind, and the functions that it needs of JavaScript.
import createPrecheckModule from 'emscripten-glue';
import type { CommonBindings, Glue, WasmInstance } from '../bindings.js';

const start: Glue = <Of extends CommonBindings>(instantiate: Parameters<Glue>[0]): Promise<Of> =>
  new Promise((resolve, reject) => {
    let memory: Of['memory'] | undefined;
    createPrecheckModule<Of>({
      instantiateWasm(imports, done) {
        // The last catch is for what done() throws: the static constructors run inside it.
        Promise.resolve(imports).then(instantiate).then((instance) => {
          memory = memoryOf(instance);
          done(instance);
        }).catch(reject);
        return {};
      },
    }).then((bindings) => {
      bindings.memory = memory as Of['memory'];
      resolve(bindings);
    }, reject);
  });
export default start;

/** By what it is, since the names of exports are shortened when the module is made. */
function memoryOf({ exports }: WasmInstance): CommonBindings['memory'] | undefined {
  return Object.values(exports).map((value) => value as CommonBindings['memory']).find(({ buffer }) => buffer instanceof ArrayBuffer);
}
