import { type Finished, run } from '../../scripts/checks/command.ts';

/** Runs a command that has to succeed; otherwise prints what it said and ends with an error. */
export async function must(command: readonly string[], cwd: string): Promise<Finished> {
  const finished = await run(command, cwd);
  if (finished.status === 0) return finished;
  console.log(finished.output);
  console.log(`${command.join(' ')} failed`);
  throw new Error(`the release dry run stopped at: ${command.slice(0, 3).join(' ')}`);
}
