import type { Scene } from '../scene.ts';
import { agreements } from './agreements.ts';
import { drafts } from './drafts.ts';

/** Every scene, the folder of each in test/replay/pull-requests. */
export const allScenes: readonly Scene[] = [...drafts, ...agreements];
