// A resolved pack with what the page about the rules reads of it, beside what a form is drawn from.

import type { Effective, Jurisdiction, LocalizedText } from '../../../wasm/src/documents.js';
import type { Severity } from '../../../wasm/src/report.js';
import { namesOf, type PackNames } from '../../../wasm/src/tools/meaning.js';
import type { Tree } from '../../../wasm/src/tools/syntax.js';
import type { Pack } from '../pack.js';

export interface Parameter {
  value?: unknown;
  type?: string;
  /** The page in which the check runs may set it. */
  host?: boolean;
  title?: LocalizedText;
  cites?: string[];
  note?: string;
}

/** What every entry of a pack may have; which of it, its kind says. */
export interface Cited {
  when?: string;
  cites?: string[];
  note?: string;
}

export interface Rule extends Cited {
  id: string;
  for_each?: string;
  assert?: string;
  on_unknown?: 'pending' | 'warning' | 'info' | 'pass';
  severity: Severity;
  path: string;
  message: LocalizedText;
  remedy?: LocalizedText;
  unverified_message?: LocalizedText;
}

export interface RequirementRule extends Cited {
  id: string;
  kind: string;
  satisfied?: string;
  title: LocalizedText;
  alternatives?: string[];
}

export interface Outcome extends Cited {
  value: string;
  text?: LocalizedText;
}

export interface Guidance extends Cited {
  id: string;
  text: LocalizedText;
}

export interface Action extends Cited {
  action: string;
  optional?: boolean;
  for_each?: string;
  next?: string;
  from?: string;
  to?: string;
  why?: LocalizedText;
}

export interface Plan extends Cited {
  state?: string;
  invariant?: string;
  actions?: Action[];
  resolves?: string[];
  impossible?: Cited & { path?: string; message: LocalizedText; remedy?: LocalizedText };
}

export interface RulePack extends Pack {
  revision: number;
  jurisdiction: Jurisdiction;
  effective: Effective | null;
  edition_by?: string;
  edition_value?: unknown;
  /** What its authors say to readers of the rules. Not in compiled packs. */
  note?: string;
  sources?: string[];
  parameters?: Record<string, Parameter>;
  definitions?: Record<string, string>;
  rules?: Rule[];
  requirements?: RequirementRule[];
  outcomes?: Record<string, Outcome | Outcome[]>;
  guidance?: Guidance[];
  plan?: Plan;
  /** The syntax tree of every expression, by the expression; without places (wasm/scripts/shipped-documents.mjs). */
  trees: Record<string, Tree>;
}

export function outcomesOf(pack: RulePack, name: string): Outcome[] {
  const outcome = pack.outcomes?.[name] ?? [];
  return Array.isArray(outcome) ? outcome : [outcome];
}

const names = new WeakMap<RulePack, PackNames>();

/** What the names in its expressions stand for. Every entry of a page asks. */
export function namesIn(pack: RulePack): PackNames {
  const known = names.get(pack) ?? namesOf(pack, (expression) => pack.trees[expression]);
  names.set(pack, known);
  return known;
}
