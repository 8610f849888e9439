// The packed package's declarations in a fresh TypeScript project, under each way of resolving modules; the declarations themselves are checked too.
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { root } from '../../wasm/scripts/root.mjs';
import { installPackage, link, run, write } from './support/package.mjs';

const { project, manifest, entries } = installPackage();
link(project, '@types/node', 'undici-types'); // which a project for Node has
link(project, '@standard-schema/spec'); // which form libraries bring along

const code = entries.filter((entry) => !/\.(wasm|json|css)$/.test(entry)).map((entry) => entry.replace('.', manifest.name));

// Every entry, none of whose names may be `any`.
const everyEntry = `
type IsAny<T> = 0 extends 1 & T ? true : false;
type NoAny<T> = true extends { [K in keyof T]: IsAny<T[K]> }[keyof T] | IsAny<T> ? 'something is any' : 'typed';
${code.map((entry, i) => `import * as entry${i} from '${entry}';\nexport const typed${i}: NoAny<typeof entry${i}> = 'typed';`).join('\n')}
`;

// A user's file that meets the API once.
const user = `
  import { createPrecheck, PackError, PrecheckError, type Finding, type Report } from 'yibao-precheck';
  import { createPrecheck as createRun, type PrecheckRun } from 'yibao-precheck/run';
  import { CelUint, createCel, type CelError, type CelValue } from 'yibao-precheck/cel';
  import { packs, sources } from 'yibao-precheck/rules';
  import filing from 'yibao-precheck/rules/shenzhen/cross-region-filing/2023';
  import { standardSchema } from 'yibao-precheck/standard-schema';
  import type { StandardSchemaV1 } from '@standard-schema/spec';
  import compiled from 'yibao-precheck/compiled/shenzhen/cross-region-filing/2023';
  export const titles: (string | undefined)[] = [filing.facts.title?.en, filing.resolved.sources[0]?.title['zh-CN']];
  export async function evaluate(expression: string): Promise<CelValue | readonly CelError[]> {
    const program = (await createCel()).compile(expression, { variables: { x: 'uint' } });
    if (program.errors) return program.errors;
    // @ts-expect-error: undefined is no value
    program.evaluate({ x: [undefined] });
    const { value, error, unknown } = program.evaluate({ x: new CelUint(1) });
    return error ? [error] : unknown ? unknown.length : value;
  }
  export async function check(form: object): Promise<Finding[]> {
    const precheck = await createPrecheck({ packs, sources });
    const report: Report = precheck.check('a/b', form, { asOf: '2026-11-22', locale: 'en', params: { n: 1 } });
    // @ts-expect-error: there is no default for the day
    precheck.check('a/b', form, {});
    return report.verdict === 'pass' ? [] : report.findings;
  }
  export async function run(form: object): Promise<Report> {
    const small: PrecheckRun = await createRun({ packs: [compiled] });
    // @ts-expect-error: the whole engine explains
    small.explain('a/b', form, { asOf: '2026-11-22' });
    // @ts-expect-error: it takes compiled packs only
    await createRun({ packs: [filing] });
    return small.check('a/b', form, { asOf: '2026-11-22' });
  }
  export const schema: StandardSchemaV1<{ member: { name: string } }> = standardSchema<{ member: { name: string } }>({ precheck: null as never as PrecheckRun, pack: 'a/b', asOf: '2026-11-22' });
  export const outcome: StandardSchemaV1.Result<Record<string, unknown>> | Promise<StandardSchemaV1.Result<Record<string, unknown>>> = standardSchema({ precheck: null as never as PrecheckRun, pack: 'a/b', asOf: () => '2026-11-22' })['~standard'].validate({});
  import { defineElements, provide, type PrecheckFormElement } from 'yibao-precheck/element';
  import 'yibao-precheck/element/define';
  export async function elements(): Promise<string | undefined> {
    provide({ precheck: createRun({ packs: [compiled] }), packs: [filing] });
    await defineElements();
    const form: PrecheckFormElement = document.createElement('precheck-form');
    form.source = { precheck: await createRun({ packs: [compiled] }), packs: [filing] };
    form.addEventListener('precheck-report', ({ detail }) => { const report: Report = detail; document.querySelector('precheck-report')!.report = report; });
    form.addEventListener('precheck-error', ({ detail }) => console.error(detail.message));
    // @ts-expect-error: it follows from what is filled in
    form.report = null;
    return form.form?.id;
  }
  export const isOurs = (error: unknown) => error instanceof PackError || error instanceof PrecheckError;
`;

const tsc = join(root, 'node_modules/typescript/bin/tsc');
const STRICT = ['--noEmit', '--strict', '--target', 'es2020', '--skipLibCheck', 'false', '--pretty', 'false'];

for (const [title, extension, options] of [
  ['with a bundler', 'ts', ['--module', 'esnext', '--moduleResolution', 'bundler', '--lib', 'es2018,dom', '--types', '']],
  ['in Node (node16), as a module', 'mts', ['--module', 'node16', '--lib', 'es2022,dom', '--types', 'node']],
  ['in Node (node16), as CommonJS', 'cts', ['--module', 'node16', '--lib', 'es2022,dom', '--types', 'node']],
]) {
  describe(`TypeScript ${title}`, () => {
    const check = (name, text) => {
      write(project, `${name}.${extension}`, text);
      run(process.execPath, [tsc, ...STRICT, ...options, `${name}.${extension}`], project);
    };

    it('knows every entry, and calls nothing any', () => check('entries', everyEntry));
    it('takes a program that meets the whole API, and refuses its mistakes', () => check('user', user));
  });
}

describe('TypeScript with JSX', () => {
  // As much of React's declarations as the file needs.
  mkdirSync(join(project, 'node_modules/react'), { recursive: true });
  write(project, 'node_modules/react/index.d.ts', `
    export interface HTMLAttributes<Of> { id?: string; onClick?: (event: { currentTarget: Of }) => void }
    export type DetailedHTMLProps<Attributes, Of> = Attributes & { ref?: (element: Of | null) => void };
    export namespace JSX { interface Element {} interface IntrinsicElements {} }
  `);
  write(project, 'node_modules/react/jsx-runtime.d.ts', "export { JSX } from './index';\n");
  const declarations = 'precheck-elements.d.ts';
  copyFileSync(join(root, 'web/examples/element-react', declarations), join(project, declarations));

  it('knows the elements by the file that the README says to copy', () => {
    write(project, 'elements.tsx', `
      export const form = <precheck-form id="check" name="check" pack="a/b@1" asOf="2026-11-22" paged elder value={{}} onprecheck-report={({ detail }) => detail.verdict} ref={(element) => element?.goTo('')} />;
      export const report = <precheck-report for="check" onprecheck-follow={({ detail }) => detail.length} />;
      // @ts-expect-error: the form has no such property
      export const wrong = <precheck-form packs="a/b@1" />;
    `);
    run(process.execPath, [tsc, ...STRICT, '--module', 'esnext', '--moduleResolution', 'bundler', '--lib', 'es2018,dom', '--types', '', '--jsx', 'react-jsx', 'elements.tsx', declarations], project);
  });
});
