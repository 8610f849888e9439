// The page's own day (web/src/today.ts), against what Intl knows of the zones.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importSource } from './support/import-source.mjs';

const { today } = await importSource('web/src/today.ts');
const inZone = (timeZone) => new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(Date.now());

test('the day is that of the pack\'s zone, to the minute on which it turns', (t) => {
  t.mock.timers.enable({ apis: ['Date'] });
  const begun = Date.UTC(2024, 1, 28);
  for (let minutes = 0; minutes < 3 * 24 * 60; minutes += 15) {
    t.mock.timers.setTime(begun + minutes * 60_000 - 1);
    for (const [zone, known] of [['Asia/Shanghai'], ['UTC'], ['Z', 'UTC'], ['+08:00', 'Etc/GMT-8'], ['08:00', 'Etc/GMT-8'], ['-03:30', 'America/St_Johns'], ['+05:45', 'Asia/Kathmandu']]) {
      assert.equal(today(zone), inZone(known ?? zone), `${zone} at ${new Date().toISOString()}`);
    }
  }
  assert.equal(today(), inZone('Asia/Shanghai'));
});
