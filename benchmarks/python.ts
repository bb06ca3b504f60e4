import { spawnSync } from 'node:child_process';

/**
 * Microseconds that Python takes on one thread for each expression, the fastest of thirty; empty where there is none that can. The environment
 * variable PYTHON names another one.
 */
export function pythonTimes(setup: string, expressions: readonly string[]): readonly number[] {
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
  const { status, stdout } = spawnSync(process.env.PYTHON ?? 'python3', ['-c', program], {
    encoding: 'utf8',
    env: { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' },
  });
  if (status !== 0) return [];
  const times: unknown = JSON.parse(stdout);
  return Array.isArray(times) ? times.map(Number) : [];
}
