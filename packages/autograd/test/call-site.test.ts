import { expect, it } from 'vitest';
import { placesOf, stackHere, userSite } from '../src/call-site.ts';

const place = (file: string, line: number, column: number) => ({ file, line, column });

it('placesOf reads the stacks of V8', () => {
  const stack = `Error: log was called here
    at stackHere (file:///home/a/node_modules/@hml/autograd/dist/call-site.js:21:12)
    at AnomalyWatcher.applied (file:///home/a/node_modules/@hml/autograd/dist/anomaly.js:55:48)
    at new Model (/home/a/my (old) models/model.ts:3:9)
    at file:///home/a/train.ts:41:7
    at Array.map (<anonymous>)
    at async Promise.all (index 0)
    at async file:///home/a/run.ts:1:1`;
  expect(placesOf(stack).map(({ line, column }) => [line, column])).toEqual([
    [21, 12],
    [55, 48],
    [3, 9],
    [41, 7],
    [1, 1],
  ]);
  expect(placesOf(stack)[3]).toEqual(place('file:///home/a/train.ts', 41, 7));
  expect(placesOf(stack)[4]).toEqual(place('file:///home/a/run.ts', 1, 1));
});

it('placesOf reads the stacks of SpiderMonkey and of JavaScriptCore', () => {
  const spiderMonkey = `applied@http://localhost:5173/node_modules/@hml/autograd/dist/anomaly.js:55:48
loss/<@http://localhost:5173/src/train.ts:41:7
@http://localhost:5173/src/main.ts:2:1
`;
  const javaScriptCore = `applied@http://localhost:5173/node_modules/@hml/autograd/dist/anomaly.js:55:48
http://localhost:5173/src/train.ts:41:7
map@[native code]
module code@http://localhost:5173/src/main.ts:2:1`;
  for (const stack of [spiderMonkey, javaScriptCore]) {
    expect(placesOf(stack)).toEqual([
      place('http://localhost:5173/node_modules/@hml/autograd/dist/anomaly.js', 55, 48),
      place('http://localhost:5173/src/train.ts', 41, 7),
      place('http://localhost:5173/src/main.ts', 2, 1),
    ]);
  }
  expect(placesOf(undefined)).toEqual([]);
});

const v8 = (frames: readonly string[]): string => ['Error: here', ...frames.map((frame) => `    at f (${frame})`)].join('\n');

it('userSite leaves out the library, what is installed, and what the engine adds', () => {
  const own = ['file:///w/autograd/src/call-site.ts:1:1', 'file:///w/autograd/src/anomaly.ts:2:2', 'file:///w/tensor/src/apply.ts:3:3'];
  const bottom = ['file:///app/run.ts:9:9', 'node:internal/modules:1:1'];
  const entered = v8([own[0], 'file:///w/autograd/src/anomaly.ts:5:5', ...bottom]);
  const through = [
    'file:///w/tensor/src/ops/log.ts:4:4',
    'file:///app/node_modules/lodash/map.js:1:1',
    'node:events:5:5',
    '<anonymous>:1:1',
  ];
  const rest = ['file:///app/train.ts:41:7', 'file:///w/tensor/src/scope.ts:6:6', 'file:///w/autograd/src/anomaly.ts:6:6', ...bottom];
  expect(userSite(v8([...own, ...through, ...rest]), 3, entered)).toEqual(place('file:///app/train.ts', 41, 7));
});

it('userSite in a bundle of one file is the line of the function that was passed to anomaly', () => {
  const at = (line: number): string => `https://example.org/app.js:${line}:1`;
  const entered = v8([at(1), at(5), at(9)]); // stackHere, anomaly, the caller
  expect(userSite(v8([at(1), at(2), at(3), at(4), at(41), at(6), at(7), at(9)]), 3, entered)).toEqual(
    place('https://example.org/app.js', 41, 1),
  );
  expect(userSite(v8([at(1)]), 3, entered)).toBeUndefined();
});

it('userSite finds the user beside a bundle that holds the library alone', () => {
  const vendor = (line: number): string => `https://example.org/assets/vendor.js:${line}:1`;
  const entered = v8([vendor(1), vendor(5), 'https://example.org/assets/main.js:9:1']);
  const stack = v8(
    [1, 2, 3, 4]
      .map(vendor)
      .concat('https://example.org/assets/main.js:41:1', vendor(6), vendor(7), 'https://example.org/assets/main.js:9:1'),
  );
  expect(userSite(stack, 3, entered)).toEqual(place('https://example.org/assets/main.js', 41, 1));
});

it('stackHere keeps more than the ten frames that engines keep, and leaves their setting as it was', () => {
  const deep = (n: number): Error => (n === 0 ? stackHere('here') : deep(n - 1));
  const before = Error.stackTraceLimit;
  expect(placesOf(deep(50).stack).length).toBeGreaterThan(50);
  expect(Error.stackTraceLimit).toBe(before);
});
