type Fetch = typeof fetch;

export type RequestBounds = {
  /** Milliseconds until an answer begins. GitHub itself gives up on a query after ten seconds, and says so. */
  answerMs: number;
  /** Milliseconds until the rest of it has come. */
  bodyMs: number;
};

const defaults: RequestBounds = { answerMs: 12_000, bodyMs: 20_000 };

/** No answer came in time. Whether the request was carried out is not known. */
class Unanswered extends Error {
  /** What Octokit passes on as it is: asking once more at once would only take as long again. */
  override name = 'AbortError';
}

const withoutBody = new Set([204, 205, 304]);

/**
 * Makes a `fetch` that ends: a connection which stays open without a word must not hold a worker. The whole body is read here,
 * because Octokit takes one that breaks off for an empty one.
 */
export function boundedFetch({ answerMs, bodyMs }: RequestBounds = defaults): Fetch {
  return async (input, init) => {
    const late = new AbortController();
    const signal = init?.signal ? AbortSignal.any([init.signal, late.signal]) : late.signal;
    let isAnswered = false;
    endAfter(answerMs, late, () => !isAnswered, 'answer');
    const response = await fetch(input, { ...init, signal });
    isAnswered = true;
    endAfter(bodyMs, late, () => true, 'finish its answer');
    const { status, statusText, headers } = response;
    const body = await response.arrayBuffer();
    return new Response(withoutBody.has(status) ? null : body, { status, statusText, headers });
  };
}

/** A timer that keeps no process alive, unlike `setTimeout`. Ending what has ended already does nothing. */
function endAfter(ms: number, late: AbortController, isDue: () => boolean, what: string): void {
  AbortSignal.timeout(ms).addEventListener('abort', () => {
    if (isDue()) late.abort(new Unanswered(`GitHub did not ${what} within ${ms / 1000} s`));
  });
}
