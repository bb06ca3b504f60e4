import { FloatLanes, type Int, type LaneType, Vector } from '../assembler/index.ts';

/**
 * Reads elements of `type` as the lanes `f`, float32 ones also as float64, two neighbours for each register then. Sums are kept in
 * float64 whatever they are sums of, as the plain loops keep them: so all paths give the same bits.
 */
export function loadAs(f: FloatLanes, type: LaneType, address: Int, offset = 0, registers = 1): Vector {
  if (type === f.type) return f.load(address, offset, registers);
  return f.convert(f.loadHalves(address, offset, registers));
}

/** Writes what {@link loadAs} reads. */
export function storeAs(f: FloatLanes, type: LaneType, address: Int, value: Vector): void {
  if (type === f.type) f.store(address, value);
  else for (const [i, part] of narrowed(f, type, value).parts.entries()) f.storeLane(address, new Vector([part]), 0, 8 * i);
}

/** Reads one element into each lane. */
export function loadOneAs(f: FloatLanes, type: LaneType, address: Int): Vector {
  return type === f.type ? f.loadSplat(address) : f.convert(new FloatLanes(f.fn, type).loadSplat(address));
}

/** Writes one lane. */
export function storeOneAs(f: FloatLanes, type: LaneType, address: Int, value: Vector, lane = 0): void {
  if (type === f.type) f.storeLane(address, value, lane);
  else new FloatLanes(f.fn, type).storeLane(address, narrowed(f, type, value), lane);
}

function narrowed(f: FloatLanes, type: LaneType, value: Vector): Vector {
  return new FloatLanes(f.fn, type).convert(value);
}
