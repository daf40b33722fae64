import { describe, expect } from 'vitest';
import { checkOf, commentsOf, contributor } from './contributor.ts';
import { test } from './shared-stage.ts';
import { checkName, emptyLibrary, type Stage } from './stage.ts';
import { batchingDraft, batchingPath, cachingDraft, cachingPath, cachingWrong, indexPath } from './texts.ts';

let stage: Stage;
test.beforeAll(({ stage: shared }) => {
  stage = shared;
});

const withCaching = { ...emptyLibrary, [cachingPath]: cachingDraft };

describe('a new pattern', () => {
  test('with a fault: the check fails at the line, one comment, labels; the fix turns all of it', async () => {
    const library = await stage.library();
    const ada = await contributor(stage, 'ada', library);
    await ada.push('caching', { [cachingPath]: cachingWrong });
    const pull = await ada.open('caching');
    await stage.settled();
    expect(checkOf(library, pull)).toMatchObject({
      name: checkName,
      status: 'COMPLETED',
      conclusion: 'FAILURE',
    });
    expect(checkOf(library, pull)?.annotations).toMatchObject([
      { path: cachingPath, startLine: 4, startColumn: 11, level: 'FAILURE', title: 'category' },
    ]);
    expect(commentsOf(pull)).toHaveLength(1);
    expect(commentsOf(pull)[0]).toContain('the author’s turn');
    expect(pull.labels.toSorted()).toEqual(['ml/optimization', 'pattern:new', 'review:needs-work']);
    expect(library.labels.find(label => label.name === 'ml/optimization')).toMatchObject({ color: 'f5e663' });
    expect(await ada.merge(pull)).toBe(405);

    await ada.push('caching', { [cachingPath]: cachingDraft }, { from: 'HEAD' });
    await stage.settled();
    expect(checkOf(library, pull)).toMatchObject({ conclusion: 'SUCCESS', annotations: [] });
    expect(commentsOf(pull)).toHaveLength(1);
    expect(commentsOf(pull)[0]).toContain('A draft, fine to merge as one');
    expect(pull.labels.toSorted()).toEqual(['ml/optimization', 'pattern:new', 'review:ready']);
    expect(await ada.merge(pull)).toBe(200);
  });

  test('a maintainer’s approval of this head is told', async () => {
    const library = await stage.library();
    const ada = await contributor(stage, 'ada', library);
    await ada.push('caching', { [cachingPath]: cachingDraft });
    const pull = await ada.open('caching');
    await stage.settled();
    await stage.api('grace', 'POST', `/repos/octo/${library.name}/pulls/${pull.number}/reviews`, {
      event: 'APPROVE',
    });
    await stage.settled();
    expect(pull.labels).toContain('review:approved');
    expect(commentsOf(pull)[0]).toContain('## ✅ Approved');
  });
});

test('a changed pattern is labelled as changed', async () => {
  const library = await stage.library(withCaching);
  const ada = await contributor(stage, 'ada', library);
  await ada.push('better', { [cachingPath]: `${cachingDraft}\nMore is said.\n` });
  const pull = await ada.open('better');
  await stage.settled();
  expect(checkOf(library, pull)?.conclusion).toBe('SUCCESS');
  expect(pull.labels).toContain('pattern:changed');
});

test('a renamed folder is a move, not a removal and not a duplicate', async () => {
  const library = await stage.library(withCaching);
  const ada = await contributor(stage, 'ada', library);
  await ada.push('move', {
    [cachingPath]: null,
    [cachingPath.replace('prediction-caching', 'caching')]: cachingDraft,
  });
  const pull = await ada.open('move');
  await stage.settled();
  expect(checkOf(library, pull)).toMatchObject({ conclusion: 'SUCCESS' });
  expect(commentsOf(pull)[0]).toContain('moved from patterns/ml/optimization/prediction-caching');
});

test('a fingerprint cannot be changed by renaming the folder with it', async () => {
  const library = await stage.library(withCaching);
  const ada = await contributor(stage, 'ada', library);
  const moved = cachingDraft.replace('ML-OPT-008', 'ML-OPT-010');
  await ada.push('sly', {
    [cachingPath]: null,
    [cachingPath.replace('prediction-caching', 'caching')]: moved,
  });
  const pull = await ada.open('sly');
  await stage.settled();
  expect(checkOf(library, pull)?.annotations).toMatchObject([{ title: 'removed-retired' }]);
});

