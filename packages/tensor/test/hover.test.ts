import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';

const columns = 100;

/** Typical calls; what the editor shows over the name of the function should be readable at a glance. */
const calls = {
  add: 'add(zeros([2, 3]), ones([3]))',
  sum: 'sum(zeros([2, 3]), 0)',
  matmul: 'matmul(zeros([2, 3]), zeros([3, 4]))',
  reshape: 'reshape(zeros([2, 3]), [3, 2])',
  softplus: 'softplus(zeros([2, 3]))',
  concat: 'concat([zeros([2, 3]), ones([1, 3])])',
  einsum: "einsum('ij,jk->ik', zeros([2, 3]), zeros([3, 4]))",
  conv2d: 'conv2d(zeros([1, 3, 8, 8]), zeros([4, 3, 3, 3]), { stride: 2 })',
  variance: 'variance(zeros([2, 3]), 0, { ddof: 1 })',
  slice: 'slice(zeros([2, 3]), [0, 1])',
  transpose: 'transpose(zeros([2, 3, 4]), [1, 0, 2])',
  cosineSimilarity: 'cosineSimilarity(zeros([2, 3]), zeros([3]))',
};
const names = Object.keys(calls);
const text = [
  `import { ones, zeros, ${names.join(', ')} } from '@hml/tensor';`,
  ...Object.values(calls).map((call) => `void ${call};`),
].join('\n');

/** What the server answers; to `initialize` something else, which nobody reads. */
interface Answer {
  readonly contents: { readonly value: string };
}

/** The compiler's language server, spoken to as an editor does: messages with a header that tells their length. */
class Editor {
  readonly #server: ChildProcess;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #received = Buffer.alloc(0);

  constructor() {
    const compiler = path.join(path.dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
    this.#server = spawn(process.execPath, [compiler, '--lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
    this.#server.stdout?.on('data', (data: Buffer) => {
      this.#received = Buffer.concat([this.#received, data]);
      this.#read();
    });
  }

  #read(): void {
    for (let start = this.#received.indexOf('\r\n\r\n') + 4; start > 3; start = this.#received.indexOf('\r\n\r\n') + 4) {
      const end = start + Number(/Content-Length: (\d+)/.exec(this.#received.toString('utf8', 0, start))?.[1]);
      if (this.#received.length < end) return;
      const { id, method, params, result } = JSON.parse(this.#received.toString('utf8', start, end));
      this.#received = this.#received.subarray(end);
      if (method === undefined) this.#waiting.get(id)?.(result);
      else if (id !== undefined) this.tell({ id, result: params?.items?.map(() => null) ?? null }); // what the server asks has no answer here
    }
  }

  tell(message: object): void {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    this.#server.stdin?.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  ask(id: number, method: string, params: object): Promise<Answer> {
    const answer = new Promise<Answer>((resolve) => this.#waiting.set(id, resolve));
    this.tell({ id, method, params });
    return answer;
  }

  close(): void {
    this.#server.stdin?.end();
    this.#server.kill();
  }
}

const editor = new Editor();
const uri = pathToFileURL(path.join(import.meta.dirname, 'typical-calls.ts')).href; // open in the editor, not on disk

beforeAll(async () => {
  const capabilities = { textDocument: { hover: { contentFormat: ['markdown'] } } };
  await editor.ask(0, 'initialize', { processId: process.pid, rootUri: pathToFileURL(import.meta.dirname).href, capabilities });
  editor.tell({ method: 'initialized', params: {} });
  editor.tell({ method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'typescript', version: 1, text } } });
});
afterAll(() => editor.close());

it.each(names)('the signature of a call of %s fits three lines of an editor', async (name) => {
  const line = 1 + names.indexOf(name);
  const { contents } = await editor.ask(line, 'textDocument/hover', {
    textDocument: { uri },
    position: { line, character: 'void '.length },
  });
  const signature = /```\w+\n([\s\S]*?)\n```/.exec(contents.value)?.[1] ?? '';
  expect(signature).toContain(`function ${name}<`);
  expect(signature.split('\n').reduce((count, part) => count + Math.ceil(part.length / columns), 0)).toBeLessThanOrEqual(3);
});
