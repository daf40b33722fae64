import { existingQuery } from '../../src/github/existing.ts';
import { labelBack } from '../../src/github/label-inputs.ts';
import { reviewBack, threadBack } from '../../src/github/note-inputs.ts';
import * as pullRequestDocuments from '../../src/github/pull-request-documents.ts';
import { addedReadmesQuery } from '../../src/github/read-added-readmes.ts';
import { contentsQuery } from '../../src/github/read-contents.ts';
import { mergedQuery } from '../../src/github/read-merged.ts';
import * as repositoryDocuments from '../../src/github/repository-documents.ts';
import { askedBack } from '../../src/github/review-inputs.ts';
import { writingDocument } from '../../src/github/send-mutations.ts';
import * as writingDocuments from '../../src/github/writing-documents.ts';
import { answerTypes } from './answer-types.ts';

const oid = '0'.repeat(40);
const path = 'patterns/domain/category/name/README.md';

/** Documents that stay the same. */
const standing = [pullRequestDocuments, repositoryDocuments, writingDocuments].flatMap(documents =>
  Object.values(documents),
);

/** Documents that are made anew each time, as they are for one of everything. */
const samples = [
  addedReadmesQuery([1]),
  contentsQuery({ places: [{ oid, path }], folders: [] }),
  existingQuery([{ oid, path }]),
  mergedQuery(oid, ['patterns/domain/category/name']),
  writingDocument('WriteReview', [
    { alias: 'checkRun', field: 'createCheckRun', selection: askedBack.checkRun },
    { alias: 'added', field: 'addComment', selection: askedBack.added },
    { alias: 'updated', field: 'updateIssueComment', selection: askedBack.updated },
    { alias: 'label0', field: 'createLabel', selection: labelBack },
    { alias: 'begin', field: 'addPullRequestReview', selection: reviewBack },
    { alias: 'thread0', field: 'addPullRequestReviewThread', selection: threadBack },
  ]),
  writingDocument('FinishReview', [
    { alias: 'submit', field: 'submitPullRequestReview', selection: reviewBack },
  ]),
];

/** Returns src/github/answers.generated.ts: what GitHub answers to each document of the App. */
export function answersFile(): string {
  return `/** What GitHub answers to the App's documents, and their variables. Made by \`npm run generate\`: edit the documents and run it again. */\n${answerTypes([...standing, ...samples])}`;
}