test('a deleted pattern must be retired, and may then go', async () => {
  const library = await stage.library(withCaching);
  const ada = await contributor(stage, 'ada', library);
  await ada.push('remove', { [cachingPath]: null });
  const pull = await ada.open('remove');
  await stage.settled();
  expect(checkOf(library, pull)?.annotations).toMatchObject([{ title: 'removed-retired' }]);
  expect(pull.labels).toContain('pattern:removed');
  const taxonomy =
    emptyLibrary['patterns/ml/taxonomy.yaml']?.replace('retired: []', 'retired: [ML-OPT-008]') ?? '';
  await ada.push('remove', { 'patterns/ml/taxonomy.yaml': taxonomy }, { from: 'HEAD' });
  await stage.settled();
  expect(checkOf(library, pull)?.conclusion).toBe('SUCCESS');
});

test('a fork is reviewed like everybody else, though the App cannot see it', async () => {
  const library = await stage.library();
  const { body } = await stage.api('mallory', 'POST', `/repos/octo/${library.name}/forks`);
  const fork = stage.world.state.repositories.find(({ id }) => id === body?.id);
  if (!fork) throw new Error('there is no fork');
  const mallory = await contributor(stage, 'mallory', library, fork);
  await mallory.push('caching', { [cachingPath]: cachingWrong });
  const pull = await mallory.open('caching');
  await stage.settled();
  expect(checkOf(library, pull)).toMatchObject({ conclusion: 'FAILURE' });
  await mallory.push('caching', { [cachingPath]: cachingDraft }, { from: 'HEAD' });
  await stage.settled();
  expect(checkOf(library, pull)?.conclusion).toBe('SUCCESS');
  expect(commentsOf(pull)).toHaveLength(1);
});

test('after a force-push the answer is about the new head', async () => {
  const library = await stage.library();
  const ada = await contributor(stage, 'ada', library);
  await ada.push('caching', { [cachingPath]: cachingWrong });
  const pull = await ada.open('caching');
  await stage.settled();
  const before = pull.headOid;
  await ada.push('caching', { [batchingPath]: batchingDraft }, { force: true });
  await stage.settled();
  expect(pull.headOid).not.toBe(before);
  expect(checkOf(library, pull)?.conclusion).toBe('SUCCESS');
  expect(commentsOf(pull)[0]).toContain(pull.headOid.slice(0, 7));
  expect(commentsOf(pull)[0]).toContain('`ML-OPT-007`');
  expect(commentsOf(pull)[0]).not.toContain('`ML-OPT-008`');
});

test('two pull requests with one fingerprint: when one is merged, the other turns red', async () => {
  const library = await stage.library();
  const ada = await contributor(stage, 'ada', library);
  await ada.push('caching', { [cachingPath]: cachingDraft });
  await ada.push('other', { [batchingPath]: batchingDraft.replace('ML-OPT-007', 'ML-OPT-008') });
  const [first, second] = [await ada.open('caching'), await ada.open('other')];
  await stage.settled();
  expect([checkOf(library, first)?.conclusion, checkOf(library, second)?.conclusion]).toEqual([
    'SUCCESS',
    'SUCCESS',
  ]);
  expect(await ada.merge(first)).toBe(200);
  await stage.settled();
  expect(checkOf(library, second)?.annotations).toMatchObject([{ title: 'fingerprint-unique' }]);
  expect(checkOf(library, second)?.annotations[0]?.message).toContain(
    'The taxonomy keeps `ML-OPT-007` for a pattern of this name',
  );
  expect(await ada.merge(second)).toBe(405);
});

test('a pull request without patterns: a passing check, no comment, no labels', async () => {
  const library = await stage.library();
  const ada = await contributor(stage, 'ada', library);
  await ada.push('docs', { 'docs/notes.md': 'hello\n' });
  const pull = await ada.open('docs');
  await stage.settled();
  expect(checkOf(library, pull)).toMatchObject({
    conclusion: 'SUCCESS',
    title: 'No patterns in this pull request',
  });
  expect(pull).toMatchObject({ comments: [], labels: [] });
  expect(await ada.merge(pull)).toBe(200);
});

test('an edit of the index is refused kindly', async () => {
  const library = await stage.library({ ...emptyLibrary, [indexPath]: '# Generated\n' });
  const ada = await contributor(stage, 'ada', library);
  await ada.push('index', { [indexPath]: '# Mine\n' });
  const pull = await ada.open('index');
  await stage.settled();
  expect(checkOf(library, pull)?.annotations).toMatchObject([{ path: indexPath, title: 'generated-index' }]);
});

test('rules, taxonomy and quality table of the pull request do not count', async () => {
  const library = await stage.library();
  const ada = await contributor(stage, 'ada', library);
  const taxonomy = emptyLibrary['patterns/ml/taxonomy.yaml'] ?? '';
  const handbook = emptyLibrary['patterns/ml/README.md'] ?? '';
  await ada.push('sly', {
    [cachingPath]: cachingWrong,
    'patterns/ml/taxonomy.yaml': taxonomy.replaceAll('ml/optimization', 'ml/optimisation'),
    'patterns/ml/README.md': handbook.replace(
      /^\| (Performance|Scalability|Documentation|Ethics) .*\n/gm,
      '',
    ),
    'schemas/pattern.schema.json': '{}',
  });
  const pull = await ada.open('sly');
  await stage.settled();
  expect(checkOf(library, pull)?.annotations.map(({ title }) => title)).toEqual(['category', 'taxonomy']);
  for (const metric of ['Performance', 'Scalability', 'Documentation', 'Ethics'])
    expect(commentsOf(pull)[0]).toContain(`| ${metric}: `);
});

