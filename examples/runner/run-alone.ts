import { basename, dirname, resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { ExampleModule } from './example.ts';
import { Page } from './page.ts';
import { terminalOutput } from './terminal.ts';
import { writeReport } from './write-report.ts';

/** Runs an example when its file was started by `node examples/NAME/main.ts`; does nothing when it was imported. */
export async function runAlone(url: string, title: string, run: ExampleModule['default']): Promise<void> {
  const path = fileURLToPath(url);
  if (!process.argv[1] || resolve(process.argv[1]) !== path) return;
  const name = basename(dirname(path));
  const page = new Page(terminalOutput(process.stdout));
  console.log(title);
  await run(page);
  const file = await writeReport(name, { title, sections: [page.section(name, title)] });
  console.log(`\nReport: ${file}`);
}
