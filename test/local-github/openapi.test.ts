import { expect, test } from 'vitest';
import { answerProblems, requestProblems, schemaProblems } from '../../local-github/openapi.ts';

const MERGE = { method: 'put', path: '/repos/{owner}/{repo}/pulls/{pull_number}/merge' };

test('an answer that GitHub does not describe so is found, with where and why', () => {
  expect(answerProblems(MERGE, 200, { sha: 'a', merged: true, message: 'ok' })).toEqual([]);
  expect(answerProblems(MERGE, 200, { sha: 1, merged: true })).toEqual([
    "/ must have required property 'message'",
    '/sha must be string',
  ]);
  expect(answerProblems(MERGE, 201, {})).toEqual([`put ${MERGE.path} 201 is not described`]);
});

test('null is allowed exactly where GitHub says nullable, named schemas included', () => {
  const user = { login: 'x' };
  const problems = schemaProblems('nullable-simple-user', null);
  expect(problems).toEqual([]);
  expect(schemaProblems('simple-user', null)).toEqual(['/ must be object']);
  expect(schemaProblems('simple-user', user)).toContain("/ must have required property 'id'");
});

test('a request is held against its body and its query', () => {
  expect(requestProblems(MERGE, undefined, {})).toEqual([]);
  expect(requestProblems(MERGE, { merge_method: 'fast' }, {}).join()).toContain('/merge_method');
  const list = { method: 'get', path: '/repos/{owner}/{repo}/commits/{ref}/check-runs' };
  expect(requestProblems(list, undefined, { filter: 'all', per_page: '5' })).toEqual([]);
  expect(requestProblems(list, undefined, { filter: 'some' }).join()).toContain('query filter');
  expect(requestProblems(list, undefined, { per_page: 'many' }).join()).toContain('query per_page');
});

test('an operation that GitHub does not have cannot be served', () => {
  const unknown = { method: 'get', path: '/repos/{owner}/{repo}/wishes' };
  expect(() => requestProblems(unknown, undefined, {})).toThrow('get /repos/{owner}/{repo}/wishes is not in');
});
