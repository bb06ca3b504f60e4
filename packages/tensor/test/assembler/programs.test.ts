import { DataError } from '@hml/tensor';
import {
  type Expr,
  FloatLanes,
  type Func,
  type Int,
  IntLanes,
  type LaneType,
  type Local,
  Module,
  type Vector,
} from '@hml/tensor/assembler';
import { describe, expect, it } from 'vitest';

/** Compiles a module over a memory of one page, and gives its functions by name. */
function load(module: Module): { call: (name: string, ...args: number[]) => number; memory: ArrayBuffer } {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module.bytes()), { env: { memory } });
  const call = (name: string, ...args: number[]): number => {
    const fn = exports[name];
    if (typeof fn !== 'function') throw new Error(`no function ${name}`);
    return Number(fn(...args));
  };
  return { call, memory: memory.buffer };
}

/** What a function of two integers gives. */
function evaluate(x: number, y: number, body: (fn: Func, x: Local<'i32'>, y: Local<'i32'>) => void): number {
  const module = new Module();
  module.func('f', ['i32', 'i32'], body, 'i32');
  return load(module).call('f', x, y);
}

/** What an operation makes of the lanes of two registers. */
function onLanes(type: LaneType, a: readonly number[], b: readonly number[], op: (f: FloatLanes, a: Vector, b: Vector) => Vector) {
  const module = new Module();
  module.func('f', ['i32'], (fn, p) => {
    const f = new FloatLanes(fn, type);
    f.store(p, op(f, f.load(p), f.load(p, 16)), 32);
  });
  const { call, memory } = load(module);
  const lanes = type === 'float32' ? new Float32Array(memory) : new Float64Array(memory);
  const count = 16 / lanes.BYTES_PER_ELEMENT;
  lanes.set(a.slice(0, count), 0);
  lanes.set(b.slice(0, count), count);
  call('f', 0);
  return { floats: Array.from(lanes.slice(2 * count, 3 * count)), ints: Array.from(new Int32Array(memory, 32, 4)) };
}

describe('integers', () => {
  it.each<[string, (x: Expr<'i32'>, y: Int) => Expr<'i32'>, number, number, number]>([
    ['add', (x, y) => x.add(y), 2147483647, 1, -2147483648],
    ['sub', (x, y) => x.sub(y), 3, 5, -2],
    ['mul', (x, y) => x.mul(y), -3, 7, -21],
    ['div', (x, y) => x.div(y), 17, 5, 3],
    ['rem', (x, y) => x.rem(y), 17, 5, 2],
    ['and', (x, y) => x.and(y), 13, -4, 12],
    ['or', (x, y) => x.or(y), 9, 6, 15],
    ['shl', (x, y) => x.shl(y), 3, 4, 48],
    ['shr', (x, y) => x.shr(y), 48, 4, 3],
    ['eq', (x, y) => x.eq(y), 4, 4, 1],
    ['ne', (x, y) => x.ne(y), 4, 4, 0],
    ['lt', (x, y) => x.lt(y), -1, 1, 1],
    ['gt', (x, y) => x.gt(y), -1, 1, 0],
    ['le', (x, y) => x.le(y), 1, 1, 1],
    ['ge', (x, y) => x.ge(y), -2, -1, 0],
  ])('x.%s(y), also with a number for y', (_, op, x, y, expected) => {
    expect(evaluate(x, y, (fn, a, b) => fn.return(op(a, b)))).toBe(expected);
    expect(evaluate(x, 0, (fn, a) => fn.return(op(a, y)))).toBe(expected);
  });

  it('a formula is worth what its variables hold where it is used, `let` keeps what it was', () => {
    const later = evaluate(5, 0, (fn, x) => {
      const formula = x.add(1);
      const kept = fn.let(formula);
      x.set(formula.mul(10));
      fn.return(formula.sub(kept)); // 61 - 6
    });
    expect(later).toBe(55);
  });
});

