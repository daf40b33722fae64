import type { Fields } from '../context.ts';
import { mutations } from '../mutations/mutations.ts';
import { actorFields } from './actor.ts';
import { annotationFields, checkRunFields, checkSuiteFields, workflowRunFields } from './check.ts';
import { commentFields, editFields } from './comment.ts';
import { blobFields, commitFields, treeEntryFields, treeFields } from './git-object.ts';
import { labelFields } from './label.ts';
import { labelEventFields } from './label-event.ts';
import { mergeQueueEntryFields, mergeQueueFields } from './merge-queue.ts';
import { pullRequestCommitFields, pullRequestFields } from './pull-request.ts';
import { queryFields } from './query.ts';
import { reactionFields, reactionGroupFields } from './reaction.ts';
import { refFields } from './ref.ts';
import { repositoryFields } from './repository.ts';
import { reviewFields } from './review.ts';
import { reviewCommentFields, reviewThreadFields } from './review-comment.ts';

/** Every type of GitHub's schema that has fields of its own here, by its name there. */
export const fields: Record<string, Fields<never>> = {
  Query: queryFields,
  Mutation: mutations,
  Repository: repositoryFields,
  PullRequest: pullRequestFields,
  PullRequestCommit: pullRequestCommitFields,
  MergeQueue: mergeQueueFields,
  MergeQueueEntry: mergeQueueEntryFields,
  IssueComment: commentFields,
  UserContentEdit: editFields,
  PullRequestReview: reviewFields,
  PullRequestReviewComment: reviewCommentFields,
  PullRequestReviewThread: reviewThreadFields,
  Reaction: reactionFields,
  ReactionGroup: reactionGroupFields,
  LabeledEvent: labelEventFields,
  UnlabeledEvent: labelEventFields,
  Label: labelFields,
  Ref: refFields,
  Blob: blobFields,
  Tree: treeFields,
  TreeEntry: treeEntryFields,
  Commit: commitFields,
  CheckSuite: checkSuiteFields,
  CheckRun: checkRunFields,
  WorkflowRun: workflowRunFields,
  CheckAnnotation: annotationFields,
  User: actorFields,
  Bot: actorFields,
};
