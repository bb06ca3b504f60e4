import { list, section, text, unsigned } from './encode.ts';
import type { ValueType } from './expr.ts';
import { type Callee, Func, Local, typeCodes } from './func.ts';

/** The parameters of a kernel as variables. */
export type Params<P extends readonly ValueType[]> = { readonly [K in keyof P]: Local<P[K]> };

/** A few functions over one memory, which the module imports as `env.memory`. */
export class Module {
  private readonly types: number[][] = [];
  private readonly exports: number[][] = [];
  private readonly bodies: number[][] = [];

  /**
   * Writes a function: `body` is called once, here, with the parameters, and says what the function does.
   * The function is exported under its name, and other functions of the module may `call` what comes back.
   */
  func<const P extends readonly ValueType[], const R extends ValueType | undefined = undefined>(
    name: string,
    params: P,
    body: (fn: Func, ...params: Params<P>) => void,
    result?: R,
  ): Callee<P, R> {
    const fn = new Func(params.length);
    // The types of a tuple do not survive `map`: position i holds a variable of type params[i].
    const locals = params.map((type, i) => new Local(fn, type, i)) as unknown as Params<P>;
    body(fn, ...locals);
    const index = this.bodies.length;
    const results = result === undefined ? [] : [[typeCodes[result]]];
    this.types.push([0x60].concat(list(params.map((type) => [typeCodes[type]])), list(results)));
    this.exports.push(text(name).concat(0x00, unsigned(index)));
    this.bodies.push(fn.bytes(result !== undefined));
    return { params, index, result };
  }

  /** The module in the binary format, ready for `new WebAssembly.Module`. */
  bytes(): Uint8Array<ArrayBuffer> {
    const magic = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0]; // "\0asm", version 1
    const memory = text('env').concat(text('memory'), [0x02, 0x00, 0x00]);
    return new Uint8Array(
      magic.concat(
        section(1, list(this.types)),
        section(2, list([memory])),
        section(3, list(this.types.map((_, i) => unsigned(i)))),
        section(7, list(this.exports)),
        section(10, list(this.bodies)),
      ),
    );
  }
}
