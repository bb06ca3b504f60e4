import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { mutate } from './mutate.ts';
import type { Message, Task, Verdict } from './task.ts';

const worker = path.join(import.meta.dirname, 'worker.ts');
/** Milliseconds that loading may take. */
const loading = 120_000;
/** Milliseconds that a test gets at least before it counts as endless. */
const patience = 5_000;

/** Runs the mutants of a file in processes of their own: where a mutant takes its process down or never ends, the next begins a new one. */
export async function judge(task: Task): Promise<readonly Verdict[]> {
  const { mutants } = mutate(readFileSync(task.file, 'utf8'));
  const verdicts: Verdict[] = [];
  const pace = { longest: 0 };
  while (verdicts.length < mutants.length) {
    const ended = await runWorker({ ...task, from: verdicts.length }, verdicts, pace);
    if (ended.well) break;
    if (!ended.ready) throw new Error(`${task.file}: the tests do not run: ${ended.complaint}`);
    const { id, rule, line, change } = mutants[verdicts.length];
    verdicts.push({ id, rule, line, change, killer: 'its process ended, or did not' });
  }
  return verdicts;
}

/** How a worker ended. */
interface Ending {
  /** Whether it came as far as the first mutant. */
  readonly ready: boolean;
  /** Whether it came through to the last. */
  readonly well: boolean;
  /** What it printed on the way. */
  readonly complaint: string;
}

/** Collects verdicts until the worker is done. A test may take ten times the longest so far. */
function runWorker(task: Task, verdicts: Verdict[], pace: { longest: number }): Promise<Ending> {
  return new Promise((resolve) => {
    const execArgv = ['--no-warnings', '--max-old-space-size=1024'];
    const child = fork(worker, [JSON.stringify(task)], { execArgv, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    const stop = (): boolean => child.kill('SIGKILL');
    let watch = setTimeout(stop, loading);
    let last: number | undefined;
    const ending = { ready: false, well: false, complaint: '' };
    child.stderr?.on('data', (chunk) => {
      ending.complaint += chunk;
    });
    child.on('message', (message: Message) => {
      clearTimeout(watch);
      const now = performance.now();
      pace.longest = Math.max(pace.longest, now - (last ?? now));
      last = now;
      watch = setTimeout(stop, Math.max(patience, 10 * pace.longest));
      if (message === 'done') ending.well = true;
      else if (message === 'ready') ending.ready = true;
      else if (message !== 'alive') verdicts.push(message);
    });
    child.on('exit', () => {
      clearTimeout(watch);
      resolve(ending);
    });
  });
}
