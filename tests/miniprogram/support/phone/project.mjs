// A project's files as the phone takes them: templates compiled by glass-easel's compiler, style sheets with each component's classes kept apart.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, normalize } from 'node:path';
import { filesBelow } from '../sample.mjs';

const { TmplGroup } = createRequire(import.meta.url)('glass-easel-template-compiler');

export function compileProject(folder) {
  const read = (name) => readFileSync(join(folder, name), 'utf8');
  const bare = (name) => name.replace(/\.\w+$/, '');

  const group = new TmplGroup();
  for (const name of filesBelow(folder, '.wxml')) {
    const warnings = group.addTmpl(bare(name), read(name).replace(/<(\/?)(view|text|input|textarea|picker)(?=[\s>/])/g, '<$1wx-$2'));
    for (const warning of warnings ?? []) if (warning.isError?.() ?? warning.level > 2) throw new Error(`${name}: ${warning.message}`);
  }
  const templates = group.getTmplGenObjectGroups();
  group.free();

  const configs = {};
  for (const name of filesBelow(folder, '.json')) {
    const config = JSON.parse(read(name));
    if (config.usingComponents) configs[bare(name)] = config;
  }

  const styles = {};
  const inlined = (name) => read(name).replace(/@import "(.+?)";/g, (_, path) => inlined(normalize(join(dirname(name), path))));
  Object.keys(configs).forEach((path, index) => {
    const scope = configs[path].component ? `c${index}` : '';
    const prefixed = (text) => (scope === '' ? text : text.replace(/\.(?=[a-z][\w-]*[^{}]*\{)/g, `.${scope}--`));
    styles[path] = { text: prefixed(inlined(`${path}.wxss`)), scope: scope || undefined };
  });
  styles.app = { text: inlined('app.wxss').replace(/(^|\s)page(?=\s*\{)/g, '$1body') };

  const scripts = Object.fromEntries(filesBelow(folder, '.js').map((name) => [bare(name), read(name)]));
  return { templates, styles, configs, scripts };
}
