import { setTimeout as delay } from 'node:timers/promises';
import { type LookOptions, lookAtEverything } from './look-at-everything.ts';

const sixHours = 6 * 60 * 60 * 1000;
const oneMinute = 60 * 1000;

/** Looks at everything again and again until the signal comes, in case webhooks were missed. */
export async function keepLooking(options: LookOptions): Promise<void> {
  const { log, signal } = options;
  while (!signal.aborted) {
    let pause = sixHours;
    try {
      const installations = await lookAtEverything(options);
      log.info({ installations }, 'Asked for a look at every installation, in case webhooks were missed');
    } catch (error) {
      pause = oneMinute;
      if (!signal.aborted)
        log.error({ err: error }, 'Could not list the installations; trying again in a minute');
    }
    await delay(pause, null, { signal }).catch(() => {});
  }
}
