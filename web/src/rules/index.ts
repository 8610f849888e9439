// The pages about the rules as elements. Importing this module defines them: `<precheck-rulebook>` shows the others.

import { PrecheckCompare } from './comparison.js';
import { PrecheckRulebook } from './rulebook.js';
import { PrecheckRules } from './rules.js';

const elements: [string, CustomElementConstructor][] = [['precheck-rules', PrecheckRules], ['precheck-compare', PrecheckCompare], ['precheck-rulebook', PrecheckRulebook]];
for (const [name, element] of elements) if (!customElements.get(name)) customElements.define(name, element);
