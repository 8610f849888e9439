// JSON of a file, whose name goes with what is wrong with it.

export function parseNamed(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (reason) {
    throw new Error(`${name}: ${(reason as Error).message}`);
  }
}
