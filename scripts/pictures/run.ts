// node scripts/pictures/run.ts: draws the pictures of the algorithms' pages anew.
import { writeFileSync } from 'node:fs';
import { drawn } from './drawn.ts';

for (const { file, svg } of drawn()) {
  writeFileSync(file, svg);
  console.log(file);
}
