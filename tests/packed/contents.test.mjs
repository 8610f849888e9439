// What is in the tarball: the files, and what others wrote of them.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import picomatch from 'picomatch';
import { bundledPackage, foldersOfPackages } from '../../wasm/scripts/bundled-packages.mjs';
import { root } from '../../wasm/scripts/root.mjs';
import { readRuleFiles } from '../../wasm/src/cli/rule-files.js';
import { installPackage } from './support/package.mjs';

const { folder, manifest, names } = installPackage();
const holds = (pattern) => {
  const matches = picomatch(pattern);
  return names.some((name) => matches(name));
};
const read = (name) => readFileSync(join(folder, name), 'utf8');

describe('files', () => {
  const patterns = readFileSync(new URL('./files.txt', import.meta.url), 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('#'));

  it('none that is not on the list', () => {
    const listed = picomatch(patterns);
    // Those that are never meant, whatever a pattern lets in.
    const foreign = names.filter((name) => !listed(name) || /\.(map|cases\.json|test\.\w+)$/.test(name));
    assert.deepEqual(foreign, [], 'would be published: leave them out by "files" of package.json, or list them in tests/packed/files.txt');
  });

  it('all that are on the list', () => {
    const missing = patterns.filter((pattern) => !holds(pattern));
    assert.deepEqual(missing, [], 'would not be published: mend the build or "files" of package.json, or take them off tests/packed/files.txt');
  });

  it('every pack of rules/ in every form', () => {
    const ids = readRuleFiles(join(root, 'rules')).packs.map(({ text }) => JSON.parse(text)).map(({ id, edition }) => `${id}/${edition}`);
    const expected = ids.flatMap((id) => ['rules', 'compiled'].flatMap((kind) => [`dist/${kind}/${id}.js`, `dist/${kind}/${id}.cjs`, `dist/miniprogram/${kind}/${id}.js`]).concat(`rules/${id}.json`));
    assert.deepEqual(expected.filter((name) => !names.includes(name)), []);
  });

  it('every target of "exports", "main", "module", "types", "bin" and "typesVersions"', () => {
    const targetsOf = (value) => (typeof value === 'string' ? [value] : Object.values(value).flatMap(targetsOf));
    const { exports, main, module, types, bin, typesVersions } = manifest;
    const targets = targetsOf({ exports, main, module, types, bin, typesVersions }).map((target) => target.replace(/^\.\//, ''));
    assert.deepEqual(targets.filter((target) => !holds(target.replace('*', '**/*'))), []);
  });
});

describe('the bill of materials', () => {
  const bill = JSON.parse(read('dist/sbom.cdx.json'));
  const libraries = bill.components.filter(({ type }) => type === 'library');
  const inside = (ref) => bill.dependencies.find((entry) => entry.ref === ref)?.dependsOn ?? [];

  it('is CycloneDX 1.6, by its strict schema', async () => {
    const faults = await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(read('dist/sbom.cdx.json'));
    assert.equal(faults, null);
  });

  it('is of this package, and names each file by the hash that it has', () => {
    assert.equal(bill.metadata.component.version, manifest.version);
    for (const { name, hashes } of bill.components.filter(({ type }) => type === 'file')) {
      assert.equal(createHash('sha256').update(readFileSync(join(folder, name))).digest('hex'), hashes[0].content, name);
    }
  });

  it('says what is linked into every binary, in which version', () => {
    const linked = ['compiler-rt', 'emscripten', 'libcxx', 'libcxxabi', 'musl', 'nlohmann-json'];
    for (const binary of names.filter((name) => /\.wasm(\.br)?$|fallback\.js$/.test(name))) {
      assert.deepEqual(inside(binary).map((ref) => ref.split('@')[0]).sort(), linked, binary);
    }
    const unversioned = libraries.filter(({ version }) => !version).map(({ name }) => name);
    assert.deepEqual(unversioned, [], 'build/wasm/linked-versions.json is not beside the binaries: npm run build writes it');
  });

  it('has no time and no serial number, so that the same files give the same text', () => {
    assert.equal(bill.serialNumber, undefined);
    assert.equal(bill.metadata.timestamp, undefined);
  });

  it('beside it stand the licences of all that it names', () => {
    const licences = read('dist/THIRD-PARTY-LICENSES');
    for (const { name, version, licenses } of libraries) {
      const section = licences.split(`${'='.repeat(80)}\n`).find((text) => text.startsWith(`${name} ${version}\n`));
      assert.ok(section, `${name} has a section`);
      assert.match(section, /Copyright/i, `${name}: whose it is`);
      assert.match(section, /Permission|License/, `${name}: its licence (${JSON.stringify(licenses)})`);
    }
  });

  it('finds the packages that esbuild bundled', () => {
    const inputs = ['wasm/src/cli/main.ts', 'node_modules/acorn/dist/acorn.mjs', 'node_modules/jsdom/node_modules/@a/b/c.js', 'node_modules/@bufbuild/cel/x.js', 'node_modules/acorn/dist/y.js'];
    assert.deepEqual(foldersOfPackages(inputs), ['node_modules/@bufbuild/cel', 'node_modules/acorn', 'node_modules/jsdom/node_modules/@a/b']);
    const { name, licence, purl, text } = bundledPackage('node_modules/acorn');
    assert.deepEqual([name, licence], ['acorn', 'MIT']);
    assert.match(purl, /^pkg:npm\/acorn@\d/);
    assert.match(text, /Permission is hereby granted/);
  });
});
