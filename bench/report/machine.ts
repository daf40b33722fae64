import { cpus, release, totalmem } from 'node:os';

/** Where something was measured. */
export type Machine = { processor: string; cores: number; memoryGiB: number; kernel: string; node: string };

export function thisMachine(): Machine {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    kernel: release(),
    node: process.version,
  };
}

export function machineLine({ processor, cores, memoryGiB, kernel, node }: Machine): string {
  return `${processor}, ${cores} cores, ${memoryGiB} GiB, Linux ${kernel}, Node.js ${node}`;
}
