// The JSON Schema (2020-12) of a pack's form, for who has a validator but not this library. What it refuses is what a check calls an error of
// structure (`schema.…`) or reports missing because it is required: nothing that a check only remarks upon, so neither unknown properties nor what
// `x-severity` makes a warning or a note. Three things a schema cannot say: the check character of an identity number, a day or instant that is
// outside the years 1 to 9999 only once its zone is reckoned in, and a whole number beyond 2^53 that JavaScript has rounded already.
import type { FactSchema, LocalizedText, PackDocument } from '../documents.js';

export interface FormSchemaOptions {
  /** The language of titles and descriptions. Absent: zh-CN, which also stands in for what is not translated. */
  locale?: string;
}

export type JsonSchema = { [keyword: string]: unknown };

// Regular expressions that every validator knows, also those without looking ahead.
const YEAR = '(000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})';
const LEAP_YEAR = '([0-9]{2}(0[48]|[2468][048]|[13579][26])|(0[48]|[2468][048]|[13579][26])00)';
const day = (between: string) => {
  const inMonth = (months: string, days: string) => `${months}${between}(0[1-9]|1[0-9]|${days})`;
  const common = [inMonth('(0[13578]|1[02])', '2[0-9]|3[01]'), inMonth('(0[469]|11)', '2[0-9]|30'), inMonth('02', '2[0-8]')].join('|');
  return `(${YEAR}${between}(${common})|${LEAP_YEAR}${between}02${between}29)`;
};

/** Of text. The patterns stand beside the formats' names, which validators need not look at. */
const FORMATS: Record<NonNullable<FactSchema['format']>, JsonSchema> = {
  date: { format: 'date', pattern: `^${day('-')}$` },
  'date-time': { format: 'date-time', pattern: `^${day('-')}T([01][0-9]|2[0-3])(:[0-5][0-9]){2}(\\.[0-9]{1,9})?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$` },
  month: { pattern: `^${YEAR}-(0[1-9]|1[0-2])$` },
  'cn-area-code': { pattern: '^([1-9][0-9]{5}|[A-Z]{2,8})$' },
  'cn-resident-id': { pattern: `^[1-9][0-9]{5}${day('')}[0-9]{3}[0-9X]$` },
};

// The core's limits (core/src/base/limits.h, core/src/schema/schema.h).
const MOST_ITEMS = 10_000;
const MOST_EXACT = 2 ** 53;

/** `pack`: merged, with its help texts, as `resolvePacks` or `compilePacks` with `form` gives it. */
export function formSchema(pack: PackDocument, { locale = 'zh-CN' }: FormSchemaOptions = {}): JsonSchema {
  const { id, edition, revision, title, facts } = pack as PackDocument & { facts: FactSchema; title: LocalizedText };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:yibao-precheck:form:${id}@${edition}`,
    title: textIn(title, locale),
    description: [`${id}@${edition}, revision ${revision}`, facts.help && textIn(facts.help, locale)].filter(Boolean).join('\n'),
    ...asserted({ ...facts, 'x-severity': undefined }, true, locale),
  };
}

/** `needed`: null, which is an absent value, is not taken. */
function schemaOf(fact: FactSchema, needed: boolean, locale: string): JsonSchema {
  return { ...annotations(fact, locale), ...asserted(fact, needed, locale) };
}

function annotations(fact: FactSchema, locale: string): JsonSchema {
  const description = describeFact(fact, locale);
  return {
    ...(fact.title && { title: textIn(fact.title, locale) }),
    ...(description && { description }),
    ...(fact['x-source'] === 'host' && { readOnly: true }),
    ...(fact['x-values'] && !fact.enum && { examples: Object.keys(fact['x-values']) }),
  };
}

/** The help, and what each value is called. */
export function describeFact({ help, 'x-values': values = {} }: FactSchema, locale: string): string {
  const labels = Object.entries(values).map(([value, label]) => `${value}: ${textIn(label.title, locale)}`);
  return [...(help ? [textIn(help, locale)] : []), ...labels].join('\n');
}

function asserted(fact: FactSchema, needed: boolean, locale: string): JsonSchema {
  const keywords = keywordsOf(fact, locale);
  if ((fact['x-severity'] ?? 'error') === 'error') return needed ? keywords : orNull(keywords);
  // Whatever is given, a check goes on; but what is inside an object or a list may still be wrong.
  const inside = fact.type === 'object' ? ['properties', 'required'] : fact.type === 'array' ? ['items'] : [];
  const below = Object.fromEntries(inside.filter((name) => name in keywords).map((name) => [name, keywords[name]]));
  return {
    $comment: 'A value that does not fit is only remarked upon.',
    ...(inside.length > 0 && { if: { type: fact.type }, then: { type: fact.type, ...below } }),
    ...(needed && { not: { type: 'null' } }),
  };
}

function orNull({ type, enum: values, ...others }: JsonSchema): JsonSchema {
  return { type: [type, 'null'], ...(values !== undefined && { enum: [...(values as unknown[]), null] }), ...others };
}

function keywordsOf(fact: FactSchema, locale: string): JsonSchema {
  const { type, format } = fact;
  const values = 'const' in fact ? [fact.const] : fact.enum;
  return {
    type,
    ...(values && { enum: values }),
    ...(format && FORMATS[format]),
    ...copied(fact, ['minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems']),
    ...(type === 'integer' && { minimum: Math.max(-MOST_EXACT, Number(fact.minimum ?? -MOST_EXACT)), maximum: Math.min(MOST_EXACT, Number(fact.maximum ?? MOST_EXACT)) }),
    ...(type === 'array' && { maxItems: Math.min(MOST_ITEMS, Number(fact.maxItems ?? MOST_ITEMS)), items: schemaOf(fact.items as FactSchema, isNeeded(fact.items as FactSchema), locale) }),
    ...(type === 'object' && objectKeywords(fact, locale)),
  };
}

function objectKeywords(fact: FactSchema, locale: string): JsonSchema {
  const required = requiredOf(fact);
  const properties = Object.entries(fact.properties ?? {}).map(([name, child]) => [name, schemaOf(child, required.includes(name), locale)]);
  return { properties: Object.fromEntries(properties), ...(required.length > 0 && { required }) };
}

/** The properties that a complete form gives. */
export function requiredOf({ properties = {}, required = [] }: FactSchema): string[] {
  return Object.keys(properties).filter((name) => isNeeded(properties[name] as FactSchema, required.includes(name)));
}

/** Whether a form without the fact lacks something: the fact, or what is required below it. */
export function isNeeded(fact: FactSchema, required = false): boolean {
  return !fact['x-optional'] && (required || requiredOf(fact).length > 0);
}

export function textIn(text: LocalizedText, locale: string): string {
  return text[locale] ?? text['zh-CN'];
}

function copied(fact: FactSchema, names: readonly string[]): JsonSchema {
  return Object.fromEntries(names.filter((name) => name in fact).map((name) => [name, fact[name]]));
}
