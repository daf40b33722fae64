import { readdirSync } from 'node:fs';
import { expect } from 'vitest';
import { changesIn } from '../../scripts/replay/keep.ts';
import { play } from '../../scripts/replay/play.ts';
import { allScenes } from '../../scripts/replay/scenes/all-scenes.ts';
import { test } from '../end-to-end/shared-stage.ts';
import type { Stage } from '../end-to-end/stage.ts';
import { pullRequestsFolder } from './fixture.ts';

/** That the recordings are what the App reads, and come out the same each time; `npm run replay -- record --all --check` looks at all. */

let stage: Stage;
test.beforeAll(({ stage: shared }) => {
  stage = shared;
});

test('every scene is recorded, under a name of its own', () => {
  const names = allScenes.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(readdirSync(pullRequestsFolder)).toEqual(expect.arrayContaining(names));
});

test('recorded anew, a scene is byte for byte the same', async () => {
  const name = 'ticked-by-maintainer';
  const scene = allScenes.find(scene => scene.name === name);
  if (!scene) throw new Error(`There is no scene ${name}.`);
  const changes = changesIn(name, await play(stage, scene));
  expect(changes, `npm run replay -- record ${name}`).toEqual([]);
});
