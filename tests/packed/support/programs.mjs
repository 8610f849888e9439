// Programs of users, for every way of loading: the form of README.md ("In Node") judged by everything that can judge.
const FORM = `{
  applicant: { insured_area: '360600', logged_in: true },
  member: { birth_date: '2008-07-03', has_id_card: false, basic_info_complete: true },
  binding: { mode: 'without_id' },
  commitment: { read_ticked: true, agreed: true },
}`;

/** What judgeAll() uses, and from where. */
const USED = {
  whole: 'yibao-precheck',
  small: 'yibao-precheck/run',
  bare: 'yibao-precheck/cel',
  shipped: 'yibao-precheck/rules',
  pack: 'yibao-precheck/rules/jiangxi/proxy-binding/2024',
  compiled: 'yibao-precheck/compiled/jiangxi/proxy-binding/2024',
};
const DEFAULTS = ['pack', 'compiled'];

/** Import declarations; `addressOf` turns an entry of the package into what the program imports it by. */
export function imports(addressOf = (entry) => entry) {
  return Object.entries(USED).map(([name, entry]) => `import ${DEFAULTS.includes(name) ? name : `* as ${name}`} from '${addressOf(entry)}';\n`).join('');
}

export const REQUIRES = Object.entries(USED).map(([name, entry]) => `const ${name} = require('${entry}');\n`).join('');

export const JUDGE_ALL = `
async function judgeAll() {
  const judge = (engine) => {
    const { verdict, findings } = engine.check('jiangxi/proxy-binding', ${FORM}, { asOf: '2024-07-03', locale: 'en' });
    return verdict + ' ' + findings[0].path;
  };
  const cel = await bare.createCel();
  return [
    'all packs: ' + judge(await whole.createPrecheck({ packs: shipped.packs, sources: shipped.sources })),
    'one pack: ' + judge(await whole.createPrecheck({ packs: [pack] })),
    'compiled pack: ' + judge(await small.createPrecheck({ packs: [compiled] })),
    'CEL: ' + cel.evaluate('size(name) * 2', { name: '陈静' }).value,
  ].join('\\n');
}
`;

export const JUDGED = `all packs: fail /binding/mode
one pack: fail /binding/mode
compiled pack: fail /binding/mode
CEL: 4`;
