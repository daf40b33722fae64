import type { Logger, ProbotOctokit } from 'probot';

export type FailedDeliveriesOptions = {
  /** A client for the App. */
  octokit: () => Promise<ProbotOctokit>;
  log: Pick<Logger, 'info' | 'warn'>;
  now?: () => number;
  limits?: { maxPages: number; maxRedeliveries: number };
};

/** One attempt at a delivery, as GitHub lists it. */
type Attempt = { id: number; guid: string; delivered_at: string; status_code: number; event: string };

/** A delivery none of whose attempts has succeeded. */
type Failed = { attempts: Set<number>; asked: number };

/** GitHub keeps deliveries for three days, and does not repeat them by itself. */
const maxAge = 3 * 24 * 60 * 60 * 1000;
/** Attempts are listed by when they began, and one may end later than another that began after it. */
const overlap = 2 * 60 * 1000;
/** What fails so often is not a matter of being away; the sweep looks at what it was about. */
const maxAttempts = 5;
const maxRemembered = 10_000;
const defaultLimits = { maxPages: 50, maxRedeliveries: 200 };

/**
 * Makes what asks GitHub to send again the deliveries that did not arrive. It reads the list back to where it was the last time, takes
 * the attempts at one event together, and asks once more where none has succeeded. Returns how many were asked for.
 */
export function failedDeliveries(options: FailedDeliveriesOptions): (signal: AbortSignal) => Promise<number> {
  const { octokit, log, now = Date.now, limits = defaultLimits } = options;
  const failed = new Map<string, Failed>();
  let readUntil = 0;

  /** Reads the attempts since the last time, newest first. */
  async function attemptsSince(app: ProbotOctokit, since: number, signal: AbortSignal): Promise<Attempt[]> {
    const attempts: Attempt[] = [];
    let cursor: string | null = null;
    for (let page = 0; page < limits.maxPages; page += 1) {
      const { data, headers } = await app.request('GET /app/hook/deliveries', {
        per_page: 100,
        ...(cursor === null ? {} : { cursor }),
        request: { retries: 0, signal },
      });
      const items = data.map(item => ({ ...item, id: Number(item.id) }));
      attempts.push(...items.filter(item => Date.parse(item.delivered_at) >= since));
      cursor = nextCursor(headers.link);
      const oldest = items.at(-1);
      if (cursor === null || !oldest || Date.parse(oldest.delivered_at) < since) return attempts;
    }
    log.warn(
      { deliveries: attempts.length },
      'GitHub lists more deliveries than are looked through at once; what failed before these, the sweep finds',
    );
    return attempts;
  }

  function takeIn(attempts: readonly Attempt[]): void {
    const arrived = new Set(attempts.filter(hasArrived).map(({ guid }) => guid));
    for (const guid of arrived) failed.delete(guid);
    for (const { guid, id, event } of attempts.toReversed()) {
      if (arrived.has(guid) || event === 'ping') continue;
      const known = failed.get(guid) ?? { attempts: new Set(), asked: 0 };
      known.attempts.add(id);
      failed.set(guid, known);
    }
    const superfluous = [...failed.keys()].slice(0, Math.max(0, failed.size - maxRemembered));
    for (const guid of superfluous) failed.delete(guid);
  }

  return async signal => {
    const app = await octokit();
    const began = now();
    const attempts = await attemptsSince(app, Math.max(readUntil - overlap, began - maxAge), signal);
    takeIn(attempts);
    readUntil = began;
    let count = 0;
    for (const [guid, { attempts: seen, asked }] of [...failed]) {
      if (count >= limits.maxRedeliveries) break;
      if (Math.max(seen.size, asked + 1) >= maxAttempts) {
        failed.delete(guid);
        log.warn({ delivery: guid }, `A delivery has failed ${maxAttempts} times and is not asked for again`);
        continue;
      }
      const delivery_id = Math.max(...seen);
      await app.request('POST /app/hook/deliveries/{delivery_id}/attempts', {
        delivery_id,
        request: { retries: 0, signal },
      });
      failed.set(guid, { attempts: seen, asked: asked + 1 });
      count += 1;
    }
    if (count > 0) log.info({ deliveries: count }, 'Asked GitHub to send failed deliveries again');
    return count;
  };
}

function hasArrived({ status_code }: Attempt): boolean {
  return status_code >= 200 && status_code < 300;
}

function nextCursor(link: string | undefined): string | null {
  const next = link?.split(',').find(part => /rel="next"/.test(part));
  const url = next?.match(/<([^<>]*)>/)?.[1];
  return (url && URL.parse(url)?.searchParams.get('cursor')) || null;
}
