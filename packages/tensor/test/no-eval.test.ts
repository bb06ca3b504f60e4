import { expect, it } from 'vitest';

const flag = '--disallow-code-generation-from-strings';

it.runIf(process.execArgv.includes(flag))(`${flag} holds where these tests run`, () => {
  expect(() => new Function('return 1')).toThrow(/Code generation from strings disallowed/);
});
