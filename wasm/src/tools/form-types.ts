// TypeScript types of a pack's form, for the program that makes forms. Formats and bounds are beyond them. An element of a list may be null: a row
// that is not filled in yet.
import type { FactSchema, LocalizedText, PackDocument } from '../documents.js';
import { describeFact, type FormSchemaOptions, isNeeded, requiredOf, textIn } from './form-schema.js';

const FORMATS: Record<NonNullable<FactSchema['format']>, string> = {
  date: 'YYYY-MM-DD',
  'date-time': 'RFC 3339, with its zone',
  month: 'YYYY-MM',
  'cn-area-code': 'GB/T 2260, six digits, or a token of capitals',
  'cn-resident-id': 'GB 11643, 18 characters',
};

/** A module with one interface. `pack` as for `formSchema`. */
export function formTypes(pack: PackDocument, { locale = 'zh-CN' }: FormSchemaOptions = {}): string {
  const { id, edition, title, facts } = pack as PackDocument & { facts: FactSchema; title: LocalizedText };
  return `${comment([textIn(title, locale), `${id}@${edition}`], '')}export interface ${typeName(id)} ${typeOf(facts, locale, '')}\n`;
}

/** `outpatient-change` is OutpatientChangeForm. */
export function typeName(id: string): string {
  const words = id.slice(id.indexOf('/') + 1).split(/[-_]/);
  const name = words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join('');
  return `${/^[0-9]/.test(name) ? 'The' : ''}${name}Form`;
}

function typeOf(fact: FactSchema, locale: string, indent: string): string {
  const values = 'const' in fact ? [fact.const] : fact.enum;
  if (values) return values.map((value) => JSON.stringify(value)).join(' | ');
  if (fact.type === 'array') return `Array<${typeOf(fact.items as FactSchema, locale, indent)}${isNeeded(fact.items as FactSchema) ? '' : ' | null'}>`;
  if (fact.type === 'object') return `{\n${members(fact, locale, `${indent}  `)}${indent}}`;
  return fact.type === 'integer' ? 'number' : fact.type;
}

function members(object: FactSchema, locale: string, indent: string): string {
  const required = requiredOf(object);
  return Object.entries(object.properties ?? {})
    .map(([name, fact]) => {
      const about = [fact.title && textIn(fact.title, locale), ...describeFact(fact, locale).split('\n'), fact.format && FORMATS[fact.format], fact['x-source'] === 'host' && 'Known to the system behind the page.'];
      const [mark, orNull] = required.includes(name) ? ['', ''] : ['?', ' | null'];
      return `${comment(about, indent)}${indent}${name}${mark}: ${typeOf(fact, locale, indent)}${orNull};\n`;
    })
    .join('');
}

function comment(lines: (string | false | undefined)[], indent: string): string {
  const texts = lines.filter(Boolean).map((line) => (line as string).replace(/\*\//g, '*\u200b/').replace(/\s+/g, ' '));
  if (texts.length === 0) return '';
  if (texts.length === 1) return `${indent}/** ${texts[0]} */\n`;
  return `${indent}/**\n${texts.map((text) => `${indent} * ${text}\n`).join('')}${indent} */\n`;
}
