// The form's structure, as a rule pack says it: this project's kind of form in a place that does not exist.
const text = (name, maxLength = 60) => ({ type: 'string', maxLength, ...named(name) });
const day = (name) => ({ type: 'string', format: 'date', ...named(name) });
const area = (name) => ({ type: 'string', format: 'cn-area-code', ...named(name) });
const count = (name, maximum) => ({ type: 'integer', minimum: 0, maximum, ...named(name) });
const flag = (name) => ({ type: 'boolean', ...named(name) });
const oneOf = (name, values) => ({
  type: 'string', enum: values, ...named(name),
  'x-values': Object.fromEntries(values.map((value) => [value, { title: { 'zh-CN': value, en: value } }])),
});
const list = (name, maxItems, items) => ({ type: 'array', maxItems, ...named(name), items });
const object = (name, properties, optional = []) => ({
  type: 'object', ...named(name),
  required: Object.keys(properties).filter((key) => !optional.includes(key)),
  properties: Object.fromEntries(Object.entries(properties).map(([key, fact]) => [key, optional.includes(key) ? { ...fact, 'x-optional': true } : fact])),
});

function named(name) {
  return { title: { 'zh-CN': name, en: name }, help: { 'zh-CN': name, en: name } };
}

export const CHANNELS = ['app', 'web', 'desk', 'phone'];
export const ID_KINDS = ['id_card', 'passport', 'residence_permit', 'birth_certificate'];
export const INSURED_TYPES = ['employee', 'resident', 'retired', 'flexible'];
export const CLASSES = ['hospital', 'community', 'clinic'];
export const RELATIONS = ['spouse', 'child', 'parent'];
export const STATUSES = ['active', 'cancelled', 'expired'];
export const CATEGORIES = ['settled', 'referral', 'posted', 'emergency'];

export const FACTS = object('form', {
  channel: oneOf('channel', CHANNELS),
  applicant: object('applicant', {
    name: text('name'), id_kind: oneOf('id kind', ID_KINDS), id_number: text('id number'), birth_date: day('birth date'),
    insured_type: oneOf('insured type', INSURED_TYPES), insured_since: day('insured since'), insured_area: area('insured area'),
    years_paid: count('years paid', 60), phone: text('phone'),
  }),
  address: object('address', { area: area('area'), street: text('street', 100), moved_on: day('moved on') }, ['moved_on']),
  current: object('current', { institution: text('institution'), name: text('name'), tier: count('tier', 3), area: area('area'), chosen_on: day('chosen on') }),
  wish: object('wish', {
    institution: text('institution'), name: text('name'), tier: count('tier', 3), class: oneOf('class', CLASSES), area: area('area'),
    starts_on: day('starts on'), services: list('services', 20, text('service')),
  }),
  changes_this_year: count('changes this year', 99),
  dependants: list('dependants', 10, object('dependant', {
    name: text('name'), relation: oneOf('relation', RELATIONS), birth_date: day('birth date'), consents: flag('consents'),
  })),
  filings: list('filings', 10, object('filing', {
    category: oneOf('category', CATEGORIES), status: oneOf('status', STATUSES), area: area('area'), starts_on: day('starts on'), ends_on: day('ends on'),
  })),
  materials: list('materials', 20, text('material')),
});
