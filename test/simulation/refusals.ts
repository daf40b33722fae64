import type { Stage } from './world.ts';

/** What is put right when faults come to an end: without a check run an App can say nothing. */
const mended = 'createCheckRun';

/** From now on GitHub refuses these mutations, whatever they ask for. */
export function refuseForGood({ world }: Stage, fields: readonly string[]): void {
  const [type, message] = ['FORBIDDEN', 'Resource not accessible by integration'];
  for (const field of fields)
    world.faults.mutations.push({ times: Number.POSITIVE_INFINITY, field, type, message });
}

/** Only pull requests get into the default branches from now on. */
export function protectDefault({ libraries }: Stage): void {
  for (const library of libraries) library.protection = { restrictPushes: true, bypassApps: [] };
}

/** The App is granted what it cannot do without; the rest stays refused. */
export function grantChecks({ world }: Stage): void {
  world.faults.mutations = world.faults.mutations.filter(({ field }) => field !== mended);
}

/** Whether GitHub lets the App do this. */
export function isRefused({ world }: Stage, field: string): boolean {
  return world.faults.mutations.some(fault => fault.field === field);
}
