// What others wrote of that which is linked into the binaries, and into the glue beside them. Found by the names of the functions
// in a binary linked with --profiling-funcs: whoever changes what is linked looks there again.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

const LLVM = { licence: 'Apache-2.0 WITH LLVM-exception', copyright: 'Copyright (c) the LLVM Project contributors' };
const EMSCRIPTEN = { licence: 'MIT', copyright: 'Copyright (c) 2010-2014 Emscripten authors, see AUTHORS file.' };

const LIBRARIES = [
  { name: 'nlohmann-json', from: 'nlohmann-json', purl: (version) => `pkg:github/nlohmann/json@v${version}`, licence: 'MIT', copyright: 'Copyright (c) 2013-2022 Niels Lohmann' },
  { name: 'emscripten', from: 'emscripten', purl: (version) => `pkg:github/emscripten-core/emscripten@${version}`, ...EMSCRIPTEN },
  { name: 'musl', from: 'musl', purl: (version) => `pkg:generic/musl@${version}`, licence: 'MIT', copyright: 'Copyright (c) 2005-2020 Rich Felker, et al.' },
  ...['libcxx', 'libcxxabi', 'compiler-rt'].map((name) => ({ name, from: 'llvm', purl: (version) => `pkg:github/llvm/llvm-project@llvmorg-${version}#${name}`, ...LLVM })),
];

/**
 * `from` names a version of build/wasm/linked-versions.json, which CMake writes. A binary that was built elsewhere and put into build/wasm without it
 * has libraries without versions; tests/packed does not let those pass.
 */
export function linkedLibraries() {
  const path = join(root, 'build/wasm/linked-versions.json');
  const versions = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
  return LIBRARIES.map(({ from, purl, copyright, ...library }) => ({
    ...library,
    version: versions[from],
    purl: versions[from] && purl(versions[from]),
    text: `${copyright}\n\n${readFileSync(join(root, `wasm/licences/${library.licence}.txt`), 'utf8')}`,
  }));
}
