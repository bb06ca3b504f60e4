// Files of NumPy, as bytes: reading and writing them from and to where they lie is yours

export { type ReadNpyOptions, readNpy, writeNpy } from './npy.ts';
export { type ReadNpzOptions, readNpz, writeNpz } from './npz.ts';
