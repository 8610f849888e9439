// A rule fires where its conditions hold, so each says what breaks it. It cannot look into the elements of a list: what the rules say of
// lists and days is in operators written by hand.
import { Engine } from 'json-rules-engine';
import { addMonths, ageOn, areaWithin } from '../workload/days.mjs';
import { verdictOf } from './verdict.mjs';

export const engine = { title: 'json-rules-engine', packages: ['json-rules-engine'], asynchronous: true };

export function create({ today }) {
  const rules = new Engine([], { allowUndefinedFacts: true });
  for (const [name, holds] of Object.entries(OPERATORS)) rules.addOperator(name, holds);
  for (const [id, conditions] of Object.entries(BREAKS)) rules.addRule({ name: id, conditions: { all: conditions }, event: { type: id } });
  return {
    object: async (form) => {
      const { events } = await rules.run({ ...form, today });
      return verdictOf(events.map(({ type }) => type));
    },
  };
}

const SERVICES = ['outpatient', 'chronic', 'dental', 'maternity', 'rehabilitation', 'vaccination'];

const OPERATORS = {
  before: (day, other) => day < other,
  twoMonthsAfter: (day, today) => day > addMonths(today, 2),
  lessThanSixMonthsBefore: (day, today) => today < addMonths(day, 6),
  notInTheYearBefore: (day, today) => day !== undefined && (day > today || today > addMonths(day, 12)),
  notYet16: (birth, today) => ageOn(birth, today) < 16,
  notYet50: (birth, today) => ageOn(birth, today) < 50,
  notWithin: (area, outer) => !areaWithin(area, outer),
  isGiven: (value, wanted) => (value !== undefined) === wanted,
  hasOtherThan: (items, known) => items.some((item) => !known.includes(item)),
  longerThan: (items, count) => items.length > count,
  shorterThan: (items, count) => items.length < count,
  hasChildOfAge: (dependants, today) => dependants.some((d) => d.relation === 'child' && ageOn(d.birth_date, today) >= 18),
  hasAdultWithoutConsent: (dependants, wanted) => dependants.some((d) => d.relation !== 'child' && !d.consents) === wanted,
  hasMoreActiveThan: (filings, count) => filings.filter((f) => f.status === 'active').length > count,
  hasCancelledTooSoon: (filings, today) => filings.some((f) => f.status === 'cancelled' && today < addMonths(f.ends_on, 6)),
};

const when = (name, operator, value) => {
  const [fact, below] = name.split('.');
  return { fact, ...(below ? { path: `$.${below}` } : {}), operator, value };
};
const TODAY = { fact: 'today' };
const moved = (given) => when('address.moved_on', 'isGiven', given);
const insured = (type) => when('applicant.insured_type', 'equal', type);
const ofClass = (name) => when('wish.class', 'equal', name);

const BREAKS = {
  'resident-tier': [insured('resident'), when('wish.tier', 'greaterThan', 2)],
  'clinic-tier': [ofClass('clinic'), when('wish.tier', 'notEqual', 1)],
  'half-year-since-choice': [moved(false), when('current.chosen_on', 'lessThanSixMonthsBefore', TODAY)],
  'start-not-past': [when('wish.starts_on', 'before', TODAY)],
  'start-within-two-months': [when('wish.starts_on', 'twoMonthsAfter', TODAY)],
  'changes-a-year': [moved(false), when('changes_this_year', 'greaterThanInclusive', 2)],
  'another-institution': [when('wish.institution', 'equal', { fact: 'current', path: '$.institution' })],
  'moved-within-a-year': [moved(true), when('address.moved_on', 'notInTheYearBefore', TODAY)],
  'moved-proof': [moved(true), when('materials', 'doesNotContain', 'residence_proof')],
  'community-in-city': [ofClass('community'), when('wish.area', 'notWithin', '990100')],
  'retired-in-province': [insured('retired'), when('wish.area', 'notWithin', '990000')],
  'services-known': [when('wish.services', 'hasOtherThan', SERVICES)],
  'services-count': [{ any: [when('wish.services', 'shorterThan', 1), when('wish.services', 'longerThan', 4)] }],
  'dependants-count': [when('dependants', 'longerThan', 3)],
  'child-under-age': [when('dependants', 'hasChildOfAge', TODAY)],
  'adults-consent': [when('dependants', 'hasAdultWithoutConsent', true)],
  'one-active-filing': [when('filings', 'hasMoreActiveThan', 1)],
  'half-year-since-filing': [when('filings', 'hasCancelledTooSoon', TODAY)],
  'app-age': [when('channel', 'equal', 'app'), when('applicant.birth_date', 'notYet16', TODAY)],
  'retired-years': [insured('retired'), { any: [when('applicant.years_paid', 'lessThan', 25), when('applicant.birth_date', 'notYet50', TODAY)] }],
};
