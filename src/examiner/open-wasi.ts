import { readFileSync } from 'node:fs';
import { instantiateNapiModuleSync } from '@emnapi/core';
import { createContext } from '@emnapi/runtime';
import type { Satteri } from './satteri.ts';

/** The module as the package for WebAssembly has it; scripts/fetch-wasm.ts puts it here. */
export const wasmFile = new URL('satteri.wasm', import.meta.url);

/** Pages of 64 KiB: as many as the module asks for at least, and half a gigabyte at most. */
const memoryPages = { initial: 985, maximum: 8192 };

/**
 * Loads satteri as WebAssembly: it runs within Node's permission model, and gets neither files, environment, clock nor threads. Its
 * own loader gives it the whole file system, a pool of workers and four times the memory. Throws when the module is not there.
 */
export function openWasi(): Satteri {
  const memory = new Memory({ ...memoryPages, shared: true });
  let functions: Functions | undefined;
  const { napiModule } = instantiateNapiModuleSync(readFileSync(wasmFile), {
    context: createContext(),
    asyncWorkPoolSize: 0,
    wasi: nothingOutside(memory),
    overwriteImports: imports => {
      const { napi, emnapi, env } = imports as Imports;
      const keep = napi.napi_create_external_arraybuffer;
      // JavaScript gets a copy in any case. The original would be freed when that is collected, long after.
      const copy: typeof keep = (environment, data, length, free, hint, result) => {
        const status = keep(environment, data, length, 0, 0, result);
        if (status === 0 && free !== 0) functions?.get(free)(environment, data, hint);
        return status;
      };
      imports.env = { ...env, ...napi, ...emnapi, memory, napi_create_external_arraybuffer: copy };
      return imports;
    },
    beforeInit: ({ instance: { exports } }) => {
      functions = exports.__indirect_function_table as Functions;
      for (const [name, register] of Object.entries(exports))
        if (name.startsWith('__napi_register__')) (register as () => void)();
    },
  });
  return napiModule.exports;
}

// Types of Node have no WebAssembly without those of browsers.
type Memory = { readonly buffer: ArrayBuffer };
type Functions = { get(index: number): (...numbers: number[]) => void };
const { Memory } = (
  globalThis as unknown as {
    WebAssembly: { Memory: new (pages: { initial: number; maximum: number; shared: true }) => Memory };
  }
).WebAssembly;

type CreateBuffer = (
  environment: number,
  data: number,
  length: number,
  free: number,
  hint: number,
  result: number,
) => number;
type Imports = {
  env: object;
  emnapi: object;
  napi: { napi_create_external_arraybuffer: CreateBuffer };
};

/** The system calls that the module makes: it hashes with random numbers, and would write why it ends. */
function nothingOutside(memory: Memory) {
  const done = 0;
  const badFile = 8;
  const zero = (at: number, bytes: number): number => {
    new Uint8Array(memory.buffer, at, bytes).fill(0);
    return done;
  };
  return {
    wasiImport: {
      random_get(at: number, length: number): number {
        new Uint8Array(memory.buffer, at, length).set(crypto.getRandomValues(new Uint8Array(length)));
        return done;
      },
      environ_get: () => done,
      environ_sizes_get: (count: number, size: number) => zero(count, 4) + zero(size, 4),
      clock_time_get: (_clock: number, _precision: bigint, at: number) => zero(at, 8),
      sched_yield: () => done,
      fd_write: () => badFile,
      proc_exit(code: number): never {
        throw new Error(`satteri ended with ${code}`);
      },
    },
    initialize(instance: { exports: Record<string, unknown> }): void {
      (instance.exports._initialize as () => void)();
    },
    start: () => done,
  };
}
