// The core in somebody else's C++ project, as both READMEs have it. The whole is linked and run by ctest (tests/CMakeLists.txt); here a project
// outside is configured over the sources, and what the headers show compiles without a warning.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { root } from '../../wasm/scripts/root.mjs';

const WARNINGS = ['-Wall', '-Wextra', '-Wpedantic', '-Wmissing-field-initializers', '-Werror'];
const HEADERS = join(root, 'core/include');
// g++ warns of what clang++ does not; npm test installs only the latter.
const COMPILERS = ['clang++', 'g++'].filter((name) => spawnSync(name, ['--version']).status === 0);

const folder = mkdtempSync(join(tmpdir(), 'precheck-cpp-'));
after(() => rmSync(folder, { recursive: true }));
const block = (name, kind) => new RegExp(`^\`\`\`${kind}\\n([^]*?)^\`\`\`$`, 'm').exec(readFileSync(join(root, name), 'utf8'))[1];

function run(program, ...args) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8' });
  assert.equal(status, 0, `${program} ${args.join(' ')}: ${error ?? stdout + stderr}`);
}

/** What a header's first comment shows as code, `…` being the reader's. */
function shownBy(header) {
  const [comment] = /^(\/\/.*\n)+/.exec(readFileSync(join(HEADERS, 'precheck', header), 'utf8'));
  return [...comment.matchAll(/^\/\/ {3}(.*)$/gm)].map(([, line]) => line.replace(/\{ ….*… \}|\{ … .* \}/, '{}')).join('\n');
}

describe("the core in somebody else's C++ project", () => {
  it('is the same in both languages, and the program is the one that ctest links and runs', () => {
    const program = readFileSync(join(root, 'tests/examples/cpp/check_form.cpp'), 'utf8');
    assert.deepEqual(['README.md', 'README.zh-CN.md'].map((name) => block(name, 'cpp')), [program, program]);
    assert.equal(block('README.zh-CN.md', 'cmake'), block('README.md', 'cmake'));
  });

  it('is configured by the lines of the README, and compiles with no option of its own', () => {
    symlinkSync(root, join(folder, 'yibao-precheck'));
    writeFileSync(join(folder, 'CMakeLists.txt'), block('README.md', 'cmake'));
    writeFileSync(join(folder, 'check_form.cpp'), block('README.md', 'cpp'));
    const build = join(folder, 'build');
    run('cmake', '-S', folder, '-B', build, '-G', 'Ninja', `-DCMAKE_CXX_COMPILER=${COMPILERS[0]}`);
    run('ninja', '-C', build, 'CMakeFiles/check_form.dir/check_form.cpp.o');
    assert.ok(existsSync(join(build, 'CMakeFiles/check_form.dir/check_form.cpp.o')));
  });

  for (const compiler of COMPILERS) {
    it(`shows code in its headers that compiles without a warning: ${compiler}`, () => {
      const headers = readdirSync(join(HEADERS, 'precheck'));
      const functions = headers.map((header, index) => `void shown_${index}() {\n${shownBy(header)}\n}\n`);
      const snippets = join(folder, 'snippets.cpp');
      writeFileSync(snippets, `${headers.map((header) => `#include <precheck/${header}>\n`).join('')}#include <cstdio>\nconst std::string source_text, pack_text, form_text;\nconst precheck::Library library;\n${functions.join('')}`);
      for (const source of [snippets, join(root, 'tests/examples/cpp/check_form.cpp')]) run(compiler, '-std=c++20', ...WARNINGS, `-I${HEADERS}`, '-fsyntax-only', source);
    });
  }
});
