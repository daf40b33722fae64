import { openStage } from '../../test/end-to-end/stage.ts';
import type { FixtureFiles } from './fixture-files.ts';
import { play } from './play.ts';
import type { Scene } from './scene.ts';

type Told = {
  recorded(scene: Scene, files: FixtureFiles): void;
  /** The others are recorded all the same. */
  failed(scene: Scene, error: unknown): void;
};

/** Acts scenes out one after the other on one local GitHub, and hands over what is to be kept of each. */
export async function recordScenes(scenes: readonly Scene[], told: Told): Promise<void> {
  const stage = await openStage();
  try {
    for (const scene of scenes)
      await play(stage, scene).then(
        files => told.recorded(scene, files),
        error => told.failed(scene, error),
      );
  } finally {
    await stage.close();
  }
}
