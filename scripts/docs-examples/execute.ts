import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Task } from './batch.ts';
import { rewrite } from './rewrite.ts';
import type { Failure, Outcome, Snippet } from './snippet.ts';
import { typeCheck } from './type-check.ts';

/** How a run is made; all have defaults. */
export interface RunOptions {
  /** Processes that run side by side. @defaultValue 2 */
  readonly processes?: number;
  /** Milliseconds a whole process may take. @defaultValue 120000 */
  readonly timeout?: number;
  /** Whether snippets go through the compiler too. @defaultValue true */
  readonly types?: boolean;
}

const batchScript = fileURLToPath(new URL('./batch.ts', import.meta.url));

/** Runs and type-checks snippets, and tells for each what held; outcomes come in the order of the snippets. */
export async function execute(
  snippets: readonly Snippet[],
  { processes = 2, timeout = 120_000, types = true }: RunOptions = {},
): Promise<Outcome[]> {
  mkdirSync('.cache', { recursive: true }); // inside the repository, so that workspace packages resolve
  const folder = mkdtempSync('.cache/snippets-');
  try {
    const outcomes = snippets.map((snippet, i) => prepare(snippet, i, folder));
    const ready = outcomes.flatMap((outcome, i) => (outcome ? [] : [i]));
    const lanes = Array.from({ length: Math.min(processes, ready.length) }, (_, lane) => ready.filter((_, k) => k % processes === lane));
    const checked = types ? typeCheck(folder, snippets) : Promise.resolve(new Map<number, Failure[]>());
    const ran = await Promise.all(lanes.map((lane, l) => runLane(lane, snippets, folder, l, timeout)));
    for (const [i, outcome] of ran.flat()) outcomes[i] = outcome;
    const mistakes = await checked;
    return outcomes.map((outcome, i) => withFailures(outcome ?? { assertions: 0, failures: [] }, mistakes.get(i) ?? []));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function withFailures({ assertions, failures }: Outcome, more: readonly Failure[]): Outcome {
  return { assertions, failures: [...failures, ...more] };
}

/** Writes the two modules of a snippet; a snippet that cannot be rewritten has its outcome already. */
function prepare(snippet: Snippet, i: number, folder: string): Outcome | undefined {
  const { file, line, problem } = snippet;
  if (problem !== undefined) return { assertions: 0, failures: [{ file, line, expected: 'a snippet that runs', got: problem }] };
  try {
    const { run, types } = rewrite(snippet, folder);
    writeFileSync(path.join(folder, `run-${i}.ts`), run);
    writeFileSync(path.join(folder, `types-${i}.ts`), types);
    return undefined;
  } catch (error) {
    return { assertions: 0, failures: [{ file, line, expected: 'a snippet that can be read', got: String(error) }] };
  }
}

async function runLane(
  lane: readonly number[],
  snippets: readonly Snippet[],
  folder: string,
  l: number,
  timeout: number,
): Promise<[number, Outcome][]> {
  const tasks = lane.flatMap((i): Task[] => {
    const snippet = snippets[i];
    return snippet ? [{ module: path.resolve(folder, `run-${i}.ts`), file: snippet.file, line: snippet.line }] : [];
  });
  const tasksFile = path.join(folder, `tasks-${l}.json`);
  const outcomesFile = path.join(folder, `outcomes-${l}.json`);
  writeFileSync(tasksFile, JSON.stringify(tasks));
  writeFileSync(outcomesFile, '[]');
  const end = await spawnBatch([batchScript, tasksFile, outcomesFile], timeout);
  const done: readonly Outcome[] = JSON.parse(readFileSync(outcomesFile, 'utf8'));
  return lane.map((i, k) => [
    i,
    done[k] ?? unfinished(tasks[k], k === done.length ? end : 'not reached: the snippet before ended the process'),
  ]);
}

function unfinished(task: Task | undefined, got: string): Outcome {
  return { assertions: 0, failures: [{ file: task?.file ?? '', line: task?.line ?? 0, expected: 'the snippet runs to its end', got }] };
}

/** Runs one process and says in words how it ended. */
function spawnBatch(args: readonly string[], timeout: number): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--no-warnings', ...args], { stdio: ['ignore', 'ignore', 'pipe'], timeout });
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors += text;
    });
    child.on('close', (code, signal) =>
      resolve(signal ? `stopped after ${timeout / 1000} s` : `the process ended with ${code}\n${errors}`.trim()),
    );
  });
}
