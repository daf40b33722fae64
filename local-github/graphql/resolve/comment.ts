import type { IssueCommentUserContentEditsArgs } from '@octokit/graphql-schema';
import { actorOf } from '../../auth.ts';
import { association, pullRequestPage } from '../../present/issue.ts';
import type { Actor, Comment } from '../../state.ts';
import { connection } from '../connection.ts';
import type { Fields } from '../context.ts';
import {
  actorNode,
  type CommentNode,
  type EditNode,
  editNode,
  pullRequestNode,
  repositoryNode,
} from '../node.ts';
import { reactionGroups } from './reaction.ts';

export const commentFields: Fields<CommentNode> = {
  id: ({ id }) => id,
  databaseId: ({ comment }) => comment.id,
  fullDatabaseId: ({ comment }) => String(comment.id),
  author: ({ comment }) => actorNode(comment.author),
  authorAssociation: ({ repository, comment }) => association(repository, comment.author),
  viewerDidAuthor: ({ comment }, _, { viewer }) => actorOf(viewer).login === comment.author.login,
  body: ({ comment }) => comment.body,
  createdAt: ({ comment }) => comment.createdAt,
  updatedAt: ({ comment }) => comment.updatedAt,
  lastEditedAt: ({ comment }) => comment.edits.at(-1)?.editedAt ?? null,
  editor: ({ comment }) => editorOf(comment.edits.at(-1)),
  includesCreatedEdit: ({ comment }) => comment.edits.length > 0,
  isMinimized: ({ comment }) => comment.minimizedReason !== undefined,
  minimizedReason: ({ comment }) => comment.minimizedReason ?? null,
  reactionGroups: source => reactionGroups(source),
  pullRequest: ({ repository, pullRequest }) => pullRequestNode(repository, pullRequest),
  repository: ({ repository }) => repositoryNode(repository),
  url: ({ repository, pullRequest, comment }, _, { world }) =>
    `${pullRequestPage(world, repository, pullRequest)}#issuecomment-${comment.id}`,
  // The newest edit comes first.
  userContentEdits: ({ comment }, page: IssueCommentUserContentEditsArgs) =>
    connection(
      comment.edits.toReversed().map(edit => editNode(comment, edit)),
      page,
    ),
};

export const editFields: Fields<EditNode> = {
  id: ({ id }) => id,
  editor: ({ edit }) => editorOf(edit),
  editedAt: ({ edit }) => edit.editedAt,
  createdAt: ({ edit }) => edit.editedAt,
  updatedAt: ({ edit }) => edit.editedAt,
  deletedAt: () => null,
  // GitHub calls it a diff, but it is the whole text after the edit.
  diff: ({ edit }) => edit.body,
};

function editorOf(edit: Comment['edits'][number] | undefined) {
  if (edit === undefined) return null;
  const editor: Actor = { login: edit.editor, kind: edit.editor.endsWith('[bot]') ? 'bot' : 'user' };
  return actorNode(editor);
}
