// The texts of types, such as `map(string, list(int))`, as far as the kinds of JavaScript's numbers depend on them. The core refuses
// malformed ones.

export interface TypeText {
  name: string;
  parameters: TypeText[];
}

export const DYN: TypeText = { name: 'dyn', parameters: [] };

/** Precondition: well-formed. */
export function parseTypeText(text: string): TypeText {
  let at = 0;
  return type();

  function type(): TypeText {
    const name = (/^\w*/.exec(text.slice(at)) as RegExpExecArray)[0];
    at += name.length;
    const parameters: TypeText[] = [];
    if (text[at] === '(') {
      at += 1;
      parameters.push(type());
      while (text[at] === ',') {
        at += 2; // ", "
        parameters.push(type());
      }
      at += 1; // ")"
    }
    return { name, parameters };
  }
}
