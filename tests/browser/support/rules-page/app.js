// The pages about the rules alone, by their addresses, in the language that the address asks for (?en).
import { html, render } from 'lit';
import { rulesRoute } from '../../../../web/view-model/rules/addresses.ts';

await import('../../../../web/src/rules/index.ts'); // a plain import of what only defines elements would be dropped as unused
const response = await fetch('packs.json');
const { entries, packs } = await response.json();
const library = {
  packs: entries,
  read: async (key) => packs.find(({ id, edition }) => `${id}@${edition}` === key),
};
const locale = location.search === '?en' ? 'en' : 'zh-CN';
document.documentElement.lang = locale;

function draw() {
  const route = rulesRoute(location.hash || '#/rules');
  render(html`<precheck-rulebook .library=${library} .route=${route} locale=${locale}></precheck-rulebook>`, document.getElementById('app'));
}

addEventListener('hashchange', draw);
draw();