describe('statements', () => {
  const sumTo = (fn: Func, n: Local<'i32'>, total: Local<'i32'>): void => {
    fn.while(n.gt(0), () => {
      total.inc(n);
      n.inc(-1);
    });
    fn.return(total);
  };
  it('while repeats as long as the condition holds, and not once if it does not', () => {
    expect(evaluate(10, 0, sumTo)).toBe(55);
    expect(evaluate(0, 7, sumTo)).toBe(7);
    expect(evaluate(-3, 7, sumTo)).toBe(7);
  });

  it('loop does its body once before it asks', () => {
    const body = (fn: Func, n: Local<'i32'>, rounds: Local<'i32'>): void => {
      fn.loop(() => {
        rounds.inc(1);
        n.inc(-1);
      }, n.gt(0));
      fn.return(rounds);
    };
    expect(evaluate(0, 0, body)).toBe(1);
    expect(evaluate(4, 0, body)).toBe(4);
  });

  it('if takes one branch or the other', () => {
    const larger = (fn: Func, x: Local<'i32'>, y: Local<'i32'>): void => {
      const result = fn.local('i32');
      fn.if(
        x.gt(y),
        () => result.set(x),
        () => result.set(y),
      );
      fn.return(result);
    };
    expect(evaluate(3, 9, larger)).toBe(9);
    expect(evaluate(9, 3, larger)).toBe(9);
  });

  it('load, loadByte and store go to address + offset, for every type', () => {
    const module = new Module();
    module.func('move', ['i32'], (fn, p) => {
      fn.store(p, fn.load('i32', p, 8), 200);
      fn.store(p, fn.load('f32', p, 12), 204);
      fn.store(p, fn.load('f64', p, 16), 208);
      fn.store(p.add(232), fn.loadByte(p, 8));
    });
    const { call, memory } = load(module);
    new Int32Array(memory)[2] = -7;
    new Float32Array(memory)[3] = 1.5;
    new Float64Array(memory)[2] = Math.PI;
    call('move', 0);
    expect(new Int32Array(memory)[50]).toBe(-7);
    expect(new Float32Array(memory)[51]).toBe(1.5);
    expect(new Float64Array(memory)[26]).toBe(Math.PI);
    expect(new Int32Array(memory)[58]).toBe(249);
  });

  it('call reaches an earlier function of the module', () => {
    const module = new Module();
    const put = module.func('put', ['i32', 'i32'], (fn, address, value) => fn.store(address, value));
    module.func('putBoth', ['i32'], (fn, value) => {
      fn.call(put, 64, value);
      fn.call(put, 68, value.mul(2));
    });
    const { call, memory } = load(module);
    call('putBoth', 21);
    expect([...new Int32Array(memory, 64, 2)]).toEqual([21, 42]);
  });

  it('more than 127 variables, and a function of more than 127 bytes, keep their numbers apart', () => {
    const sum = evaluate(1, 2, (fn, x, y) => {
      const many = Array.from({ length: 300 }, (_, i) => fn.let(x.add(i)));
      fn.return(many.reduce((total, v) => total.add(v), y.add(0)));
    });
    expect(sum).toBe(2 + 300 + (299 * 300) / 2);
  });
});

