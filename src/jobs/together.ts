import { setImmediate } from 'node:timers/promises';

/**
 * Makes what does for many at once what is asked for one by one: while one call is under way, what is asked for meanwhile waits for the
 * next, and then goes in one. So each waits for two calls at most, and a store that is busy is asked less often. A call that fails for
 * many is made for each alone, so nobody fails for a neighbour's sake.
 */
export function together<Item, Result>(
  call: (items: Item[]) => Promise<Result[]>,
  maxItems: number,
): (item: Item) => Promise<Result> {
  type Asked = { item: Item; resolve(result: Result): void; reject(reason: unknown): void };
  let waiting: Asked[] = [];
  let isUnderWay = false;

  async function settle(asked: readonly Asked[]): Promise<void> {
    try {
      const results = await call(asked.map(({ item }) => item));
      if (results.length !== asked.length) throw new Error('Expected a result for each of the items.');
      for (const [place, result] of results.entries()) asked[place]?.resolve(result);
    } catch (error) {
      if (asked.length === 1) asked[0]?.reject(error);
      else for (const one of asked) await settle([one]);
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
