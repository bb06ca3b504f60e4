import { DataError, OptionError, wrap } from '@hml/tensor';
import { enginePath, withEngine } from '@hml/tensor/extend';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { elementwise } from '../../src/simd/elementwise.ts';
import { Engine, engine, type Family } from '../../src/simd/engine.ts';
import * as none from '../../src/simd/none.ts';
import { Workspace } from '../../src/simd/workspace.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

describe('Workspace', () => {
  it('take gives places that do not overlap, on cache lines; reset gives them back', () => {
    const workspace = new Workspace();
    const mark = workspace.mark();
    const a = workspace.take(1);
    const b = workspace.take(100);
    const c = workspace.take(64);
    expect([a % 64, b - a, c - b]).toEqual([0, 64, 128]);
    workspace.reset(mark);
    expect(workspace.take(10)).toBe(a);
  });

  it('growing keeps what was written and remakes the views, at least doubling', () => {
    const workspace = new Workspace();
    const before = workspace.uint8.length;
    const first = workspace.take(8);
    workspace.float64[first / 8] = Math.E;
    const far = workspace.take(before);
    workspace.float32[far / 4 + before / 4 - 1] = 1.5;
    expect(workspace.uint8.length).toBe(2 * before);
    expect(workspace.float64[first / 8]).toBe(Math.E);
    expect(workspace.int32.length).toBe(before / 2);
    expect(workspace.memory.buffer.byteLength).toBe(2 * before);
  });
});

const count = (made: { times: number }): Family<'one'> => ({
  name: 'one',
  functions: ['one'],
  write: (module) => {
    made.times++;
    module.func('one', [], (fn) => fn.return(fn.let(1)), 'i32');
  },
});

describe.runIf(enginePath() !== 'plain')('Engine', () => {
  it('assembles a family when it is first needed, and once', () => {
    const made = { times: 0 };
    const own = new Engine('simd', new Workspace());
    const family = count(made);
    expect(made.times).toBe(0);
    expect(own.kernels(family)?.one()).toBe(1);
    expect(own.kernels(family)?.one()).toBe(1);
    expect(made.times).toBe(1);
  });

  it('a family that lacks a function it promises is an error', () => {
    const family = { ...count({ times: 0 }), functions: ['two'] };
    expect(() => new Engine('simd', new Workspace()).kernels(family)).toThrow(DataError);
  });

  it('a host that refuses the size of a module gets the plain loops', () => {
    const own = new Engine('simd', new Workspace());
    vi.stubGlobal('WebAssembly', {
      Module: class {
        constructor() {
          throw new RangeError('WebAssembly.Compile is disallowed on the main thread, if the buffer size is larger than 4KB.');
        }
      },
    });
    expect(own.kernels(count({ times: 0 }))).toBeUndefined();
  });

  it('a host without memory for a workspace gets the plain loops', async () => {
    vi.resetModules();
    vi.stubGlobal('WebAssembly', {
      ...WebAssembly,
      Memory: class extends WebAssembly.Memory {
        constructor(descriptor: WebAssembly.MemoryDescriptor) {
          if (descriptor.initial > 1) throw new RangeError('could not allocate memory');
          super(descriptor);
        }
      },
    });
    const fresh = await import('../../src/simd/engine.ts');
    expect(fresh.enginePath()).toBe('plain');
    expect(fresh.engine()).toBeUndefined();
  });

  it('a workspace that cannot grow says so, and keeps what it has', () => {
    const workspace = new Workspace();
    const place = workspace.take(8);
    workspace.float64[place / 8] = Math.E;
    for (const bytes of [2 ** 31, 2 ** 33, 2 ** 40]) expect(() => workspace.take(bytes)).toThrow(DataError);
    expect(workspace.float64[place / 8]).toBe(Math.E);
    expect(workspace.take(8)).toBe(place + 64);
  });

  it('a call that throws half-way gives back the places it took', () => {
    const x = wrap(new Float32Array(1000), [1000]);
    const valueless = x.like(undefined, [1000], 'float32');
    const run = elementwise('plus', 2, (f, a, b) => f.add(a, b));
    const before = engine()?.workspace.mark();
    expect(() => run([x, valueless], x, undefined)).toThrow(DataError);
    expect(engine()?.workspace.mark()).toBe(before);
  });
});

describe('withEngine', () => {
  it('takes a path for one call and goes back, also after an error', () => {
    const before = enginePath();
    expect(withEngine('plain', enginePath)).toBe('plain');
    expect(() =>
      withEngine('plain', () => {
        throw new Error('inside');
      }),
    ).toThrow('inside');
    expect(enginePath()).toBe(before);
  });

  it('nests: the innermost path holds', () => {
    const before = enginePath();
    expect(withEngine(before, () => withEngine('plain', enginePath))).toBe('plain');
    expect(withEngine('plain', () => withEngine(before, enginePath))).toBe(before);
  });

  it.runIf(enginePath() !== 'plain')('with `always`, kernels run on a few numbers too, and not on none', () => {
    const [x, none] = [wrap(new Float32Array(3), [3]), wrap(new Float32Array(0), [0])];
    const run = elementwise('plus', 2, (f, a, b) => f.add(a, b));
    expect(withEngine('simd', () => run([x, x], x, undefined))).toBeUndefined();
    expect(withEngine('simd', () => run([x, x], x, undefined)?.shape, { always: true })).toEqual([3]);
    expect(withEngine('simd', () => withEngine('simd', () => run([x, x], x, undefined)), { always: true })).toBeUndefined();
    expect(withEngine('simd', () => run([none, none], none, undefined), { always: true })).toBeUndefined();
    expect(run([x, x], x, undefined)).toBeUndefined();
    // @ts-expect-error no such option
    expect(() => withEngine('simd', () => 1, { allways: true })).toThrow(/did you mean 'always'/);
  });

  it('refuses a path that does not exist', () => {
    // @ts-expect-error no such path
    expect(() => withEngine('gpu', enginePath)).toThrow(OptionError);
  });
});

describe('a host without WebAssembly, or one that may not compile', () => {
  const refuses = class {
    constructor() {
      throw new Error('Wasm code generation disallowed by embedder');
    }
  };
  it.each([
    ['none', undefined],
    ['forbidden', { validate: () => true, Module: refuses, Memory: refuses }],
  ])('%s: everything runs on the plain loops', async (_, wasm) => {
    vi.resetModules();
    vi.stubGlobal('WebAssembly', wasm);
    const fresh = await import('../../src/simd/engine.ts');
    expect(fresh.enginePath()).toBe('plain');
    expect(fresh.engine()).toBeUndefined();
    expect(() => fresh.withEngine('simd', () => 1)).toThrow("'plain'");
  });
});

describe('the condition hml-plain', () => {
  it('has the names of the fast paths, and does nothing', () => {
    expect(none.engine()).toBeUndefined();
    expect(none.elementwise()).toBeUndefined();
    expect(none.enginePath()).toBe('plain');
    expect(none.withEngine('plain', () => 3)).toBe(3);
    expect(() => none.withEngine('simd', () => 3)).toThrow(/'plain'/);
  });

  it('lacks no value that the fast paths have and ops import', async () => {
    const fast = await import('../../src/simd/index.ts');
    const values = Object.keys(fast).filter((name) => name !== 'Workspace' && name !== 'Engine');
    expect(Object.keys(none).sort()).toEqual(values.sort());
  });
});
