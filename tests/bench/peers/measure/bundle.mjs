// One minified file for each engine, with the adapter, the rules and the library. It is what is weighed, started cold and timed.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { FACTS } from '../workload/facts.mjs';
import { packOf, SOURCE } from '../workload/pack.mjs';
import { CEL_RULES } from '../workload/rules.cel.mjs';
import { PACK } from '../workload/texts.mjs';

export const folder = fileURLToPath(new URL('..', import.meta.url));
export const bundleOf = (name) => join(folder, 'build', name, 'engine.mjs');

export async function bundle(name) {
  const { build } = await import('esbuild');
  rmSync(join(folder, 'build', name), { recursive: true, force: true });
  mkdirSync(join(folder, 'build', name), { recursive: true });
  if (name === 'ajv') await writeAjvValidator();
  if (name === 'yibao-precheck-run') await writeCompiledPack();
  await build({
    entryPoints: [join(folder, 'engines', `${name}.mjs`)],
    outfile: bundleOf(name),
    bundle: true,
    minify: true,
    charset: 'utf8',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: ['@gorules/zen-engine'], // native: found in node_modules above the bundle
    logLevel: 'warning',
    ...(name === 'json-rules-engine' ? REQUIRE : {}),
  });
}

// CommonJS that requires a module of Node (jsonpath-plus: vm).
const REQUIRE = { banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" } };

/** Puts what a bundle reads (wasm) beside it and gives the brotli'd bytes of all. */
export function weigh(name, files = []) {
  const beside = files.map((file) => join(folder, 'engines', file));
  for (const file of beside) copyFileSync(file, join(folder, 'build', name, basename(file)));
  return [bundleOf(name), ...beside].reduce((sum, file) => sum + brotliCompressSync(readFileSync(file)).length, 0);
}

async function writeCompiledPack() {
  const { createPrecheck } = await import('../../../../dist/node.js');
  const engine = await createPrecheck({ packs: [packOf(CEL_RULES, FACTS)], sources: [SOURCE] });
  const compiled = engine.compiled(`${PACK.id}@${PACK.edition}`);
  writeFileSync(join(folder, 'build', 'yibao-compiled.mjs'), `export default ${JSON.stringify(compiled)};\n`);
}

async function writeAjvValidator() {
  const { default: Ajv } = await import('ajv');
  const { default: standaloneCode } = await import('ajv/dist/standalone/index.js');
  const ajv = new Ajv({ code: { source: true, esm: true, optimize: true } });
  const validate = ajv.compile(jsonSchema(FACTS));
  writeFileSync(join(folder, 'build', 'ajv-standalone.mjs'), standaloneCode(ajv, validate));
}

const PATTERNS = { date: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$', 'cn-area-code': '^\\d{6}$' };

/** A pack's facts as plain JSON Schema. */
function jsonSchema({ title: _, help: __, format, 'x-values': ___, 'x-optional': ____, properties, items, ...rest }) {
  return {
    ...rest,
    ...(format ? { pattern: PATTERNS[format] } : {}),
    ...(items ? { items: jsonSchema(items) } : {}),
    ...(properties ? { properties: Object.fromEntries(Object.entries(properties).map(([name, fact]) => [name, jsonSchema(fact)])) } : {}),
  };
}
