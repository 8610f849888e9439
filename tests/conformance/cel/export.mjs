// build/conformance/cel.json: the suite's tests for the native runner (tests/conformance/cel/cel_conformance_test.cpp).
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../../../wasm/scripts/root.mjs';
import { conformanceVectors } from './vectors.mjs';

export function exportVectors() {
  const path = join(root, 'build/conformance/cel.json');
  const vectors = conformanceVectors();
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(vectors)}\n`);
  console.log(`${vectors.length} tests of the CEL conformance suite, exported to build/conformance/cel.json`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) exportVectors();