describe.each<LaneType>(['float32', 'float64'])('lanes of %s', (type) => {
  const round = type === 'float32' ? Math.fround : (x: number) => x;
  const a = [1.3, -2.6, 0, Number.NaN];
  const b = [0.5, 7.1, -0, 4];
  const both = (op: (f: FloatLanes, a: Vector, b: Vector) => Vector) => onLanes(type, a, b, op).floats;
  const expected = (op: (a: number, b: number) => number) =>
    a.slice(0, type === 'float32' ? 4 : 2).map((x, i) => round(op(round(x), round(b[i]))));

  it.each<[string, (f: FloatLanes, a: Vector, b: Vector) => Vector, (a: number, b: number) => number]>([
    ['add', (f, a, b) => f.add(a, b), (a, b) => a + b],
    ['sub', (f, a, b) => f.sub(a, b), (a, b) => a - b],
    ['mul', (f, a, b) => f.mul(a, b), (a, b) => a * b],
    ['div', (f, a, b) => f.div(a, b), (a, b) => a / b],
    ['min', (f, a, b) => f.min(a, b), Math.min],
    ['max', (f, a, b) => f.max(a, b), Math.max],
    ['pmin', (f, a, b) => f.pmin(a, b), (a, b) => (b >= a || Number.isNaN(a + b) ? a : b)],
    ['pmax', (f, a, b) => f.pmax(a, b), (a, b) => (a >= b || Number.isNaN(a + b) ? a : b)],
    ['abs', (f, a) => f.abs(a), Math.abs],
    ['neg', (f, a) => f.neg(a), (a) => -a],
    ['sqrt', (f, a) => f.sqrt(a), Math.sqrt],
    ['ceil', (f, a) => f.ceil(a), Math.ceil],
    ['floor', (f, a) => f.floor(a), Math.floor],
    ['trunc', (f, a) => f.trunc(a), Math.trunc],
    ['nearest', (f, a) => f.nearest(a), (a) => (a === 0 || Number.isNaN(a) ? a : Math.round(a))],
    ['a number for a vector', (f, a) => f.mul(f.add(a, 0.5), 3), (a) => round(a + 0.5) * 3],
    ['mulAdd, rounded twice', (f, a, b) => f.mulAdd(a, b, 1), (a, b) => round(a * b) + 1],
    ['negMulAdd', (f, a, b) => f.negMulAdd(a, b, 1), (a, b) => 1 - round(a * b)],
    ['polynomial', (f, a) => f.polynomial(a, [2, -3, 0.5]), (a) => round(round(round(2 * a) - 3) * a) + 0.5],
    ['select', (f, a, b) => f.select(f.lt(a, b), a, 9), (a, b) => (a < b ? a : 9)],
    ['eq', (f, a, b) => f.and(f.eq(a, b), f.const(1)), (a, b) => Number(a === b)],
    ['ne', (f, a, b) => f.and(f.ne(a, b), f.const(1)), (a, b) => Number(a !== b)],
    ['gt', (f, a, b) => f.and(f.gt(a, b), f.const(1)), (a, b) => Number(a > b)],
    ['le', (f, a, b) => f.and(f.le(a, b), f.const(1)), (a, b) => Number(a <= b)],
    ['ge', (f, a, b) => f.and(f.ge(a, b), f.const(1)), (a, b) => Number(a >= b)],
    ['andNot clears the sign', (f, a) => f.andNot(a, f.const(-0)), Math.abs],
    ['xor and not', (f, a) => f.not(f.xor(f.not(a), f.const(-0))), (a) => -a],
    ['extract and splat', (f, a) => f.splat(f.extract(a, 1)), () => a[1]],
    [
      'extractDouble, addDouble and splatDouble',
      (f, a) => f.splatDouble(f.extractDouble(a, 0).addDouble(f.extractDouble(a, 1))),
      () => a[0] + a[1],
    ],
    ['splatInt', (f) => f.splatInt(f.fn.let(-7)), () => -7],
  ])('%s', (_, op, scalar) => expect(both(op)).toEqual(expected(scalar)));

  it('int sees the bits of the same lanes: the exponent of 2^5 by shifts and sums', () => {
    const [bits, bias] = type === 'float32' ? [23, 127] : [52, 1023];
    const { floats } = onLanes(type, [32, 32, 32, 32], [], (f, a) => {
      const exponent = f.int.sub(f.int.shr(a, bits), bias);
      return f.int.shl(f.int.add(exponent, bias + 1), bits); // 2^(5 + 1)
    });
    expect(new Set(floats)).toEqual(new Set([64]));
  });

  it('several registers in lockstep give what single ones do, and a constant goes with all', () => {
    const module = new Module();
    module.func('f', ['i32'], (fn, p) => {
      const f = new FloatLanes(fn, type);
      const total = f.variable(f.load(p, 0, 3));
      total.set(f.mulAdd(total, 2, f.loadSplat(p)));
      f.store(p, total, 64);
      f.storeLane(p, f.load(p, 64), 1, 128);
    });
    const { call, memory } = load(module);
    const view = type === 'float32' ? new Float32Array(memory) : new Float64Array(memory);
    const n = 48 / view.BYTES_PER_ELEMENT;
    for (let i = 0; i < n; i++) view[i] = i + 1;
    call('f', 0);
    const at = 64 / view.BYTES_PER_ELEMENT;
    expect([...view.slice(at, at + n)]).toEqual(Array.from({ length: n }, (_, i) => 2 * (i + 1) + 1));
    expect([...view.slice(2 * at, 2 * at + 2)]).toEqual([5, 0]);
  });

  it('vectors of different widths in one operation are refused', () => {
    const module = new Module();
    const misfit = () =>
      module.func('f', ['i32'], (fn, p) => {
        const f = new FloatLanes(fn, type);
        f.add(f.load(p, 0, 4), f.load(p, 64, 2));
      });
    expect(misfit).toThrow(DataError);
    expect(misfit).toThrow('4 and 2');
  });

  it('a variable is not set to another number of registers, of which some would be lost', () => {
    for (const [own, others] of [
      [1, 4],
      [4, 2],
    ]) {
      const misfit = () =>
        new Module().func('f', ['i32'], (fn, p) => {
          const f = new FloatLanes(fn, type);
          const sum = f.variable(f.load(p, 0, own));
          sum.set(f.load(p, 64, others));
        });
      expect(misfit).toThrow(`${own} and ${others}`);
    }
  });
});

