import { setImmediate } from 'node:timers/promises';

/**
 * Makes what does for many at once what is asked for one by one: while one call is under way, what is asked for meanwhile waits for the
 * next, and then goes in one. So each waits for two calls at most, and a store that is busy is asked less often. A call that fails for
 * many is made for each alone, so nobody fails for a neighbour's sake; where the first two fail as well, it is not for theirs that it
 * failed, and the others fail with them instead of waiting for as many time-outs.
 */
export function together<Item, Result>(
  call: (items: Item[]) => Promise<Result[]>,
  maxItems: number,
): (item: Item) => Promise<Result> {
  type Asked = { item: Item; resolve(result: Result): void; reject(reason: unknown): void };
  let waiting: Asked[] = [];
  let isUnderWay = false;

  /** Tells whether the call was carried out; if not, all are told why who asked alone. */
  async function settle(asked: readonly Asked[]): Promise<boolean> {
    try {
      const results = await call(asked.map(({ item }) => item));
      if (results.length !== asked.length) throw new Error('Expected a result for each of the items.');
      for (const [place, result] of results.entries()) asked[place]?.resolve(result);
      return true;
    } catch (error) {
      if (asked.length === 1) asked[0]?.reject(error);
      else await settleAlone(asked, error);
      return false;
    }
  }

  async function settleAlone(asked: readonly Asked[], reason: unknown): Promise<void> {
    let carriedOut = 0;
    for (const one of asked.slice(0, 2)) if (await settle([one])) carriedOut += 1;
    for (const one of asked.slice(2)) {
      if (carriedOut === 0) one.reject(reason);
      else await settle([one]);
    }
  }

  async function work(): Promise<void> {
    isUnderWay = true;
    while (waiting.length > 0) {
      // A store within this process lets nobody be heard while it works: those who have come meanwhile are to be in time.
      await setImmediate();
      const now = waiting.slice(0, maxItems);
      waiting = waiting.slice(maxItems);
      await settle(now);
    }
    isUnderWay = false;
  }

  return item => {
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    waiting.push({ item, resolve, reject });
    if (!isUnderWay) void work();
    return promise;
  };
}
