import { afterAll, beforeAll, expect, test } from 'vitest';
import { changesIn } from '../../scripts/replay/keep.ts';
import { play } from '../../scripts/replay/play.ts';
import { allScenes } from '../../scripts/replay/scenes/all-scenes.ts';
import { openStage, type Stage } from '../end-to-end/stage.ts';

/** That the recordings are what the App reads, and come out the same each time; `npm run replay -- record --all --check` looks at all. */

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

test.each(['draft-mended', 'ticked-by-maintainer'])(
  'recorded anew, %s is byte for byte the same',
  async name => {
    const scene = allScenes.find(scene => scene.name === name);
    if (!scene) throw new Error(`There is no scene ${name}.`);
    expect(changesIn(name, await play(stage, scene))).toEqual([]);
  },
);
