/** Which mutant is on. */
const state: { on: number | undefined } = { on: undefined };

/** Switches one mutant on, or all off. */
export function switchTo(id: number | undefined): void {
  state.on = id;
}

/** Whether this mutant is on. */
export function on(id: number): boolean {
  return state.on === id;
}
