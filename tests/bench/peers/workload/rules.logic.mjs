// The same rules in JsonLogic: true where the form keeps the rule. `all` is false for an empty list there, so lists say `none` of
// the opposite. Inside a list only the element can be read: the day of the check is an operator.
const fact = (path) => ({ var: path });
const today = { today: [] };
const ifSo = (when, then) => ({ if: [when, then, true] });
const is = (path, value) => ({ '==': [fact(path), value] });
const moved = { '!=': [fact('address.moved_on'), null] };
const notMoved = { '==': [fact('address.moved_on'), null] };
const SERVICES = ['outpatient', 'chronic', 'dental', 'maternity', 'rehabilitation', 'vaccination'];

export const LOGIC_RULES = [
  { id: 'resident-tier', logic: ifSo(is('applicant.insured_type', 'resident'), { '<=': [fact('wish.tier'), 2] }) },
  { id: 'clinic-tier', logic: ifSo(is('wish.class', 'clinic'), is('wish.tier', 1)) },
  { id: 'half-year-since-choice', logic: ifSo(notMoved, { '>=': [today, { addMonths: [fact('current.chosen_on'), 6] }] }) },
  { id: 'start-not-past', logic: { '>=': [fact('wish.starts_on'), today] } },
  { id: 'start-within-two-months', logic: { '<=': [fact('wish.starts_on'), { addMonths: [today, 2] }] } },
  { id: 'changes-a-year', logic: ifSo(notMoved, { '<': [fact('changes_this_year'), 2] }) },
  { id: 'another-institution', logic: { '!=': [fact('wish.institution'), fact('current.institution')] } },
  {
    id: 'moved-within-a-year',
    logic: ifSo(moved, { and: [{ '<=': [fact('address.moved_on'), today] }, { '<=': [today, { addMonths: [fact('address.moved_on'), 12] }] }] }),
  },
  { id: 'moved-proof', logic: ifSo(moved, { in: ['residence_proof', fact('materials')] }) },
  { id: 'community-in-city', logic: ifSo(is('wish.class', 'community'), { areaWithin: [fact('wish.area'), '990100'] }) },
  { id: 'retired-in-province', logic: ifSo(is('applicant.insured_type', 'retired'), { areaWithin: [fact('wish.area'), '990000'] }) },
  { id: 'services-known', logic: { none: [fact('wish.services'), { '!': { in: [fact(''), SERVICES] } }] } },
  { id: 'services-count', logic: { and: [{ '>=': [fact('wish.services.length'), 1] }, { '<=': [fact('wish.services.length'), 4] }] } },
  { id: 'dependants-count', logic: { '<=': [fact('dependants.length'), 3] } },
  { id: 'child-under-age', logic: { none: [fact('dependants'), { and: [is('relation', 'child'), { '>=': [{ ageOn: [fact('birth_date'), today] }, 18] }] }] } },
  { id: 'adults-consent', logic: { none: [fact('dependants'), { and: [{ '!=': [fact('relation'), 'child'] }, { '!': fact('consents') }] }] } },
  { id: 'one-active-filing', logic: { '<=': [{ reduce: [{ filter: [fact('filings'), is('status', 'active')] }, { '+': [fact('accumulator'), 1] }, 0] }, 1] } },
  {
    id: 'half-year-since-filing',
    logic: { none: [fact('filings'), { and: [is('status', 'cancelled'), { '<': [today, { addMonths: [fact('ends_on'), 6] }] }] }] },
  },
  { id: 'app-age', logic: ifSo(is('channel', 'app'), { '>=': [{ ageOn: [fact('applicant.birth_date'), today] }, 16] }) },
  {
    id: 'retired-years',
    logic: ifSo(is('applicant.insured_type', 'retired'), {
      and: [{ '>=': [fact('applicant.years_paid'), 25] }, { '>=': [{ ageOn: [fact('applicant.birth_date'), today] }, 50] }],
    }),
  },
];
