// The programs and libraries that the build and the tests need, by Debian package, each with a way to see that it is there.
// Looking at files instead of asking the package manager is quick, and lets in tools that were installed otherwise.
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const program = (...names) => () => names.some(onPath);
const file = (...paths) => () => paths.some((path) => existsSync(path));
const header = (name) => file(...['/usr/include', '/usr/local/include', '/opt/homebrew/include'].map((folder) => join(folder, name)));

/** For precheck.wasm. */
export const WASM_TOOLS = [
  { package: 'emscripten', use: 'compiles C++ to WebAssembly', found: program('emcc') },
  { package: 'nlohmann-json3-dev', use: 'reads JSON', found: header('nlohmann/json.hpp') },
  { package: 'cmake', use: 'describes the build', found: program('cmake') },
  { package: 'ninja-build', use: 'runs the build', found: program('ninja') },
];

/** For the native library and its benches. */
export const NATIVE_TOOLS = [{ package: 'clang', use: 'compiles C++', found: program('clang++') }];

export const TEST_TOOLS = [
  { package: 'catch2', use: 'native tests', found: () => header('catch2/catch.hpp')() || header('catch2/catch_all.hpp')() },
  { package: 'libclang-rt-14-dev', use: 'sanitizers', found: () => process.platform !== 'linux' || sanitizerFound() },
  { package: 'clang-format', use: 'format check', found: program('clang-format') },
  { package: 'clang-tidy', use: 'static checks', found: program('clang-tidy') },
  { package: 'chromium', use: 'page tests', found: program('chromium', 'chromium-browser', 'google-chrome') },
  { package: 'firefox-esr', use: 'page tests', found: program('firefox-esr', 'firefox') },
  { package: 'webkit2gtk-driver', use: 'page tests', found: () => process.platform !== 'linux' || program('WebKitWebDriver')() },
  { package: 'xvfb', use: 'a display for WebKitGTK', found: () => process.platform !== 'linux' || program('Xvfb')() },
  { package: 'fonts-noto-cjk', use: 'Chinese text in page tests', found: () => process.platform !== 'linux' || existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc') },
];

/** For the pictures of the page in web/docs. */
export const SCREENSHOT_TOOLS = [
  ...WASM_TOOLS,
  ...TEST_TOOLS.filter((tool) => ['chromium', 'fonts-noto-cjk'].includes(tool.package)),
  { package: 'pngquant', use: 'makes pictures small', found: program('pngquant') },
];

function onPath(name) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, process.platform === 'win32' ? `${name}.exe` : name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** The sanitizers' libraries of any clang. */
function sanitizerFound() {
  return folders('/usr/lib')
    .filter((name) => name.startsWith('llvm-'))
    .some((llvm) => folders(`/usr/lib/${llvm}/lib/clang`).some((version) => existsSync(`/usr/lib/${llvm}/lib/clang/${version}/lib/linux`)));
}

function folders(path) {
  return existsSync(path) ? readdirSync(path) : [];
}
