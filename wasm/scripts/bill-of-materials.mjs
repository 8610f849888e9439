// What others wrote of that which the package holds: dist/sbom.cdx.json (CycloneDX 1.6) and dist/THIRD-PARTY-LICENSES. Of the same files
// come the same two: no time, no serial number.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundledPackage, foldersOfPackages } from './bundled-packages.mjs';
import { linkedLibraries } from './linked-libraries.mjs';
import { root } from './root.mjs';

// All that is made of a binary of Emscripten's.
const LINKED = [
  'dist/precheck.wasm', 'dist/precheck-run.wasm',
  'dist/miniprogram/precheck.wasm', 'dist/miniprogram/precheck.wasm.br', 'dist/fallback.js', 'dist/miniprogram/fallback.js',
];
const GLUE = 'build/wasm/precheck.js';

/** @param metafiles esbuild's, of all that it wrote into the package */
export function writeBillOfMaterials(metafiles) {
  const libraries = linkedLibraries();
  const emscripten = libraries.filter(({ name }) => name === 'emscripten');
  const contents = new Map(LINKED.map((file) => [file, libraries]));
  for (const [file, { inputs }] of metafiles.flatMap(({ outputs }) => Object.entries(outputs))) {
    const paths = Object.keys(inputs).filter((path) => inputs[path].bytesInOutput > 0);
    const packages = foldersOfPackages(paths).map((folder) => bundledPackage(folder));
    contents.set(file, [...(paths.includes(GLUE) ? emscripten : []), ...packages]);
  }
  const files = [...contents].filter(([, parts]) => parts.length > 0).sort(([a], [b]) => (a < b ? -1 : 1));
  const parts = [...new Map(files.flatMap(([, inside]) => inside.map((part) => [referenceOf(part), part]))).values()];
  write('sbom.cdx.json', `${JSON.stringify(billOf(files, parts), null, 2)}\n`);
  write('THIRD-PARTY-LICENSES', licencesOf(files, parts));
}

const referenceOf = ({ name, version }) => `${name}@${version ?? ''}`;

function billOf(files, parts) {
  const { name, version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const self = `${name}@${version}`;
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'library', 'bom-ref': self, name, version, licenses: [{ license: { id: license } }], purl: `pkg:npm/${self}` } },
    components: [
      ...files.map(([file]) => ({ type: 'file', 'bom-ref': file, name: file, hashes: [{ alg: 'SHA-256', content: sha256(file) }] })),
      ...parts.map((part) => ({
        type: 'library',
        'bom-ref': referenceOf(part),
        name: part.name,
        version: part.version,
        // A licence with an exception is an expression, not an id.
        licenses: [/ /.test(part.licence) ? { expression: part.licence } : { license: { id: part.licence } }],
        purl: part.purl,
      })),
    ],
    dependencies: [
      { ref: self, dependsOn: files.map(([file]) => file) },
      ...files.map(([file, inside]) => ({ ref: file, dependsOn: inside.map(referenceOf) })),
    ],
  };
}

function licencesOf(files, parts) {
  const sections = parts.map((part) => {
    const inside = files.filter(([, all]) => all.some((other) => referenceOf(other) === referenceOf(part))).map(([file]) => file);
    return `${part.name} ${part.version ?? ''}\n${part.licence}; in ${inside.join(', ')}\n\n${part.text.trim()}\n`;
  });
  return `This package holds code of others. Its own licence is in LICENSE.\n\n${sections.map((section) => `${'='.repeat(80)}\n${section}`).join('\n')}`;
}

function sha256(file) {
  return createHash('sha256').update(readFileSync(join(root, file))).digest('hex');
}

function write(name, text) {
  writeFileSync(join(root, 'dist', name), text);
}
