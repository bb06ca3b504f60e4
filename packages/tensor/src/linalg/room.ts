import { workspaceRoom } from '#simd';

/** Where arrays of doubles are made that a factorization works on. */
export interface Room {
  /** n zeros. */
  doubles(n: number): Float64Array;
}

/** Ordinary arrays. */
const ordinary: Room = { doubles: (n) => new Float64Array(n) };

/**
 * Runs `body` with a room for so many elements, in which kernels reach the arrays in place; ordinary arrays where there are no
 * kernels, or too few elements for them or too many. What `body` gives back must not be an array of the room.
 */
export function inRoom<R>(elements: number, body: (room: Room) => R): R {
  const room = workspaceRoom(elements);
  if (room === undefined) return body(ordinary);
  try {
    return body(room);
  } finally {
    room.close();
  }
}
