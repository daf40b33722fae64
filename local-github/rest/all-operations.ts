import { APP_OPERATIONS } from './apps.ts';
import { BLOB_OPERATIONS } from './blobs.ts';
import { CHECK_OPERATIONS } from './checks.ts';
import { COLLABORATOR_OPERATIONS } from './collaborators.ts';
import { COMMENT_OPERATIONS } from './comments.ts';
import { COMPARE_OPERATIONS } from './compare.ts';
import { HOOK_OPERATIONS } from './hook-deliveries.ts';
import { LABEL_OPERATIONS } from './labels.ts';
import type { Operation } from './operation.ts';
import { PULL_REQUEST_OPERATIONS } from './pull-requests.ts';
import { REACTION_OPERATIONS } from './reactions.ts';
import { REF_OPERATIONS } from './refs.ts';
import { REPOSITORY_OPERATIONS } from './repositories.ts';
import { REVIEW_OPERATIONS } from './reviews.ts';
import { TREE_OPERATIONS } from './trees.ts';

/** As much of GitHub's REST API as the App and the people around it use. */
export const OPERATIONS: Operation[] = [
  ...APP_OPERATIONS,
  ...HOOK_OPERATIONS,
  ...REPOSITORY_OPERATIONS,
  ...COLLABORATOR_OPERATIONS,
  ...PULL_REQUEST_OPERATIONS,
  ...REVIEW_OPERATIONS,
  ...COMMENT_OPERATIONS,
  ...REACTION_OPERATIONS,
  ...REF_OPERATIONS,
  ...BLOB_OPERATIONS,
  ...TREE_OPERATIONS,
  ...COMPARE_OPERATIONS,
  ...LABEL_OPERATIONS,
  ...CHECK_OPERATIONS,
];