it('shuffle, any and the conversions between 32-bit integers and fractions', () => {
  const shuffled = onLanes('float32', [1, 2, 3, 4], [5, 6, 7, 8], (f, a, b) => f.shuffle(a, b, [0, 4, 1, 7]));
  expect(shuffled.floats).toEqual([1, 5, 2, 8]);
  expect(onLanes('float32', [1.9, -1.9, Number.NaN, 1e10], [], (f, a) => f.toInt32(a)).ints).toEqual([1, -1, 0, 2147483647]);
  expect(onLanes('float64', [1.9, -1.9], [], (f, a) => f.toInt32(a)).ints).toEqual([1, -1, 0, 0]);
  expect(onLanes('float32', [1.9, -1.9, 0, 3], [], (f, a) => f.fromInt32(f.toInt32(a))).floats).toEqual([1, -1, 0, 3]);
  expect(onLanes('float64', [1.5, -2.5], [], (f, a) => f.convert(new FloatLanes(f.fn, 'float32').convert(a))).floats).toEqual([1.5, -2.5]);
  const any = (x: number) =>
    evaluate(0, 0, (fn) => {
      const ints = new IntLanes(fn, 'int32');
      fn.return(ints.any(ints.gt(ints.mul(ints.const(x), 2), ints.shrSigned(ints.const(-5), 1))));
    });
  expect(any(1)).toBe(1);
  expect(any(-2)).toBe(0);
});

it('loadHalves fills lower halves from neighbouring places, and leaves zeros above', () => {
  const module = new Module();
  module.func('f', ['i32'], (fn, p) => {
    const f = new FloatLanes(fn, 'float32');
    f.store(p, f.loadHalves(p, 4, 2), 64);
  });
  const { call, memory } = load(module);
  const view = new Float32Array(memory);
  view.set([1, 2, 3, 4, 5, 6]);
  call('f', 0);
  expect([...view.slice(16, 24)]).toEqual([2, 3, 0, 0, 4, 5, 0, 0]);
});

it('narrow halves the bits of integers, and keeps those that do not fit at the ends', () => {
  const [a, b] = [new Int32Array([1, -2, 40000, -40000]), new Int32Array([200, -200, 127, 3])];
  const words = (values: Int32Array) => Array.from(new Float32Array(values.buffer));
  const { ints } = onLanes('float32', words(a), words(b), (f, x, y) => {
    const halves = f.int.narrow(x, y, 16);
    return f.int.narrow(halves, halves, 8);
  });
  const bytes = [1, -2, 127, -128, 127, -128, 127, 3];
  expect([...new Int8Array(Int32Array.from(ints).buffer)]).toEqual([...bytes, ...bytes]);
});

