import { stamped } from '../../evidence/chart-stamp.ts';
import { sha256 } from '../../pattern/digests.ts';
import { accepted, acceptedPath } from '../examples/example-accepted.ts';
import { whenAsked } from '../examples/example-results.ts';
import type { FolderRule } from '../rule.ts';
import { reproduce } from './evidence-place.ts';

const path = acceptedPath.replace('README.md', 'results.json');
const chart = acceptedPath.replace('README.md', 'chart.svg');

export const results: FolderRule = {
  id: 'results',
  since: '0.1.0',
  scope: 'folder',
  severity: 'error',
  onDraft: 'info',
  what: 'results.json has its form, and what was computed follows from the values in it.',
  why: 'The verdict, the table and the chart are made from this file; one that was edited by hand says what somebody wanted it to say.',
  fix: 'Run `patterns reproduce <fingerprint>`, which writes the file. Nobody edits it.',
  failing: whenAsked(() => {
    const { files } = accepted();
    const edited = files[path]?.replace('"supports"', '"contradicts"') ?? '';
    return {
      ...files,
      [path]: edited,
      [chart]: stamped('<svg xmlns="http://www.w3.org/2000/svg"></svg>\n', sha256(edited)),
    };
  }),
  passing: accepted(),
  *check(pattern, { evidence }) {
    const found = evidence(pattern).results;
    if (!found) return;
    const advice = ` ${reproduce(pattern)} writes this file; run it instead of editing.`;
    for (const { message, range } of found.problems)
      yield {
        path: found.path,
        range,
        message: message.includes('patterns reproduce') ? message : `${message}${advice}`,
      };
  },
};
