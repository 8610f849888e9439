// The twenty rules in CEL: a form breaks a rule where `when` holds (it always does if it is not written) and `assert` does not.
// Ours and the three CEL peers read these very texts. The day of the check is `today`.
export const CEL_RULES = [
  { id: 'resident-tier', when: "applicant.insured_type == 'resident'", assert: 'wish.tier <= 2' },
  { id: 'clinic-tier', when: "wish.class == 'clinic'", assert: 'wish.tier == 1' },
  { id: 'half-year-since-choice', when: '!has(address.moved_on)', assert: 'today >= addMonths(current.chosen_on, 6)' },
  { id: 'start-not-past', assert: 'wish.starts_on >= today' },
  { id: 'start-within-two-months', assert: 'wish.starts_on <= addMonths(today, 2)' },
  { id: 'changes-a-year', when: '!has(address.moved_on)', assert: 'changes_this_year < 2' },
  { id: 'another-institution', assert: 'wish.institution != current.institution' },
  { id: 'moved-within-a-year', when: 'has(address.moved_on)', assert: 'address.moved_on <= today && today <= addMonths(address.moved_on, 12)' },
  { id: 'moved-proof', when: 'has(address.moved_on)', assert: "'residence_proof' in materials" },
  { id: 'community-in-city', when: "wish.class == 'community'", assert: "areaWithin(wish.area, '990100')" },
  { id: 'retired-in-province', when: "applicant.insured_type == 'retired'", assert: "areaWithin(wish.area, '990000')" },
  { id: 'services-known', assert: "wish.services.all(s, s in ['outpatient', 'chronic', 'dental', 'maternity', 'rehabilitation', 'vaccination'])" },
  { id: 'services-count', assert: 'size(wish.services) >= 1 && size(wish.services) <= 4' },
  { id: 'dependants-count', assert: 'size(dependants) <= 3' },
  { id: 'child-under-age', assert: "dependants.all(d, d.relation != 'child' || ageOn(d.birth_date, today) < 18)" },
  { id: 'adults-consent', assert: "dependants.all(d, d.relation == 'child' || d.consents)" },
  { id: 'one-active-filing', assert: "size(filings.filter(f, f.status == 'active')) <= 1" },
  { id: 'half-year-since-filing', assert: "filings.all(f, f.status != 'cancelled' || today >= addMonths(f.ends_on, 6))" },
  { id: 'app-age', when: "channel == 'app'", assert: 'ageOn(applicant.birth_date, today) >= 16' },
  { id: 'retired-years', when: "applicant.insured_type == 'retired'", assert: 'applicant.years_paid >= 25 && ageOn(applicant.birth_date, today) >= 50' },
];
