import { compiled } from '#wasm';
import { Module } from '../assembler/index.ts';
import { DataError, OptionError } from '../errors.ts';
import { withDefaults } from '../options.ts';
import { bestPath, type Path } from './capability.ts';
import { Workspace } from './workspace.ts';

/** A function of a module: whole numbers are places in the workspace and counts. */
export type Kernel = (...args: number[]) => number;

/** Some kernels that are assembled together when one of them is first needed. */
export interface Family<Name extends string = string> {
  /** What it is called, also as a file: the same name always means the same functions. */
  readonly name: string;
  /** The functions of the module. */
  readonly functions: readonly Name[];
  /** Writes the functions; `fused` where float32 may round a product and a sum once. */
  readonly write: (module: Module, fused: boolean) => void;
}

/** The module of a family. */
export function assemble({ write }: Family, fused: boolean): Uint8Array<ArrayBuffer> {
  const module = new Module();
  write(module, fused);
  return module.bytes();
}

/** Where kernels run: a path, the memory they share, and the kernels made so far. */
export class Engine {
  /** Which instructions kernels may use. */
  readonly path: Path;
  /** The memory that kernels see. */
  readonly workspace: Workspace;
  private readonly made = new Map<Family, Readonly<Record<string, Kernel>> | undefined>();

  /** An engine on this path. */
  constructor(path: Path, workspace: Workspace) {
    this.path = path;
    this.workspace = workspace;
  }

  /** The functions of a family, assembled at the first call; undefined where the host refuses a module of this size. */
  kernels<Name extends string>(family: Family<Name>): Readonly<Record<Name, Kernel>> | undefined {
    if (!this.made.has(family)) this.made.set(family, this.make(family));
    return this.made.get(family);
  }

  /** What was assembled so far. */
  get families(): readonly Family[] {
    return [...this.made.keys()];
  }

  private make<Name extends string>(family: Family<Name>): Readonly<Record<Name, Kernel>> | undefined {
    const { name, functions } = family;
    try {
      const module = compiled(`${name}.${this.path}`) ?? new WebAssembly.Module(assemble(family, this.path === 'relaxed'));
      const { exports } = new WebAssembly.Instance(module, { env: { memory: this.workspace.memory } });
      for (const each of functions) if (typeof exports[each] !== 'function') throw missing(each);
      return exports as Record<Name, Kernel>; // just checked, name by name; what they take is the family's own business
    } catch (error) {
      // A page's main thread may not compile large modules at once; who has modules ready-made may not compile at all.
      if (error instanceof RangeError || compiled('probe.simd') !== undefined) return undefined;
      throw error;
    }
  }
}

function missing(name: string): DataError {
  return new DataError({ where: 'kernels', what: 'a family lacks a function', expected: name, got: 'no such export' });
}

/** What a thread knows of its engines once it has asked. */
interface Thread {
  readonly best: Path;
  readonly workspace: Workspace | undefined;
  readonly engines: Map<Path, Engine>;
  /** The engine in use; undefined where the plain loops run. */
  current: Engine | undefined;
  /** Whether kernels run however small the operands are. */
  always: boolean;
}

/**
 * What was found and assembled so far, made when first asked for. Beside `scope` the only module variable of the house, and no
 * more than a cache: which path runs changes float32 in its last bits and nothing else, and no value outlives a call in it.
 */
let thread: Thread | undefined;

function start(): Thread {
  const found = bestPath();
  const workspace = found === 'plain' ? undefined : room();
  const best = workspace === undefined ? 'plain' : found;
  thread = { best, workspace, engines: new Map(), current: undefined, always: false };
  thread.current = on(thread, best);
  return thread;
}

/** A workspace; undefined where even its first memory is refused. */
function room(): Workspace | undefined {
  try {
    return new Workspace();
  } catch {
    return undefined;
  }
}

function on({ workspace, engines }: Thread, path: Path): Engine | undefined {
  if (path === 'plain' || workspace === undefined) return undefined;
  const engine = engines.get(path) ?? new Engine(path, workspace);
  engines.set(path, engine);
  return engine;
}

/** The engine that kernels run on now; undefined where only the plain loops do. */
export function engine(): Engine | undefined {
  return (thread ?? start()).current;
}

/** Runs `fn` with kernels on this workspace instead of the one that the thread has: for tests of how much they take. */
export function withWorkspace<R>(workspace: Workspace, fn: () => R): R {
  const here = thread ?? start();
  const before = here.current;
  here.current = before && new Engine(before.path, workspace);
  try {
    return fn();
  } finally {
    here.current = before;
  }
}

/** The engine for a computation of so many steps; undefined below the number from which it pays, where the plain loop is to do it. */
export function engineFor(steps: number, crossing: number): Engine | undefined {
  if (steps < crossing && (steps === 0 || !thread?.always)) return undefined;
  return engine();
}

/**
 * The path that kernels take now: `plain` loops, `simd`, or `relaxed` SIMD where the engine has it.
 *
 * @example
 * import { enginePath, withEngine } from '@hml/tensor/extend';
 * withEngine('plain', () => enginePath()) // 'plain'
 */
export function enginePath(): Path {
  return engine()?.path ?? 'plain';
}

/** Options of {@link withEngine}. */
export interface EngineOptions {
  /** Whether kernels run also where the plain loop is faster, so that tests on a few numbers reach them. @defaultValue false */
  readonly always?: boolean;
}

const paths: readonly Path[] = ['plain', 'simd', 'relaxed'];

/**
 * Runs `fn` with all kernels on this path, and goes back to the path before, also when `fn` throws: for tests that compare paths,
 * and measurements. For synchronous functions; what happens after an `await` is on the path that is then in force.
 *
 * @throws OptionError for a path that this engine does not have, or an option that does not exist.
 * @example
 * import { exp, tensor } from '@hml/tensor';
 * import { withEngine } from '@hml/tensor/extend';
 * withEngine('plain', () => exp(tensor([0]))).toArray() // [1]
 */
export function withEngine<R>(path: Path, fn: () => R, options?: EngineOptions): R {
  const { always } = withDefaults('withEngine', { always: false }, options);
  const here = thread ?? start();
  const possible = paths.slice(0, paths.indexOf(here.best) + 1);
  if (!possible.includes(path)) {
    const expected = possible.map((name) => `'${name}'`).join(', ');
    throw new OptionError({ where: 'withEngine', what: 'a path that cannot be taken here', expected, got: `'${path}'` });
  }
  const before = { current: here.current, always: here.always };
  Object.assign(here, { current: on(here, path), always });
  try {
    return fn();
  } finally {
    Object.assign(here, before);
  }
}
