import { spawnSync } from 'node:child_process';

/** Milliseconds that scikit-learn takes on one thread for each expression, the fastest of `repeats`; empty where there is no Python with scikit-learn. */
export function sklearnTimes(setup: string, expressions: readonly string[], repeats: number = 7): readonly number[] {
  const program = [
    'import json, time, warnings, numpy as np',
    "warnings.simplefilter('ignore')",
    'def fastest(f):',
    '    times = []',
    `    for _ in range(${repeats}):`,
    '        start = time.perf_counter(); f(); times.append(time.perf_counter() - start)',
    '    return min(times) * 1e3',
    setup,
    `print(json.dumps([fastest(f) for f in [${expressions.map((expression) => `lambda: ${expression}`).join(', ')}]]))`,
  ].join('\n');
  const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' };
  const { status, stdout } = spawnSync(process.env.PYTHON ?? 'python3', ['-c', program], { encoding: 'utf8', env });
  if (status !== 0) return [];
  const times: unknown = JSON.parse(stdout);
  return Array.isArray(times) ? times.map(Number) : [];
}
