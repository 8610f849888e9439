// A new pack to begin from: one question, one rule, one clause, and cases that show them. What the author has to replace says so in both languages.
import type { Effective, FactSchema, Jurisdiction, LocalizedText, PackDocument, SourceDocument } from '../documents.js';
import { createPrecheck } from '../node.js';
import type { Report } from '../report.js';

export interface ScaffoldOptions {
  /** `jurisdiction/topic` */
  id: string;
  edition: string;
  /** Default: the base's, else a placeholder. */
  title?: LocalizedText;
  /** Default: as another pack of the same jurisdiction has it. Where there is none the code must be given. */
  jurisdiction?: Partial<Jurisdiction>;
  /** Default: undated. */
  effective?: Effective | null;
  /** The base, `id@edition`: the new pack is an overlay. */
  extends?: string;
  /** Of an overlay over a pack whose form picks the edition: the value that picks this one. */
  editionValue?: number | string;
  /** The id of the new source. */
  source: string;
  /** Whether the folder has `schema/`, so that editors find the schema of each file. */
  schemas?: boolean;
}

/** Documents with the packs and sources that are there already. */
export interface RulesFolder {
  packs: readonly PackDocument[];
  sources: readonly SourceDocument[];
}

export interface ScaffoldFile {
  /** Below the rules folder. */
  name: string;
  content: object;
}

/**
 * The pack, its source and its cases. They load, and the cases are what a check says.
 * @throws Error where a code is needed.
 * @throws PackError where the pack would not load beside what is there, such as an edition that holds on the same day as another.
 */
export async function scaffold(options: ScaffoldOptions, folder: RulesFolder): Promise<ScaffoldFile[]> {
  const { id, edition, source: sourceId } = options;
  const source = sourceFor(sourceId, options.extends === undefined ? 'full' : 'none');
  const pack = options.extends === undefined ? wholePack(options, folder) : overlay(options, folder);
  const [packs, sources] = [[...folder.packs, pack], [...folder.sources, source]];
  const engine = await createPrecheck({ packs, sources });
  const schema = (path: string) => (options.schemas ? { $schema: `${path}.schema.json` } : {});
  try {
    const name = `${id}@${edition}`;
    const asOf = options.effective?.from ?? '2026-01-01';
    const forms = options.extends === undefined ? OWN_FORMS : [{ id: 'empty', title: `${MARK.en} A form in which nothing is filled in`, form: {} }];
    const cases = forms.map(({ form, ...words }) => ({ ...words, as_of: asOf, form, expected: expectedOf(engine.check(name, form, { asOf })) }));
    return [
      { name: `${id}/${edition}.json`, content: { ...schema(`../../schema/${options.extends === undefined ? 'pack' : 'overlay'}`), ...pack } },
      { name: `${id}/${edition}.cases.json`, content: { ...schema('../../schema/cases'), format: 1, pack: name, cases } },
      { name: `sources/${sourceId}.json`, content: { ...schema('../schema/source'), ...source } },
    ];
  } finally {
    engine.dispose();
  }
}

/** The next free name such as S12, among sources that are named so. */
export function nextSource(sources: readonly Pick<SourceDocument, 'id'>[]): string {
  const numbers = sources.map(({ id }) => Number(/^S([0-9]+)$/.exec(id)?.[1] ?? 0));
  return `S${Math.max(0, ...numbers) + 1}`;
}

export const MARK = { 'zh-CN': '（占位，请替换）', en: '(placeholder, replace)' };
const placeholder = (chinese: string, english: string): LocalizedText => ({ 'zh-CN': `${MARK['zh-CN']}${chinese}`, en: `${MARK.en} ${english}` });

function sourceFor(id: string, check: 'full' | 'none'): SourceDocument {
  return {
    format: 1,
    id,
    title: placeholder('文件标题', 'Title of the document'),
    issuer: placeholder('发文机关', 'Issuer'),
    published_on: null,
    status: 'primary',
    clauses: [{ id: `${id}-01`, check, text: placeholder('用自己的话写这一条。', 'What the clause says, in your own words.') } as SourceDocument['clauses'][number]],
  };
}

