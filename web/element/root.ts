// The shadow tree of an element, with the stylesheet in it: neither does it reach the page, nor do the page's rules reach in. A <link>, because
// `style-src 'self'` refuses <style>, and old webviews have no other way to share a sheet.
import { fileBelow } from './packs.js';

export interface StyledRoot {
  root: ShadowRoot;
  /** The stylesheet is there; rejects where it cannot be had. */
  styled(base: string): Promise<void>;
}

export function styledRoot(element: HTMLElement): StyledRoot {
  const root = element.attachShadow({ mode: 'open' });
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  root.append(link);
  let known: { href: string; loaded: Promise<void> } | undefined;
  return {
    root,
    styled(base) {
      // Written out, since bundlers look for such addresses.
      const href = base === '' ? new URL('./element.css', import.meta.url).href : fileBelow(base, 'element.css');
      if (!known || known.href !== href) {
        const loaded = new Promise<void>((resolve, reject) => {
          link.onload = () => resolve();
          link.onerror = () => reject(new Error(`${href} could not be loaded: serve the package's dist/ and name it by the attribute base`));
        });
        link.href = href;
        known = { href, loaded };
      }
      return known.loaded;
    },
  };
}
