// Times rows in turn, so that whatever else the machine does hits all of them; each is set against the yardstick timed just before it.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expected } from '../../../../wasm/scripts/run.mjs';
import { summary } from './statistics.mjs';

/** A process that holds one row. Fails where the engine disagrees. */
export async function startRow(row) {
  const child = fork(fileURLToPath(new URL('worker.mjs', import.meta.url)), { serialization: 'advanced' });
  const ask = (message) =>
    new Promise((resolve, reject) => {
      const ended = (status) => reject(expected(`${row.engine}: its process ended with ${status}`));
      child.once('exit', ended);
      child.once('message', (answer) => {
        child.off('exit', ended);
        resolve(answer);
      });
      child.send(message);
    });
  const stop = () => child.kill();
  const answer = await ask({ command: 'prepare', ...row });
  if (!answer.failed && !answer.disagreements) return { row, refused: answer.refused, round: (index) => ask({ command: 'round', index }), stop };
  stop();
  if (answer.failed) throw expected(`${row.engine} failed: ${answer.failed}`);
  throw expected(`${row.engine} (${row.mode}) does not agree with the hand-written rules:\n  ${answer.disagreements.join('\n  ')}`);
}

/** @returns for each row { ratio, nanoseconds, wall }, each { median, low, high } over the rounds; ratio and nanoseconds are processor time. */
export async function timeRows(rows, yardstick, rounds) {
  const samples = rows.map(() => ({ ratio: [], nanoseconds: [], wall: [] }));
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < rows.length; turn++) {
      const at = (turn + round) % rows.length; // another one begins each time
      const unit = await measured(yardstick, round);
      const { cpu, wall } = await measured(rows[at], round);
      samples[at].nanoseconds.push(cpu);
      samples[at].wall.push(wall);
      samples[at].ratio.push(cpu / unit.cpu);
    }
  }
  return samples.map((row) => Object.fromEntries(Object.entries(row).map(([name, values]) => [name, summary(values)])));
}

async function measured({ row, round }, index) {
  const answer = await round(index);
  if (answer.failed) throw expected(`${row.engine} failed: ${answer.failed}`);
  return answer;
}
