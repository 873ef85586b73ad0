import { setFlagsFromString } from 'node:v8';

/**
 * WebAssembly that is loaded after this is compiled once, fast, and never again. The policy is evaluated once for each
 * cell and then looked up in a table: V8 would compile the functions of that short while a second time, as well as it
 * can, which takes a second of the CPU and 80 MB that are never given back.
 */
setFlagsFromString(`--wasm-tiering-budget=${2 ** 31 - 1}`);
