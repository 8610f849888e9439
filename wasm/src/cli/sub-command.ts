// A commander command that also keeps its examples, so that the help and the documentation are made of the same.
import { Command } from 'commander';

export interface Example {
  line: string;
  /** Why one would type it. */
  what: string;
}

/** Things with names, and what each is. */
export interface Table {
  /** What one of them is called. */
  heading: string;
  rows: [name: string, what: string][];
}

export class SubCommand extends Command {
  /** Longer than the description: what a reader of the help may need to know beyond the options. */
  readonly paragraphs: string[] = [];
  readonly tables: Table[] = [];
  readonly examples: Example[] = [];

  override createCommand(name?: string): SubCommand {
    return new SubCommand(name);
  }

  paragraph(text: string): this {
    this.paragraphs.push(text);
    return this;
  }

  table(heading: string, rows: Table['rows']): this {
    this.tables.push({ heading, rows });
    return this;
  }

  example(line: string, what: string): this {
    this.examples.push({ line, what });
    return this;
  }

  override helpInformation(...args: Parameters<Command['helpInformation']>): string {
    const examples = this.examples.flatMap(({ line, what }) => [`  # ${what}`, `  ${line}`]);
    const tables = this.tables.map(({ heading, rows }) => [`${heading}:`, ...rows.map(([name, what]) => `  ${name}\n      ${what}`)].join('\n'));
    const parts = [super.helpInformation(...args).trimEnd(), ...this.paragraphs, ...tables, ...(examples.length > 0 ? [['Examples:', ...examples].join('\n')] : [])];
    return `${parts.join('\n\n')}\n`;
  }
}
