import { spawnSync } from 'node:child_process';

/** Microseconds that PyTorch takes on one thread for each expression, the fastest of thirty; empty where there is no Python with torch. The environment variable PYTHON names another one. */
export function torchTimes(setup: string, expressions: readonly string[]): readonly number[] {
  const program = [
    'import json, time, torch',
    'torch.set_num_threads(1)',
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
    env: { ...process.env, OMP_NUM_THREADS: '1' },
  });
  if (status !== 0) return [];
  const times: unknown = JSON.parse(stdout);
  return Array.isArray(times) ? times.map(Number) : [];
}
