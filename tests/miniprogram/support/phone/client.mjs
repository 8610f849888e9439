// Runs in the browser: the project's pages by glass-easel, which is what WeChat's own client draws with, over the page's DOM.
import { glassEasel, MiniProgramEnv } from 'glass-easel-miniprogram-adapter';
import { defineBuiltins } from './builtins.mjs';

/** @param project what project.mjs makes of a folder */
export function startPhone({ templates, styles, configs, scripts }, { fontSizeSetting }) {
  defineBuiltins();
  const storage = new Map();
  const spoken = {};
  globalThis.wx = {
    getAppBaseInfo: () => ({ fontSizeSetting, SDKVersion: '3.8.0' }),
    getStorageSync: (key) => storage.get(key) ?? '',
    setStorageSync: (key, value) => storage.set(key, value),
    setNavigationBarTitle: ({ title }) => (document.title = title),
    setClipboardData: ({ data }) => (spoken.clipboard = data),
    navigateTo: ({ url }) => show(url.slice(1)),
    pageScrollTo: ({ scrollTop, selector }) => (selector ? component(selector.slice(1))._$.$$.scrollIntoView() : scrollTo(0, scrollTop)),
  };
  // Paths in the code package only.
  globalThis.WXWebAssembly = { instantiate: async (path, imports) => WebAssembly.instantiate(await (await fetch(path)).arrayBuffer(), imports) };

  const modules = new Map();
  function run(path, globals) {
    if (modules.has(path)) return modules.get(path).exports;
    if (!(path in scripts)) throw new Error(`module '${path}' is not defined`);
    const module = { exports: {} };
    modules.set(path, module);
    const here = path.split('/').slice(0, -1);
    const resolve = (name) => {
      const parts = name.startsWith('.') ? [...here, ...name.split('/')] : ['miniprogram_npm', ...name.split('/')];
      const joined = parts.reduce((all, part) => (part === '..' ? all.slice(0, -1) : part === '.' ? all : [...all, part]), []).join('/');
      return [joined.replace(/\.js$/, ''), `${joined}/index`].find((candidate) => candidate in scripts) ?? joined;
    };
    const names = Object.keys(globals);
    new Function('require', 'module', 'exports', ...names, scripts[path])((name) => run(resolve(name), globals), module, module.exports, ...Object.values(globals));
    return module.exports;
  }
  run('app', { App: ({ onLaunch }) => onLaunch() });

  const env = new MiniProgramEnv();
  const space = env.createCodeSpace('', true);
  const context = new glassEasel.CurrentWindowBackendContext();
  context.onEvent((target, type, detail, options) => {
    const event = new glassEasel.Event(type, detail, options);
    glassEasel.Event.dispatchEvent(target, event);
    return event.getEventBubbleStatus();
  });
  const backend = env.associateBackend(context);
  const groupList = new Function(`return ${templates}`)();
  for (const [path, { text, scope }] of Object.entries(styles)) {
    space.addStyleSheet(path, path, scope);
    backend.registerStyleSheetContent(path, text);
  }
  for (const [path, config] of Object.entries(configs)) {
    space.addComponentStaticConfig(path, config);
    space.addCompiledTemplate(path, { groupList, content: groupList[path], fallbackListenerOnNativeNode: true });
    space.componentEnv(path, (globals) => run(path, globals));
  }

  let root;
  const component = (id) => root.get().selectComponent(`#${id}`);
  function show(path) {
    if (root) root.release();
    root = backend.createRoot('page', space, path);
    // The adapter takes the page's own place for how far the viewport is scrolled.
    root.getComponent().getBoundingClientRect = (done) => done({ left: scrollX, top: scrollY, width: innerWidth, height: document.body.scrollHeight });
    const placeholder = document.createElement('div');
    document.body.replaceChildren(placeholder);
    root.attach(document.body, placeholder);
    const page = root.get();
    if (page.onLoad) page.onLoad({});
    if (page.onShow) page.onShow();
    return page;
  }
  return { show, spoken, component };
}
