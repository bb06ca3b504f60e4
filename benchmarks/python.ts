import { spawnSync } from 'node:child_process';

/**
 * Microseconds that Python takes on one thread for each expression, the fastest of thirty; empty where there is none that can, which `say` is told.
 * The environment variable PYTHON names another one.
 */
export function pythonTimes(setup: string, expressions: readonly string[], say: (text: string) => void = console.warn): readonly number[] {
  const program = [
    'import json, time',
    'def fastest(f):',
    '    times = []',
    '    for _ in range(35):',
    '        start = time.perf_counter(); f(); times.append(time.perf_counter() - start)',
    '    return min(times[5:]) * 1e6',
    setup,
    `print(json.dumps([fastest(f) for f in [${expressions.map((expression) => `lambda: ${expression}`).join(', ')}]]))`,
  ].join('\n');
  const { status, stdout, stderr, error } = spawnSync(process.env.PYTHON ?? 'python3', ['-c', program], {
    encoding: 'utf8',
    env: { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' },
  });
  if (status !== 0) {
    say(`nothing to compare with, Python failed: ${error?.message ?? stderr.trimEnd().split('\n').at(-1)}`);
    return [];
  }
  const times: unknown = JSON.parse(stdout);
  return Array.isArray(times) ? times.map(Number) : [];
}

/** How many times Python's time ours is, and how many it may be; a dash where Python took none. */
export function ratioText(ours: number, theirs: number | undefined, atMost?: number): string {
  const ratio = theirs !== undefined && Number.isFinite(theirs) ? (ours / theirs).toFixed(2) : '–';
  return atMost === undefined ? ratio : `${ratio} ≤ ${atMost}`;
}
