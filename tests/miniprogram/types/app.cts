// A mini-program in TypeScript, which knows WeChat's types and neither the DOM's nor Node's. Compiled only.
import { type CreateOptions, createPrecheck, PackError, PrecheckError, type PrecheckRun, type Report, StartError, type StartFailureCode } from 'yibao-precheck/miniprogram';
import fallback = require('yibao-precheck/fallback');
import pack = require('yibao-precheck/compiled/generic/unbinding/base');
import form = require('yibao-precheck/rules/generic/unbinding/base');

const options: CreateOptions = {
  packs: [pack],
  wasmPath: '/insurance/precheck.wasm',
  fallback: () => fallback,
  timeout: 8000,
  onFailure: ({ step, path, code, message }) => wx.getRealtimeLogManager().warn(step, path, code, message),
};

export async function check(form: WechatMiniprogram.IAnyObject): Promise<Report | StartFailureCode[]> {
  try {
    const engine: PrecheckRun = await createPrecheck(options);
    const session = engine.open('generic/unbinding', { asOf: '2024-05-10', form });
    session.set('/action', 'unbind');
    return session.report();
  } catch (error) {
    if (error instanceof StartError) return error.failures.map(({ code }) => code);
    if (error instanceof PackError || error instanceof PrecheckError) wx.showModal({ content: error.message });
    throw error;
  }
}

export const others: CreateOptions[] = [
  { packs: [pack], webAssembly: WXWebAssembly },
  { packs: [pack], webAssembly: null, fallback: () => require.async('../engine/fallback.js') },
];

/** What a form is drawn from. */
export const properties: string[] = Object.keys(form.facts.properties ?? {});

// @ts-expect-error: a document is nothing to check by here
export const documents: CreateOptions = { packs: [form] };

// @ts-expect-error: explaining is the whole engine's
export const explain = (engine: PrecheckRun) => engine.explain('generic/unbinding', {}, { asOf: '2024-05-10' });

// @ts-expect-error: there is no such option, pages have it
export const wrong: CreateOptions = { packs: [pack], wasm: '/precheck.wasm' };
