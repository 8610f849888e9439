// The pages about the rules as a policy officer meets them: every pack, its clauses, two editions side by side, on a phone, on paper, with axe-core.
import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, test } from 'node:test';
import { readablePacks } from '../../wasm/scripts/shipped-documents.mjs';
import { useBrowser } from './support/browser.mjs';
import { buildRulesPage } from './support/rules-page/build.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const packs = await readablePacks();
const keyOf = ({ id, edition }) => `${id}@${edition}`;
const [BEFORE, AFTER] = ['jiangmen/outpatient-selection@2023', 'jiangmen/outpatient-selection@2024'];
const PAGES = { index: '#/rules', edition: `#/rules/${BEFORE}`, compare: `#/compare/${BEFORE}/${AFTER}` };

let folder;
const browser = useBrowser(async () => (folder = await buildRulesPage()));
after(() => folder && rmSync(folder, { recursive: true, force: true }));

/** The page itself, in which they have their addresses. */
const site = useBrowser();

/** `open('#/rules', { en: true, viewport })` */
async function open(hash, { en = false, ...options } = {}) {
  const opened = await browser.open({ path: `index.html${en ? '?en' : ''}${hash}`, ...options });
  await opened.page.waitForSelector('#rules-title');
  return opened;
}

/** `2022-07-01` as it is shown. */
const inChinese = (day) => day && day.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日');
const focused = (page) => page.evaluate(() => document.activeElement.id);
const isInView = (page, id) =>
  page.evaluate((wanted) => {
    const { top } = document.getElementById(wanted).getBoundingClientRect();
    return top >= 0 && top < innerHeight;
  }, id);

for (const pack of packs) {
  const key = keyOf(pack);
  test(`${key}: every rule, parameter, requirement, definition and clause is on its page, and citations open`, async () => {
    const { page, close } = await open(`#/rules/${key}`);
    const text = await page.locator('precheck-rules').evaluate((node) => node.textContent);
    const names = [
      ...(pack.rules ?? []).map(({ id }) => `rule.${id}`),
      ...Object.keys(pack.parameters ?? {}).map((name) => `parameter.${name}`),
      ...(pack.requirements ?? []).map(({ id }) => `requirement.${id}`),
      ...(pack.guidance ?? []).map(({ id }) => `guidance.${id}`),
      ...Object.keys(pack.definitions ?? {}).map((name) => `definition.${name}`),
      ...pack.resolved.sources.flatMap(({ clauses }) => clauses.map(({ id }) => `clause.${id}`)),
    ];
    const ids = new Set(await page.locator('precheck-rules [id]').evaluateAll((nodes) => nodes.map(({ id }) => id)));
    assert.deepEqual(names.filter((name) => !ids.has(name)), []);
    for (const { title, clauses } of pack.resolved.sources) for (const each of [title, ...clauses.map((clause) => clause.text)]) assert.ok(text.includes(each['zh-CN']), each['zh-CN']);
    if (pack.note) assert.ok(text.includes(pack.note), 'the note of its authors');

    const first = page.locator('[id^="rule."] details.citations').first();
    assert.equal(await first.locator('.clauses').isVisible(), false, 'folded at first');
    await first.locator('summary').click();
    assert.equal(await first.locator('.clauses').isVisible(), true);

    await page.click('button:has-text("展开全部")');
    const shown = await page.locator('[id^="rule."]').evaluateAll((rules) =>
      rules.map((rule) => [...rule.querySelectorAll('.citations .clauses > li')].map((clause) => ({ text: clause.innerText, link: clause.querySelector('a')?.getAttribute('href') }))),
    );
    for (const [index, { id, cites }] of pack.rules.entries()) {
      assert.equal(shown[index].length, cites.length, id);
      for (const [place, cited] of cites.entries()) {
        const source = pack.resolved.sources.find(({ clauses }) => clauses.some((clause) => clause.id === cited));
        const clause = source.clauses.find((each) => each.id === cited);
        const { text: told, link } = shown[index][place];
        for (const part of [cited, clause.text['zh-CN'], source.title['zh-CN'], source.issuer['zh-CN'], inChinese(source.published_on)]) if (part) assert.ok(told.includes(part), `${id}: ${part}`);
        if (source.url) assert.equal(link, source.url, id);
      }
    }
    await close();
  });
}

