import { nodeId } from '../node-id.ts';
import { presentComment, presentIssue } from '../present/issue.ts';
import { presentUser } from '../present/user.ts';
import type { Actor, Comment, PullRequest, Repository } from '../state.ts';
import type { World } from '../world.ts';

/** As GitHub says when it refuses; what it takes by now is four times that (dead-claudia/github-limits#13). */
const LONGEST_BODY = 65_536;

/** The written or changed comment, or why GitHub would not take the text. */
export type CommentResult = { ok: true; comment: Comment } | { ok: false; reason: string };

/** Writes a comment on a pull request. */
export function addComment(
  world: World,
  repository: Repository,
  pullRequest: PullRequest,
  actor: Actor,
  body: string,
): CommentResult {
  const reason = bodyProblem(body);
  if (reason !== null) return { ok: false, reason };
  const id = world.nextId();
  const at = world.now().toISOString();
  const comment = {
    id,
    nodeId: nodeId('IssueComment', id),
    author: actor,
    body,
    createdAt: at,
    updatedAt: at,
    edits: [],
    reactions: [],
  };
  pullRequest.comments.push(comment);
  emitComment(world, repository, pullRequest, comment, 'created', actor);
  return { ok: true, comment };
}

/** Replaces a comment's text and keeps who did it, when, and every earlier text. */
export function updateComment(
  world: World,
  repository: Repository,
  pullRequest: PullRequest,
  comment: Comment,
  actor: Actor,
  body: string,
): CommentResult {
  const reason = bodyProblem(body);
  if (reason !== null) return { ok: false, reason };
  if (body === comment.body) return { ok: true, comment };
  const from = comment.body;
  // GitHub's history begins, from the first edit on, with the text as it was created.
  if (comment.edits.length === 0) {
    comment.edits.push({ editor: comment.author.login, editedAt: comment.createdAt, body: from });
  }
  const editedAt = world.now().toISOString();
  comment.edits.push({ editor: actor.login, editedAt, body });
  comment.body = body;
  comment.updatedAt = editedAt;
  emitComment(world, repository, pullRequest, comment, 'edited', actor, { changes: { body: { from } } });
  return { ok: true, comment };
}

/** Takes a comment away. */
export function deleteComment(
  world: World,
  repository: Repository,
  pullRequest: PullRequest,
  comment: Comment,
  actor: Actor,
): void {
  pullRequest.comments = pullRequest.comments.filter(other => other !== comment);
  emitComment(world, repository, pullRequest, comment, 'deleted', actor);
}

function bodyProblem(body: string): string | null {
  if (body.trim() === '') return "Body can't be blank";
  return [...body].length > LONGEST_BODY ? `Body is too long (maximum is ${LONGEST_BODY} characters)` : null;
}

function emitComment(
  world: World,
  repository: Repository,
  pullRequest: PullRequest,
  comment: Comment,
  action: 'created' | 'edited' | 'deleted',
  actor: Actor,
  details: object = {},
): void {
  const payload = {
    issue: presentIssue(world, repository, pullRequest),
    comment: presentComment(world, repository, pullRequest, comment),
    sender: presentUser(world, actor),
    ...details,
  };
  world.emit({ name: 'issue_comment', action, repository, payload });
}
