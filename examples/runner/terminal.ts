import type { Output } from './page.ts';

/** The terminal as far as we use it: `process.stdout` is one. */
export interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Prints lines, indented; progress rewrites its own line on a terminal, and is one line per quarter elsewhere (files, CI). */
export function terminalOutput(terminal: Terminal): Output {
  let open = false; // a line of progress stands unfinished
  let quarter = 0;
  return {
    line(text) {
      terminal.write(`${open ? '\n' : ''}${text.replace(/^/gm, '  ')}\n`);
      open = false;
      quarter = 0;
    },
    progress(what, done, total) {
      const text = `  … ${what}: ${done} of ${total}`;
      const now = Math.floor((4 * done) / total);
      if (terminal.isTTY) terminal.write(`\r${text}`);
      else if (now > quarter) terminal.write(`${text}\n`);
      open = terminal.isTTY === true;
      quarter = Math.max(quarter, now);
    },
  };
}