/** What every pack says for itself. */
function head({ id, edition, effective = null }: ScaffoldOptions) {
  return { id, edition, revision: 1, effective };
}

function wholePack(options: ScaffoldOptions, folder: RulesFolder): PackDocument {
  const cites = [`${options.source}-01`];
  const facts: FactSchema = {
    type: 'object',
    properties: {
      example_answer: { type: 'boolean', title: placeholder('示例问题', 'Example question'), help: placeholder('给填表人的说明。', 'Help for who fills it in.') },
    },
  };
  return {
    format: 1,
    ...head(options),
    title: options.title ?? placeholder('业务名称', 'Name of the service'),
    jurisdiction: jurisdictionFor(options, folder),
    time_zone: 'Asia/Shanghai',
    sources: [options.source],
    facts,
    rules: [
      {
        id: 'example-rule',
        assert: 'example_answer',
        severity: 'error',
        path: '/example_answer',
        message: placeholder('哪里不符合。', 'What is the matter.'),
        remedy: placeholder('接下来怎么办。', 'What to do next.'),
        cites,
      },
    ],
  };
}

const OWN_FORMS = [
  { id: 'example-yes', title: `${MARK.en} A form that passes`, form: { example_answer: true } },
  { id: 'example-no', title: `${MARK.en} A form that breaks the rule`, form: { example_answer: false } },
  { id: 'example-open', title: `${MARK.en} A form in which nothing is filled in`, form: {} },
];

function overlay(options: ScaffoldOptions, folder: RulesFolder): PackDocument {
  const base = folder.packs.find((pack) => `${pack.id}@${pack.edition}` === options.extends);
  const sources = inherited(base, 'sources', folder) as string[] | undefined;
  const { id } = options;
  return {
    format: 1,
    extends: options.extends,
    ...head(options),
    ...(options.editionValue !== undefined && { edition_value: options.editionValue }),
    ...(options.title && { title: options.title }),
    ...((options.jurisdiction || base?.id.split('/')[0] !== id.split('/')[0]) && { jurisdiction: jurisdictionFor(options, folder) }),
    sources: [...(sources ?? []), options.source],
    guidance: [{ id: `example-hint-${options.edition}`, text: placeholder('这一版有什么不同。', 'What is different in this edition.'), cites: [`${options.source}-01`] }],
  };
}

/** What a pack says, or its base, or that one's. */
function inherited(pack: PackDocument | undefined, key: string, folder: RulesFolder): unknown {
  const seen = new Set<PackDocument>();
  for (let at = pack; at && !seen.has(at); at = folder.packs.find((other) => `${other.id}@${other.edition}` === at?.extends)) {
    if (key in at) return at[key];
    seen.add(at);
  }
  return undefined;
}

function jurisdictionFor({ id, jurisdiction }: ScaffoldOptions, folder: RulesFolder): Jurisdiction {
  const area = id.split('/')[0] as string;
  const known = folder.packs.map((pack) => (pack.id.startsWith(`${area}/`) ? (pack.jurisdiction as Jurisdiction | undefined) : undefined)).find((found) => found?.code && found.name);
  const code = jurisdiction?.code ?? known?.code;
  if (code === undefined) throw new Error(`no pack of ${area} says what its code is: give it (--code), six digits of GB/T 2260 or a token such as XPCC`);
  return { code, name: jurisdiction?.name ?? known?.name ?? placeholder('地区名称', 'Name of the area') };
}

function expectedOf({ verdict, findings, pending, missing, guidance }: Report) {
  return {
    verdict,
    findings: findings.map(({ rule }) => rule),
    ...(pending.length > 0 && { pending: pending.map(({ rule }) => rule) }),
    ...(missing.length > 0 && { missing }),
    ...(guidance.length > 0 && { guidance: guidance.map(({ id }) => id) }),
  };
}
