import type { Target } from './target.ts';
import { commentTarget } from './targets/comment.ts';
import { domainTarget } from './targets/domain.ts';
import { folderTarget } from './targets/folder.ts';
import { generatedTarget } from './targets/generated.ts';
import { newPatternTarget } from './targets/new-pattern.ts';
import { webhookTarget } from './targets/webhook.ts';

/** Everywhere that a stranger’s text is read. */
export const allTargets: readonly Target[] = [
  folderTarget,
  domainTarget,
  commentTarget,
  webhookTarget,
  generatedTarget,
  newPatternTarget,
];
