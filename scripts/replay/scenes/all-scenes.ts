import type { Scene } from '../scene.ts';
import { agreements } from './agreements.ts';
import { commands } from './commands.ts';
import { domains } from './domains.ts';
import { drafts } from './drafts.ts';
import { files } from './files.ts';
import { libraryChanges } from './library.ts';
import { reruns } from './reruns.ts';
import { states } from './states.ts';

/** Every scene; each has a folder of its name in test/replay/pull-requests. */
export const allScenes: readonly Scene[] = [
  ...drafts,
  ...files,
  ...libraryChanges,
  ...domains,
  ...agreements,
  ...states,
  ...commands,
  ...reruns,
];
