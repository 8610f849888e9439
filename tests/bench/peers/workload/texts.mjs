// What a finding says, by rule: where, and in which words. One of them names a day that is worked out from the form.
export const PACK = { id: 'benchtown/designated-institution', edition: '2026', revision: 1 };
export const CITES = ['B1-01'];

export const TEXTS = {
  'resident-tier': ['/wish/tier', '居民医保只能选二级及以下的医院。'],
  'clinic-tier': ['/wish/tier', '门诊部和诊所都是一级，请核对机构等级。'],
  'half-year-since-choice': ['/current/chosen_on', '选定还不满六个月，${addMonths(current.chosen_on, 6)}起才能变更。'],
  'start-not-past': ['/wish/starts_on', '开始日期不能早于今天。'],
  'start-within-two-months': ['/wish/starts_on', '开始日期要在两个月以内。'],
  'changes-a-year': ['/changes_this_year', '今年已经变更过两次，明年才能再变更。'],
  'another-institution': ['/wish/institution', '新选的就是现在的定点机构，不用变更。'],
  'moved-within-a-year': ['/address/moved_on', '搬家日期要在最近一年以内。'],
  'moved-proof': ['/materials', '因搬家变更的，请准备居住证明。'],
  'community-in-city': ['/wish/area', '社区医院要在本市范围内选。'],
  'retired-in-province': ['/wish/area', '退休人员要在本省范围内选。'],
  'services-known': ['/wish/services', '有不认识的服务项目，请从列表里选。'],
  'services-count': ['/wish/services', '服务项目请选一到四项。'],
  'dependants-count': ['/dependants', '最多可以带三名家庭成员。'],
  'child-under-age': ['/dependants', '子女满十八岁的，请本人自己办理。'],
  'adults-consent': ['/dependants', '成年家庭成员要本人同意。'],
  'one-active-filing': ['/filings', '同时只能有一条有效备案，请先取消多余的。'],
  'half-year-since-filing': ['/filings', '取消备案不满六个月，暂时不能办理。'],
  'app-age': ['/channel', '未满十六岁的，请家长到窗口代办。'],
  'retired-years': ['/applicant/years_paid', '还没有达到退休人员的缴费年限或年龄，请到窗口核对。'],
};
