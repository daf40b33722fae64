import type { Fields } from '../context.ts';
import { createCheckRun, updateCheckRun } from './check-runs.ts';
import { addComment, deleteIssueComment, updateIssueComment } from './comments.ts';
import { createCommitOnBranch } from './create-commit-on-branch.ts';
import { addLabelsToLabelable, createLabel, removeLabelsFromLabelable } from './labels.ts';
import { minimizeComment } from './minimize-comment.ts';
import {
  convertPullRequestToDraft,
  createPullRequest,
  markPullRequestReadyForReview,
  updatePullRequest,
} from './pull-requests.ts';
import { addReaction, removeReaction } from './reactions.ts';
import { createRef, updateRef } from './refs.ts';
import {
  addPullRequestReview,
  addPullRequestReviewThread,
  deletePullRequestReview,
  submitPullRequestReview,
} from './reviews.ts';

/** Everything that can be changed; GraphQL carries out one after the other, whatever became of those before. */
export const mutations: Fields<undefined> = {
  addComment,
  addLabelsToLabelable,
  addPullRequestReview,
  addPullRequestReviewThread,
  addReaction,
  convertPullRequestToDraft,
  createCheckRun,
  createCommitOnBranch,
  createLabel,
  createPullRequest,
  createRef,
  deleteIssueComment,
  deletePullRequestReview,
  markPullRequestReadyForReview,
  minimizeComment,
  removeLabelsFromLabelable,
  removeReaction,
  submitPullRequestReview,
  updateCheckRun,
  updateIssueComment,
  updatePullRequest,
  updateRef,
};
