import { test as plain, vi } from 'vitest';
import { openStage, type Stage } from './stage.ts';

/**
 * Tests on one stage for all files of a worker: to open one takes longer than most of them do. Each has repositories of its
 * own, and the faults that it sets end with it. Whoever needs another parser or other retries opens a stage of their own.
 */
export const test = plain
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads from it what a fixture depends on
  .extend('stage', { scope: 'worker' }, async ({}, { onCleanup }) => {
    const stage = await openStage();
    onCleanup(() => stage.close());
    await isReady(stage);
    return stage;
  })
  .extend('faultsEnd', { auto: true }, ({ stage }, { onCleanup }) => {
    onCleanup(() => {
      stage.world.faults.api.length = 0;
      stage.world.faults.mutations.length = 0;
      stage.world.faults.deliveries.length = 0;
    });
  });

/** Until the App has heard from GitHub what it is called, it takes its own acts for those of others and looks again after each. */
async function isReady({ appUrl }: Stage): Promise<void> {
  const ask = async (): Promise<void> => {
    const answer = await fetch(`${appUrl}/problems`);
    if (!answer.ok) throw new Error(await answer.text());
  };
  await vi.waitFor(ask, { timeout: 120_000, interval: 1_000 });
}
