import { spawnSync } from 'node:child_process';

/**
 * Microseconds that Python takes on one thread for each expression, the fastest of thirty; empty where there is none that can. `say` is told that, or
 * what was measured: versions, and the kernels that a BLAS has chosen (an old one on a new processor may choose slow ones; the environment
 * variable OPENBLAS_CORETYPE overrules it). The environment variable PYTHON names another Python.
 */
export function pythonTimes(setup: string, expressions: readonly string[], say: (text: string) => void = console.warn): readonly number[] {
  const program = [
    'import json, sys, time',
    'def fastest(f):',
    '    times = []',
    '    for _ in range(35):',
    '        start = time.perf_counter(); f(); times.append(time.perf_counter() - start)',
    '    return min(times[5:]) * 1e6',
    setup,
    `times = [fastest(f) for f in [${expressions.map((expression) => `lambda: ${expression}`).join(', ')}]]`,
    "about = [m + ' ' + sys.modules[m].__version__ for m in ('numpy', 'scipy', 'torch', 'sklearn') if m in sys.modules]",
    'try:',
    '    import threadpoolctl',
    "    about += sorted({b['internal_api'] + ' ' + b.get('version', '') + ' for ' + b['architecture'] for b in threadpoolctl.threadpool_info() if 'architecture' in b})",
    'except ImportError: pass',
    "print(json.dumps({'times': times, 'about': ', '.join(about)}))",
  ].join('\n');
  const { status, stdout, stderr, error } = spawnSync(process.env.PYTHON ?? 'python3', ['-c', program], {
    encoding: 'utf8',
    env: { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' },
  });
  if (status !== 0) {
    say(`nothing to compare with, Python failed: ${error?.message ?? stderr.trimEnd().split('\n').at(-1)}`);
    return [];
  }
  const { times, about }: { readonly times: readonly number[]; readonly about: string } = JSON.parse(stdout);
  if (about !== '') say(`Python: ${about}`);
  return times;
}

/** How many times Python's time ours is, and how many it may be; a dash where Python took none. */
export function ratioText(ours: number, theirs: number | undefined, atMost?: number): string {
  const ratio = theirs !== undefined && Number.isFinite(theirs) ? (ours / theirs).toFixed(2) : '–';
  return atMost === undefined ? ratio : `${ratio} ≤ ${atMost}`;
}
