// Where things are on the page: the only place to mend when its addresses change.
import { readCaseFiles } from '../../../wasm/scripts/cases.mjs';

const VERDICTS = { pass: '未发现问题', incomplete: '还没填完', fail: '有不符合之处', plan: '要调整办理顺序', not_needed: '不用办理' };

/** How the page can look. `set` makes it so by the page's own switch. */
export const MODES = [
  { name: 'normal', profile: {}, set: async () => {}, target: 44, text: 16 },
  { name: 'dark', profile: { colorScheme: 'dark' }, set: async () => {}, target: 44, text: 16 },
];

/** Chooses a topic by its title, the edition that comes first. `person` is of person.mjs. */
export function openForm(person, title) {
  return person.pick(title, ['combobox', '办理事项']);
}

/** Opens the form of `id@edition`. */
export async function visitForm(page, key) {
  await page.getByRole('combobox', { name: '办理事项' }).selectOption(key);
  await page.getByRole('button', { name: '清空表单' }).click();
}

export async function visitSample(page, { pack, id, verdict }) {
  await visitForm(page, pack);
  await page.getByRole('combobox', { name: '示例' }).selectOption(id);
  await page.getByRole('button', { name: '载入示例' }).click();
  // Before the word stands a sign.
  await page.getByRole('region', { name: '检查结果' }).getByText(new RegExp(`^.?\\s*${VERDICTS[verdict]}$`, 'u')).first().waitFor();
}

const samples = readCaseFiles().flatMap(({ pack, cases }) =>
  cases.filter(({ sample }) => sample).map(({ id, expected }) => ({ pack, id, verdict: expected.verdict })),
);

/** Every pack's form, empty and with an example, and an example of each verdict. */
export const VISITS = [
  ...readCaseFiles().map(({ pack }) => ({ name: `${pack}, empty`, visit: (page) => visitForm(page, pack) })),
  ...readCaseFiles().map(({ pack }) => sampleVisit(samples.find((sample) => sample.pack === pack))),
  ...Object.keys(VERDICTS).map((verdict) => sampleVisit(samples.findLast((sample) => sample.verdict === verdict))),
];

/** A few of them that differ most, for what takes long. */
export const FEW_VISITS = [VISITS[0], ...VISITS.slice(-Object.keys(VERDICTS).length)];

/** The form with the most lists. */
export const LISTS = VISITS.find(({ name }) => name.startsWith('jiangmen/outpatient-selection@2024, ') && !name.endsWith('empty'));

function sampleVisit(sample) {
  return { name: `${sample.pack}, ${sample.id}: ${sample.verdict}`, visit: (page) => visitSample(page, sample) };
}

/** Opens what is folded: it is part of the page. */
export function unfold(page) {
  return page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
}
