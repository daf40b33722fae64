import { expect, test } from 'vitest';
import { cachingDraft, cachingPath } from '../../src/rules/examples/example.ts';
import { exampleTaxonomy } from '../../src/rules/examples/example-taxonomy.ts';
import { commit } from '../local-github/graphql/library-world.ts';
import { indexScene } from './index-scene.ts';

/** With a fault planted: what is to be written differs each time, so that each push of ours asks for the next. */

const scene = () => indexScene({ 'patterns/ml/taxonomy.yaml': exampleTaxonomy, [cachingPath]: cachingDraft });

const titles = Array.from({ length: 20 }, (_, index) => `Machine learning ${index}`);
const another = (): string => titles.pop() ?? '';

test('the App stops after three commits, says so in its log and once on the commit, and goes on after a push', async () => {
  const { repository, release, updates, runs } = await scene();
  const { log, look } = release('0.1.0', another);
  for (let turn = 0; turn < 6; turn += 1) await look();
  expect(await updates()).toBe(3);
  expect(log.error).toHaveBeenCalledTimes(3);
  expect(log.error.mock.calls[0]?.[1]).toContain('stopped');
  expect(runs()).toMatchObject([{ conclusion: 'ACTION_REQUIRED', title: expect.stringContaining('index') }]);
  // A process that has just started knows no more than what is on GitHub, and stops as well.
  await release('0.1.0', another).look();
  expect(await updates()).toBe(3);
  expect(runs()).toHaveLength(1);
  await commit(repository, 'main', { add: { 'notes.md': 'x\n' } });
  await look();
  expect(await updates()).toBe(4);
});

test('two releases that write different things do not take turns: the older one leaves it alone', async () => {
  const { release, updates, runs } = await scene();
  const [older, newer] = [release('0.9.0', () => 'Older'), release('0.10.0', () => 'Newer')];
  for (let turn = 0; turn < 5; turn += 1) {
    await older.look();
    await newer.look();
  }
  expect(await updates()).toBe(2);
  expect(older.log.warn.mock.calls.at(-1)?.[1]).toContain('a later release wrote it');
  expect(runs()).toEqual([]);
});
