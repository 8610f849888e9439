// The rules in ZEN's expression language. It compares no texts, so days go through d(). The age is asked backwards, "born on or before
// the day so many years ago", since its own diff() counts somebody born on 29 February as a year older on 28 February.
const SERVICES = "['outpatient', 'chronic', 'dental', 'maternity', 'rehabilitation', 'vaccination']";

export const ZEN_RULES = [
  ['resident-tier', "applicant.insured_type != 'resident' or wish.tier <= 2"],
  ['clinic-tier', "wish.class != 'clinic' or wish.tier == 1"],
  ['half-year-since-choice', "address.moved_on != null or d(today) >= d(current.chosen_on).add('6M')"],
  ['start-not-past', 'd(wish.starts_on) >= d(today)'],
  ['start-within-two-months', "d(wish.starts_on) <= d(today).add('2M')"],
  ['changes-a-year', 'address.moved_on != null or changes_this_year < 2'],
  ['another-institution', 'wish.institution != current.institution'],
  ['moved-within-a-year', "address.moved_on == null or (d(address.moved_on) <= d(today) and d(today) <= d(address.moved_on).add('12M'))"],
  ['moved-proof', "address.moved_on == null or 'residence_proof' in materials"],
  ['community-in-city', "wish.class != 'community' or startsWith(wish.area, '9901')"],
  ['retired-in-province', "applicant.insured_type != 'retired' or startsWith(wish.area, '99')"],
  ['services-known', `all(wish.services, # in ${SERVICES})`],
  ['services-count', 'len(wish.services) >= 1 and len(wish.services) <= 4'],
  ['dependants-count', 'len(dependants) <= 3'],
  ['child-under-age', "all(dependants, #.relation != 'child' or d(#.birth_date) > d(today).sub('18y'))"],
  ['adults-consent', "all(dependants, #.relation == 'child' or #.consents)"],
  ['one-active-filing', "len(filter(filings, #.status == 'active')) <= 1"],
  ['half-year-since-filing', "all(filings, #.status != 'cancelled' or d(today) >= d(#.ends_on).add('6M'))"],
  ['app-age', "channel != 'app' or d(applicant.birth_date) <= d(today).sub('16y')"],
  ['retired-years', "applicant.insured_type != 'retired' or (applicant.years_paid >= 25 and d(applicant.birth_date) <= d(today).sub('50y'))"],
];
