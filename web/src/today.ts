// The day by the device's clock. The core itself reads no clock.

const MINUTE = 60_000;

/**
 * In a pack's zone, as the core knows them: UTC, a fixed offset, and Asia/Shanghai as +08:00. By arithmetic, because a phone takes a tenth of a second until
 * Intl knows its first zone, and older ones refuse offsets.
 */
export function today(zone = 'Asia/Shanghai'): string {
  const offset = /^([+-]?)(\d\d):(\d\d)$/.exec(zone === 'Asia/Shanghai' ? '+08:00' : zone);
  const minutes = offset ? (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3])) : 0;
  return new Date(Date.now() + minutes * MINUTE).toISOString().slice(0, 10);
}
