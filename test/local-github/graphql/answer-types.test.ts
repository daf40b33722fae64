import { expect, test } from 'vitest';
import { answerTypes } from '../../../scripts/generate/answer-types.ts';

/** The types of answers, of which src/github/answers.generated.ts is made. */
const typesOf = (document: string): string => answerTypes([document]).replace(/\s+/g, ' ').trim();

test('what may be null is, what is asked for by id is what the document names, and variables have types', () => {
  expect(
    typesOf(
      'query Head($id: ID!, $first: Int) { node(id: $id) { ... on Repository { isArchived labels(first: $first) { nodes { name } } } } }',
    ),
  ).toBe(
    'export type Answers = { Head: { data: { node: { isArchived: boolean; labels: { nodes: ({ name: string; } | null)[] | null; } | null; } | null; }; variables: { id: string; first?: number | null; }; }; };',
  );
});

test('what may be of several kinds is a union, with the other kinds in it', () => {
  const object = '{ ... on Blob { text } ... on Tree { entries { mode } } }';
  expect(
    typesOf(`query File { repository(owner: "a", name: "b") { object(expression: "x") ${object} } }`),
  ).toContain(
    'object: { text: string | null; entries?: never; } | { entries: ({ mode: number; })[] | null; text?: never; } | { text?: never; entries?: never; } | null;',
  );
});

test('a document that does not fit GitHub’s schema has no types', () => {
  expect(() => typesOf('query Shoes { viewer { shoeSize } }')).toThrow('shoeSize');
  expect(() => typesOf('{ viewer { login } }')).toThrow('name');
});
