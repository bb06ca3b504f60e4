/** A place in the sources. */
export interface CallSite {
  /** The file, as the engine names it: a path or an address. */
  readonly file: string;
  /** The line, from 1. */
  readonly line: number;
  /** The column, from 1. */
  readonly column: number;
}

/** Frames kept of a stack: engines that cut it, keep ten unless told otherwise. */
const limit = 200;

/** The stack at this moment. Engines write its text only when it is asked for, so that keeping it is cheap. */
export function stackHere(message: string): Error {
  const before: unknown = Reflect.get(Error, 'stackTraceLimit');
  if (typeof before !== 'number') return new Error(message);
  Reflect.set(Error, 'stackTraceLimit', limit); // V8 and JavaScriptCore
  try {
    return new Error(message);
  } finally {
    Reflect.set(Error, 'stackTraceLimit', before);
  }
}

/**
 * The places of a stack, the innermost first, in the notations of V8 (`at name (file:1:2)`) and of SpiderMonkey and JavaScriptCore
 * (`name@file:1:2`). Frames without a place are left out.
 */
export function placesOf(stack: unknown): CallSite[] {
  if (typeof stack !== 'string') return []; // a program may have replaced it
  return stack.split('\n').flatMap((text) => {
    const found =
      /^\s+at (?:.*\(|async )?(.+?):(\d+):(\d+)\)?$/.exec(text) ?? /^(?:[^\s].*?@(?=\w+:\/\/|\/)|@)?(\w*:?\/.*?):(\d+):(\d+)$/.exec(text);
    return found === null ? [] : [{ file: found[1], line: Number(found[2]), column: Number(found[3]) }];
  });
}

/**
 * The user's line in a stack: its innermost place outside this library. The first `own` places are known to be the library's, and so
 * is all that lies in their folders. Where everything is bundled into one file, nothing is left: then it is the line of the function
 * that the mode was entered with, which is found by counting from the outermost frame. `entered` is the stack at that moment.
 */
export function userSite(stack: unknown, own: number, entered: unknown): CallSite | undefined {
  const places = placesOf(stack);
  const outer = placesOf(entered).length; // of which one frame, the innermost, is not in `stack`
  const homes = places.slice(0, own).map(({ file }) => homeOf(file));
  const within = places.slice(0, Math.max(0, places.length - outer + 1));
  const site = within.find(({ file }) => !isForeign(file) && !homes.some((home) => file.startsWith(home)));
  return site ?? (places.length < limit ? places.at(-outer - 1) : undefined);
}

/** The folder of one of our files where it stands alone, else the bundle that it is in. */
function homeOf(file: string): string {
  return /\/(?:apply|anomaly|call-site)\.[jt]s(?:\?.*)?$/.test(file) ? file.slice(0, file.lastIndexOf('/') + 1) : file;
}

function isForeign(file: string): boolean {
  return file.includes('/node_modules/') || file.startsWith('node:') || file.startsWith('<');
}
