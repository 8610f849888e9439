// What axe-core complains of on a page.
import axe from 'axe-core';

export const ALL = { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] } };

const HIGHEST = 24_000;

/** `passes`: how many rules had something to look at; `violations` in words. */
export async function audit(page, options) {
  // The bar at the foot of a form covers whatever is scrolled to below it, which is no fault of what is covered: the window holds the whole form. A page about
  // the rules, which has no bar, can be four times as high as the highest form, and Chromium ten seconds at making such a window.
  const { width } = page.viewportSize();
  await page.setViewportSize({ width, height: 800 });
  await page.setViewportSize({ width, height: await page.evaluate((most) => Math.min(Math.max(800, document.documentElement.scrollHeight), most), HIGHEST) });
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(async (options) => {
    const { passes, violations } = await window.axe.run(document, { ...options, resultTypes: ['violations'] });
    const places = ({ nodes }) => nodes.map(({ target, any }) => `${target.join(' ')} ${any.map(({ message }) => message).join('; ')}`);
    return { passes: passes.length, violations: violations.map((each) => `${each.id} (${each.help}) at ${places(each).slice(0, 3).join(' | ')}`) };
  }, options);
}
