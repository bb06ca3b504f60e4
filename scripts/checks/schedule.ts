/** Something that can run once the named others have. */
export interface Job {
  readonly name: string;
  readonly after?: readonly string[];
}

/**
 * Runs jobs in the order given, at most `lanes` at a time, each after the jobs it names (those not in the list count as done).
 */
export async function schedule<J extends Job>(jobs: readonly J[], lanes: number, run: (job: J) => Promise<void>): Promise<void> {
  const names = new Set(jobs.map((job) => job.name));
  const waiting = [...jobs];
  const running = new Map<string, Promise<void>>();
  const done = new Set<string>();
  const ready = (job: J) => (job.after ?? []).every((name) => done.has(name) || !names.has(name));

  while (waiting.length > 0 || running.size > 0) {
    let next = waiting.findIndex(ready);
    while (running.size < lanes && next >= 0) {
      for (const job of waiting.splice(next, 1)) {
        const finished = run(job).finally(() => {
          running.delete(job.name);
          done.add(job.name);
        });
        running.set(job.name, finished);
      }
      next = waiting.findIndex(ready);
    }
    if (running.size === 0) throw new Error(`these checks wait for each other: ${waiting.map((job) => job.name).join(', ')}`);
    await Promise.race(running.values());
  }
}
