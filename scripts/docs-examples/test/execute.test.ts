import { expect, it } from 'vitest';
import { execute } from '../execute.ts';
import { markdownSnippets } from '../markdown.ts';

const failuresOf = async (code: string, types = false) => {
  const [outcome] = await execute(markdownSnippets('scripts/docs-examples/test/page.md', `# Page\n\n\`\`\`ts\n${code}\n\`\`\`\n`), {
    types,
  });
  return outcome?.failures ?? [];
};

it('execute accepts right values, thrown errors and printed text', async () => {
  const code = [
    'const x = [1, 2].map((v) => v / 3); // [0.333…, 0.667…]',
    'x.length // 2',
    'null.x; // throws TypeError: Cannot read',
    "console.log('a', 1); // a 1",
    'await Promise.resolve({ a: [1, -0, NaN] }); // { a: [1, 0, NaN] }',
  ];
  expect(await failuresOf(code.join('\n'))).toEqual([]);
});

it('execute reads lines without semicolons one by one', async () => {
  expect(await failuresOf('const x = [1]\nx.length // 1\nx[0] // 1\nx.length; // 1\n[...x] // [1]')).toEqual([]);
});

it('execute fails on a wrong value and names file, line, expected and got', async () => {
  expect(await failuresOf('const a = 1;\na + 1; // 3')).toEqual([
    { file: 'scripts/docs-examples/test/page.md', line: 5, expected: '3', got: '2' },
  ]);
});

it.each([
  ['a wrong digit', '1 / 3; // 0.334…', /^0\.3333/],
  ['a wrong constant', 'const a = 1; // 2', /^1$/],
  ['a wrong element', '[1, 2, 3]; // [1, 2, 4]', /^\[ 1, 2, 3 \]$/],
  ['a missing element', '[1, 2]; // [1, 2, 3]', /^\[ 1, 2 \]$/],
  ['NaN for a number', 'NaN; // 0', /^NaN$/],
  ['no error', '1; // throws RangeError', /^1$/],
  ['another error', 'new Array(-1); // throws TypeError', /RangeError/],
  ['another text', 'new Array(-1); // throws RangeError: no such text', /Invalid array length/],
  ['wrong print', "console.log('a'); // b", /^prints a$/],
  ['a crash', "throw new Error('no');", /^Error: no$/],
  ['the end of the process', 'process.exit(0);', /ended with 0/],
  ['a remark in the place of a value', 'Math.sqrt(4); // two, of course', /"two, of course" is no value/],
  ['a line that continues the one above', 'const x = [1];\nx.length // 1\n[...x] // [1]', /line 6: this continues the line above/],
  ['a syntax error', 'const = 1;', /SyntaxError/],
])('execute fails on %s', async (_, code, got) => {
  expect(await failuresOf(code)).toEqual([expect.objectContaining({ got: expect.stringMatching(got) })]);
});

it('execute fails on a type error, at its line', async () => {
  const [failure] = await failuresOf('const a = 1;\nconst b: string = a;', true);
  expect(failure).toMatchObject({ line: 5, expected: 'the snippet type-checks' });
});

it('execute compares a block output with all that was printed', async () => {
  const page = (output: string) => `\`\`\`ts\nconsole.log(1);\nconsole.log('b');\n\`\`\`\n\n\`\`\`output\n${output}\n\`\`\`\n`;
  const outcomes = await execute([...markdownSnippets('p.md', page('1\nb')), ...markdownSnippets('p.md', page('1\nc'))], { types: false });
  expect(outcomes.map((outcome) => outcome.failures.length)).toEqual([0, 1]);
});

it('execute goes on after a snippet that ends its process', async () => {
  const snippets = ['1; // 1', 'process.exit(3);', '2; // 2'].flatMap((code) => markdownSnippets('p.md', `\`\`\`ts\n${code}\n\`\`\``));
  const outcomes = await execute(snippets, { types: false, processes: 1 });
  expect(outcomes.map((outcome) => outcome.failures[0]?.got)).toEqual([
    undefined,
    'the process ended with 3',
    expect.stringMatching(/not reached/),
  ]);
});
