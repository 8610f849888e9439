// A phone's screen in Chromium, with the sample mini-program on it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { build } from 'esbuild';
import { root } from '../../../../wasm/scripts/root.mjs';
import { launchBrowser } from '../../../browser/support/browser.mjs';
import { copySample } from '../sample.mjs';
import { compileProject } from './project.mjs';

const ORIGIN = 'https://miniprogram.test';

/** Of the client itself: what its built-in components look like. */
const CLIENT_STYLE = `
  body { margin: 0; font: 16px/1.4 system-ui, 'Noto Sans CJK SC', sans-serif; }
  wx-view, wx-picker { display: block; }
  wx-input, wx-textarea { display: block; overflow: hidden; }
  wx-input > input, wx-textarea > textarea { box-sizing: border-box; width: 100%; height: 100%; padding: 0; border: 0; outline: 0; background: none; color: inherit; font: inherit; resize: none; }
  .sheet { position: fixed; inset: auto 0 0; z-index: 9; display: flex; flex-direction: column; max-height: 60%; overflow: auto; padding: 12px; background: #fff; color: #000; }
  .sheet button, .sheet input { min-height: 44px; font: inherit; }
`;

export async function startPhone() {
  const sample = copySample();
  const project = compileProject(sample.folder);
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['tests/miniprogram/support/phone/client.mjs'],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'phone',
    logLevel: 'error',
  });
  const browser = await launchBrowser();
  const answers = {
    '/': { contentType: 'text/html', body: `<!doctype html><html lang="zh-CN"><meta name="viewport" content="width=device-width"><style>${CLIENT_STYLE}</style><body></body></html>` },
    '/miniprogram_npm/yibao-precheck/precheck.wasm.br': {
      contentType: 'application/wasm',
      body: brotliDecompressSync(readFileSync(join(sample.folder, 'miniprogram_npm/yibao-precheck/precheck.wasm.br'))),
    },
  };

  /** Opens a page of the mini-program. `close()` asserts that nothing went wrong meanwhile. */
  async function open(path, { fontSizeSetting = 16, elder = false, ...profile } = {}) {
    const context = await browser.newContext({ viewport: { width: 375, height: 720 }, hasTouch: true, isMobile: true, locale: 'zh-CN', ...profile });
    const page = await context.newPage();
    const faults = [];
    page.on('console', (message) => ['error', 'warning'].includes(message.type()) && faults.push(message.text()));
    page.on('pageerror', (error) => faults.push(String(error.stack)));
    await page.route('**/*', (route) => {
      const answer = answers[new URL(route.request().url()).pathname];
      return answer ? route.fulfill(answer) : route.fulfill({ status: 404, body: '' });
    });
    await page.goto(`${ORIGIN}/`);
    await page.addScriptTag({ content: outputFiles[0].text });
    await page.evaluate(
      ([project, path, fontSizeSetting, elder]) => {
        globalThis.miniprogram = phone.startPhone(project, { fontSizeSetting });
        if (elder) wx.setStorageSync('elder', true);
        miniprogram.show(path);
      },
      [project, path, fontSizeSetting, elder],
    );
    const close = async () => {
      await context.close();
      assert.deepEqual(faults, []);
    };
    return { page, close };
  }

  async function stop() {
    await browser.close();
    sample.remove();
  }
  return { open, stop };
}
