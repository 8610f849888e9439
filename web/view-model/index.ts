// What a renderer draws a form and a report from: which fields in which order, their labels, controls, options and messages, the report in words, and how a
// change comes back. No DOM, no clock, no engine: the caller makes the report. Every description is plain JSON.

export { areaCodeOf, areasOf, type AreasFile } from './areas.js';
export { added, changed, removed } from './change.js';
export { indexClauses, type ClauseIndex, type ClauseView } from './clauses.js';
export { findInstitutions, institutionAt, searchInstitutions, type FoundInstitutions, type Institution } from './directory.js';
export type { Kind } from './facts.js';
export { describeForm, fieldsOf, type FieldView, type FormRequest, type FormView, type OptionView } from './form.js';
export { idleFacts } from './idle.js';
export { openLiveForm, type LiveForm, type LiveFormOptions, type Standing } from './live-form.js';
export type { Line, Link, Notice } from './notice.js';
export { isInForce, packKey, topicName, type Directory, type Fact, type Pack, type Source } from './pack.js';
export { packOf, provide, provided, type Engine, type Provided, type Ready, type Session } from './provide.js';
export { parentPointer, type Json, type JsonObject } from './pointer.js';
export { describeReport, describeVerdict, type Entry, type ReportRequest, type ReportView, type Section, type VerdictView } from './report.js';
export { hasSensitive, withoutSensitive } from './sensitive.js';
export { localise, sentences, stringsFor, type Locale, type Strings } from './strings.js';
