// The size of text, in px: WeChat's own setting; larger for the aged. All sizes of the components are relative to it.

const STANDARD = 16;
const LARGEST = 32;
/** 18 is the least for the aged (工信部 2021); a quarter more than normal is plain to see. */
const ELDER = 20;

export function fontSize(elder: boolean): number {
  // getAppBaseInfo: since base library 2.20.1.
  const { fontSizeSetting } = wx.getAppBaseInfo ? wx.getAppBaseInfo() : wx.getSystemInfoSync();
  const setting = fontSizeSetting > 0 ? fontSizeSetting : STANDARD;
  return Math.min(LARGEST, Math.max(STANDARD, elder ? (setting * ELDER) / STANDARD : setting));
}
