import { expect, test } from 'vitest';
import { keepLooking } from '../../src/intake/keep-looking.ts';
import { recordingLog } from './recording-log.ts';

const minute = 60_000;
const hour = 60 * minute;

type Told = { at: number; what: string };

/** Lets the time pass in pauses, and writes down when what was done. */
function watch({ until, turns = new Set<string>() }: { until: number; turns?: Set<string> }) {
  let time = 0;
  const stopping = new AbortController();
  const told: Told[] = [];
  const away = { store: [] as number[][], github: [] as number[][] };
  const isAway = (spans: number[][]) => spans.some(([from = 0, to = 0]) => time >= from && time < to);
  const log = recordingLog();
  const act = (what: string) => async () => {
    told.push({ at: time, what });
    if (isAway(away.github)) throw Object.assign(new Error('fetch failed'), { status: 500 });
    return 1;
  };
  const options = {
    sweep: act('sweep'),
    redeliver: act('redeliver'),
    storeIsAlive: async () => {
      if (isAway(away.store)) throw new Error('the store is closed');
    },
    takeTurn: async (name: string, seconds: number) => {
      const slot = `${name} ${Math.floor(time / 1000 / seconds)}`;
      const isFirst = !turns.has(slot);
      turns.add(slot);
      return isFirst;
    },
    log,
    signal: stopping.signal,
    now: () => time,
    pause: async (milliseconds: number) => {
      time += milliseconds;
      if (time >= until) stopping.abort();
    },
  };
  const times = (what: string) => told.filter(one => one.what === what).map(({ at }) => at);
  return { away, log, times, run: () => keepLooking(options) };
}

test('both at the start, failed deliveries every five minutes, and everything every six hours', async () => {
  const { run, times } = watch({ until: 13 * hour });
  await run();
  expect(times('sweep').map(at => Math.round(at / hour))).toEqual([0, 6, 12]);
  expect(times('redeliver').slice(0, 3)).toEqual([0, 5 * minute, 10 * minute]);
  expect(times('redeliver')).toHaveLength((13 * 60) / 5);
});

test('when the store is back, what was missed is looked for at once, and it is told once', async () => {
  const { run, times, away, log } = watch({ until: 30 * minute });
  away.store.push([6 * minute, 16 * minute]);
  await run();
  expect(times('sweep')).toEqual([0, 16 * minute]);
  expect(times('redeliver')).toContain(16 * minute);
  expect(log.error).toHaveBeenCalledOnce();
});

test('when GitHub is back, too; until then it is asked every minute, and the log tells once', async () => {
  const { run, times, away, log } = watch({ until: 40 * minute });
  away.github.push([3 * minute, 20 * minute]);
  await run();
  const [first, second, ...more] = times('sweep');
  expect([first, more]).toEqual([0, []]);
  expect(second).toBeGreaterThanOrEqual(20 * minute);
  expect(second).toBeLessThanOrEqual(21 * minute);
  expect(times('redeliver').filter(at => at >= 5 * minute && at < 20 * minute)).toHaveLength(15);
  expect(log.error).toHaveBeenCalledOnce();
});

test('several processes do not double what one is enough for', async () => {
  const turns = new Set<string>();
  const three = [1, 2, 3].map(() => watch({ until: 25 * hour, turns }));
  for (const { run } of three) await run();
  const sweeps = three.flatMap(({ times }) => times('sweep'));
  const polls = three.flatMap(({ times }) => times('redeliver'));
  // Each at its start, and then one of them every six hours.
  expect(sweeps.filter(at => at === 0)).toHaveLength(3);
  expect(sweeps.filter(at => at > 0)).toHaveLength(4);
  expect(polls.filter(at => at > 0).length).toBeLessThanOrEqual((25 * 60) / 5);
});
