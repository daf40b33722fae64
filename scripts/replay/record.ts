import { openStage } from '../../test/end-to-end/stage.ts';
import type { FixtureFiles } from './fixture-files.ts';
import { play } from './play.ts';
import type { Scene } from './scene.ts';

/** Acts scenes out one after the other on one local GitHub, and hands over what is to be kept of each. */
export async function recordScenes(
  scenes: readonly Scene[],
  each: (scene: Scene, files: FixtureFiles) => void,
): Promise<void> {
  const stage = await openStage();
  try {
    for (const scene of scenes) each(scene, await play(stage, scene).catch(nameOf(scene)));
  } finally {
    await stage.close();
  }
}

function nameOf({ name }: Scene): (error: unknown) => never {
  return error => {
    throw new Error(`The scene ${name} could not be recorded.`, { cause: error });
  };
}
