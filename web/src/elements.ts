// The custom elements of a form and its report. They take their names when a page says so: a module that only defines them would be dropped as unused.

import { PrecheckForm } from './form.js';
import { PrecheckInstitution } from './institution.js';
import { PrecheckReport } from './report.js';

export { PrecheckForm, PrecheckReport };

export function defineElements(): void {
  const elements = { 'precheck-institution': PrecheckInstitution, 'precheck-form': PrecheckForm, 'precheck-report': PrecheckReport };
  for (const [name, element] of Object.entries(elements)) if (!customElements.get(name)) customElements.define(name, element);
}
