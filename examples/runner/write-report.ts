import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { renderSvg } from '@hml/viz/node';
import { type Report, renderReport } from '@hml/viz/report';

/** Writes `reports/NAME.html` and returns its path. */
export async function writeReport(name: string, report: Report): Promise<string> {
  const folder = new URL('../../reports/', import.meta.url);
  await mkdir(folder, { recursive: true });
  const file = new URL(`${name}.html`, folder);
  await writeFile(file, renderReport(report, { renderSvg }));
  return fileURLToPath(file);
}
