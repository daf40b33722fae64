import { test as plain } from 'vitest';
import { openStage } from './stage.ts';

/**
 * Tests on one stage for all files of a worker: to open one takes longer than most of them do. Each has repositories of its
 * own, and the faults that it sets end with it. Whoever needs another parser or other retries opens a stage of their own.
 */
export const test = plain
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads from it what a fixture depends on
  .extend('stage', { scope: 'worker' }, async ({}, { onCleanup }) => {
    const stage = await openStage();
    onCleanup(() => stage.close());
    return stage;
  })
  .extend('faultsEnd', { auto: true }, ({ stage }, { onCleanup }) => {
    onCleanup(() => {
      stage.world.faults.api.length = 0;
      stage.world.faults.deliveries.length = 0;
    });
  });
