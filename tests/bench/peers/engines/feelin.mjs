// FEEL, the expression language of DMN. The library takes texts only and reads them at every evaluation.
import { evaluate } from 'feelin';
import { verdictOf } from './verdict.mjs';

export const engine = { title: 'feelin', packages: ['feelin'] };

export function create({ today }) {
  return {
    object: (form) => {
      const context = { ...form, today };
      const { value } = evaluate(ALL_RULES, context);
      return verdictOf(RULES.filter((_, i) => value[i] !== true).map(([id]) => id));
    },
  };
}

const SERVICES = '["outpatient", "chronic", "dental", "maternity", "rehabilitation", "vaccination"]';
const age = (birth) => `years and months duration(date(${birth}), date(today)).years`;

const RULES = [
  ['resident-tier', 'applicant.insured_type != "resident" or wish.tier <= 2'],
  ['clinic-tier', 'wish.class != "clinic" or wish.tier = 1'],
  ['half-year-since-choice', 'address.moved_on != null or date(today) >= date(current.chosen_on) + duration("P6M")'],
  ['start-not-past', 'wish.starts_on >= today'],
  ['start-within-two-months', 'date(wish.starts_on) <= date(today) + duration("P2M")'],
  ['changes-a-year', 'address.moved_on != null or changes_this_year < 2'],
  ['another-institution', 'wish.institution != current.institution'],
  ['moved-within-a-year', 'if address.moved_on = null then true else address.moved_on <= today and date(today) <= date(address.moved_on) + duration("P12M")'],
  ['moved-proof', 'address.moved_on = null or list contains(materials, "residence_proof")'],
  ['community-in-city', 'wish.class != "community" or starts with(wish.area, "9901")'],
  ['retired-in-province', 'applicant.insured_type != "retired" or starts with(wish.area, "99")'],
  ['services-known', `every s in wish.services satisfies list contains(${SERVICES}, s)`],
  ['services-count', 'count(wish.services) >= 1 and count(wish.services) <= 4'],
  ['dependants-count', 'count(dependants) <= 3'],
  ['child-under-age', `every d in dependants satisfies (d.relation != "child" or ${age('d.birth_date')} < 18)`],
  ['adults-consent', 'every d in dependants satisfies (d.relation = "child" or d.consents)'],
  ['one-active-filing', 'count(filings[status = "active"]) <= 1'],
  ['half-year-since-filing', 'every f in filings satisfies (f.status != "cancelled" or date(today) >= date(f.ends_on) + duration("P6M"))'],
  ['app-age', `channel != "app" or ${age('applicant.birth_date')} >= 16`],
  ['retired-years', `applicant.insured_type != "retired" or (applicant.years_paid >= 25 and ${age('applicant.birth_date')} >= 50)`],
];

const ALL_RULES = `[${RULES.map(([, expression]) => expression).join(',\n')}]`;