test('a broken quality table is reported at its own line', async () => {
  const library = await stage.library();
  const ada = await contributor(stage, 'ada', library);
  const handbook = (emptyLibrary['patterns/ml/README.md'] ?? '').replace(
    /^\| Ethics \| Considered \|.*$/m,
    '| Ethics | Considered | `no-such-rule` |',
  );
  const line = handbook.split('\n').findIndex(text => text.includes('no-such-rule')) + 1;
  await ada.push('table', { 'patterns/ml/README.md': handbook });
  const pull = await ada.open('table');
  await stage.settled();
  expect(checkOf(library, pull)?.annotations).toMatchObject([
    { path: 'patterns/ml/README.md', startLine: line, title: 'quality-table' },
  ]);
});

test('a folder that is no domain is no silent pass', async () => {
  const library = await stage.library();
  const ada = await contributor(stage, 'ada', library);
  await ada.push('stray', { 'patterns/nlp/optimization/x/README.md': cachingDraft });
  const pull = await ada.open('stray');
  await stage.settled();
  expect(checkOf(library, pull)?.annotations).toMatchObject([{ title: 'location' }]);
});

test('the re-run button looks again and answers again', async () => {
  const library = await stage.library();
  const ada = await contributor(stage, 'ada', library);
  await ada.push('caching', { [cachingPath]: cachingDraft });
  const pull = await ada.open('caching');
  await stage.settled();
  const run = checkOf(library, pull);
  await stage.api('ada', 'POST', `/repos/octo/${library.name}/check-runs/${run?.id}/rerequest`);
  await stage.settled();
  expect(checkOf(library, pull)?.id).not.toBe(run?.id);
  expect(checkOf(library, pull)?.conclusion).toBe('SUCCESS');
  expect(commentsOf(pull)).toHaveLength(1);
});

test('a new domain is judged by what it brings', async () => {
  const library = await stage.library();
  const ada = await contributor(stage, 'ada', library);
  const own = (text = ''): string => text.replaceAll('ml/', 'nlp/').replace('domain: ml', 'domain: nlp');
  await ada.push('nlp', {
    'patterns/nlp/taxonomy.yaml': own(emptyLibrary['patterns/ml/taxonomy.yaml']),
    'patterns/nlp/README.md': emptyLibrary['patterns/ml/README.md'] ?? '',
    [own(cachingPath.replace('patterns/ml', 'patterns/nlp'))]: own(cachingWrong),
  });
  const pull = await ada.open('nlp');
  await stage.settled();
  expect(checkOf(library, pull)?.annotations).toMatchObject([{ title: 'category' }]);
});

test('a new domain whose taxonomy cannot be used is its author’s to mend', async () => {
  const library = await stage.library();
  const ada = await contributor(stage, 'ada', library);
  await ada.push('nlp', { 'patterns/nlp/taxonomy.yaml': 'domain: nlp\n' });
  const pull = await ada.open('nlp');
  await stage.settled();
  expect(checkOf(library, pull)?.conclusion).toBe('FAILURE');
  expect(checkOf(library, pull)?.annotations[0]).toMatchObject({
    path: 'patterns/nlp/taxonomy.yaml',
    title: 'taxonomy',
  });
});

test('what a new domain’s own index says of it is not believed', async () => {
  const library = await stage.library();
  const ada = await contributor(stage, 'ada', library);
  const own = (text = ''): string => text.replaceAll('ml/', 'nlp/').replace('domain: ml', 'domain: nlp');
  const path = own(cachingPath.replace('patterns/ml', 'patterns/nlp'));
  await ada.push('nlp', {
    'patterns/nlp/taxonomy.yaml': own(emptyLibrary['patterns/ml/taxonomy.yaml']),
    'patterns/nlp/README.md': emptyLibrary['patterns/ml/README.md'] ?? '',
    'patterns/nlp/index.json': '{"version":2,"entries":[],"unlisted":[]}',
    [path]: own(cachingDraft),
  });
  const pull = await ada.open('nlp');
  await stage.settled();
  expect(checkOf(library, pull)?.annotations).toMatchObject([
    { path: 'patterns/nlp/index.json', title: 'generated-index' },
  ]);
  expect(pull.labels).toContain('pattern:new');
});
