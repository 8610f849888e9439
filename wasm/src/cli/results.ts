// What a run over many things found, in the one shape that every machine format (JUnit, SARIF, TAP, GitHub) is written from.

/** One thing that was held against the rules or tried: a form, a line of a stream, a pack, a case. */
export interface Result {
  /** What it is called: a file, a line's id or number, a case's name. */
  name: string;
  /** What it belongs to: a pack's `id@edition`, a file of cases. */
  group: string;
  /** `failed`: there are problems of level error. `unreadable`: it could not be read or run, and the problems say why. */
  status: 'passed' | 'failed' | 'unreadable';
  problems: Problem[];
}

export interface Problem {
  /** The rule, check or error code. */
  rule: string;
  level: 'error' | 'warning' | 'note';
  message: string;
  /** The way out. */
  help?: string;
  /** Where: a path as it was given. Absent: standard input, or no file. */
  file?: string;
  /** 1-based. */
  line?: number;
  /** 1-based. */
  column?: number;
  /** JSON Pointer (RFC 6901) into the form or document. */
  pointer?: string;
}

/** A format that can be written while the run goes on, so that memory stays constant. */
export interface ResultFormat {
  start(): string;
  result(result: Result): string;
  end(): string;
}
