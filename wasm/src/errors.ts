// The two ways to fail. A wrong form is neither: it gets a report with findings.

/** One fault in a pack or source document: its author's to mend. */
export interface Diagnostic {
  /** Stable, for programs; the message may be reworded. */
  code: string;
  /** The document: the name given for it, else its `id@edition`, else its place in the list (`#1`). */
  document: string;
  /** JSON Pointer (RFC 6901) to the faulty value; `""` is the whole document. */
  pointer: string;
  /** 1-based, of the JSON text. Absent where the document was an object or the fault has no single place. */
  line?: number;
  /** 1-based, in code points: of the JSON text if `line` is given, else inside the CEL expression at `pointer`. */
  column?: number;
  message: string;
}

/** The packs or sources could not be loaded. `diagnostics` lists every fault, not only the first. */
export class PackError extends Error {
  readonly diagnostics: Diagnostic[];

  constructor(diagnostics: Diagnostic[]) {
    super(diagnostics.map(describeDiagnostic).join('\n') || 'the packs could not be loaded');
    this.name = 'PackError';
    this.diagnostics = diagnostics;
  }
}

/** Where in the input an error lies; each part is absent where it does not apply. */
export interface ErrorPlace {
  /** JSON Pointer (RFC 6901) into the form or the params. */
  pointer?: string;
  /** 1-based line of the text given. A carriage return and line feed together end one line. */
  line?: number;
  /** 1-based column, in code points. */
  column?: number;
}

/** A check could not be made: unreadable input, an unknown pack, a date that is missing, or a library that did not load. */
export class PrecheckError extends Error implements ErrorPlace {
  /** Stable, for programs, such as `form.malformed_json` or `pack.unknown`; the message may be reworded. */
  readonly code: string;
  readonly pointer?: string;
  readonly line?: number;
  readonly column?: number;

  constructor(code: string, message: string, place: ErrorPlace = {}) {
    super(message);
    this.name = 'PrecheckError';
    this.code = code;
    if (place.pointer !== undefined) this.pointer = place.pointer;
    if (place.line !== undefined) this.line = place.line;
    if (place.column !== undefined) this.column = place.column;
  }
}

function describeDiagnostic({ document, pointer, line, column, message }: Diagnostic): string {
  const place = [document, line, column].filter((part) => part !== undefined).join(':');
  return `${place} ${pointer ? `${pointer}: ` : ''}${message}`;
}
