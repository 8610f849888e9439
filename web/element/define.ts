// The elements and their names. It needs a document to be evaluated.
import { PrecheckInstitution } from '../src/institution.js';
import { PrecheckFormElement } from './form.js';
import { PrecheckReportElement } from './report.js';

export function define(): void {
  const elements = { 'precheck-institution': PrecheckInstitution, 'precheck-form': PrecheckFormElement, 'precheck-report': PrecheckReportElement };
  for (const [name, element] of Object.entries(elements)) if (!customElements.get(name)) customElements.define(name, element);
}
