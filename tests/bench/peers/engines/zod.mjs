// A schema for the structure, hand-written refinements for the rules: zod has no rules as data.
import { z } from 'zod';
import { addMonths, ageOn, areaWithin } from '../workload/days.mjs';
import { CATEGORIES, CHANNELS, CLASSES, ID_KINDS, INSURED_TYPES, RELATIONS, STATUSES } from '../workload/facts.mjs';
import { verdictOf } from './verdict.mjs';

export const engine = { title: 'zod with refinements', packages: ['zod'], structure: true };

export function create({ today }) {
  const schema = RULES.reduce((all, [id, keeps]) => all.refine((form) => keeps(form, today), { error: id }), FORM);
  return {
    object: (form) => {
      const { success, error } = schema.safeParse(form);
      return verdictOf(success ? [] : error.issues.map((issue) => (issue.code === 'custom' ? issue.message : 'structure')));
    },
  };
}

const day = z.iso.date();
const area = z.string().regex(/^\d{6}$/);
const text = z.string().max(60);
const count = (maximum) => z.int().min(0).max(maximum);

const FORM = z.object({
  channel: z.enum(CHANNELS),
  applicant: z.object({
    name: text, id_kind: z.enum(ID_KINDS), id_number: text, birth_date: day, insured_type: z.enum(INSURED_TYPES), insured_since: day,
    insured_area: area, years_paid: count(60), phone: text,
  }),
  address: z.object({ area, street: z.string().max(100), moved_on: day.optional() }),
  current: z.object({ institution: text, name: text, tier: count(3), area, chosen_on: day }),
  wish: z.object({ institution: text, name: text, tier: count(3), class: z.enum(CLASSES), area, starts_on: day, services: z.array(text).max(20) }),
  changes_this_year: count(99),
  dependants: z.array(z.object({ name: text, relation: z.enum(RELATIONS), birth_date: day, consents: z.boolean() })).max(10),
  filings: z.array(z.object({ category: z.enum(CATEGORIES), status: z.enum(STATUSES), area, starts_on: day, ends_on: day })).max(10),
  materials: z.array(text).max(20),
});

const SERVICES = new Set(['outpatient', 'chronic', 'dental', 'maternity', 'rehabilitation', 'vaccination']);

const RULES = [
  ['resident-tier', ({ applicant, wish }) => applicant.insured_type !== 'resident' || wish.tier <= 2],
  ['clinic-tier', ({ wish }) => wish.class !== 'clinic' || wish.tier === 1],
  ['half-year-since-choice', ({ address, current }, today) => address.moved_on !== undefined || today >= addMonths(current.chosen_on, 6)],
  ['start-not-past', ({ wish }, today) => wish.starts_on >= today],
  ['start-within-two-months', ({ wish }, today) => wish.starts_on <= addMonths(today, 2)],
  ['changes-a-year', ({ address, changes_this_year: changes }) => address.moved_on !== undefined || changes < 2],
  ['another-institution', ({ wish, current }) => wish.institution !== current.institution],
  ['moved-within-a-year', ({ address: { moved_on: moved } }, today) => moved === undefined || (moved <= today && today <= addMonths(moved, 12))],
  ['moved-proof', ({ address, materials }) => address.moved_on === undefined || materials.includes('residence_proof')],
  ['community-in-city', ({ wish }) => wish.class !== 'community' || areaWithin(wish.area, '990100')],
  ['retired-in-province', ({ applicant, wish }) => applicant.insured_type !== 'retired' || areaWithin(wish.area, '990000')],
  ['services-known', ({ wish }) => wish.services.every((service) => SERVICES.has(service))],
  ['services-count', ({ wish }) => wish.services.length >= 1 && wish.services.length <= 4],
  ['dependants-count', ({ dependants }) => dependants.length <= 3],
  ['child-under-age', ({ dependants }, today) => dependants.every((d) => d.relation !== 'child' || ageOn(d.birth_date, today) < 18)],
  ['adults-consent', ({ dependants }) => dependants.every((d) => d.relation === 'child' || d.consents)],
  ['one-active-filing', ({ filings }) => filings.filter((f) => f.status === 'active').length <= 1],
  ['half-year-since-filing', ({ filings }, today) => filings.every((f) => f.status !== 'cancelled' || today >= addMonths(f.ends_on, 6))],
  ['app-age', ({ channel, applicant }, today) => channel !== 'app' || ageOn(applicant.birth_date, today) >= 16],
  [
    'retired-years',
    ({ applicant }, today) => applicant.insured_type !== 'retired' || (applicant.years_paid >= 25 && ageOn(applicant.birth_date, today) >= 50),
  ],
];
