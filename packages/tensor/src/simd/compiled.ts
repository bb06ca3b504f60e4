/**
 * The module of this name, where modules come ready-made: in hosts that take WebAssembly by static import only. Under the condition
 * `hml-static-wasm` the file that scripts/wasm-files.ts writes stands here instead; elsewhere kernels are assembled when needed.
 */
export const compiled = (_name: string): WebAssembly.Module | undefined => undefined;
