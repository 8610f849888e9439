// A mini-program in TypeScript, which knows WeChat's types and neither the DOM's nor Node's. Compiled only.
import { type CreateOptions, createPrecheck, PackError, type Precheck, PrecheckError, type Report, StartError, type StartFailureCode } from 'yibao-precheck/miniprogram';
import fallback = require('yibao-precheck/fallback');
import pack = require('yibao-precheck/rules/generic/unbinding/base');

const options: CreateOptions = {
  packs: [pack],
  wasmPath: '/insurance/precheck.wasm',
  fallback: () => fallback,
  timeout: 8000,
  onFailure: ({ step, path, code, message }) => wx.getRealtimeLogManager().warn(step, path, code, message),
};

export async function check(form: WechatMiniprogram.IAnyObject): Promise<Report | StartFailureCode[]> {
  try {
    const engine: Precheck = await createPrecheck(options);
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

// @ts-expect-error: there is no such option, pages have it
export const wrong: CreateOptions = { packs: [pack], wasm: '/precheck.wasm' };
