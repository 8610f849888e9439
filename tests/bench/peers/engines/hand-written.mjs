// The oracle and the yardstick: what somebody would write by hand who needs these twenty rules and no others.
import { addMonths, ageOn, areaWithin } from '../workload/days.mjs';
import { CITES, PACK, TEXTS } from '../workload/texts.mjs';
import { verdictOf } from './verdict.mjs';

export const engine = { title: 'hand-written JavaScript', packages: [] };

export function create({ today }) {
  const findings = findingsByRule();
  const report = (form) => reportOf(brokenRules(form, today), form, findings, today);
  return {
    object: (form) => verdictOf(brokenRules(form, today)),
    report,
    text: (text) => JSON.stringify(report(JSON.parse(text))),
  };
}

const SERVICES = new Set(['outpatient', 'chronic', 'dental', 'maternity', 'rehabilitation', 'vaccination']);

export function brokenRules({ channel, applicant, address, current, wish, changes_this_year: changes, dependants, filings, materials }, today) {
  const broken = [];
  const moved = address.moved_on;
  const retired = applicant.insured_type === 'retired';
  if (applicant.insured_type === 'resident' && wish.tier > 2) broken.push('resident-tier');
  if (wish.class === 'clinic' && wish.tier !== 1) broken.push('clinic-tier');
  if (moved === undefined && today < addMonths(current.chosen_on, 6)) broken.push('half-year-since-choice');
  if (wish.starts_on < today) broken.push('start-not-past');
  if (wish.starts_on > addMonths(today, 2)) broken.push('start-within-two-months');
  if (moved === undefined && changes >= 2) broken.push('changes-a-year');
  if (wish.institution === current.institution) broken.push('another-institution');
  if (moved !== undefined && (moved > today || today > addMonths(moved, 12))) broken.push('moved-within-a-year');
  if (moved !== undefined && !materials.includes('residence_proof')) broken.push('moved-proof');
  if (wish.class === 'community' && !areaWithin(wish.area, '990100')) broken.push('community-in-city');
  if (retired && !areaWithin(wish.area, '990000')) broken.push('retired-in-province');
  if (!wish.services.every((service) => SERVICES.has(service))) broken.push('services-known');
  if (wish.services.length < 1 || wish.services.length > 4) broken.push('services-count');
  if (dependants.length > 3) broken.push('dependants-count');
  if (dependants.some((d) => d.relation === 'child' && ageOn(d.birth_date, today) >= 18)) broken.push('child-under-age');
  if (dependants.some((d) => d.relation !== 'child' && !d.consents)) broken.push('adults-consent');
  let active = 0;
  let tooSoon = false;
  for (const filing of filings) {
    if (filing.status === 'active') active++;
    else if (filing.status === 'cancelled' && today < addMonths(filing.ends_on, 6)) tooSoon = true;
  }
  if (active > 1) broken.push('one-active-filing');
  if (tooSoon) broken.push('half-year-since-filing');
  if (channel === 'app' && ageOn(applicant.birth_date, today) < 16) broken.push('app-age');
  if (retired && (applicant.years_paid < 25 || ageOn(applicant.birth_date, today) < 50)) broken.push('retired-years');
  return broken;
}

function findingsByRule() {
  return Object.fromEntries(
    Object.entries(TEXTS).map(([rule, [path, message]]) => [rule, { rule, severity: 'error', path, message, cites: CITES }]),
  );
}

const [BEFORE_DAY, AFTER_DAY] = TEXTS['half-year-since-choice'][1].split(/\$\{.*\}/);

/** The very report that a rule pack with these rules gives. */
function reportOf(broken, form, findings, today) {
  return {
    format: 1,
    locale: 'zh-CN',
    pack: PACK,
    as_of: `${today}T00:00:00+08:00`,
    verdict: broken.length === 0 ? 'pass' : 'fail',
    findings: broken.map((rule) => {
      if (rule !== 'half-year-since-choice') return findings[rule];
      return { ...findings[rule], message: BEFORE_DAY + addMonths(form.current.chosen_on, 6) + AFTER_DAY, cites: CITES };
    }),
    requirements: [],
    pending: [],
    missing: [],
    outcomes: {},
    plan: [],
    guidance: [],
    errors: [],
  };
}
