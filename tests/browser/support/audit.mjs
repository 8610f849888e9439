// What axe-core complains of on a page.
import axe from 'axe-core';

export const ALL = { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] } };

/** `passes`: how many rules had something to look at; `violations` in words. */
export async function audit(page, options) {
  // The bar at the foot covers whatever is scrolled to below it, which is no fault of what is covered: the window holds the whole page.
  const { width } = page.viewportSize();
  await page.setViewportSize({ width, height: 800 });
  await page.setViewportSize({ width, height: await page.evaluate(() => Math.max(800, document.documentElement.scrollHeight)) });
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(async (options) => {
    const { passes, violations } = await window.axe.run(document, { ...options, resultTypes: ['violations'] });
    const places = ({ nodes }) => nodes.map(({ target, any }) => `${target.join(' ')} ${any.map(({ message }) => message).join('; ')}`);
    return { passes: passes.length, violations: violations.map((each) => `${each.id} (${each.help}) at ${places(each).slice(0, 3).join(' | ')}`) };
  }, options);
}
