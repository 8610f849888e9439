// Colours for a terminal that has them and whose user wants them (https://no-color.org), and for nothing else.
import type { Writable } from 'node:stream';
import { WriteStream } from 'node:tty';
import { createColors } from 'picocolors';

export type Colours = ReturnType<typeof createColors>;

export function coloursFor(stream: Writable): Colours {
  return createColors(stream instanceof WriteStream && stream.hasColors());
}

