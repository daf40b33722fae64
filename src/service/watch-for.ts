import type { WatchdogLimits } from './watchdog.ts';

/** What is seen of the main thread at a tick. */
type Sight = {
  /** Counts up whenever its event loop turns. */
  beats: number;
  isStopping: boolean;
  /** The processor time that it has had; null where that is not known. */
  busySeconds: number | null;
};

/**
 * Makes the function that is called at every tick and returns why the process has to end, or null. Time is counted in ticks: those of a
 * machine or process that was suspended stand still with everything else.
 */
export function watchFor(
  { maxBusy, maxSilent, maxStopping }: WatchdogLimits,
  tickSeconds: number,
): (sight: Sight) => string | null {
  let last: Sight | null = null;
  let silent = 0;
  let stopping = 0;
  return sight => {
    if (last === null || sight.beats !== last.beats) {
      last = sight;
      silent = 0;
    } else silent += tickSeconds;
    if (sight.isStopping) stopping += tickSeconds;
    const busy =
      sight.busySeconds === null || last.busySeconds === null ? 0 : sight.busySeconds - last.busySeconds;
    if (busy >= maxBusy)
      return `The process has done nothing else for ${maxBusy} seconds of work, and is ended. ${kept}`;
    if (silent >= maxSilent)
      return `The process has not moved for ${maxSilent} seconds, and is ended. ${kept}`;
    if (stopping >= maxStopping)
      return `The process did not stop within ${maxStopping} seconds, and is ended. ${kept}`;
    return null;
  };
}

const kept = 'What was acknowledged is kept and done after the next start.';
