// 2,000 forms of about 1 KB, always the same for one seed: half of them keep every rule, the others break one to three. A form is
// made right first, then broken by hand for the rules chosen, near the boundary; the day of the check is the last of a February, so
// that months of different lengths tell engines apart. What a form really breaks is judged by the hand-written rules.
import { addDays, addMonths } from './days.mjs';
import { CATEGORIES, CHANNELS, ID_KINDS } from './facts.mjs';

export const TODAY = '2026-02-28';
export const FORM_COUNT = 2000;

/** Numbers from 0 to below 1, by a multiplicative congruential generator (Lehmer, 48271). */
export function randomFrom(seed) {
  let state = seed % 2147483647;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

/** @param judge gives the ids of the rules that a form breaks. */
export function makeForms(judge, { count = FORM_COUNT, seed = 20260228 } = {}) {
  const dice = diceOf(randomFrom(seed));
  return Array.from({ length: count }, (_, i) => {
    const wanted = i % 2 === 0 ? 0 : 1 + (((i - 1) / 2) % 3);
    for (;;) {
      const form = rightForm(dice);
      for (const name of dice.some(Object.keys(BREAK), wanted)) BREAK[name](form, dice);
      if (judge(form).length === wanted) return form;
    }
  });
}

/** Forms with one value of a wrong type, a day that is none, or a code outside its list. */
export function makeMalformedForms({ count = 200, seed = 7 } = {}) {
  const dice = diceOf(randomFrom(seed));
  return Array.from({ length: count }, (_, i) => {
    const form = rightForm(dice);
    MALFORM[i % MALFORM.length](form);
    return form;
  });
}

const MALFORM = [
  (form) => (form.wish.tier = 'two'),
  (form) => (form.applicant.birth_date = '1990-13-01'),
  (form) => (form.channel = 'pigeon'),
  (form) => (form.materials = 'residence_proof'),
  (form) => (form.current.chosen_on = 20250101),
  (form) => form.filings.push({ category: 'settled', status: 'lost', area: '990100', starts_on: '2024-01-01', ends_on: '2024-06-01' }),
  (form) => form.dependants.push({ name: '丁', relation: 'child', birth_date: '2020-01-01', consents: 'yes' }),
];

const SERVICES = ['outpatient', 'chronic', 'dental', 'maternity', 'rehabilitation', 'vaccination'];
const SURNAMES = '赵钱孙李周吴郑王冯陈';
const GIVEN = '安平和静明远思源嘉禾';

function diceOf(random) {
  const below = (n) => Math.floor(random() * n);
  const pick = (items) => items[below(items.length)];
  const some = (items, count) => {
    const left = [...items];
    return Array.from({ length: count }, () => left.splice(below(left.length), 1)[0]);
  };
  const digits = (n) => Array.from({ length: n }, () => below(10)).join('');
  const day = (from, days) => addDays(from, below(days));
  const name = () => pick([...SURNAMES]) + pick([...GIVEN]) + pick([...GIVEN]);
  return { below, pick, some, digits, day, name, chance: (share) => random() < share };
}

function rightForm(dice) {
  const { below, pick, some, digits, day, name, chance } = dice;
  const insuredType = pick(['employee', 'employee', 'resident', 'retired', 'flexible']);
  const moved = chance(0.3);
  const institutionClass = pick(['hospital', 'hospital', 'community', 'clinic']);
  return {
    channel: pick(CHANNELS),
    applicant: {
      name: name(), id_kind: pick(ID_KINDS), id_number: digits(18),
      birth_date: insuredType === 'retired' ? day('1950-01-01', 9000) : pick([day('1976-01-01', 12000), day('2009-06-01', 270)]),
      insured_type: insuredType, insured_since: day('1998-01-01', 9000), insured_area: `9901${pick(['01', '02', '03', '04'])}`,
      years_paid: insuredType === 'retired' ? 25 + below(15) : below(30), phone: `1${digits(10)}`,
    },
    address: {
      area: `9901${pick(['01', '02', '03'])}`, street: `${pick(['和平', '解放', '人民', '中山'])}路${1 + below(400)}号${1 + below(30)}栋${1 + below(30)}室`,
      ...(moved ? { moved_on: pick([day('2025-03-01', 365), '2026-02-28', '2025-02-28']) } : {}),
    },
    current: {
      institution: `H99${digits(9)}`, name: '第一人民医院总院', tier: 1 + below(3), area: '990101',
      chosen_on: moved ? day('2025-01-01', 400) : pick([day('2023-01-01', 900), '2025-08-28', '2025-08-29', '2025-08-31']),
    },
    wish: {
      institution: `H99${digits(9)}`, name: '东城区中西医结合医院',
      tier: institutionClass === 'clinic' ? 1 : 1 + below(insuredType === 'resident' ? 2 : 3), class: institutionClass,
      area: institutionClass === 'community' ? `9901${pick(['00', '01', '04'])}` : insuredType === 'retired' ? `99${pick(['01', '02', '15'])}00` : pick(['990102', '880100', '990000']),
      starts_on: pick([day(TODAY, 60), '2026-02-28', '2026-04-28']), services: some(SERVICES, 1 + below(4)),
    },
    changes_this_year: moved ? below(5) : below(2),
    dependants: Array.from({ length: below(4) }, () => dependant(dice)),
    filings: filings(dice),
    materials: [...(moved ? ['residence_proof'] : []), ...some(['id_copy', 'application', 'photo', 'medical_record'], below(4))],
  };
}

function dependant({ pick, day, name, chance }) {
  const relation = pick(['spouse', 'child', 'child', 'parent']);
  if (relation !== 'child') return { name: name(), relation, birth_date: day('1945-01-01', 14000), consents: true };
  return { name: name(), relation, birth_date: pick([day('2008-03-01', 6000), '2008-03-01', '2008-02-29']), consents: chance(0.5) };
}

function filings({ below, pick, day, chance }) {
  const made = Array.from({ length: below(4) }, () => {
    const status = pick(['cancelled', 'expired']);
    const start = day('2022-01-01', 900);
    const end = status === 'cancelled' ? pick([addMonths(start, 3 + below(6)), '2025-08-28', '2025-08-30', '2025-08-31']) : addMonths(start, 12);
    return { category: pick(CATEGORIES), status, area: pick(['880100', '770200', '990500']), starts_on: start, ends_on: end };
  });
  if (chance(0.4)) made.push(activeFiling('990500'));
  return made;
}

function activeFiling(area) {
  return { category: 'settled', status: 'active', area, starts_on: '2025-05-06', ends_on: '2026-11-05' };
}

// One way to break each rule; where that breaks another one as well, the form counts by what it breaks.
const BREAK = {
  'resident-tier': (form) => Object.assign(form, { applicant: { ...form.applicant, insured_type: 'resident' }, wish: { ...form.wish, tier: 3, class: 'hospital' } }),
  'clinic-tier': (form) => Object.assign(form.wish, { class: 'clinic', tier: 2 }),
  'half-year-since-choice': (form, { pick }) => {
    delete form.address.moved_on;
    form.changes_this_year = 1;
    form.current.chosen_on = pick(['2025-09-01', '2025-12-24', '2026-02-01']);
  },
  'start-not-past': (form, { pick }) => (form.wish.starts_on = pick(['2026-02-27', '2025-12-31', '2026-01-15'])),
  'start-within-two-months': (form, { pick }) => (form.wish.starts_on = pick(['2026-04-29', '2026-05-01', '2027-01-01'])),
  'changes-a-year': (form, { below }) => {
    delete form.address.moved_on;
    form.current.chosen_on = '2024-05-06';
    form.changes_this_year = 2 + below(3);
  },
  'another-institution': (form) => (form.wish.institution = form.current.institution),
  'moved-within-a-year': (form, { pick }) => {
    form.address.moved_on = pick(['2026-03-01', '2025-02-27', '2024-02-29']);
    form.materials = ['residence_proof'];
  },
  'moved-proof': (form) => {
    form.address.moved_on = '2025-11-11';
    form.materials = form.materials.filter((name) => name !== 'residence_proof');
  },
  'community-in-city': (form, { pick }) => Object.assign(form.wish, { class: 'community', area: pick(['990200', '990000', '990201']) }),
  'retired-in-province': (form) => {
    Object.assign(form.applicant, { insured_type: 'retired', years_paid: 30, birth_date: '1960-05-06' });
    Object.assign(form.wish, { class: 'hospital', area: '880100' });
  },
  'services-known': (form) => form.wish.services.splice(0, 1, 'astrology'),
  'services-count': (form, { pick }) => (form.wish.services = pick([[], SERVICES.slice(0, 5)])),
  'dependants-count': (form, dice) => {
    while (form.dependants.length < 4) form.dependants.push(dependant(dice));
  },
  'child-under-age': (form, { pick, name }) =>
    (form.dependants = [...form.dependants.slice(0, 2), { name: name(), relation: 'child', birth_date: pick(['2008-02-28', '2004-02-29', '1999-01-01']), consents: true }]),
  'adults-consent': (form, { name }) =>
    (form.dependants = [...form.dependants.slice(0, 2), { name: name(), relation: 'parent', birth_date: '1961-07-08', consents: false }]),
  'one-active-filing': (form) => (form.filings = [...form.filings.filter((filing) => filing.status !== 'active').slice(0, 2), activeFiling('880100'), activeFiling('770200')]),
  'half-year-since-filing': (form, { pick }) =>
    form.filings.unshift({ category: 'referral', status: 'cancelled', area: '880100', starts_on: '2025-01-31', ends_on: pick(['2025-09-01', '2025-10-31', '2026-02-28']) }),
  'app-age': (form, { pick }) => {
    form.channel = 'app';
    Object.assign(form.applicant, { insured_type: 'employee', birth_date: pick(['2010-03-01', '2012-02-29', '2015-06-07']) });
  },
  'retired-years': (form, { pick }) => {
    Object.assign(form.applicant, { insured_type: 'retired', ...pick([{ years_paid: 24 }, { years_paid: 30, birth_date: '1976-03-01' }]) });
    form.wish.area = '990100';
  },
};
