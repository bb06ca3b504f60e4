import { bits } from './expectations.ts';
import type { Subject } from './subject.ts';

/**
 * 32 bits of all that a recipe learns and answers on fixed float64 data: 300 rows of 8 columns, enough for the kernels of larger tables. The
 * same in every engine, process and version, with and without WebAssembly.
 */
export function fingerprintOf(subject: Subject): string {
  const { X, y } = subject.draw(300, 8, 5);
  const model = subject.fit(X, y, { onWarning: () => {} });
  return hash(`${bits(model)}${JSON.stringify(subject.everything(model, X))}`);
}

/** 32 bits of a text, by the hash of Fowler, Noll and Vo. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return value.toString(16).padStart(8, '0');
}
