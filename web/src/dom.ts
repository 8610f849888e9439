// Builds DOM nodes. Text always goes in as text nodes: nothing a pack or an applicant wrote is ever parsed as HTML.

export type Child = Node | string | null | undefined | false;

/** An attribute set to `undefined` or `false` is left out, `true` is written as an empty string. */
export type Attributes = Record<string, string | number | boolean | undefined>;

export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) node.setAttribute(name, value === true ? '' : String(value));
  }
  appendAll(node, children);
  return node;
}

export function replaceChildren(parent: Element, ...children: Child[]): void {
  parent.textContent = '';
  appendAll(parent, children);
}

function appendAll(parent: Element, children: Child[]): void {
  for (const child of children) {
    if (child !== null && child !== undefined && child !== false) parent.append(child);
  }
}
