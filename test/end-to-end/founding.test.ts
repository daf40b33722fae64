import { describe, expect } from 'vitest';
import { checkOf } from './contributor.ts';
import { commentOn, opened, review, type Scene } from './scene.ts';
import { test } from './shared-stage.ts';
import { emptyLibrary, type Stage } from './stage.ts';
import { cachingDraft, cachingPath } from './texts.ts';

/** A stranger's own rules judge their pull request, and do nothing else until a maintainer agrees. */

let stage: Stage;
test.beforeAll(({ stage: shared }) => {
  stage = shared;
});

const nlp = (text: string): string =>
  text
    .replace('domain: ml', 'domain: nlp')
    .replaceAll('ml/', 'nlp/')
    .replace('prefix: ML', 'prefix: NLP')
    .replace(/\bML-/g, 'NLP-');
const taxonomyPath = 'patterns/nlp/taxonomy.yaml';
const taxonomy = nlp(emptyLibrary['patterns/ml/taxonomy.yaml'] ?? '');
const domain = {
  [taxonomyPath]: taxonomy,
  'patterns/nlp/README.md': emptyLibrary['patterns/ml/README.md'] ?? '',
  [cachingPath.replace('ml', 'nlp')]: nlp(cachingDraft).replace(
    '\n---\n\n',
    '\nframeworks: [pytorch]\n---\n\n',
  ),
};
const labelsOf = ({ library }: Scene): string[] => library.labels.map(({ name }) => name);

async function edit({ stage, library, pull }: Scene, as: string): Promise<void> {
  const comment = pull.comments.find(({ author }) => author.kind === 'bot');
  const body = (comment?.body ?? '').replace('- [ ] **New domain', '- [x] **New domain');
  await stage.api(as, 'PATCH', `/repos/octo/${library.name}/issues/comments/${comment?.id}`, { body });
  await stage.settled();
}

describe('a domain that somebody founds who may not write', () => {
  test('makes no label and is not ready until a maintainer approves; other rules ask again', async () => {
    const scene = await opened(stage, domain, { as: 'mallory' });
    const { library, by, pull } = scene;
    expect(checkOf(library, pull)).toMatchObject({
      conclusion: 'ACTION_REQUIRED',
      title: 'A new domain — a maintainer’s turn: agree to it',
    });
    expect(labelsOf(scene)).toEqual(['pattern:new']);
    expect(pull.labels).toEqual(['pattern:new']);
    expect(commentOn(pull)).toContain('## 🌱 A new domain — a maintainer’s turn: agree to it');
    expect(commentOn(pull)).toMatch(/^- \[ \] \*\*New domain nlp\*\*: shall the library have it/m);
    await review(scene, 'grace', 'APPROVE');
    expect(checkOf(library, pull)?.conclusion).toBe('SUCCESS');
    expect(pull.labels).toEqual(expect.arrayContaining(['nlp/optimization', 'framework:pytorch']));
    expect(commentOn(pull)).toMatch(/^- \[x\] \*\*New domain nlp\*\*.* — `grace`/m);
    const other = taxonomy.replace('title: ', 'title: Mallory’s ');
    await by.push('caching', { [taxonomyPath]: other }, { from: 'HEAD' });
    await stage.settled();
    expect(checkOf(library, pull)?.conclusion).toBe('ACTION_REQUIRED');
    expect(commentOn(pull)).toContain('it has changed since `grace` agreed');
  });

  test('also where nothing else is in the pull request; a tick counts of whoever may write, and of nobody else', async () => {
    const scene = await opened(stage, { [taxonomyPath]: taxonomy }, { as: 'mallory' });
    const { library, pull } = scene;
    expect(checkOf(library, pull)?.conclusion).toBe('ACTION_REQUIRED');
    await edit(scene, 'grace');
    expect(checkOf(library, pull)?.conclusion).toBe('SUCCESS');
    expect(labelsOf(scene)).toEqual([]);
  });

  test('and one that mends what the default branch has broken is no other case', async () => {
    const broken = { ...emptyLibrary, 'patterns/ml/taxonomy.yaml': 'domain: [' };
    const mended = { 'patterns/ml/taxonomy.yaml': emptyLibrary['patterns/ml/taxonomy.yaml'] ?? '' };
    const scene = await opened(
      stage,
      { ...mended, [cachingPath]: cachingDraft },
      { as: 'mallory', base: broken },
    );
    expect(checkOf(scene.library, scene.pull)).toMatchObject({
      conclusion: 'ACTION_REQUIRED',
      title: 'A taxonomy of its own — a maintainer’s turn: agree to it',
    });
    expect(labelsOf(scene)).toEqual(['pattern:new']);
  });
});

test('who may write founds a domain by proposing it', async () => {
  const { library, pull } = await opened(stage, domain);
  expect(checkOf(library, pull)?.conclusion).toBe('SUCCESS');
  expect(pull.labels).toEqual(expect.arrayContaining(['nlp/optimization', 'review:ready']));
});
