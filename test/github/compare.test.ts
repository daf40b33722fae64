import { expect, test } from 'vitest';
import type { GitHub } from '../../src/github/client.ts';
import { compareWithDefault } from '../../src/github/compare.ts';

const repository = {
  nameWithOwner: 'octo/library',
  url: 'https://github.example/octo/library',
  isArchived: false,
  defaultBranchRef: { target: { oid: 'a'.repeat(40) } },
  object: { oid: 'b'.repeat(40) },
};

function answering(data: object): GitHub {
  return {
    graphql: async () => ({ node: repository }),
    request: async () => ({ status: 200, data }),
  } as unknown as GitHub;
}

test('an answer without a list of files is no comparison, one with an empty list is', async () => {
  const head = 'b'.repeat(40);
  await expect(compareWithDefault(answering({}), 'R_1', head)).rejects.toThrow('left out the files');
  expect(await compareWithDefault(answering({ files: [] }), 'R_1', head)).toMatchObject({
    files: [],
    filesComplete: true,
  });
});
