// Work done several at a time, its results in the order in which it came.

/**
 * The results of `work` for each of `source`, as soon as those before are done. No more than `most` are under way, and nothing is taken from the
 * source while nobody takes results. Where the source fails, what came before is answered first.
 */
export async function* inOrder<Task, Result>(source: AsyncIterable<Task>, work: (task: Task) => Promise<Result>, most: number): AsyncGenerator<Result> {
  const tasks = source[Symbol.asyncIterator]();
  const next = () => tasks.next().then(
    (task) => ({ task, failure: undefined }),
    (reason: unknown) => ({ task: undefined, failure: { reason } }),
  );
  const underWay: Promise<Result>[] = [];
  let coming: ReturnType<typeof next> | undefined = next();
  let failure: { reason: unknown } | undefined;
  try {
    while (coming || underWay.length > 0) {
      const oldest = underWay[0];
      const wanted: typeof coming = underWay.length < most ? coming : undefined;
      const arrived = await (wanted && oldest ? Promise.race([wanted, settled(oldest)]) : wanted);
      if (!arrived) {
        underWay.shift();
        yield oldest as Promise<Result>;
      } else if (arrived.task && !arrived.task.done) {
        const result = work(arrived.task.value);
        void settled(result); // whoever awaits it hears of a failure
        underWay.push(result);
        coming = next();
      } else {
        failure = arrived.failure;
        coming = undefined;
      }
    }
    if (failure) throw failure.reason;
  } finally {
    void tasks.return?.(); // not awaited: it would wait for the task that is coming
  }
}

function settled(work: Promise<unknown>): Promise<undefined> {
  return work.then(() => undefined, () => undefined);
}
