// A form while it is filled in: what is typed goes in, a report and the view to draw come out. It knows nothing of where it is drawn.

import type { Report } from '../../wasm/src/report.js';
import { added, changed, removed } from './change.js';
import { describeForm, fieldsOf, type FieldView, type FormView } from './form.js';
import { idleFacts } from './idle.js';
import type { Pack } from './pack.js';
import type { JsonObject } from './pointer.js';
import { packOf, type Ready, type Session } from './provide.js';

export interface LiveFormOptions {
  pack: string;
  form: JsonObject;
  asOf: string;
  locale: string;
  params?: object;
}

/** How the form stands. */
export interface Standing {
  form: JsonObject;
  view: FormView;
  /** null: no report can be made of this form, and `reason` says why. */
  report: Report | null;
  reason: unknown;
}

export interface LiveForm {
  pack(): Pack;
  standing(): Standing;
  /** `typing`: the applicant has the keyboard open, so nothing folds away or appears before `settle`. */
  change(pointer: string, raw: string | readonly string[], typing: boolean): void;
  add(pointer: string): void;
  remove(pointer: string): void;
  replace(form: JsonObject): void;
  settle(): void;
  close(): void;
}

/** @throws where the pack was not provided */
export function openLiveForm({ precheck, packs, directory }: Ready, { pack: wanted, form: first, asOf, locale, params }: LiveFormOptions): LiveForm {
  let pack = known(packOf(packs, wanted), wanted);
  let form = first;
  let idle: string[] = [];
  let session: Session | undefined;
  let refused: unknown;
  try {
    session = precheck.open(wanted, { form, asOf, locale, params, directory });
  } catch (reason) {
    refused = reason; // such as a day on which no edition was in force: the form can be filled in all the same
  }

  function reportOn(each: JsonObject): Report {
    if (!session) throw refused;
    session.set('', each);
    return session.report();
  }

  function standing(typing = false): Standing {
    let report: Report | null = null;
    let reason: unknown;
    try {
      report = reportOn(form);
      pack = known(packOf(packs, report.pack), report.pack.id);
      if (!typing) idle = idleFacts(pack, form, report, reportOn);
    } catch (error) {
      reason = error;
    }
    const view = describeForm({ pack, form, report: report || undefined, idle, locale, directory });
    if (typing) keepLayout(view.root, now.view.root);
    return { form, view, report, reason };
  }

  let now = standing();
  function become(next: JsonObject, typing = false): void {
    form = next;
    now = standing(typing);
  }

  return {
    pack: () => pack,
    standing: () => now,
    change: (pointer, raw, typing) => become(changed(pack.facts, form, pointer, raw), typing),
    add: (pointer) => become(added(form, pointer)),
    remove: (pointer) => become(removed(form, pointer)),
    replace: (next) => become(next),
    settle: () => become(form),
    close: () => session && session.close(),
  };
}

/** What was on the screen stays, and nothing else comes. */
function keepLayout(root: FieldView, before: FieldView): void {
  const mattered = new Map(fieldsOf(before).map(({ pointer, matters }): [string, boolean] => [pointer, matters]));
  for (const field of fieldsOf(root)) field.matters = mattered.get(field.pointer) !== false;
}

function known(pack: Pack | undefined, name: string): Pack {
  if (!pack) throw new Error(`the document of ${name} is not among the packs provided`);
  return pack;
}
