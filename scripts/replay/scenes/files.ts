import type { Scene } from '../scene.ts';
import { accepted, cachingDraft, cachingPath, changed, pattern } from './texts.ts';

const resultsPath = cachingPath.replace('README.md', 'results.json');
const readable = 'patterns/ml/optimization/prediction-caching/notes.txt';

/** Files that are not what they should be. */
export const files: Scene[] = [
  {
    name: 'broken-yaml',
    story:
      'Front matter that cannot be read to its end is told where reading stopped, and what was read is judged.',
    after: { [cachingPath]: changed(cachingDraft, 'name: Prediction Caching', 'name: [Prediction Caching') },
  },
  {
    name: 'no-front-matter',
    story: 'A README without front matter is told what to put at its top.',
    after: { [cachingPath]: '# Prediction Caching\n\nServe repeated requests from memory.\n' },
  },
  {
    name: 'empty-file',
    story: 'An empty README is no pattern, and the check does not pass over it.',
    after: { [cachingPath]: '' },
  },
  {
    name: 'crlf',
    story: 'Windows’ line ends change neither lines nor findings.',
    after: { [cachingPath]: changed(cachingDraft, 'optimization', 'optimisation').replaceAll('\n', '\r\n') },
  },
  {
    name: 'not-utf8',
    story: 'Bytes that are no UTF-8 fail the check: nobody would see the same text.',
    after: { [cachingPath]: Buffer.from(`${cachingDraft}\nNa\xefve.\n`, 'latin1') },
  },
  {
    name: 'binary',
    story: 'A README of binary data cannot be read, so the check fails.',
    after: { [cachingPath]: Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3) },
  },
  {
    name: 'too-large',
    story: 'A README of more than GitHub gives of a file fails the check.',
    after: { [cachingPath]: `${cachingDraft}\n${'Words, words, words.\n'.repeat(25_000)}` },
  },
  {
    name: 'symbolic-link',
    story: 'A symbolic link in place of a README is not followed, and fails the check.',
    after: { [readable]: 'A file beside it.\n' },
    prepared: ({ link }) => link(cachingPath, '../../../../README.md'),
  },
  {
    name: 'symbolic-link-folder',
    story: 'A symbolic link in place of a pattern’s folder is not followed, and fails the check.',
    after: { [readable]: 'A file beside it.\n' },
    prepared: ({ link }) => link('patterns/ml/optimization/prediction-caching', '../serving'),
  },
  {
    name: 'hostile-names',
    story:
      'A name that holds a mention, a link, HTML and a change of direction is shown as text and does nothing.',
    after: {
      'patterns/ml/optimization/@octo [x]/README.md': pattern(
        `fingerprint: ML-OPT-010\nname: "@octo [see](https://evil.example) <img src=x> <!-- \u202egnihcac"\ncategory: "@octo/#1"\nframeworks: ["</details>@grace"]`,
        '# @octo\n\n## Intent\n\nSay hello to @grace, close #1, and ![x](https://evil.example/x.png).\n',
      ),
    },
  },
  {
    name: 'edited-results',
    story:
      'A figure in results.json that was edited by hand contradicts the rest, and the check fails there.',
    after: { ...accepted, [resultsPath]: changed(accepted[resultsPath], '0.531', '0.931') },
  },
  {
    name: 'stray-markdown',
    story: 'Markdown where nothing reads it is told where it belongs.',
    after: { 'patterns/ideas.md': '# Ideas\n', 'patterns/ml/optimization/caching.md': cachingDraft },
  },
];
