// <precheck-compare>: two editions.

import { nothing, type TemplateResult } from 'lit';
import { comparePacks } from '../../view-model/rules/compare.js';
import type { RulePack } from '../../view-model/rules/pack.js';
import { rulesStringsFor } from '../../view-model/rules/strings.js';
import { drawCompare } from './compare.js';
import { RulesElement } from './element.js';

/** `<precheck-compare>`: what changed from `a` to `b`. */
export class PrecheckCompare extends RulesElement {
  static override properties = { a: { attribute: false }, b: { attribute: false }, locale: {} };

  declare a: RulePack | undefined;
  declare b: RulePack | undefined;
  declare locale: string;

  constructor() {
    super();
    this.a = undefined;
    this.b = undefined;
    this.locale = 'zh-CN';
  }

  override render(): TemplateResult | typeof nothing {
    return this.a && this.b ? drawCompare(comparePacks(this.a, this.b, this.locale), rulesStringsFor(this.locale)) : nothing;
  }
}
