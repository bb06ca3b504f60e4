import { join } from 'node:path';
import { argv, env } from 'node:process';
import { HmlError } from '@hml/tensor';
import { adapterFor } from './adapters/index.ts';
import { runGoldens } from './runner.ts';

const fixtures = join(import.meta.dirname, 'fixtures');

try {
  process.exitCode = await runGoldens(argv.slice(2), {
    cases: env.GOLDENS || fixtures,
    fixtures,
    data: env.GOLDENS_DATA || join(import.meta.dirname, 'data'),
    adapterFor,
    print: (line) => console.log(line),
  });
} catch (error) {
  if (!(error instanceof HmlError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
