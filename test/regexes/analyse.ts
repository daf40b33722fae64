import { createRequire } from 'node:module';
import type { checkSync } from 'recheck';

/** The build that is JavaScript alone: the package takes a binary or Java where it finds them, and answers may differ. */
const recheck: { checkSync: typeof checkSync } = createRequire(import.meta.url)('recheck/lib/browser.js');

/**
 * Says why the time that an expression takes may grow faster than the text, or null. Most are decided by an automaton. Those that
 * look around themselves are attacked by a fuzzer, and hold where it finds nothing, or where what it suspects does not come true.
 */
export function whyNotLinear(source: string, flags: string): string | null {
  const found = recheck.checkSync(withSmallCounts(source), flags, withoutClock);
  if (found.status === 'safe') return null;
  if (found.status === 'unknown') return `not known: ${found.error.kind}`;
  const { complexity, attack } = found;
  const isSuspected = complexity.isFuzz && complexity.type === 'polynomial';
  return isSuspected && !comesTrue(source, flags, attack) ? null : complexity.summary;
}

/** Work is counted, so that a busy machine says the same as an idle one. */
const withoutClock = { timeout: null, attackTimeout: null, incubationTimeout: null, seedingTimeout: null };

/** Counts such as `{1,255}` bound a repetition whatever they are, and large ones make the analysis a matter of luck. */
function withSmallCounts(source: string): string {
  const most = 6;
  return source.replace(/\{(\d+)(?:(,)(\d*))?\}/g, (_, least: string, comma = '', greatest = '') => {
    const from = Math.min(Number(least), most - 1);
    return `{${from}${comma}${greatest && Math.min(Number(greatest), most)}}`;
  });
}

type Attack = { pumps: readonly { prefix: string; pump: string }[]; suffix: string };

/**
 * Tries an attack of 100,000 characters. What is linear needs less than a millisecond of a processor, and what is quadratic
 * seconds: no machine is so slow or so fast that one could be taken for the other.
 */
function comesTrue(source: string, flags: string, { pumps, suffix }: Attack): boolean {
  const times = (pump: string): number => Math.ceil(100_000 / pumps.length / pump.length);
  const text = pumps.map(({ prefix, pump }) => prefix + pump.repeat(times(pump))).join('') + suffix;
  const expression = new RegExp(source, flags);
  const microseconds = (): number => {
    expression.lastIndex = 0;
    const before = process.cpuUsage();
    expression.exec(text);
    return process.cpuUsage(before).user;
  };
  // The least of several, for what collects garbage beside it is counted as well.
  return Math.min(microseconds(), microseconds(), microseconds()) > 200_000;
}

/** Takes `/source/flags` apart. */
export function partsOf(expression: string): [source: string, flags: string] {
  const end = expression.lastIndexOf('/');
  return [expression.slice(1, end), expression.slice(end + 1)];
}