test('from the overview to an edition, its contents, an entry, and back, by links and by keyboard', async () => {
  const { page, close } = await open(PAGES.index);
  const keys = await page.locator('[data-key]').evaluateAll((nodes) => nodes.map(({ dataset }) => dataset.key));
  assert.deepEqual(keys.sort(), packs.map(keyOf).sort());
  const line = page.locator(`[data-key="${AFTER}"]`);
  assert.match(await line.innerText(), /2023年10月1日起.*修订号 1.*在底本上修改/s);
  await line.locator('a').first().click();
  await page.waitForSelector('#contents');
  assert.match(await page.locator('h1').innerText(), /2024 年度/);

  const link = page.locator('#contents a', { hasText: '规则' }).first();
  await link.focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement.id === 'part.rule');
  assert.equal(await isInView(page, 'part.rule'), true);
  await page.evaluate(() => scrollTo(0, 0));
  await link.click();
  assert.equal(await focused(page), 'part.rule');
  assert.equal(await isInView(page, 'part.rule'), true, 'a second time, though the address is the same');

  const rule = page.locator('[id="rule.window-closed"]');
  assert.match(await rule.innerText(), /要满足：检查的时刻早于变更截止后第一天（2024-01-01）/, 'its condition in words, for those who read no expressions');
  await rule.getByRole('link', { name: '变更截止后第一天', exact: true }).click();
  await page.waitForFunction(() => document.activeElement.id === 'parameter.window_until');
  await page.goBack();
  await page.waitForFunction(() => location.hash.endsWith('/part.rule'));
  assert.equal(await focused(page), 'part.rule', 'back is back there');
  await close();
});

test('an address leads to one entry or clause, unfolded', async () => {
  const { page, close } = await open(`#/rules/${BEFORE}/clause.S0-06`);
  await page.waitForFunction(() => document.activeElement.id === 'clause.S0-06');
  assert.equal(await page.locator('[id="clause.S0-06"]').isVisible(), true);
  assert.equal(await isInView(page, 'clause.S0-06'), true);
  await close();
});

test('a rule for a reader: severity, message and remedy with the numbers in, its field, the expression folded', async () => {
  const { page, close } = await open(`#/rules/${BEFORE}`);
  const rule = page.locator('[id="rule.window-closed"]');
  assert.match(await rule.locator('h3').innerText(), /不符合\s+2023 年定点的变更期已过（截止到 2022-12-31），现在不能再变更。/);
  assert.match(await rule.innerText(), /怎么办：原来选定的机构保持不变。如有特殊情况，请致电 2256983、2259876 咨询。/);
  const expression = rule.locator('details.expressions');
  assert.equal(await expression.locator('code').first().isVisible(), false);
  await expression.locator('summary').click();
  const { when, assert: claim } = packs.find((pack) => keyOf(pack) === BEFORE).rules.find(({ id }) => id === 'window-closed');
  const codes = await expression.locator('code').allInnerTexts();
  for (const text of [when, claim]) if (text) assert.ok(codes.includes(text), text);
  await close();
});

