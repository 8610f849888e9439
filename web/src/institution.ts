// <precheck-institution>: one institution of the directory, or one area of another, searched by name, initials or code. A combobox as the ARIA Authoring Practices describe it:
// the focus stays in the text field, the arrows walk through the list below it.
//
// Event `choose`: the code, or what was typed where the directory knows nothing like it.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { institutionAt, searchInstitutions, type Directory, type FoundInstitutions, type Institution } from '../view-model/index.js';

/** What it says of the things that are searched. */
export interface LookupWords {
  list: string;
  chosen: (name: string) => string;
  more: (count: number) => string;
}

/** More matches than this are no help on a phone: type on. */
const mostShown = 6;

/** Codes are pasted in groups, and typed with the digits of a Chinese keyboard. */
function meant(typed: string): string {
  const text = typed.trim();
  const code = text.normalize('NFKC').replace(/\s/g, '');
  return /^[A-Za-z]?\d+$/.test(code) ? code : text;
}

export class PrecheckInstitution extends LitElement {
  static override properties = {
    controlId: { attribute: false },
    value: { attribute: false },
    invalid: { attribute: false },
    directory: { attribute: false },
    words: { attribute: false },
    query: { state: true },
    active: { state: true },
  };

  declare controlId: string;
  /** The code that stands in the form. */
  declare value: string;
  declare invalid: boolean;
  /** null: on its way, and areas'. Until it is there, a code counts at once, and other text once the field is left. */
  declare directory: Directory | null;
  declare words: LookupWords;
  /** What is being typed; null where nobody searches. */
  declare query: string | null;
  /** The place of the match that the arrows have reached; -1 for none. */
  declare active: number;
  /** A word is being spelled by an input method: what stands there is not what is meant. */
  private spelling = false;

  constructor() {
    super();
    this.query = null;
    this.active = -1;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  private found(): FoundInstitutions {
    if (!this.directory || this.query === null || this.query.trim() === '') return { institutions: [], more: 0 };
    return searchInstitutions(this.directory, this.query, mostShown);
  }

  private choose(code: string): void {
    this.query = null;
    this.active = -1;
    this.dispatchEvent(new CustomEvent('choose', { detail: code }));
  }

  /** Not every browser has an `input` after a word was spelled. */
  private onInput(event: Event): void {
    const raw = (event.target as HTMLInputElement).value;
    this.query = raw;
    this.active = -1;
    this.spelling = !!(event as InputEvent).isComposing;
    this.decide(meant(raw));
  }

  /**
   * Hands on what needs no choosing: nothing, a code, or what the directory knows nothing like. While it is on its way a code has six digits (GB/T 2260), as all
   * that is waited for. What was handed on when it was typed so far, and is no code, does not stand longer than that.
   */
  private decide(code: string): void {
    const { directory, value } = this;
    const isDecided = code === '' || (directory ? institutionAt(directory, code) || (!this.spelling && this.found().institutions.length === 0) : /^\d{6}$/.test(code));
    if (isDecided || (directory && value !== '' && !institutionAt(directory, value))) this.dispatchEvent(new CustomEvent('choose', { detail: isDecided ? code : '' }));
  }

  private onKey(event: KeyboardEvent): void {
    // Who composes a word moves and chooses in the list of his input method; 229: also by the key that ends it, as Safari tells.
    if (event.isComposing || event.keyCode === 229) return;
    const matches = this.found().institutions;
    if (event.key === 'Escape' && this.query !== null) {
      this.query = null;
      this.active = -1;
    } else if (event.key === 'Enter' && this.active >= 0) {
      this.choose(matches[this.active].code);
    } else if (matches.length > 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      const step = event.key === 'ArrowDown' ? 1 : -1;
      // Beyond either end of the list lies the text field itself.
      this.active = ((this.active + 1 + step + matches.length + 1) % (matches.length + 1)) - 1;
    } else {
      return;
    }
    event.preventDefault();
  }

  /** Whoever leaves without choosing means what he has typed: a whole name, if only one is called so, or a code. */
  private onLeave(): void {
    if (this.query === null) return;
    const text = meant(this.query);
    const named = this.found().institutions.filter(({ name }) => name === text);
    this.choose(named.length === 1 ? named[0].code : text);
  }

  /** A list that has opened is to be seen, above whatever stands at the foot of the screen. */
  protected override updated(changed: PropertyValues): void {
    if (changed.get('directory') === null && this.query !== null) this.decide(meant(this.query));
    const list = this.querySelector('[role=listbox]:not([hidden])');
    if (list && (changed.has('query') || changed.has('active') || changed.has('directory'))) (list.querySelector('[aria-selected=true]') || list).scrollIntoView({ block: 'nearest' });
  }

  protected override render(): TemplateResult {
    const { controlId: id, value, invalid, directory, words, query, active } = this;
    const { institutions: matches, more } = this.found();
    const known = directory ? institutionAt(directory, query === null ? value : meant(query)) : undefined;
    const isOpen = matches.length > 0 && !(known && matches.length === 1);
    return html`<input
        id=${id}
        type="text"
        role="combobox"
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        aria-autocomplete="list"
        aria-expanded=${isOpen ? 'true' : 'false'}
        aria-controls="${id}-list"
        aria-activedescendant=${isOpen && active >= 0 ? `${id}-option-${active}` : nothing}
        aria-describedby="${id}-help ${id}-messages ${id}-chosen ${id}-more"
        aria-invalid=${invalid ? 'true' : nothing}
        .value=${live(query === null ? value : query)}
        @input=${this.onInput}
        @compositionend=${(event: Event) => this.query !== null && this.onInput(event)}
        @keydown=${this.onKey}
        @blur=${this.onLeave}
      />
      <ul id="${id}-list" class="matches" role="listbox" aria-label=${words.list} ?hidden=${!isOpen}>
        ${isOpen ? matches.map((match, index) => this.option(match, index)) : nothing}
      </ul>
      <p class="help" id="${id}-more" ?hidden=${!isOpen || more === 0}>${words.more(more)}</p>
      <p class="help" id="${id}-chosen" ?hidden=${!known}>${known ? words.chosen(known.name) : ''}</p>`;
  }

  private option({ code, name }: Institution, index: number): TemplateResult {
    // The press must not take the focus from the text field: leaving it would end the search before the click.
    return html`<li
      id="${this.controlId}-option-${index}"
      role="option"
      aria-selected=${index === this.active ? 'true' : 'false'}
      data-code=${code}
      @mousedown=${(event: Event) => event.preventDefault()}
      @click=${() => this.choose(code)}
    >
      <span>${name}</span> <small>${code}</small>
    </li>`;
  }
}

