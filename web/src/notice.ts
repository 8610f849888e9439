// Messages: the severity in a sign and a word, what is the matter, and what to do.

import { html, nothing, type TemplateResult } from 'lit';
import type { Line, Notice, Strings } from '../view-model/index.js';

export function drawMessages(messages: Notice[], id: string): TemplateResult {
  return html`<div class="messages" id="${id}-messages">${messages.map((notice) => drawNotice(notice, notice.lines.map(drawRemedy)))}</div>`;
}

export function drawRemedy({ label, text }: Line): TemplateResult {
  return html`<p class="remedy">${label === '' ? nothing : html`<strong>${label}</strong>`}${text}</p>`;
}

export function drawNotice({ kind, sign, word, text }: Pick<Notice, 'sign' | 'word' | 'text'> & { kind: string }, lines: unknown = nothing): TemplateResult {
  return html`<div class="finding ${kind}">
    <p>${drawSign(sign)}<strong>${word}</strong> ${text}</p>
    ${lines}
  </div>`;
}

export function drawSign(sign: string): TemplateResult {
  return html`<span class="icon" aria-hidden="true">${sign}</span>`;
}

/** What cannot be loaded, in words and with its reason. */
export function drawFailure(word: string, text: string, reason: unknown, strings: Strings): TemplateResult {
  return html`<div class="verdict fail" role="alert">
    <p class="word">${word}</p>
    <p>${text}</p>
    ${drawReason(String(reason), strings)}
  </div>`;
}

/** For whom an applicant may ask. */
export function drawReason(reason: string, strings: Strings): TemplateResult {
  return html`<details><summary>${strings.technical}</summary><pre>${reason}</pre></details>`;
}
