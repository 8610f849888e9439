// What a person does on a page, in any browser: finds a thing by what it is and what it is called, presses it, types, picks.
// The finding is done in the page by Testing Library, so that all browsers find the same thing; keys and clicks are the browser's own.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';

const LIBRARY = readFileSync(
  createRequire(import.meta.url).resolve('@testing-library/dom').replace(/dist.*$/, 'dist/@testing-library/dom.umd.min.js'),
  'utf8',
);
const PATIENCE_MS = 10_000;

/** Tries again what fails: a page takes its time to draw what was done to it. */
export async function eventually(work) {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > until) throw error;
      await sleep(50);
    }
  }
}

/**
 * @param browser.run     runs a function body in the page, with `args`, and gives what it returns
 * @param browser.element the same for a body that returns an element; gives what press and type take
 * @param browser.press   clicks an element
 * @param browser.type    types into an element that has the focus
 */
export function personAt(browser) {
  // A control that picks a day has no role of its own: it is found by its label.
  const lead = `const { path, value } = args;
    const find = (steps) => steps.reduce((at, [role, name]) => {
      const isIt = (text) => text.startsWith(name);
      return role === 'label' ? TestingLibraryDom.getByLabelText(at, isIt) : TestingLibraryDom.getByRole(at, role, { name: isIt });
    }, document.body);`;
  const prepare = `${LIBRARY}; TestingLibraryDom.configure({ getElementError: (message) => new Error(message.split('\\n')[0]) }); return true`;

  /** Once the thing is there. A page redraws as it likes, so that nothing found is kept. */
  async function once(path, work) {
    try {
      return await eventually(async () => {
        if (!(await browser.run('return typeof TestingLibraryDom === "object"', {}))) await browser.run(prepare, {});
        return work();
      });
    } catch (error) {
      throw new Error(`no ${path.map((step) => step.join(' ')).join(', in it ')}: ${error.message || error.name}`, { cause: error });
    }
  }

  const here = (path, body, value) => once(path, () => browser.run(`${lead} const node = find(path); ${body}`, { path, value }));
  const found = (path) => once(path, () => browser.element(`${lead} return find(path)`, { path }));

  return {
    sees: (...path) => here(path, 'return true'),
    /** Without white space, which browsers put between elements as they like. */
    reads: async (...path) => (await here(path, 'return node.textContent')).replace(/\s+/gu, ''),
    /** What the control's description says: its help and its messages. */
    readsAbout: (...path) =>
      here(path, 'return (node.getAttribute("aria-describedby") || "").split(" ").map((id) => (document.getElementById(id) || {}).textContent).join(" ")'),
    isWrong: (...path) => here(path, 'return node.getAttribute("aria-invalid") === "true"'),
    /** Scrolled away from what sticks to the edges of the window. */
    async press(...path) {
      await here(path, 'node.scrollIntoView({ block: "center" })');
      await once(path, async () => browser.press(await found(path)));
    },
    async type(text, ...path) {
      const control = await found(path);
      await here(path, 'node.focus(); node.select()');
      await browser.type(control, text);
      assert.equal(await here(path, 'return node.value'), text, `typed into ${path.flat().join(' ')}`);
    },
    /**
     * By the browser's own picker of days or drop-down list, which no script can press: it leaves the value and two events.
     * WebKitGTK takes back what a script sets in a control for a day while that has the focus.
     */
    pick: (value, ...path) =>
      here(
        path,
        'const option = node.options && [...node.options].find((each) => each.text.startsWith(value)); node.value = option ? option.value : value;' +
          'for (const name of ["input", "change"]) node.dispatchEvent(new Event(name, { bubbles: true })); if (node.value === "") throw new Error(`there is no ${value}`)',
        value,
      ),
  };
}
