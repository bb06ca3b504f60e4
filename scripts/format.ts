// npm run format: formats, sorts imports and applies the safe fixes of the linter.
import { run } from './checks/command.ts';

const { status, output } = await run(['biome', 'check', '--write', '--colors=off', '.']);
console.log(output);
process.exitCode = status;
