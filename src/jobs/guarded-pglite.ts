import type { PGlite } from '@electric-sql/pglite';
import { reasonOf } from './reason-of.ts';

/** What of a PGlite is used; the same names and types. */
export type GuardedPglite = Pick<PGlite, 'query' | 'exec' | 'listen' | 'close'>;

/**
 * Lets nothing through any more after a fault from which PostgreSQL does not come back, such as a log that cannot be written because the
 * disk is full: its own answer would be to end, but within this process it cannot, and the next statement would never return.
 * `failed` hears of it once.
 */
export function guardPglite(pglite: PGlite, failed: (fault: Error) => void): GuardedPglite {
  let fault: Error | null = null;
  let isClosing = false;

  async function guard<Result>(work: () => Promise<Result>): Promise<Result> {
    if (fault) throw fault;
    try {
      return await work();
    } catch (error) {
      if (fault === null && !isClosing && isFatal(error)) {
        fault = new Error(`PostgreSQL cannot go on: ${reasonOf(error)}`, { cause: error });
        failed(fault);
      }
      throw error;
    }
  }

  return {
    query: (...query: Parameters<PGlite['query']>) => guard(() => pglite.query(...query)),
    exec: (...query: Parameters<PGlite['exec']>) => guard(() => pglite.exec(...query)),
    listen: (...where: Parameters<PGlite['listen']>) => guard(() => pglite.listen(...where)),
    close: async () => {
      isClosing = true;
      if (fault === null) await pglite.close();
    },
  } as GuardedPglite;
}

/** An error of a statement has PostgreSQL's severity; whatever else comes out of WebAssembly, nobody has caught in there. */
function isFatal(error: unknown): boolean {
  const severity = typeof error === 'object' && error !== null && 'severity' in error ? error.severity : null;
  return severity !== 'ERROR';
}
