import { spawn } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';

/** What a finished command left behind. */
export interface Finished {
  readonly status: number;
  readonly output: string;
}

const environment = {
  ...process.env,
  PATH: [path.resolve('node_modules/.bin'), path.dirname(process.execPath), process.env.PATH].join(path.delimiter),
  NO_COLOR: '1',
  FORCE_COLOR: undefined,
  TURBO_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
};

/** A command that runs longer than this many seconds hangs: it is stopped and has failed. Several times what a busy machine needs. */
const limit = 1500;

/** Runs one command with the workspace's binaries in reach and keeps its output. */
export function run(command: readonly string[], cwd = '.', seconds = limit): Promise<Finished> {
  const [program = '', ...args] = command;
  const shell = process.platform === 'win32';
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env: environment, stdio: ['ignore', 'pipe', 'pipe'], shell, timeout: seconds * 1000 });
    let output = '';
    const keep = (text: string) => {
      output += text;
    };
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    child.on('error', (error) => resolve({ status: 1, output: `${output}${error.message}\n` }));
    child.on('exit', (_, signal) => {
      if (signal)
        resolve({ status: 1, output: `${output}\n${command.join(' ')}: stopped by ${signal} (a command may take ${seconds} s)\n` });
    });
    child.on('close', (code) => resolve({ status: code ?? 1, output }));
  });
}

/** Runs commands one after another and stops at the first that fails. */
export async function runAll(commands: ReadonlyArray<readonly string[]>, cwd = '.'): Promise<Finished> {
  let output = '';
  for (const command of commands) {
    const finished = await run(command, cwd);
    output += finished.output;
    if (finished.status !== 0) return { status: finished.status, output };
  }
  return { status: 0, output };
}