test('Jiangmen 2023 and 2024 side by side: what the documents of precheck diff name, the rest folded', async () => {
  const { page, close } = await open(PAGES.compare);
  const changes = await page.locator('.change').evaluateAll((nodes) => nodes.map((node) => `${node.dataset.change} ${node.closest('section').dataset.part} ${node.dataset.name}`.trim()));
  const documented = [
    'added rule employee-tier1-first', 'changed plan', 'changed rule employee-one-class-only', 'changed rule resident-class', 'changed rule window-closed', 'changed outcome review',
    'added guidance kept-if-unchanged', 'added rule selections-carried-over', 'changed rule resident-one-only', 'added requirement id_or_card', 'added guidance in-person-too',
    'affected requirement face', 'added guidance for-family', 'removed rule class-from-group', 'removed fact /requests/*/to/local_group',
  ];
  assert.deepEqual(documented.filter((change) => !changes.includes(change)), []);

  const closed = page.locator('.change[data-name="window-closed"]');
  const severity = closed.locator('[data-field=severity]');
  assert.match(await severity.locator('.was').innerText(), /2023 版：不符合/);
  assert.match(await severity.locator('.is').innerText(), /2024 版：请注意/);
  const [was, is] = [await severity.locator('.was').boundingBox(), await severity.locator('.is').boundingBox()];
  assert.ok(is.x > was.x + was.width && is.y === was.y, 'side by side on a wide screen');
  const year = page.locator('.change[data-name="benefit_year"]');
  assert.match(await year.innerText(), /只随年度推移/);
  assert.match(await page.locator('precheck-compare').innerText(), /日期相应推移 12 个月/);

  const cited = page.locator('.change [data-field=cites] .is a').first();
  const id = await cited.innerText();
  await cited.click();
  await page.waitForFunction((anchor) => document.activeElement.id === anchor, `clause.${id}`);
  assert.match(await page.locator('h1').innerText(), /2024 年度/, 'a citation leads to its clause, in the edition that cites it');
  await page.goBack();

  const rules = page.locator('section[data-part=rule] details.unchanged');
  assert.equal(await rules.locator('li').first().isVisible(), false, 'unchanged entries are folded');
  await rules.locator('summary').click();
  await rules.locator('a').first().click();
  await page.waitForSelector('#contents');
  await close();
});

test('on paper all clauses are unfolded, and folded again afterwards; expressions stay as they are', async () => {
  const { page, close } = await open(PAGES.edition);
  await page.evaluate(() => {
    const count = (selector) => document.querySelectorAll(selector).length;
    window.printed = [];
    addEventListener('beforeprint', () => window.printed.push(count('details.citations:not([open])'), count('details.expressions[open]')));
  });
  const paper = await page.pdf({ format: 'A4' });
  assert.ok(paper.length > 50_000, 'all of it is printed');
  assert.deepEqual(await page.evaluate(() => window.printed), [0, 0]);
  assert.equal(await page.locator('details[open]').count(), 0);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('.screen-only').first().isVisible(), false);
  await close();
});

test('all can be unfolded and folded at once', async () => {
  const { page, close } = await open(PAGES.edition);
  await page.click('button:has-text("展开全部")');
  assert.equal(await page.locator('details.citations:not([open]), details.expressions:not([open])').count(), 0);
  await page.click('button:has-text("收起全部")');
  assert.equal(await page.locator('details[open]').count(), 0);
  await close();
});

test('in English every word of the page and of the rules is English', async () => {
  for (const hash of Object.values(PAGES)) {
    const { page, close } = await open(hash, { en: true });
    for (const heading of await page.locator('h1, h2, summary, button, .label').allTextContents()) assert.doesNotMatch(heading, /[\u4e00-\u9fff]/, hash);
    await close();
  }
});

test('what is not there, or cannot be loaded, is told in words, with a way on', async () => {
  const { page, close } = await open('#/rules/nowhere/nothing@2000');
  assert.match(await page.locator('precheck-rulebook').innerText(), /没有这一版规则.*nowhere\/nothing@2000/s);
  await page.click('a:has-text("全部规则")');
  await page.waitForSelector('[data-key]');
  await page.evaluate((key) => {
    const book = document.querySelector('precheck-rulebook');
    const { library } = book;
    let asked = 0;
    book.library = { packs: library.packs, read: (wanted) => (asked++ === 0 ? Promise.reject(new Error('no network')) : library.read(wanted)) };
    book.route = { page: 'edition', key, at: '' };
  }, BEFORE);
  await page.waitForSelector('[role=alert]');
  assert.match(await page.locator('precheck-rulebook pre').textContent(), /no network/);
  await page.click('button:has-text("再试一次")');
  await page.waitForSelector('#contents');
  await close();
});

