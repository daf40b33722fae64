import type { Clock } from './clock.ts';
import type { Limit } from './faults.ts';
import type { HttpAnswer, Question } from './requests.ts';
import { Violation } from './watch.ts';

/** How GitHub says that it wants no more requests for a while. */
export function limitedAnswer({ by, status, seconds }: Limit, now: number): HttpAnswer {
  if (by === 'secondary') {
    const message = 'You have exceeded a secondary rate limit.';
    return { status, data: { message }, headers: { 'retry-after': String(seconds) } };
  }
  const reset = String(Math.ceil(now / 1_000) + seconds);
  const headers = {
    'x-ratelimit-limit': '5000',
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': reset,
  };
  return { status, data: { message: 'API rate limit exceeded' }, headers };
}

/** Who asks, and for which process. */
type Asker = { name: string; process: { name: string } };

/** What another process has told the store is seen so soon. */
const seenAfter = 1_000;

/**
 * Sees to it that nobody asks, in whatever process, while GitHub has said that it wants no such requests. What was on its way already
 * is on its way; what a process that has died was told, nobody knows.
 */
export function watchLimits(clock: Clock): {
  tell(asker: Asker, question: Question, limit: Limit): void;
  ask(asker: Asker, question: Question): void;
  check(): void;
} {
  let told: { by: string; kind: string | null; at: number; until: number }[] = [];
  let broken: Violation | null = null;
  return {
    tell({ process }, { kind }, { by, seconds }) {
      const at = clock.now();
      told.push({
        by: process.name,
        kind: by === 'quota' ? kind : null,
        at,
        until: at + seconds * 1_000,
      });
    },
    ask({ name, process }, { kind }) {
      const now = clock.now();
      told = told.filter(({ until }) => until > now);
      const limit = told.find(one => {
        const isKnown = now > one.at + (one.by === process.name ? 0 : seenAfter);
        return isKnown && (one.kind === null || one.kind === kind);
      });
      if (limit === undefined) return;
      const seconds = (limit.until - now) / 1_000;
      broken ??= new Violation(`${name} asks GitHub, which wants no such request for another ${seconds} s`);
    },
    check() {
      if (broken !== null) throw broken;
    },
  };
}
