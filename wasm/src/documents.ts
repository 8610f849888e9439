// The JSON documents that the library takes, as far as a page reads them itself (to draw a form, to show a clause).
// rules/README.md describes the formats in full; unknown keys in a document are refused when it is loaded.

/** A text by locale. `zh-CN` is always there and stands in for a missing translation. */
export type LocalizedText = { 'zh-CN': string; en?: string } & { [locale: string]: string | undefined };

export interface Jurisdiction {
  /** GB/T 2260 code, six digits. */
  code: string;
  name: LocalizedText;
}

/** The days on which an edition answers. `null` as a whole: undated. */
export interface Effective {
  /** First day, inclusive, `YYYY-MM-DD`; null: open. */
  from: string | null;
  /** First day on which it no longer answers (exclusive); null: open. */
  until: string | null;
}

/** A pack that was loaded. */
export interface PackInfo {
  /** `<jurisdiction>/<topic>`. */
  id: string;
  edition: string;
  /** Counts corrections of the same edition, from 1. */
  revision: number;
  title: LocalizedText;
  jurisdiction: Jurisdiction;
  effective: Effective | null;
  /** Ids of the source documents that it cites. */
  sources: string[];
  /** An overlay's base, `id@edition`. Absent where the pack stands by itself. */
  extends?: string;
  /** What the overlay changes of its base; what it adds is not listed. Absent where there is no base. */
  overrides?: Override[];
}

export interface Override {
  /** JSON Pointer into the merged pack, with an entry's id in place of its index: `/rules/residence-proof/severity`. */
  path: string;
  change: 'replaced' | 'removed';
}

/** A rule pack, as parsed JSON. */
export interface PackDocument {
  format: 1;
  id: string;
  edition: string;
  /** The form's structure: a subset of JSON Schema with titles, help and value labels. Absent where a base pack gives it. */
  facts?: FactSchema;
  /** Of a pack that stands alone: the source documents, each with only those clauses that it cites. */
  resolved?: { sources: SourceDocument[] };
  [key: string]: unknown;
}

/** A pack that stands alone: it loads without its base and without any source beside it. */
export interface ResolvedPack extends PackDocument {
  facts: FactSchema;
  resolved: { sources: SourceDocument[] };
}

export interface FactSchema {
  type: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  title?: LocalizedText;
  help?: LocalizedText;
  properties?: Record<string, FactSchema>;
  /** Names of properties that a complete form must have. */
  required?: string[];
  items?: FactSchema;
  enum?: unknown[];
  format?: 'date' | 'date-time' | 'month' | 'cn-resident-id' | 'cn-area-code';
  /** Absence is an answer, not a gap. */
  'x-optional'?: boolean;
  /** `host`: known to the system behind the page, not to the applicant. */
  'x-source'?: 'host';
  /** A name, an ID number, a phone number: pages keep it nowhere. `false`: looked at, it is none. */
  'x-sensitive'?: boolean;
  /** Of an object: the property whose code is looked up in the host's directory, which then gives what the form leaves out. */
  'x-directory'?: string;
  /** Labels of the values, in display order. */
  'x-values'?: Record<string, { title: LocalizedText; help?: LocalizedText }>;
  [keyword: string]: unknown;
}

/** A source document: its clauses in the project's own words. */
export interface SourceDocument {
  format: 1;
  id: string;
  title: LocalizedText;
  issuer: LocalizedText;
  /** `YYYY-MM-DD`; null: undated. */
  published_on: string | null;
  clauses: { id: string; text: LocalizedText; /** An inference. */ derived?: boolean }[];
  [key: string]: unknown;
}
