// Civil days as texts (`2024-02-29`), as far as boundary values need them. What a day means to a rule only the core decides.

export function isDay(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
}

export function addDays(day: string, count: number): string {
  const moved = new Date(`${day}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + count);
  return moved.toISOString().slice(0, 10);
}

/** Keeps the day of the month, or takes the month's last. */
export function addMonths(day: string, count: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const first = new Date(Date.UTC(year, month - 1 + count, 1));
  first.setUTCFullYear(year + Math.floor((month - 1 + count) / 12)); // Date.UTC reads years below 100 as 19xx
  return `${first.toISOString().slice(0, 8)}${String(Math.min(date, daysInMonth(first))).padStart(2, '0')}`;
}

export function startOfMonth(day: string): string {
  return `${day.slice(0, 8)}01`;
}

export function endOfMonth(day: string): string {
  return addDays(addMonths(startOfMonth(day), 1), -1);
}

/** The first 29 February on or after a day. */
export function nextLeapDay(day: string): string {
  for (let year = Number(day.slice(0, 4)); ; year++) {
    const leapDay = `${String(year).padStart(4, '0')}-02-29`;
    if (leapDay >= day && addDays(leapDay, 0) === leapDay) return leapDay;
  }
}

/** How many whole months lie between two days that are the same day of their months; undefined where they are not. */
export function wholeMonths(from: string, to: string): number | undefined {
  const months = (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
  return addMonths(from, months) === to ? months : undefined;
}

/** `seconds` after the beginning of a day in a pack's zone, as RFC 3339. */
export function instant(day: string, seconds: number, zone: string): string {
  const moved = new Date(Date.parse(`${day}T00:00:00Z`) + seconds * 1000).toISOString();
  return `${moved.slice(0, 19)}${offsetOf(zone)}`;
}

/** The zones that packs know: `UTC`, China's, and fixed offsets. */
function offsetOf(zone: string): string {
  if (zone === 'UTC') return 'Z';
  return /^[+-]/.test(zone) ? zone : '+08:00';
}

function daysInMonth(first: Date): number {
  const next = new Date(first);
  next.setUTCMonth(next.getUTCMonth() + 1);
  return Math.round((next.getTime() - first.getTime()) / 86_400_000);
}