test('in the page they are reached from the home page, fetched only then, with the focus on their title and the name in the tab', async () => {
  const { page, close } = await site.open();
  const fetched = [];
  page.on('request', (request) => fetched.push(request.url()));
  await page.click('.rules-link');
  await page.waitForSelector('[data-key]');
  assert.equal(await page.title(), '规则一览 · 医保办理预检');
  assert.ok(fetched.some((url) => /\/rules-\w+\.js$/.test(url)), 'their program');
  await page.waitForFunction(() => document.activeElement.id === 'rules-title');
  await page.click(`[data-key="${AFTER}"] a`);
  await page.waitForSelector('#contents');
  await page.waitForFunction(() => document.activeElement.id === 'rules-title');
  assert.match(await page.title(), /2024 年度.*医保办理预检/);
  await page.click('a:has-text("与 2023 版对照")');
  await page.waitForSelector('.change');
  await page.selectOption('#language', 'en');
  assert.equal(await page.locator('h1').innerText(), 'Two editions compared');
  await page.goto(`${browserAddress(page)}#/rules/${BEFORE}/rule.window-closed`);
  await page.waitForFunction(() => document.activeElement.id === 'rule.window-closed');
  await close();
});

const browserAddress = (page) => page.url().replace(/#.*/, '');

test('in the page, where their program cannot be fetched, that is said on the home page', async () => {
  const { page, close } = await site.open({ routes: { '**/rules-*.js': { status: 404, body: '' } }, allowed: /404|Failed to fetch|Failed to load/ });
  await page.click('.rules-link');
  await page.waitForSelector('[role=alert]');
  assert.match(await page.locator('[role=alert]').innerText(), /规则一览没能载入/);
  await close();
});

test('in the page, an institution is found by the initials of its name, and there are more than are shown', async () => {
  const { page, close } = await site.open({ path: 'web/#/check/guangzhou/designated-institution@2022' });
  const box = page.locator('#field-request-to-code');
  await box.waitFor();
  await box.fill('XGDYSQ');
  const options = page.locator('[role=option]:visible');
  assert.match(await options.first().innerText(), /虚构第一社区卫生服务中心/);
  await box.fill('xg');
  assert.match(await page.locator('p[id$="-more"]:visible').innerText(), /还有 \d+ 家/);
  await box.fill('xgzwsy');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  assert.equal(await box.inputValue(), 'H44078399003');
  await close();
});

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function violationsOf(page, runOnly) {
  const { violations } = await page.evaluate((rules) => window.axe.run(document, { resultTypes: ['violations'], runOnly: rules }), runOnly);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 200)).join(' | ')}`);
}

for (const [name, hash] of Object.entries(PAGES)) {
  for (const width of [320, 1024]) {
    test(`${name}, ${width} px: axe-core finds nothing in the light or the dark, headings are in order, nothing scrolls sideways, no text is small`, async () => {
      const { page, close } = await open(hash, { viewport: { width, height: 800 }, colorScheme: 'light' });
      await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
      await page.evaluate(axe);
      assert.deepEqual(await violationsOf(page, RULES), []);
      const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      const light = await ground();
      await page.emulateMedia({ colorScheme: 'dark' });
      assert.notEqual(await ground(), light, 'it is dark');
      assert.deepEqual(await violationsOf(page, { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }), [], 'what colours decide, in the dark');
      const found = await page.evaluate(() => {
        const shown = (node) => node.getClientRects().length > 0;
        const levels = [...document.querySelectorAll('h1, h2, h3, h4')].map(({ tagName }) => Number(tagName[1]));
        const targets = [...document.querySelectorAll('button, summary, .target')];
        const texts = [...document.querySelectorAll('#app *')].filter((node) => node.textContent.trim() !== '');
        return {
          width: document.documentElement.scrollWidth,
          skipped: levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1).length,
          low: targets.filter((node) => shown(node) && node.getBoundingClientRect().height < 44).map((node) => node.textContent.slice(0, 40)),
          small: texts.filter((node) => shown(node) && parseFloat(getComputedStyle(node).fontSize) < 16).map((node) => node.textContent.slice(0, 40)),
        };
      });
      assert.deepEqual(found, { width, skipped: 0, low: [], small: [] });
      await close();
    });
  }
}
