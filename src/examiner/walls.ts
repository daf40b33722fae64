import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Without network, and where no process outside can be seen or signalled; it ends with whoever started it. */
const unshare = 'unshare --user --map-current-user --net --pid --fork --kill-child';

/**
 * What a shell does to become the program in `$0` with its arguments: behind walls where the system gives them to everybody, and else
 * without. To try is cheaper than to look the system over beforehand, and cannot be out of date.
 */
export const walled = `if ${unshare} true 2>/dev/null; then exec ${unshare} "$0" "$@"; else exec "$0" "$@"; fi`;

/** Whether processes can be walled off here. */
export async function hasWalls(): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  try {
    await promisify(execFile)('/bin/sh', ['-c', `${unshare} true`]);
    return true;
  } catch {
    return false;
  }
}

/** Says what holds the processes that examine strangers' files, and what does not: for whoever operates them. */
export async function fencesHere(): Promise<{ holds: string; missing: string | null }> {
  const isLinux = process.platform === 'linux';
  const holds = `no environment, no files but the program's own, no other programs, an end by the clock, and a bound of memory${isLinux ? ' that the system keeps' : ' for the JavaScript heap alone'}`;
  if (await hasWalls()) return { holds: `${holds}, no network, and no signals to others`, missing: null };
  return {
    holds,
    missing: isLinux
      ? 'the network and signals to other processes: this system does not let everybody make namespaces (`unshare --user --net --pid`)'
      : 'the network, signals to other processes, and memory outside the heap: that takes Linux',
  };
}