describe('what a module would cut to a whole number, or an engine refuse without a name, is refused where it is written', () => {
  const writing = (body: (fn: Func, x: Local<'i32'>, f: FloatLanes) => void) => () =>
    new Module().func('f', ['i32'], (fn, x) => body(fn, x, new FloatLanes(fn, 'float32')));

  it.each<[string, (fn: Func, x: Local<'i32'>, f: FloatLanes) => void, string, string]>([
    ['x.add(1.5)', (_, x) => x.add(1.5), 'no such integer of 32 bits', '1.5'],
    ['x.inc(2^32)', (_, x) => x.inc(2 ** 32), 'no such integer of 32 bits', '4294967296'],
    ['fn.let(NaN)', (fn) => fn.let(Number.NaN), 'no such integer of 32 bits', 'NaN'],
    ['f.int.const(0.5)', (_, _x, f) => f.int.const(0.5), 'no such integer of 32 bits', '0.5'],
    ["fn.load('f64', x, 3.7)", (fn, x) => fn.load('f64', x, 3.7), 'no such offset', '3.7'],
    ['fn.store(x, x, -4)', (fn, x) => fn.store(x, x, -4), 'no such offset', '-4'],
    ['f.loadSplat(x, 0.5)', (_, x, f) => f.loadSplat(x, 0.5), 'no such offset', '0.5'],
    ['f.extract(v, 4)', (_, x, f) => f.extract(f.load(x), 4), 'no such lane', '4'],
    ['f.storeLane(x, v, 0.5)', (_, x, f) => f.storeLane(x, f.load(x), 0.5), 'no such lane', '0.5'],
    ['f.shuffle(v, v, [8])', (_, x, f) => f.shuffle(f.load(x), f.load(x), [0, 1, 2, 8]), 'no such lane', '8'],
    // @ts-expect-error a fraction is no address
    ["x.add(fn.load('f64', x))", (fn, x) => x.add(fn.load('f64', x)), 'a value of another type', 'f64'],
    // @ts-expect-error an integer is no fraction
    ["fn.local('f64').set(x)", (fn, x) => fn.local('f64').set(x), 'a value of another type', 'i32'],
    // @ts-expect-error nothing is no integer
    ['x.set(undefined)', (_, x) => x.set(undefined), 'a value of another type', 'undefined'],
  ])('%s', (_, body, what, got) => {
    expect(writing(body)).toThrow(DataError);
    expect(writing(body)).toThrow(expect.objectContaining({ where: 'assembler', what, got }));
  });

  it('integers of 32 bits may be given with a sign or without', () => {
    expect(evaluate(0, 0, (fn, x) => fn.return(x.add(2 ** 32 - 1)))).toBe(-1);
    expect(evaluate(0, 0, (fn, x) => fn.return(x.sub(-(2 ** 31))))).toBe(-(2 ** 31));
  });
});

it('a constant is set once, however often it is asked for', () => {
  const module = (times: number) => {
    const made = new Module();
    made.func('f', ['i32'], (fn) => {
      const f = new FloatLanes(fn, 'float32');
      for (let i = 0; i < times; i++) f.const(0.1);
    });
    return made.bytes();
  };
  expect(module(50).length).toBe(module(1).length);
  expect(module(1).length).toBeGreaterThan(module(0).length);
});

it('mulAdd of float64 rounds twice, fused or not', () => {
  const bytes = (fused: boolean): number[] => {
    const module = new Module();
    module.func('f', ['i32'], (fn, p) => {
      const f = new FloatLanes(fn, 'float64', { fused });
      f.store(p, f.negMulAdd(f.load(p), f.load(p), f.mulAdd(f.load(p), f.load(p), -1)), 16);
    });
    return [...module.bytes()];
  };
  expect(bytes(true)).toEqual(bytes(false));
});

it('fused mulAdd rounds once where the engine can: 1 + 2^-24 is lost between two roundings', () => {
  const module = new Module();
  module.func('f', ['i32'], (fn, p) => {
    const f = new FloatLanes(fn, 'float32', { fused: true });
    f.store(p, f.mulAdd(f.load(p), f.load(p), -1), 16);
  });
  let compiled: WebAssembly.Module;
  try {
    compiled = new WebAssembly.Module(module.bytes());
  } catch {
    return; // no relaxed SIMD here
  }
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { exports } = new WebAssembly.Instance(compiled, { env: { memory } });
  const view = new Float32Array(memory.buffer);
  view.fill(1 + 2 ** -12, 0, 4);
  if (typeof exports.f === 'function') exports.f(0);
  expect([2 ** -11, 2 ** -11 + 2 ** -24]).toContain(view[4]); // hosts without the instruction may round twice
});
