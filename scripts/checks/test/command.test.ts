import { expect, it } from 'vitest';
import { run, runAll } from '../command.ts';

const node = (code: string) => ['node', '-e', code];

it('run keeps what a command prints, and its status', async () => {
  expect(await run(node("console.log('a'); console.error('b'); process.exit(3)"))).toEqual({
    status: 3,
    output: expect.stringMatching(/a\n/),
  });
});

it('run fails on a program that does not exist', async () => expect((await run(['no-such-program'])).status).not.toBe(0));

it('run stops a command that hangs', async () => {
  expect(await run(node('for (;;);'), '.', 0.3)).toEqual({ status: 1, output: expect.stringMatching(/stopped by SIGTERM/) });
});

it('runAll stops at the first command that fails', async () => {
  expect(await runAll([node("console.log('a')"), node('process.exit(2)'), node("console.log('c')")])).toEqual({ status: 2, output: 'a\n' });
});
