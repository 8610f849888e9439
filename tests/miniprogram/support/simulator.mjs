// Components and pages of a project in jsdom, by WeChat's own compiler for WXML and miniprogram-simulate, which is made for one project a process.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { JSDOM } from 'jsdom';

const require = createRequire(import.meta.url);

/** Makes this process a mini-program whose code lies in the folder. */
export function createSimulator(folder) {
  const { window } = new JSDOM('<!doctype html><body></body>', { url: 'https://miniprogram.test/', pretendToBeVisual: true });
  for (const name of Object.getOwnPropertyNames(window)) if (!(name in globalThis)) globalThis[name] = window[name];
  Object.assign(globalThis, { window, document: window.document, Event: window.Event, CustomEvent: window.CustomEvent });
  globalThis.WXWebAssembly = {
    // Paths in the code package only, as in WeChat.
    async instantiate(path, imports) {
      return WebAssembly.instantiate(await WebAssembly.compile(brotliDecompressSync(readFileSync(join(folder, path)))), imports);
    },
  };
  const simulate = require('miniprogram-simulate');
  const requireHere = createRequire(join(folder, 'app.js'));
  globalThis.wx.getAppBaseInfo = () => ({ fontSizeSetting: 16, SDKVersion: '3.8.0' });
  globalThis.App = ({ onLaunch }) => onLaunch();
  // A page is a component whose methods stand at its top.
  globalThis.Page = ({ data, ...rest }) => {
    const { onLoad, onShow, ...methods } = rest;
    globalThis.Component({
      data,
      methods,
      attached() {
        if (onLoad) onLoad.call(this);
        if (onShow) onShow.call(this);
      },
    });
  };
  requireHere('./app.js');

  /** Renders the component or page at a path of the project. */
  function render(path, properties) {
    const id = simulate.load(join(folder, path), 'main', { rootPath: folder });
    const rendered = simulate.render(id, properties);
    rendered.attach(document.createElement('div'));
    return rendered;
  }

  return { render, sleep: simulate.sleep, require: requireHere };
}
