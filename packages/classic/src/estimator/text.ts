/** A value in a few words, for the `got` of an error: `the text 'a'`, `an array of 3`, `null`. */
export function describe(value: unknown): string {
  if (typeof value === 'string') return `the text '${shorten(value)}'`;
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (ArrayBuffer.isView(value)) return `${value.constructor.name} of ${value.byteLength} bytes`;
  if (typeof value === 'object' && value !== null) return `an object with the keys {${shorten(Object.keys(value).join(', '))}}`;
  return typeof value === 'function' || typeof value === 'bigint' ? `a ${typeof value}` : String(value);
}

function shorten(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 39)}…`;
}

/** The name among `known` that was probably meant: the same but for case and underscores, or at most a third of its letters away. */
export function suggest(name: string, known: readonly string[]): string | undefined {
  const wanted = plain(name);
  const nearest = known
    .map((candidate) => ({ candidate, distance: editDistance(wanted, plain(candidate)) }))
    .sort((a, b) => a.distance - b.distance)[0];
  return nearest !== undefined && nearest.distance <= Math.max(1, Math.floor(wanted.length / 3)) ? nearest.candidate : undefined;
}

function plain(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}

/** Levenshtein's distance: how many letters to insert, delete or replace. One row of the table is kept. */
function editDistance(a: string, b: string): number {
  const row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    let diagonal = row[0];
    row[0] = i;
    for (let j = 1; j <= b.length; j++) {
      const replaced = diagonal + (a[i - 1] === b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = Math.min(replaced, row[j] + 1, row[j - 1] + 1);
    }
  }
  return row[b.length];
}
