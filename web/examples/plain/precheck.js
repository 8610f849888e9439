import { attachForm } from './precheck/form.js';
import { createPrecheck } from './precheck/run.js';
import compiled from './precheck/compiled/jiangxi/proxy-binding/2024.js';
import pack from './precheck/rules/jiangxi/proxy-binding/2024.js';

const form = document.querySelector('#binding');
createPrecheck({ packs: [compiled] }).then((precheck) => {
  attachForm(form, { precheck, pack: pack.id, facts: pack.facts, asOf: () => new Date().toISOString() });
});
