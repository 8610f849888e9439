// For TypeScript: what JSX may write on the elements. Belongs beside the page's own declarations.
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { PrecheckFormElement, PrecheckReportElement } from 'yibao-precheck/element';

type Props<Of extends HTMLElement> = DetailedHTMLProps<HTMLAttributes<Of>, Of> & Partial<Omit<Of, keyof HTMLElement>> & {
  elder?: boolean;
  theme?: 'light' | 'dark' | 'auto';
  'onprecheck-report'?: (event: HTMLElementEventMap['precheck-report']) => void;
  'onprecheck-error'?: (event: HTMLElementEventMap['precheck-error']) => void;
  'onprecheck-follow'?: (event: HTMLElementEventMap['precheck-follow']) => void;
};

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'precheck-form': Props<PrecheckFormElement>;
      'precheck-report': Props<PrecheckReportElement>;
    }
  }
}
