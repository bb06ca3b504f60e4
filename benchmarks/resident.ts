/** A count of bytes for a table. */
const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1).padStart(7)} MB`;

/** Does `body` so many times and prints ten times on the way what memory the process holds; `unit` is what is counted. */
export function printResident(title: string, unit: string, count: number, body: (i: number) => void): void {
  console.log(`${title}\n${unit.padStart(9)}   resident        heap     arrays`);
  for (let i = 0; i < count; i++) {
    body(i);
    if ((i + 1) % Math.ceil(count / 10) > 0 && i + 1 < count) continue;
    const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
    console.log(`${String(i + 1).padStart(9)} ${megabytes(rss)}  ${megabytes(heapUsed)} ${megabytes(arrayBuffers)}`);
  }
}
