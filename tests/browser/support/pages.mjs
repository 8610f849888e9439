// The pages that there are, and how the page can look. What a check has to see everywhere it sees by these lists.
import { readCaseFiles } from '../../../wasm/scripts/cases.mjs';
import { loadSample, openPack } from './browser.mjs';

/**
 * `set` makes the page so by its own switch. `target` and `text` are the least pixels of what is pressed and of what is read (elder mode: the guideline of
 * the Ministry of Industry and Information Technology for pages that older people use).
 */
export const MODES = [
  { name: 'normal', set: async () => {}, target: 44, text: 16 },
  { name: 'elder', set: (page) => page.getByRole('button', { name: '大字模式' }).click(), target: 60, text: 18 },
  { name: 'dark', set: (page) => page.getByRole('combobox', { name: '外观' }).selectOption('深色'), target: 44, text: 16 },
];

/** Longer words, so higher bars and narrower columns: for what these decide. */
export const ENGLISH = { name: 'English', set: (page) => page.getByRole('combobox', { name: '语言' }).selectOption('English') };

const packs = readCaseFiles().map(({ pack }) => pack);
const samples = readCaseFiles().flatMap(({ pack, cases }) =>
  cases.filter(({ sample }) => sample).map(({ id, expected }) => ({ pack, id, verdict: expected.verdict })),
);

/** A page without a form; `address` is its hash. */
const plain = (name, address) => ({
  name,
  async visit(page) {
    await page.evaluate((hash) => { location.hash = hash; }, address);
    await page.getByRole('main').getByRole('heading').first().waitFor();
  },
});
const emptyForm = (pack) => ({ name: `${pack}, empty`, visit: (page) => openPack(page, pack) });
const example = (sample) => ({ name: `${sample.pack}, ${sample.id}: ${sample.verdict}`, sample, visit: (page) => visitExample(page, sample) });
/** Form and report take turns in elder mode; in a wide window they stand side by side. */
const report = (sample) => ({
  name: `report of ${sample.pack}, ${sample.id}: ${sample.verdict}`,
  sample,
  async visit(page) {
    await visitExample(page, sample);
    const toReport = page.locator('.verdict-bar');
    if (await toReport.isVisible()) await toReport.click();
    await page.locator('#report').waitFor();
  },
});

async function visitExample(page, { pack, id, verdict }) {
  await page.evaluate(() => { location.hash = '#/'; }); // the form starts anew, also where it was filled in before
  await openPack(page, pack);
  await page.locator('#report .basis').waitFor({ state: 'attached' }); // drawn once the verdict has been painted
  await unfold(page);
  await loadSample(page, pack, id);
  await page.locator(`#report .verdict.${verdict}`).waitFor({ state: 'attached' });
}

export const HOME = plain('home', '#/');
/** For whoever checks the rules, not for applicants. */
export const RULES = [
  plain('all rules', '#/rules'),
  plain('rules of one edition', '#/rules/jiangmen/outpatient-selection@2024'),
  plain('two editions', '#/compare/jiangmen/outpatient-selection@2023/jiangmen/outpatient-selection@2024'),
];
/** An example of each verdict. */
export const REPORTS = ['pass', 'incomplete', 'fail', 'plan', 'not_needed'].map((verdict) => report(samples.findLast((sample) => sample.verdict === verdict)));
/** The form with the most lists. */
export const LISTS = example(samples.find(({ pack }) => pack === 'jiangmen/outpatient-selection@2024'));

/** The form whose bar is highest: its next question has a long name. */
export const LONG_NAMES = emptyForm('jiangmen/outpatient-selection@2024');

/** All. */
export const PAGES = [
  HOME,
  ...RULES,
  ...packs.map(emptyForm),
  ...packs.map((pack) => example(samples.find((sample) => sample.pack === pack))),
  ...REPORTS,
];

/** Those that differ most, for what takes long. */
export const FEW_PAGES = [HOME, ...RULES, emptyForm('jiangxi/proxy-binding@2024'), LISTS, ...REPORTS];

/** For the documents: each page once, under the name of its picture, from its top. */
export const PICTURES = [
  ['home', HOME],
  ['form', emptyForm('jiangxi/proxy-binding@2024')],
  ['form-wrong', wrongField(samples.find(({ id }) => id === 'of-age-without-card'))],
  ...REPORTS.map((page) => [`report-${page.sample.verdict}`, page]),
  ...['rules', 'rules-edition', 'rules-compare'].map((file, index) => [file, RULES[index]]),
  ['rules-rule', oneRule('rule.same-institution')],
].map(([file, { visit }]) => ({ file, visit: (page) => visit(page).then(() => toTop(page, file)) }));

/** An example's form where something is wrong in it. */
function wrongField(sample) {
  return {
    async visit(page) {
      await report(sample).visit(page);
      await page.getByRole('region', { name: '检查结果' }).locator('a[data-path="/binding/mode"]').first().click();
    },
  };
}

/** Among the rules of an edition. */
function oneRule(anchor) {
  return {
    async visit(page) {
      await plain(anchor, `#/rules/jiangmen/outpatient-selection@2024/${anchor}`).visit(page);
      await page.waitForFunction((id) => document.activeElement.id === id, anchor);
    },
  };
}

/** A report begins below its form where the window is narrow; the wrong field has been scrolled to. */
async function toTop(page, file) {
  if (file.startsWith('report')) await page.locator('#report').evaluate((node) => node.scrollIntoView());
  else if (!['form-wrong', 'rules-rule'].includes(file)) await page.evaluate(() => window.scrollTo(0, 0));
}

/** Opens what is folded: it is part of the page. */
export function unfold(page) {
  return page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
}
