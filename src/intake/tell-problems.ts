import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'probot';
import type { Readiness } from './readiness.ts';

const oneMinute = 60 * 1000;

/**
 * Logs what keeps the App from working, until there is nothing or the signal comes: who the App is, it learns from GitHub
 * only by asking. What has been told already is not told again.
 */
export async function tellProblems(
  { problems }: Pick<Readiness, 'problems'>,
  log: Pick<Logger, 'error'>,
  signal: AbortSignal,
): Promise<void> {
  const told = new Set<string>();
  while (!signal.aborted) {
    const found = await problems();
    if (found.length === 0 || signal.aborted) return;
    for (const problem of found) if (!told.has(problem)) log.error(problem);
    for (const problem of found) told.add(problem);
    await delay(oneMinute, null, { signal }).catch(() => {});
  }
}
